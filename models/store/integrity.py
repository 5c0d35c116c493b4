"""Checking everything that is stored: the database, the chain of the history, the documents, the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import peewee

from models.store import history
from models.store.anchors import check_anchors
from models.store.closings import check_closings
from models.store.head_file import missing_since
from models.store.office import Finding, Office
from models.store.paper_integrity import check_papers, known_digests
from models.store.password_check import check_passwords
from models.store.problems import StoreProblem
from models.store.rederive import Difference, differences
from models.store.rows import rows
from models.store.schema_check import wrong_types
from models.store.seal_findings import SECRET, EventTeller, check_seals
from models.store.seals import seal_head
from models.store.secrecy import hidden
from models.store.sqlite import library
from models.store.tables import Case, Document, History

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

_SHOWN = 20
_WORDS = 120
#: After so many of its own steps SQLite asks whether to go on.
_STEPS = 200_000


#: What is looked at one after the other, each up to so many thousandths of the whole.
STAGES = (
    ("basis_data", 150), ("riwayat", 250), ("meterai", 550), ("dokumen", 750), ("naskah", 800),
    ("turunan", 1_000),
)  # fmt: skip


def check_office(
    office: Office, *, contents: bool = True, derived: bool = True, progress: Progress | None = None
) -> Iterator[Finding]:
    """Every finding, as it is found; nothing is repaired.

    `contents` reads every document and compares its hash, else only its size; `derived` tells
    every case anew from its history. `progress` is told thousandths of the whole (see `STAGES`) and
    answers False to stop.
    """
    way = _Way(progress)
    stage = way.stage("basis_data")
    if not way.stopped:
        yield from check_database(office, thorough=True, progress=stage)
    stage = way.stage("riwayat")
    in_history = [] if way.stopped else list(readable(check_history(office, stage)))
    yield from in_history
    # a history with holes tells nothing anew
    told = not any(f.code.startswith("rantai_") for f in in_history)
    for name, look in (
        ("meterai", lambda stage: check_seals(office, stage)),
        ("dokumen", lambda stage: check_documents(office, contents=contents, progress=stage)),
        ("naskah", lambda stage: check_papers(office, contents=contents, told=told, progress=stage)),
        ("naskah", lambda _: check_closings() if told else ()),
        ("naskah", lambda _: check_passwords() if told else ()),
        ("naskah", lambda _: check_anchors(office)),
        ("turunan", lambda stage: check_derived(office, stage) if derived and told else ()),
    ):
        stage = way.stage(name)
        if not way.stopped:
            yield from readable(_begun(look, stage))


def _begun(look: Callable[[Progress], Iterable[Finding]], stage: Progress) -> Iterator[Finding]:
    """Findings whose very beginning may meet what cannot be read."""
    yield from look(stage)


def readable(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings up to where what is stored cannot be read or makes no sense, because it was damaged."""
    try:
        yield from findings
    except (peewee.DatabaseError, library.Error) as unreadable:
        words = str(unreadable)
        if "decode" in words:
            yield Finding("tulisan_tidak_terbaca", {"sebab": words.partition(" with text")[0]})
        elif "malformed" in words:
            yield Finding("halaman_rusak", {"sebab": words})
        else:
            raise
    except StoreProblem as problem:
        if problem.code != "basis_data_rusak":
            raise
        yield Finding("tulisan_tidak_terbaca", {"sebab": str(problem.data.get("sebab", ""))[:_WORDS]})
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as senseless:
        yield Finding("tulisan_tidak_terbaca", {"sebab": f"{type(senseless).__name__}: {senseless}"[:_WORDS]})


class _Way:
    """How far a check is, and whether it was stopped."""

    def __init__(self, progress: Progress | None) -> None:
        self.stopped = False
        self._progress = progress

    def stage(self, name: str) -> Progress:
        """The progress of one stage, as part of the whole."""
        names = [stage for stage, _ in STAGES]
        place = names.index(name)
        begin, end = (STAGES[place - 1][1] if place else 0), STAGES[place][1]

        def go_on(done: int, total: int) -> bool:
            share = begin + (end - begin) * min(done, total) // max(total, 1)
            if self._progress is not None and not self._progress(share, STAGES[-1][1]):
                self.stopped = True
            return not self.stopped

        go_on(0, 1)
        return go_on


