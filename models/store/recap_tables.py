"""The tables of the recap: when requests were open, which agency they belonged to, closed months."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    ForeignKeyField,
    SmallIntegerField,
    TextField,
)

from models.store.tables import Agency, Case, MomentField, Person, SopRow, Table

#: What the figures of a period read of a span; every index over spans carries it, so that none reads rows.
_FIGURES = ("sop", "agency", "case", "ending", "previous_closed_at", "next_opened_at")


class CaseSpan(Table):
    """A stretch of time in which a case was open, derived from its history; the first begins at *diterima*.

    opening: baru or dibuka_kembali; ending: "" while it is open, else selesai, ditolak or dibatalkan.
    Its neighbours stand beside it (`previous_closed_at`, `next_opened_at`), so that a period tells from
    the row alone whether the case came in or ended with it. `agency` is the one registered; later ones
    are rows of `AgencyChange`. `fork` finds the spans that lie over a moment, see `models.rules.spans`.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT", index=False)
    ordinal = SmallIntegerField()
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT", index=False)
    agency = ForeignKeyField(Agency, on_delete="RESTRICT", index=False)
    opening = CharField(max_length=14)
    opened_at = MomentField()
    closed_at = MomentField(null=True)
    ending = CharField(max_length=12, default="")
    previous_closed_at = MomentField(null=True)
    next_opened_at = MomentField(null=True)
    fork = BigIntegerField(default=0)

    class Meta:
        indexes = (
            (("case", "ordinal"), True),
            (("opened_at", "closed_at", *_FIGURES), False),
            (("fork", "closed_at", "opened_at", *_FIGURES), False),
            (("fork", "opened_at", "closed_at", *_FIGURES), False),
        )


class AgencyChange(Table):
    """From when a case belongs to another agency than before, because its registration was corrected.

    Agencies that were merged stay as they were written: `Agency.merged_into` leads to the one that counts.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT", index=False)
    agency = ForeignKeyField(Agency, on_delete="RESTRICT", index=False)
    at = MomentField()

    class Meta:
        indexes = ((("case", "at", "id", "agency"), False),)


class MonthClosing(Table):
    """A month that was closed: its figures as they were then (JSON) and the hash of the recap handed over.

    `period` is written like 2026-10. It counts until `reopened_at`; closing again is another row.
    """

    id = AutoField()
    period = CharField(max_length=20)
    figures = TextField()
    digest = CharField(max_length=64, default="")
    closed_at = MomentField()
    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    reopened_at = MomentField(null=True)
    reopened_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    reason = TextField(default="")

    class Meta:
        indexes = ((("period", "reopened_at"), False),)


RECAP_TABLES: tuple[type[Table], ...] = (CaseSpan, AgencyChange, MonthClosing)
