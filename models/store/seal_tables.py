"""The table of seals: what every transaction wrote, chained together with the history."""

from __future__ import annotations

from peewee import BigIntegerField, CharField, TextField

from models.store.tables import MomentField, Table


class Seal(Table):
    """One transaction: the rows it wrote, each with its hash before and after, and the hash over all that.

    `event` is the newest row of the history by then. `content` is JSON: by table and number of its
    columns, [key, before, after] of every row, see `models.store.seals`.
    """

    id = BigIntegerField(primary_key=True)
    event = BigIntegerField()
    at = MomentField()
    content = TextField()
    digest = CharField(max_length=64)


SEAL_TABLES: tuple[type[Table], ...] = (Seal,)
