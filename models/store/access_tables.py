"""The table of people who were let in on confidential cases by name."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField

from models.store.tables import Case, MomentField, Person, Table


class CaseAdmission(Table):
    """A person who may see a secret case although nothing else concerns them with it.

    Who registered it, and who marked it secret, stand here too. One row for each person and case.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    given_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    at = MomentField()

    class Meta:
        indexes = ((("case", "person"), True),)


ACCESS_TABLES: tuple[type[Table], ...] = (CaseAdmission,)