def check_database(
    office: Office, *, thorough: bool = False, progress: Progress | None = None
) -> Iterator[Finding]:
    """Whether every page is sound and every reference leads somewhere."""
    check = "integrity_check" if thorough else "quick_check"
    database: Any = office.store.db  # peewee brings no types for it
    connection = database.connection()
    try:
        with _stoppable(connection, progress):
            answers = [str(row[0]) for row in office.store.db.ask(f"{check}({_SHOWN})")]
    except (peewee.DatabaseError, library.Error) as ended:
        if "interrupted" in str(ended):
            return
        if "malformed" not in str(ended):
            raise
        answers = [str(ended)]
    if answers != ["ok"]:
        for answer in answers:
            yield Finding("halaman_rusak", {"sebab": answer})
        return
    if thorough:
        for table, column, count in wrong_types(connection):
            yield Finding("jenis_nilai_asing", {"tabel": table, "kolom": column, "jumlah": count})
    for table, row_id, parent, _ in office.store.db.ask("foreign_key_check")[:_SHOWN]:
        yield Finding("rujukan_putus", {"tabel": table, "baris": row_id or 0, "induk": parent})


def check_history(office: Office, progress: Progress | None = None) -> Iterator[Finding]:
    """Whether the chain holds from the first row to the head that is kept outside."""
    newest = history.head()
    noted = office.store.head_file.read()
    what = missing_since(noted, newest, seal_head())
    if what:
        expected = 0 if noted is None else noted.event.id
        yield Finding(f"riwayat_{what}", {"dicatat": expected, "ada": newest.id})
    database: Any = office.store.db
    teller = EventTeller(office, database.connection())
    for fault in history.verify(progress):
        places = {"sampai": fault.last, "tempat": fault.written_as}
        yield Finding(f"rantai_{fault.what}", {**places, **teller.event(fault.event_id)})
    query = History.select(History.recorded_at).where(History.kind == "kepala_riwayat_berbeda")
    for (moment,) in rows(query.order_by(History.id)):
        when = office.local(moment).strftime("%d-%m-%Y %H.%M")
        yield Finding("riwayat_pernah_berbeda", {"kapan": when}, grave=False)


@contextmanager
def _stoppable(connection: Any, progress: Progress | None) -> Iterator[None]:
    """Let a long statement be stopped: SQLite asks now and then."""
    if progress is None:
        yield
        return
    connection.set_progress_handler(lambda: 0 if progress(0, 1) else 1, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def check_documents(office: Office, *, contents: bool, progress: Progress | None = None) -> Iterator[Finding]:
    """Whether every document is there as it was copied in; files that no document names are a remark."""
    files = office.store.files
    kept = _kept_documents(office)
    for done, (digest, (size, name, number)) in enumerate(kept.items()):
        if progress is not None and not progress(done, len(kept)):
            return
        fault = files.fault_of(digest, size, contents=contents)
        if fault:
            yield Finding(f"dokumen_{fault}", {"berkas": name, "nomor": number})
    known = kept.keys() | known_digests(office)
    strange = [digest for digest in files.digests() if digest not in known and _is_old(office, digest)]
    if strange:
        yield Finding("berkas_tanpa_catatan", {"jumlah": len(strange), "contoh": strange[0]}, grave=False)


def check_derived(office: Office, progress: Progress | None = None) -> Iterator[Finding]:
    """Whether what is stored of every case is what its history tells."""
    secret = frozenset(hidden(office))
    case_ids = [row[0] for row in rows(Case.select(Case.id).order_by(Case.id))]
    for done, case_id in enumerate(case_ids):
        if progress is not None and not progress(done, len(case_ids)):
            return
        for found in _differences(office, case_id):
            number = SECRET if case_id in secret else found.number
            yield Finding(
                "turunan_berbeda",
                {"nomor": number, "hal": found.what, "tersimpan": found.stored, "riwayat": found.derived},
            )


def _differences(office: Office, case_id: int) -> Iterator[Difference]:
    """The differences of a case; one whose SOP or history cannot be read any more is told by the seals."""
    try:
        yield from differences(office, [case_id])
    except StoreProblem as problem:
        if problem.code != "basis_data_rusak":
            raise
        yield Difference(case_id, str(case_id), "isi", "tidak terbaca", "terbaca")
    except (LookupError, ValueError, TypeError):
        yield Difference(case_id, str(case_id), "isi", "tidak terbaca", "terbaca")


def _kept_documents(office: Office) -> dict[str, tuple[int, str, str]]:
    """By hash: size, file name and case number, of withdrawn documents too (nothing is erased)."""
    secret = frozenset(hidden(office))
    query = Document.select(Document.digest, Document.size, Document.file_name, Case.number, Case.id).join(
        Case
    )
    found = rows(query.where(Document.kind == "berkas").order_by(Document.id))
    return {
        digest: (size, *((f"dokumen {digest[:8]}", SECRET) if case_id in secret else (name, number)))
        for digest, size, name, number, case_id in found
    }


def _is_old(office: Office, digest: str) -> bool:
    """A file is copied in before its document is entered: a young one may still be named."""
    changed = datetime.fromtimestamp(office.store.files.path_of(digest).stat().st_mtime, UTC)
    return (office.now() - changed).days >= 1
