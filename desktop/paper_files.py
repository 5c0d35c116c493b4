"""The stored PDF of an issued paper: read back, or drawn once more from its frozen sheet and kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.background import run_in_background
from desktop.case_acts import refusal_lines
from desktop.document_opening import copies_folder, safe_name
from desktop.handed_copy import ChangedFileError, read_proven
from desktop.session import Session
from desktop.whole_file import why_not_written, write_whole
from models.records.paper import Form, PaperLine, Sheet
from models.records.results import Changed, Result
from models.store.files import FileProblem, StoredFile
from models.store.office import Office
from resources.problems import problem_text
from views.notice import tell

_CHANGED = (
    "PDF naskah ini tidak sama lagi dengan ketika disimpan, sehingga tidak dibuka dan tidak dicetak. Nomor "
    "dan isinya tidak berubah. Hubungi administrator; “Periksa riwayat” menyebut semua berkas yang berubah."
)

OnPdf = Callable[[bytes, PaperLine], object]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a worker needs to draw a paper: nothing of the database, nothing of the window."""

    sheet: Sheet
    form: Form
    logo: bytes | None
    pictures: Mapping[str, Path] = field(default_factory=dict)

    def pdf(self) -> bytes:
        """The paper; the same drawing always gives the same bytes."""
        from reports.pdf.papers import render

        return render(self.sheet, self.form, self.logo, self.pictures)


def drawing_of(office: Office, sheet: Sheet, form: Form) -> Drawing:
    """What it takes to draw a sheet: the logo that it names, its pictures."""
    from models.queries.papers import logo_bytes, picture_files

    return Drawing(sheet, form, logo_bytes(office, sheet.letterhead.logo), picture_files(office, sheet, form))


def paper_name(line: PaperLine) -> str:
    """The file name of a paper, such as `Surat Tugas 800-12-D-2026.pdf`."""
    return safe_name(f"{line.name} {line.number or line.id}".strip().replace("/", "-") + ".pdf")


class PaperFiles(QObject):
    """Fetches papers for one window; `announce` hears of a file that was kept only now.

    One at a time: between two of them the window lives.
    """

    def __init__(self, owner: QWidget, session: Session, announce: Callable[[frozenset[str]], None]) -> None:
        super().__init__(owner)
        self._window = owner
        self._session = session
        self._announce = announce
        self._waiting: deque[tuple[int, OnPdf]] = deque()
        self._fetching = False

    def fetch(self, paper_id: int, on_pdf: OnPdf) -> None:
        """The stored file; a paper whose file was never kept (the program died in between) gets it now."""
        self._waiting.append((paper_id, on_pdf))
        if not self._fetching:
            self._next()

    def _next(self) -> None:
        self._fetching = bool(self._waiting)
        if self._fetching:
            self._fetch(*self._waiting.popleft())

    def _fetch(self, paper_id: int, on_pdf: OnPdf) -> None:
        from models.queries.papers import stored_paper

        office = self._session.office
        line, sheet, form = stored_paper(office, paper_id)
        files = office.store.files
        if line.digest and files.exists(line.digest):
            path = files.path_of(line.digest)
            run_in_background(
                self,
                lambda _progress: read_proven(path, line.digest),
                lambda pdf: self._hand_on(on_pdf, pdf, line),
                partial(self._fail, line),
            )
            return
        drawing = drawing_of(office, sheet, form)
        name = paper_name(line)

        def draw(_progress: object) -> tuple[bytes, StoredFile]:
            pdf = drawing.pdf()
            path = copies_folder() / name
            write_whole(path, pdf)
            return pdf, files.ingest(path)

        def keep(answer: tuple[bytes, StoredFile]) -> None:
            self._keep(paper_id, answer[1])
            self._hand_on(on_pdf, answer[0], line)

        run_in_background(self, draw, keep, partial(self._fail, line))

    def _hand_on(self, on_pdf: OnPdf, pdf: bytes, line: PaperLine) -> None:
        # the next one is begun in any case: whoever takes this one may open a dialog and stay in it
        QTimer.singleShot(0, self, self._next)
        on_pdf(pdf, line)

    def _keep(self, paper_id: int, stored: StoredFile) -> None:
        from models.actions.papers import keep_file

        answer: Result = keep_file(self._session.office, self._session.person_id, paper_id, stored)
        if isinstance(answer, Changed):
            # what shows it reads it anew with the next event, not in the middle of this one
            QTimer.singleShot(0, self, partial(self._announce, answer.subjects))
        else:
            tell(self._window, "Berkas naskah tidak tersimpan", "\n".join(refusal_lines(answer)))

    def _fail(self, line: PaperLine, error: Exception) -> None:
        """A disk that is full or gone is said; anything else is a fault of the program."""
        QTimer.singleShot(0, self, self._next)
        if isinstance(error, ChangedFileError):
            tell(self._window, paper_name(line), _CHANGED)
            return
        if isinstance(error, FileProblem):
            why = problem_text(error.code, error.data).what
        elif isinstance(error, OSError):
            why = f"Berkasnya tidak dapat ditulis atau dibaca: {why_not_written(error)}."
        else:
            raise error
        kept = (
            f"Nomor {line.number} dan isi naskah sudah tersimpan"
            if line.number
            else "Isi naskah sudah tersimpan"
        )
        tell(
            self._window,
            paper_name(line),
            f"{why}\n\n{kept}; PDF-nya dibuat dan disimpan begitu naskah dibuka atau dicetak lagi.",
        )
