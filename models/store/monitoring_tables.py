"""The table of what was found when SOPs were monitored, one row for each SOP and semester."""

from __future__ import annotations

from peewee import AutoField, CharField, DateField, ForeignKeyField, TextField

from models.store.tables import MomentField, Person, SopRow, Table


class SopMonitoring(Table):
    """The assessment of an SOP in a semester (`period` like 2026-S2), as a person gave it.

    verdict: "", baik or tidak_baik. `note` null: the program's own words stand; "" is a note left
    empty on purpose. `answers` has a letter for each of the seven questions: y, t or - (not answered).
    `done_on` is the day on which the action was found carried out.
    """

    id = AutoField()
    period = CharField(max_length=20)
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT", index=False)
    verdict = CharField(max_length=12, default="")
    note = TextField(null=True)
    action = TextField(default="")
    answers = CharField(max_length=7, default="-------")
    done_on = DateField(null=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    at = MomentField()

    class Meta:
        indexes = ((("period", "sop"), True),)


MONITORING_TABLES: tuple[type[Table], ...] = (SopMonitoring,)
