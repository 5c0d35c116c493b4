"""Connects the screen Dokumen SOP: the published version of each SOP as its official document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.changes import Changes, touched
from desktop.live_paper import LivePaper
from desktop.printing import PaperOutput
from desktop.session import Session
from models.queries.office_settings import sops
from models.records.paper import PaperSize
from models.records.sop import Sop
from views.sop_documents import SopDocumentsPage


class SopDocumentsController(QObject):
    """Lives as long as its page."""

    def __init__(self, page: SopDocumentsPage, session: Session, changes: Changes) -> None:
        super().__init__(page)
        self.page = page
        self._session = session
        self.live = LivePaper(page.shelf.preview)
        self.output = PaperOutput(page)
        shelf = page.shelf
        page.chosen.connect(self._show_sop)
        shelf.size_chosen.connect(lambda _size: self._show_sop(page.code()))
        shelf.print_asked.connect(lambda: self.output.print((self.live.pdf,), self._name()))
        shelf.save_asked.connect(lambda: self.output.save(self.live.pdf, f"{self._name()}.pdf"))
        shelf.view_asked.connect(lambda: self.output.view(self.live.pdf, f"{self._name()}.pdf"))
        self.live.made.connect(lambda: shelf.allow(ready=True))
        changes.happened.connect(self._heard)

    def show(self) -> None:
        """Read the SOPs; the first one is shown at once."""
        self.page.show_sops([line for line in sops(self._session.office) if line.active])

    def _heard(self, subjects: frozenset[str]) -> None:
        if self.page.isVisible() and touched(subjects, "sops"):
            self.show()

    def _name(self) -> str:
        return f"SOP {self.page.code()}"

    def _show_sop(self, code: str) -> None:
        if not code:
            return
        self.page.shelf.allow(ready=False)
        office = self._session.office
        sop = office.sop_by_code(code)[2]
        sample = bool(office.setting("office", {}).get("sample", False))
        self.live.make(partial(_draw, sop, self.page.shelf.paper_size(), sample))


def _draw(sop: Sop, paper: PaperSize, sample: bool) -> bytes:
    from reports.pdf.sop_document import render_sop

    return render_sop(sop, paper, sample=sample)
