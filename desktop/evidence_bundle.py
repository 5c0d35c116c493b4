"""Bukti dukung: a zip of what an office holds for an evaluation, written whole or not at all; without Qt."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from desktop.drawing_processes import Drawing
from desktop.whole_file import writing_whole
from models.records.evidence import (
    BundleFile,
    EvidenceCase,
    EvidenceIndex,
    EvidenceSource,
    Framework,
    IndexRow,
    Lack,
    NeedCount,
)
from models.records.paper import Register
from models.records.recap import Period
from models.rules.archive_names import Paths, safe_name

if TYPE_CHECKING:
    from desktop import evidence_case
    from models.store.office import Office
    from reports.bundle import BundleWriter

#: Told what is done of how much; answers whether to go on.
Progress = Callable[[int, int], bool]

PLAN, GUIDE, DONE, REVIEW, FOLLOW = (
    "01_perencanaan", "02_pedoman", "03_pelaksanaan", "04_evaluasi", "05_tindak_lanjut",
)  # fmt: skip
INDEX = "00_daftar_bukti"
_CHUNK = 1024 * 1024
#: From so many requests on starting processes that draw is worth its while.
_MANY = 100
#: What a single request can answer.
_OF_A_CASE: tuple[EvidenceSource, ...] = ("sop", "naskah", "permohonan", "lampiran")


class BundleCancelled(Exception):  # noqa: N818 - not an error: a person asked for it
    """The bundle was called off; nothing of it is kept."""


class BundleReport(NamedTuple):
    """What was written: how many files, every need in short, and what is lacking."""

    files: int
    needs: tuple[NeedCount, ...]
    gaps: tuple[IndexRow, ...]
    framework: Framework


class Bundle:
    """Collects files into the zip, remembering what each is evidence of and what is lacking."""

    def __init__(self, office: Office, writer: BundleWriter, total: int, progress: Progress | None) -> None:
        from models.queries.papers import letterhead, logo_bytes

        self.office = office
        self.letterhead = letterhead(office)
        self.logo = logo_bytes(office)
        self.files: list[BundleFile] = []
        self.lacks: list[Lack] = []
        self._writer = writer
        self._paths = Paths()
        self._done, self._total, self._progress = 0, max(total, 1), progress

    def add(self, folder: str, name: str, chunks: Iterable[bytes], about: BundleFile) -> BundleFile:
        """Write a file under a safe name; `about` tells what it is, its path is given here."""
        path = self._paths.take(folder, safe_name(name))
        size, digest = self._writer.add(path, self._watched(chunks))
        kept = about._replace(path=path, size=size, digest=digest)
        self.files.append(kept)
        return kept

    def add_stored(self, folder: str, name: str, digest: str, about: BundleFile) -> None:
        """Write a stored document as it is; one that is gone or was changed is told as lacking."""
        store = self.office.store.files
        if not store.exists(digest):
            why = "Berkasnya tidak ada di penyimpanan dokumen kantor."
            self.lack(Lack(about.source, about.name, why, about.sops, about.form))
            return
        kept = self.add(folder, name, _pieces(store.path_of(digest)), about)
        if kept.digest != digest:
            flaw = "Isi berkas tidak sama dengan yang dicatat ketika dilampirkan."
            self.files[-1] = kept._replace(flaw=flaw)

    def add_book(self, folder: str, name: str, register: Register, about: BundleFile) -> bool:
        """Write a book as PDF; an empty one is no evidence and is left out."""
        from reports.pdf.register import render_register

        if not register.rows:
            return False
        self.add(folder, name, [render_register(register, self.logo)], about)
        return True

    def lack(self, lack: Lack) -> None:
        """Remember what should be there and is not."""
        self.lacks.append(lack)

    def step(self) -> None:
        """One of the things to do is done. Raises `BundleCancelled`."""
        self._done += 1
        self._ask()

    def _ask(self) -> None:
        if self._progress is not None and not self._progress(min(self._done, self._total), self._total):
            raise BundleCancelled

    def _watched(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, with a chance to call it off between them: a scan may have 500 MB."""
        for chunk in chunks:
            self._ask()
            yield chunk


