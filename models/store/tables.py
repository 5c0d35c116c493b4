"""The tables as peewee models, meaning the same on SQLite and PostgreSQL.

Ids are integers, moments are whole seconds since 1970-01-01 UTC (`MomentField` gives aware
datetimes), words that are searched or compared carry a normalised twin, order is always
asked for. `History` is the truth; the rows of `StepRun`, `PartRun` and `Card` are derived
from it and re-derived by tests.
"""

from __future__ import annotations

from datetime import UTC, datetime

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    CharField,
    DatabaseProxy,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    SmallIntegerField,
    TextField,
)

proxy = DatabaseProxy()


class MomentField(BigIntegerField):
    """An aware datetime kept as whole seconds UTC; naive values raise ValueError."""

    def db_value(self, value: datetime | int | None) -> int | None:
        """Seconds for the database; integers pass (they come from raw rows)."""
        if value is None or isinstance(value, int):
            return value
        if value.tzinfo is None:
            raise ValueError("moment without a time zone")
        return int(value.timestamp())

    def python_value(self, value: int | None) -> datetime | None:
        """The aware UTC moment."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Table(Model):
    """Base of all tables: one database, bound at opening."""

    class Meta:
        database = proxy
        legacy_table_names = False


class Setting(Table):
    """Office-wide settings: a key and a JSON value (`office`, `calendar`, `number_patterns`, …)."""

    key = CharField(primary_key=True, max_length=64)
    value = TextField()


class Agency(Table):
    """Perangkat daerah (OPD); merged ones point at the one that took them over."""

    id = AutoField()
    name = CharField(max_length=300)
    short_name = CharField(max_length=60, default="")
    norm = CharField(max_length=400, index=True)
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    active = BooleanField(default=True)


class Person(Table):
    """An account of somebody in the office; `nip` (18 digits) and `rank` (pangkat) stand under signatures.

    `manages_sops` gives the role Pengelola SOP, `reads_only` that of Pembaca. `must_change` asks for a
    password of one's own at the next sign-in; `failures` counts wrong passwords since the last right one.
    """

    id = AutoField()
    username = CharField(max_length=60, unique=True)
    name = CharField(max_length=300)
    password_hash = CharField(max_length=255)
    is_admin = BooleanField(default=False)
    active = BooleanField(default=True)
    # columns that came later carry their default in the database, for the rows that were there
    nip = CharField(max_length=18, default="", constraints=[SQL("DEFAULT ''")])
    rank = CharField(max_length=100, default="", constraints=[SQL("DEFAULT ''")])
    manages_sops = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    reads_only = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    must_change = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    failures = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    failed_at = MomentField(null=True)


class Position(Table):
    """A jabatan; leaders may cancel, skip and reopen, the secretariat records external acts."""

    id = AutoField()
    name = CharField(max_length=300)
    norm = CharField(max_length=400, unique=True)
    is_leader = BooleanField(default=False)
    is_secretariat = BooleanField(default=False)
    active = BooleanField(default=True)


class Holding(Table):
    """Who holds a position from when to when (dates included); kind definitif, plt, plh or delegasi.

    A delegation names who gave it: it gives the rights of the position, not its signature.
    """

    id = AutoField()
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    position = ForeignKeyField(Position, on_delete="RESTRICT")
    kind = CharField(max_length=10, default="definitif")
    since = DateField()
    until = DateField(null=True)
    given_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)


class SopRow(Table):
    """An SOP under its short code."""

    id = AutoField()
    code = CharField(max_length=20, unique=True)
    name = CharField(max_length=300)
    ordinal = IntegerField(default=0)
    active = BooleanField(default=True)

    class Meta:
        table_name = "sop"


class SopVersion(Table):
    """One version of an SOP with its whole text; status draf, terbit or arsip.

    `head` is what boards show of it (`models.rules.sop_head`), derived from the text when it is written.
    """

    id = AutoField()
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT")
    number = IntegerField()
    status = CharField(max_length=10)
    content = TextField()
    head = TextField(default="")
    digest = CharField(max_length=64)
    published_at = MomentField(null=True)

    class Meta:
        indexes = ((("sop", "number"), True),)


class ExecutorPosition(Table):
    """Which positions fill which executor column of which SOP."""

    id = AutoField()
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT")
    executor = CharField(max_length=60)
    position = ForeignKeyField(Position, on_delete="RESTRICT")

    class Meta:
        indexes = ((("sop", "executor", "position"), True),)


class NumberSeries(Table):
    """The last number taken of a yearly series."""

    id = AutoField()
    series = CharField(max_length=60)
    year = IntegerField()
    last = IntegerField(default=0)

    class Meta:
        indexes = ((("series", "year"), True),)


class Case(Table):
    """A permohonan; `version` rises with every act that changes its position.

    status: berjalan, selesai, ditolak, dibatalkan. `paused_for` is "" when it runs, else
    opd, pejabat, rapat or lainnya. `search` is the normalised text that searches look in.
    A `secret` one (sifat rahasia) is shown to those concerned only, see `models.store.secrecy`.
    """

    id = AutoField()
    number = CharField(max_length=60, unique=True)
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT")
    sop_version = ForeignKeyField(SopVersion, on_delete="RESTRICT")
    agency = ForeignKeyField(Agency, on_delete="RESTRICT")
    subject = TextField()
    contact_name = CharField(max_length=300, default="")
    contact_phone = CharField(max_length=100, default="")
    channel = CharField(max_length=20)
    priority = CharField(max_length=20, default="biasa")
    letter_number = CharField(max_length=200, default="")
    letter_norm = CharField(max_length=200, default="", index=True)
    letter_date = DateField(null=True)
    note = TextField(default="")
    received_at = MomentField()
    registered_at = MomentField()
    status = CharField(max_length=12, default="berjalan")
    version = IntegerField(default=1)
    paused_for = CharField(max_length=12, default="")
    paused_party = CharField(max_length=60, default="")
    closed_at = MomentField(null=True)
    last_act_at = MomentField()
    late = BooleanField(default=False)
    search = TextField(default="")
    secret = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])

    class Meta:
        table_name = "permohonan"
        indexes = (
            (("sop", "status"), False),
            (("status", "received_at"), False),
        )


# most requests are not confidential: finding those that are must not read the others
Case.add_index(Case.index(Case.sop, where=Case.secret, name="permohonan_secret"))


class StepRun(Table):
    """One passage of a case through a step.

    state: terbuka, selesai, dikembalikan, dilewati, ditutup (by an end, return or cancel),
    batal (annulled by undo). `branch` is the path of splits it stands in. Deadline columns are
    derived: `due_at` and `green_until` from the standard, `target_at` when one was agreed.
    `minutes` and `late` are as judged when it was finished.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT", index=False)
    step = CharField(max_length=60)
    round = IntegerField()
    branch = CharField(max_length=200, default="")
    state = CharField(max_length=12, default="terbuka")
    opened_at = MomentField()
    closed_at = MomentField(null=True)
    time_kind = CharField(max_length=14, default="tanpa_batas")
    due_at = MomentField(null=True)
    green_until = MomentField(null=True)
    target_at = MomentField(null=True)
    target_by = CharField(max_length=300, default="")
    outcome = CharField(max_length=60, default="")
    reason = TextField(default="")
    late_code = CharField(max_length=20, default="")
    late_text = TextField(default="")
    minutes = IntegerField(null=True)
    late = BooleanField(default=False)
    past_target = BooleanField(default=False)

    class Meta:
        indexes = (
            # covers what a recap asks of a request: was a run late, past its target, judged at all
            (("case", "state", "late", "past_target", "closed_at", "due_at", "target_at"), False),
            # covers the finished runs of a period
            (("state", "closed_at", "case", "step", "minutes", "late", "past_target", "due_at", "round",
              "late_code"), False),
        )  # fmt: skip


