"""What is looked at while people work: sizes of documents at every start, pages daily, all of it weekly."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

from models.store.check_state import note_quick, note_suspect, note_thorough, read_check
from models.store.integrity import Progress, check_database, check_documents, check_history, readable
from models.store.office import Finding, Office
from models.store.paper_tables import Paper
from models.store.rows import rows
from models.store.seal_findings import SECRET, check_seals
from models.store.secrecy import hidden
from models.store.statements import Statement
from models.store.tables import Case, Document

_EVERY = timedelta(hours=20)
_THOROUGH_EVERY = timedelta(days=7)
_STEP = 500
#: What the next opening must not pass over.
DAMAGE = ("halaman_rusak", "rujukan_putus")
_DOCUMENTS = Statement(
    lambda: Document.select(Document.digest, Document.size).where(Document.kind == "berkas")
)
_PAPERS = Statement(lambda: Paper.select(Paper.digest, Paper.size).where(Paper.digest != ""))


def look_after(office: Office, progress: Progress | None = None) -> list[Finding]:
    """Sizes of documents, and when a day has gone by the pages of the database; in a worker.

    Damaged pages are noted for the next opening, which then does not pass over them.
    """
    folder, now = office.store.folder, office.now()
    found = list(readable(check_sizes(office, progress)))
    if is_daily_due(office):
        stopped = False

        def go_on(done: int, total: int) -> bool:
            nonlocal stopped
            stopped = progress is not None and not progress(done, total)
            return not stopped

        pages = list(check_database(office, progress=go_on))
        if not pages and not stopped:
            note_quick(folder, now)
        found += pages
    if any(finding.code in DAMAGE for finding in found):
        note_suspect(folder)
    return found


def is_daily_due(office: Office) -> bool:
    """Whether a day has gone by since the pages of the database were found sound."""
    last = read_check(office.store.folder).quick_at
    return last is None or not timedelta(0) <= office.now() - last < _EVERY


def is_thorough_due(office: Office) -> bool:
    """Whether a week has gone by since every row and every document was compared."""
    state = read_check(office.store.folder)
    last = max(filter(None, (state.thorough_at, state.full_at)), default=None)
    return last is None or not timedelta(0) <= office.now() - last < _THOROUGH_EVERY


def look_thoroughly(office: Office, progress: Progress | None = None) -> list[Finding]:
    """Every act, row and document compared with what was sealed; takes long with many, in a worker."""
    stopped = False

    def go_on(done: int, total: int) -> bool:
        nonlocal stopped
        stopped = stopped or (progress is not None and not progress(done, total))
        return not stopped

    found: list[Finding] = []
    for look in (
        lambda: check_history(office, go_on),
        lambda: check_seals(office, go_on),
        lambda: check_documents(office, contents=True, progress=go_on),
    ):
        if not stopped:
            found += readable(look())
    grave = [finding for finding in found if finding.grave]
    if not stopped and not grave:
        note_thorough(office.store.folder, office.now())
    return grave


def check_sizes(office: Office, progress: Progress | None = None) -> Iterator[Finding]:
    """Documents and PDFs that are not there, or not as long as they were."""
    sizes = _sizes(office)
    kept = [*_DOCUMENTS.rows(), *_PAPERS.rows()]
    told: set[str] = set()
    for done, (digest, size) in enumerate(kept):
        if done % _STEP == 0 and progress is not None and not progress(done, len(kept)):
            return
        if sizes.get(digest) != size and digest not in told:
            told.add(digest)
            yield from _named(office, digest, there=digest in sizes)


def _named(office: Office, digest: str, *, there: bool) -> Iterator[Finding]:
    """The documents and papers whose file that is, as far as the viewer may know them."""
    secret = frozenset(hidden(office))
    documents = Document.select(Document.file_name, Case.number, Case.id).join(Case)
    papers = Paper.select(Paper.file_name, Paper.number_text, Paper.case)
    for kind, changed, query in (
        ("dokumen", "dokumen_berubah", documents.where(Document.digest == digest)),
        ("naskah", "naskah_pdf_berubah", papers.where(Paper.digest == digest)),
    ):
        for name, number, case_id in rows(query):
            told = (f"{kind} {digest[:8]}", SECRET) if case_id in secret else (name, number)
            yield Finding(changed if there else f"{kind}_hilang", {"berkas": told[0], "nomor": told[1]})


def _sizes(office: Office) -> dict[str, int]:
    """The size of every file of the store, read folder by folder: far cheaper than file by file."""
    found: dict[str, int] = {}
    root = office.store.files.folder
    if not root.is_dir():
        return found
    with os.scandir(root) as folders:
        for folder in folders:
            if len(folder.name) == 2 and folder.is_dir():
                with os.scandir(folder.path) as files:
                    found |= {file.name: file.stat().st_size for file in files if file.is_file()}
    return found