def write_bundle(
    office: Office,
    target: Path,
    framework: Framework,
    period: Period,
    *,
    case: EvidenceCase | None = None,
    sops: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> BundleReport:
    """Write the evidence of a period, or of one request, into a zip; in a worker under `office.reading()`.

    Raises `BundleCancelled` when `progress` says no, and OSError when the zip cannot be written; the
    file that was there stays in both cases.
    """
    from desktop import evidence_case, evidence_period
    from models.queries.evidence import cases_of
    from models.rules.evidence_matching import narrowed
    from models.store.secrecy import left_out
    from reports.bundle import BundleWriter

    made = office.local(office.now())
    cases = cases_of(office, period, sops) if case is None else (case,)
    if case is not None:
        framework = narrowed(framework, _OF_A_CASE, case.sop)
    with writing_whole(target) as file, BundleWriter(file, made) as writer:
        total = len(cases) + (0 if case is not None else evidence_period.steps_of(office, period))
        bundle = Bundle(office, writer, total, progress)
        if case is None:
            evidence_period.collect(bundle, period)
        else:
            evidence_case.collect_sop(bundle, case.sop, case.version_id)
        with Drawing(bundle.logo, None if len(cases) >= _MANY else 0) as drawing:
            for one, sheets in _drawn_ahead(bundle, cases, drawing):
                evidence_case.collect(bundle, one, sheets)
                bundle.step()
        scope = period.name if case is None else f"Permohonan {case.number}"
        unsaid = left_out(office) if case is None else ""
        return _finish(bundle, framework, " · ".join(filter(None, (scope, unsaid))))


def _drawn_ahead(
    bundle: Bundle, cases: Iterable[EvidenceCase], drawing: Drawing
) -> Iterator[tuple[EvidenceCase, evidence_case.Sheets]]:
    """The requests in their order, the sheets of those that follow being drawn meanwhile."""
    from desktop import evidence_case

    waiting: deque[tuple[EvidenceCase, evidence_case.Sheets]] = deque()
    for one in cases:
        waiting.append((one, evidence_case.sheets_of(bundle.office, one, drawing)))
        if len(waiting) > drawing.ahead:
            yield waiting.popleft()
    yield from waiting


def spooled(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """What is written into a file that is gone afterwards, piece by piece: a workbook may be large."""
    with tempfile.TemporaryFile() as file:
        write(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _finish(bundle: Bundle, framework: Framework, scope: str) -> BundleReport:
    """The list of evidence, as workbook and as PDF."""
    from models.queries.office_settings import profile
    from models.rules.evidence_matching import index_of
    from models.store.anchors import anchor_now, note_anchor
    from reports.excel.evidence_index import index_book
    from reports.pdf.evidence_index import render_index
    from resources.indonesian import moment_text

    office = bundle.office
    rows, counts = index_of(framework, bundle.files, bundle.lacks)
    index = EvidenceIndex(
        title="DAFTAR BUKTI DUKUNG",
        scope=scope,
        framework=framework,
        made=moment_text(office.local(office.now())),
        rows=rows,
        counts=counts,
        sample=profile(office).sample,
        anchor=anchor_now(),
    )
    note_anchor(office, index.anchor, f"Bukti dukung {scope}")
    own = BundleFile("", "luar", "Daftar bukti dukung")
    bundle.add("", f"{INDEX}.xlsx", [index_book(index)], own)
    bundle.add("", f"{INDEX}.pdf", [render_index(index, bundle.letterhead, bundle.logo)], own)
    return BundleReport(len(bundle.files), counts, index.gaps, framework)


def _pieces(path: Path) -> Iterator[bytes]:
    """A stored file piece by piece; one that cannot be read to its end shows in its hash."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError:
        return
