"""The tables of official papers, their numbers and dispositions; imported when one is first asked for."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from models.store.tables import Case, MomentField, Person, Position, StepRun, Table


class PaperNumber(Table):
    """A number of a yearly series; never erased and never given twice.

    state: dipesan, terbit, batal or luar (typed by hand). `suffix` marks one put in between (sisip);
    numbers typed by hand stand under ordinal 0 and are counted by it. `norm` is the text as compared.
    """

    id = AutoField()
    group = CharField(max_length=60)
    year = IntegerField()
    ordinal = IntegerField()
    suffix = IntegerField(default=0)
    text = CharField(max_length=120)
    norm = CharField(max_length=120, unique=True)
    day = DateField()
    state = CharField(max_length=10)
    purpose = TextField(default="")
    reason = TextField(default="")
    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    at = MomentField()

    class Meta:
        indexes = ((("group", "year", "ordinal", "suffix"), True),)


class Disposition(Table):
    """A lembar disposisi of a case; `parent` is the one it passes on.

    state: aktif, dijawab, ditarik, or tidak_perlu: no disposition at all, `note` tells why, which is
    gugur as soon as one is given.
    `sender` is the position as it was named then, `instructions` a JSON list.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT")
    run = ForeignKeyField(StepRun, null=True, on_delete="RESTRICT", index=False)
    parent = ForeignKeyField("self", null=True, on_delete="RESTRICT", index=False)
    sender_position = ForeignKeyField(Position, null=True, on_delete="RESTRICT", index=False)
    sender = CharField(max_length=600)
    instructions = TextField(default="[]")
    note = TextField(default="")
    due = DateField(null=True)
    state = CharField(max_length=12, default="aktif")
    reason = TextField(default="")
    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    at = MomentField()


class DispositionTo(Table):
    """To whom a disposition went: a position, or a name as typed; read and answered or not yet."""

    id = AutoField()
    disposition = ForeignKeyField(Disposition, on_delete="RESTRICT", index=False)
    ordinal = SmallIntegerField()
    name = CharField(max_length=300)
    position = ForeignKeyField(Position, null=True, on_delete="RESTRICT")
    read_at = MomentField(null=True)
    read_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    answer = TextField(default="")
    answered_at = MomentField(null=True)
    answered_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)

    class Meta:
        table_name = "disposition_to"
        indexes = ((("disposition", "ordinal"), True),)


class Paper(Table):
    """A paper: a draft (konsep), or issued with what it shows frozen (terbit), or cancelled (batal).

    `draft` is what was entered, `frozen` the sheet with its form, both JSON. `digest` names the PDF
    in the store, "" until it is kept; then a reprint is that file.
    """

    id = AutoField()
    form = CharField(max_length=60)
    name = CharField(max_length=200)
    case = ForeignKeyField(Case, null=True, on_delete="RESTRICT")
    run = ForeignKeyField(StepRun, null=True, on_delete="RESTRICT", index=False)
    disposition = ForeignKeyField(Disposition, null=True, on_delete="RESTRICT")
    doc_type = CharField(max_length=60, default="")
    state = CharField(max_length=8)
    number = ForeignKeyField(PaperNumber, null=True, unique=True, on_delete="RESTRICT")
    number_text = CharField(max_length=120, default="")
    day = DateField(null=True)
    subject = TextField(default="")
    addressee = TextField(default="")
    signer = CharField(max_length=600, default="")
    draft = TextField()
    frozen = TextField(default="")
    digest = CharField(max_length=64, default="")
    size = BigIntegerField(default=0)
    file_name = CharField(max_length=300, default="")
    search = TextField(default="")
    reason = TextField(default="")
    person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
    at = MomentField()

    class Meta:
        table_name = "naskah"
        indexes = (
            (("state", "at"), False),
            # issued papers whose PDF is not kept yet
            (("state", "digest"), False),
            # papers of a period
            (("day", "state"), False),
        )


PAPER_TABLES: tuple[type[Table], ...] = (PaperNumber, Disposition, DispositionTo, Paper)