class PartRun(Table):
    """One part of a run; state terbuka, menunggu, selesai, gugur or peserta."""

    id = AutoField()
    run = ForeignKeyField(StepRun, on_delete="RESTRICT", index=False)
    part = CharField(max_length=60)
    executor = CharField(max_length=60)
    ordinal = SmallIntegerField()
    state = CharField(max_length=10)
    assignee = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    finished_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    finished_at = MomentField(null=True)
    contact = CharField(max_length=300, default="")
    channel = CharField(max_length=20, default="")

    class Meta:
        indexes = (
            (("run", "ordinal"), True),
            # covers the parts finished in a period
            (("finished_at", "run", "executor", "finished_by"), False),
        )


class Choice(Table):
    """Part ids chosen for a `dipilih` step of a case (space-separated, kept until chosen anew)."""

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT")
    step = CharField(max_length=60)
    parts = TextField()

    class Meta:
        indexes = ((("case", "step"), True),)


class PauseRow(Table):
    """An interval in which a case is paused; open while `until_at` is null."""

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT")
    since_at = MomentField()
    until_at = MomentField(null=True)
    party = CharField(max_length=12)
    executor = CharField(max_length=60, default="")
    reason = TextField(default="")

    class Meta:
        table_name = "pause"


class Document(Table):
    """One version of a document type on a case; never overwritten, withdrawn instead of erased.

    kind: berkas (file: digest, size, name), kertas (place) or tautan (place is the address).
    `original_place` tells where the paper original of a soft copy lies.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT")
    run = ForeignKeyField(StepRun, null=True, on_delete="RESTRICT")
    doc_type = CharField(max_length=60)
    version = IntegerField()
    kind = CharField(max_length=8)
    digest = CharField(max_length=64, default="")
    size = BigIntegerField(default=0)
    file_name = CharField(max_length=300, default="")
    place = TextField(default="")
    original_place = TextField(default="")
    note = TextField(default="")
    added_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    added_at = MomentField()
    as_output = BooleanField(default=False)
    stale = BooleanField(default=False)
    withdrawn_at = MomentField(null=True)
    withdrawn_reason = TextField(default="")

    class Meta:
        indexes = ((("case", "doc_type", "version"), True),)


class Confirmation(Table):
    """An output of a run given by confirming the version that is there ("masih berlaku")."""

    id = AutoField()
    run = ForeignKeyField(StepRun, on_delete="RESTRICT")
    document = ForeignKeyField(Document, on_delete="RESTRICT")
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = MomentField()

    class Meta:
        indexes = ((("run", "document"), True),)


class Tick(Table):
    """A point (butir) of a requirement ticked off in a run."""

    id = AutoField()
    run = ForeignKeyField(StepRun, on_delete="RESTRICT")
    need = SmallIntegerField()
    point = SmallIntegerField()
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = MomentField()

    class Meta:
        indexes = ((("run", "need", "point"), True),)


class Draft(Table):
    """What a person had typed in a step dialog and kept for later (JSON)."""

    id = AutoField()
    run = ForeignKeyField(StepRun, on_delete="RESTRICT")
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    content = TextField()
    at = MomentField()

    class Meta:
        indexes = ((("run", "person"), True),)


class Card(Table):
    """A card of the board as it is drawn: one row per open part and case, derived, never edited by hand.

    `column` is the executor the card stands under; `role` pelaksana or peserta; `done`/`total`
    count the parts of the step (`done` -1: any one suffices); `have`/`need` its documents;
    `pace` is the time kind: batas, rentang, tentatif, tanpa_batas, tidak_terbaca or ditunda.
    `external` tells that the part belongs to an executor outside the office, so that task counts
    need no SOP text.
    """

    id = AutoField()
    case = ForeignKeyField(Case, on_delete="RESTRICT")
    run = ForeignKeyField(StepRun, on_delete="RESTRICT")
    sop = ForeignKeyField(SopRow, on_delete="RESTRICT", index=False)
    part = CharField(max_length=60)
    column = CharField(max_length=60)
    role = CharField(max_length=10)
    state = CharField(max_length=10)
    external = BooleanField(default=False)
    number = CharField(max_length=60)
    subject = TextField()
    agency = CharField(max_length=300)
    step = CharField(max_length=60)
    step_no = CharField(max_length=20)
    step_title = CharField(max_length=300)
    round = IntegerField()
    done = SmallIntegerField()
    total = SmallIntegerField()
    have = SmallIntegerField()
    need = SmallIntegerField()
    priority = CharField(max_length=20)
    pace = CharField(max_length=14)
    opened_at = MomentField()
    green_until = MomentField(null=True)
    due_at = MomentField(null=True)
    target_at = MomentField(null=True)
    sort_at = BigIntegerField()
    assignee = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    assignee_name = CharField(max_length=300, default="")
    search = TextField(default="")
    secret = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])

    class Meta:
        indexes = (
            (("sop", "sort_at", "id"), False),
            # the most urgent cards of a column, and how many it has
            (("sop", "column", "sort_at", "id", "role"), False),
            # covers the counts of the sidebar, which would otherwise read every wide row
            (("sop", "case", "pace", "due_at", "role", "state", "external", "column"), False),
        )


class HolidayRow(Table):
    """A day off, with the decree it rests on; kind libur nasional, cuti bersama or libur daerah."""

    id = AutoField()
    day = DateField(index=True)
    kind = CharField(max_length=20)
    name = CharField(max_length=300)
    basis = CharField(max_length=300, default="")

    class Meta:
        table_name = "holiday"


class SeasonRow(Table):
    """A season with hours of its own (Ramadan), dates included; `hours` is JSON like the weekly hours."""

    id = AutoField()
    name = CharField(max_length=100)
    since = DateField()
    until = DateField()
    estimate = BooleanField(default=False)
    hours = TextField()

    class Meta:
        table_name = "season"


class History(Table):
    """Append-only and hash-chained: every act, what it did, and the hash over itself and its predecessor.

    `occurred_at` is when it counts, `recorded_at` when it was written; `data` is canonical JSON.
    """

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(Case, null=True, on_delete="RESTRICT", index=False)
    run = IntegerField(null=True)
    kind = CharField(max_length=30)
    recorded_at = MomentField()
    occurred_at = MomentField()
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    actor = CharField(max_length=600)
    data = TextField()
    previous = CharField(max_length=64)
    digest = CharField(max_length=64)

    class Meta:
        indexes = ((("case", "id"), False),)


TABLES: tuple[type[Table], ...] = (
    Setting, Agency, Person, Position, Holding, SopRow, SopVersion, ExecutorPosition,
    NumberSeries, Case, StepRun, PartRun, Choice, PauseRow, Document, Confirmation, Tick,
    Draft, Card, HolidayRow, SeasonRow, History,
)  # fmt: skip
