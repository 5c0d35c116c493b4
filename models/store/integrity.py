"""Checking everything that is stored: the database, the chain of the history, the documents, the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from models.store import history
from models.store.closings import check_closings
from models.store.files import digest_of_file
from models.store.head_file import missing_since
from models.store.office import Finding, Office
from models.store.paper_integrity import check_papers, known_digests
from models.store.rederive import differences
from models.store.rows import rows
from models.store.schema_check import wrong_types
from models.store.tables import Case, Document, History

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

_SHOWN = 20


def check_office(
    office: Office, *, contents: bool = True, derived: bool = True, progress: Progress | None = None
) -> Iterator[Finding]:
    """Every finding, as it is found; nothing is repaired.

    `contents` reads every document and compares its hash, else only its size; `derived` tells
    every case anew from its history. `progress` counts documents and answers False to stop.
    """
    yield from check_database(office, thorough=True)
    in_history = list(check_history(office))
    yield from in_history
    yield from check_documents(office, contents=contents, progress=progress)
    # a history with holes tells nothing anew
    told = not any(f.code.startswith("rantai_") for f in in_history)
    yield from check_papers(office, contents=contents, told=told)
    if told:
        yield from check_closings()
    if derived and told:
        yield from check_derived(office)


def check_database(office: Office, *, thorough: bool = False) -> Iterator[Finding]:
    """Whether every page is sound and every reference leads somewhere."""
    check = "integrity_check" if thorough else "quick_check"
    answers = [str(row[0]) for row in office.store.db.ask(f"{check}({_SHOWN})")]
    if answers != ["ok"]:
        for answer in answers:
            yield Finding("halaman_rusak", {"sebab": answer})
    elif thorough:
        database: Any = office.store.db  # peewee brings no types for it
        for table, column, count in wrong_types(database.connection()):
            yield Finding("jenis_nilai_asing", {"tabel": table, "kolom": column, "jumlah": count})
    for table, row_id, parent, _ in office.store.db.ask("foreign_key_check")[:_SHOWN]:
        yield Finding("rujukan_putus", {"tabel": table, "baris": row_id or 0, "induk": parent})


def check_history(office: Office) -> Iterator[Finding]:
    """Whether the chain holds from the first row to the head that is kept outside."""
    newest = history.head()
    noted = office.store.head_file.read()
    what = missing_since(noted, newest)
    if what:
        yield Finding(f"riwayat_{what}", {"dicatat": 0 if noted is None else noted.id, "ada": newest.id})
    for fault in history.verify():
        yield Finding(f"rantai_{fault.what}", {"kejadian": fault.event_id})
    query = History.select(History.recorded_at).where(History.kind == "kepala_riwayat_berbeda")
    for (moment,) in rows(query.order_by(History.id)):
        when = office.local(moment).strftime("%d-%m-%Y %H.%M")
        yield Finding("riwayat_pernah_berbeda", {"kapan": when}, grave=False)


def check_documents(office: Office, *, contents: bool, progress: Progress | None = None) -> Iterator[Finding]:
    """Whether every document is there as it was copied in; files that no document names are a remark."""
    files = office.store.files
    kept = _kept_documents()
    for done, (digest, (size, name, number)) in enumerate(kept.items()):
        if progress is not None and not progress(done, len(kept)):
            return
        data: dict[str, str | int] = {"berkas": name, "nomor": number}
        path = files.path_of(digest)
        if not path.is_file():
            yield Finding("dokumen_hilang", data)
        elif path.stat().st_size != size or (contents and digest_of_file(path) != digest):
            yield Finding("dokumen_berubah", data)
    known = kept.keys() | known_digests(office)
    strange = [digest for digest in files.digests() if digest not in known and _is_old(office, digest)]
    if strange:
        yield Finding("berkas_tanpa_catatan", {"jumlah": len(strange), "contoh": strange[0]}, grave=False)


def check_derived(office: Office) -> Iterator[Finding]:
    """Whether what is stored of every case is what its history tells."""
    for found in differences(office):
        yield Finding(
            "turunan_berbeda",
            {"nomor": found.number, "hal": found.what, "tersimpan": found.stored, "riwayat": found.derived},
        )


def _kept_documents() -> dict[str, tuple[int, str, str]]:
    """By hash: size, file name and case number, of withdrawn documents too (nothing is erased)."""
    query = Document.select(Document.digest, Document.size, Document.file_name, Case.number).join(Case)
    found = rows(query.where(Document.kind == "berkas").order_by(Document.id))
    return {digest: (size, name, number) for digest, size, name, number in found}


def _is_old(office: Office, digest: str) -> bool:
    """A file is copied in before its document is entered: a young one may still be named."""
    changed = datetime.fromtimestamp(office.store.files.path_of(digest).stat().st_mtime, UTC)
    return (office.now() - changed).days >= 1
