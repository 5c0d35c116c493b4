"""Everything that an office holds, for the export in open formats: tables as they stand, files by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from peewee import BooleanField, DateField, ForeignKeyField

from models.records.full_export import ExportFile, ExportTable, Value
from models.store.access_tables import ACCESS_TABLES
from models.store.migrations import version_of
from models.store.monitoring_tables import MONITORING_TABLES
from models.store.office import Office
from models.store.paper_tables import PAPER_TABLES, Paper, PaperNumber
from models.store.reading_rights import must_read
from models.store.recap_tables import RECAP_TABLES
from models.store.rows import rows
from models.store.secrecy import hidden, ids_text, outside, visible
from models.store.tables import TABLES, Card, Case, Document, Draft, History, MomentField, Person, Table

#: What each table holds, in words; all of them are taken out but what is derived or unfinished.
TITLES: dict[str, str] = {
    "setting": "Pengaturan kantor (kunci dan nilai JSON)",
    "agency": "Perangkat daerah (OPD)",
    "person": "Akun orang; tanpa kata sandi",
    "position": "Jabatan",
    "holding": "Siapa memegang jabatan apa, sejak dan sampai kapan",
    "sop": "SOP",
    "sop_version": "Versi SOP beserta seluruh naskahnya (TOML)",
    "executor_position": "Jabatan yang mengisi setiap pelaksana SOP",
    "number_series": "Nomor terakhir setiap seri nomor permohonan",
    "permohonan": "Permohonan",
    "step_run": "Langkah yang dijalani setiap permohonan",
    "part_run": "Bagian pelaksana pada setiap langkah yang dijalani",
    "choice": "Pelaksana yang dipilih",
    "pause": "Penundaan",
    "document": "Dokumen permohonan; berkasnya di folder dokumen",
    "confirmation": "Pernyataan bahwa dokumen masih berlaku",
    "tick": "Butir kelengkapan yang dicentang",
    "holiday": "Hari libur",
    "season": "Musim jam kerja (Ramadan)",
    "history": "Riwayat: setiap tindakan, berantai dengan hash",
    "paper_number": "Buku nomor naskah",
    "disposition": "Disposisi",
    "disposition_to": "Penerima disposisi",
    "naskah": "Naskah; PDF-nya di folder naskah",
    "case_span": "Masa berjalan setiap permohonan, untuk rekap",
    "agency_change": "Permohonan yang pindah OPD",
    "month_closing": "Bulan yang ditutup beserta angkanya (JSON)",
    "sop_monitoring": "Penilaian SOP",
    "case_admission": "Siapa yang diberi akses pada permohonan rahasia",
}
#: Derived from the others, or not finished by whoever typed it.
LEFT_OUT: tuple[type[Table], ...] = (Card, Draft)
_WITHOUT = frozenset({"password_hash", "search", "norm", "letter_norm"})
_BATCH = 2_000


def export_tables(office: Office) -> Iterator[ExportTable]:
    """Every table with every row that the viewer may see, in the order of their keys."""
    must_read(office, "full_export")
    gone = _hidden_rows(office)
    for table in _tables():
        yield _table(office, table, gone.get(table, ()))


def export_files(office: Office) -> Iterator[ExportFile]:
    """Every file with the folder and the name that a person would look for; withdrawn ones are marked."""
    must_read(office, "full_export")
    documents = Document.select(
        Document.digest, Document.size, Case.number, Document.doc_type, Document.version,
        Document.file_name, Document.withdrawn_at,
    ).join(Case)  # fmt: skip
    wanted = documents.where(Document.kind == "berkas", *visible(office, Case.id)).order_by(Document.id)
    for digest, size, number, kind, version, name, withdrawn in rows(wanted):
        mark = "ditarik - " if withdrawn else ""
        yield ExportFile(digest, size, f"dokumen/{number}", f"{mark}{kind} v{version} - {name}")
    papers = Paper.select(Paper.digest, Paper.size, Paper.number_text, Paper.name, Paper.day, Paper.file_name)
    for digest, size, number, form, day, name in rows(
        papers.where(Paper.digest != "", *visible(office, Paper.case)).order_by(Paper.id)
    ):
        year = str(day)[:4] if day else "tanpa tanggal"
        yield ExportFile(digest, size, f"naskah/{year}", f"{number or form} - {name}")


def schema_of(office: Office) -> int:
    """The version of the schema."""
    connection: Any = office.store.db
    return version_of(connection.connection())


def something_left_out(office: Office) -> bool:
    """Whether there is anything that the viewer may not take out because it is confidential."""
    must_read(office, "full_export")
    return bool(hidden(office))


def _tables() -> tuple[type[Table], ...]:
    every = (*TABLES, *PAPER_TABLES, *RECAP_TABLES, *MONITORING_TABLES, *ACCESS_TABLES)
    return tuple(table for table in every if table not in LEFT_OUT)


def _table(office: Office, table: type[Table], gone: tuple[int, ...]) -> ExportTable:
    meta: Any = table._meta  # noqa: SLF001 - peewee's way to a model's fields
    fields = [field for field in meta.sorted_fields if field.column_name not in _WITHOUT]
    key = meta.primary_key
    apart = (outside(key, ids_text(gone)),) if gone else ()
    count = table.select().where(*apart).count() if apart else table.select().count()
    name = meta.table_name
    return ExportTable(
        name,
        TITLES.get(name, name),
        tuple(field.column_name for field in fields),
        count,
        _rows(office, table, fields, key, apart),
    )


def _rows(
    office: Office, table: type[Table], fields: list[Any], key: Any, apart: tuple[Any, ...]
) -> Iterator[tuple[Value, ...]]:
    """Batch by batch, so that no cursor stays open while a workbook is written."""
    last: Any = None
    place = fields.index(key)
    while True:
        conditions = apart if last is None else (*apart, key > last)
        query = table.select(*fields).order_by(key).limit(_BATCH)
        batch = rows(query.where(*conditions) if conditions else query)
        for row in batch:
            yield tuple(_value(office, field, value) for field, value in zip(fields, row, strict=True))
        if len(batch) < _BATCH:
            return
        last = batch[-1][place]


def _value(office: Office, field: Any, value: Any) -> Value:
    """A value as a person reads it: office-local moments, days, ya or tidak."""
    if value is None:
        return None
    if isinstance(field, MomentField) and isinstance(value, datetime):
        return office.local(value)
    if isinstance(field, BooleanField):
        return "ya" if value else "tidak"
    if isinstance(field, DateField) and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, str | int | float | date | datetime):
        return value
    return str(value)


def _hidden_rows(office: Office) -> dict[type[Table], tuple[int, ...]]:
    """By table: the keys of the rows that lead to a request which the viewer may not see."""
    secret = hidden(office)
    if not secret:
        return {}
    found: dict[type[Table], set[int]] = {Case: set(secret)}
    waiting = [table for table in _tables() if table is not Case]
    # a table is looked at anew while those it refers to still grow: a disposition refers to others
    changed = True
    while changed:
        changed = False
        for table in waiting:
            before = len(found.get(table, ()))
            found.setdefault(table, set()).update(_leading_to(table, found))
            changed |= len(found[table]) != before
    numbers = rows(
        Paper.select(Paper.number).where(Paper.id.in_(sorted(found[Paper])), Paper.number.is_null(False))
    )
    found[PaperNumber] = found.get(PaperNumber, set()) | {number for (number,) in numbers}
    found[History] |= _telling_of(secret, found[Paper])
    return {table: tuple(sorted(keys)) for table, keys in found.items() if keys}


def _leading_to(table: type[Table], found: dict[type[Table], set[int]]) -> set[int]:
    meta: Any = table._meta  # noqa: SLF001 - see above
    keys: set[int] = set()
    for field in meta.sorted_fields:
        if (
            isinstance(field, ForeignKeyField)
            and found.get(field.rel_model)
            and field.rel_model is not Person
        ):
            leading = table.select(meta.primary_key).where(field.in_(sorted(found[field.rel_model])))
            keys |= {key for (key,) in rows(leading)}
    return keys


def _telling_of(secret: tuple[int, ...], papers: set[int]) -> set[int]:
    """Events that belong to no request and speak of a hidden one or of its papers all the same."""
    texts = [number for (number,) in rows(Case.select(Case.number).where(Case.id.in_(secret)))]
    texts += [t for (t,) in rows(Paper.select(Paper.number_text).where(Paper.id.in_(sorted(papers)))) if t]
    found = set()
    for event_id, text in rows(History.select(History.id, History.data).where(History.case.is_null())):
        data = json.loads(text)
        if data.get("paper") in papers or data.get("case") in secret or any(t in text for t in texts):
            found.add(event_id)
    return found
