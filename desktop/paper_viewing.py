"""Connects the window of an issued paper: the stored file printed again, its copies, the scan."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.attaching import Attaching
from desktop.background import run_in_background
from desktop.case_acts import CaseActs
from desktop.changes import Changes
from desktop.live_paper import LivePaper
from desktop.paper_controller import ask_scan
from desktop.paper_files import PaperFiles, paper_name
from desktop.paper_word import save_stored_word
from desktop.printing import PaperOutput
from desktop.session import Session
from models.actions import papers
from views.copy_dialog import CopyDialog
from views.notice import tell
from views.paper_viewer import PaperViewer
from views.small_dialogs import ReasonDialog


class PaperViewing(QObject):
    """Lives as long as its window."""

    def __init__(self, viewer: PaperViewer, session: Session, changes: Changes) -> None:
        super().__init__(viewer)
        self.viewer = viewer
        self._session = session
        self.live = LivePaper(viewer.preview)
        self.output = PaperOutput(viewer)
        self.files = PaperFiles(viewer, session, changes.announce)
        self.attaching = Attaching(viewer, viewer.progress, session, changes)
        self.acts = CaseActs(session, changes, self._refuse)
        viewer.print_asked.connect(lambda: self._fetch(self._print))
        viewer.save_asked.connect(lambda: self._fetch(self._save))
        viewer.view_asked.connect(lambda: self._fetch(self.output.view))
        viewer.copy_asked.connect(self._print_copy)
        viewer.word_asked.connect(self._save_word)
        viewer.scan_asked.connect(lambda: ask_scan(self.attaching, session, viewer.line))
        viewer.cancel_asked.connect(self._cancel)
        self.attaching.working.connect(lambda busy: viewer.set_busy(busy=busy))
        self._fetch(lambda pdf, _name: self.live.keep(pdf))

    def _refuse(self, lines: list[str]) -> None:
        tell(self.viewer, "Tidak dapat dilakukan", "\n".join(lines))

    def _fetch(self, act: Callable[[bytes, str], object]) -> None:
        self.files.fetch(self.viewer.line.id, lambda pdf, line: act(pdf, paper_name(line)))

    def _print(self, pdf: bytes, name: str) -> None:
        self.output.print((pdf,), name.removesuffix(".pdf"))

    def _save(self, pdf: bytes, name: str) -> None:
        self.output.save(pdf, name)

    def _print_copy(self) -> None:
        """A copy carries a stamp; the stored paper does not change."""
        dialog = CopyDialog(self.viewer)
        dialog.submitted.connect(lambda: self._stamp(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _stamp(self, dialog: CopyDialog) -> None:
        ordinal = dialog.ordinal.value()
        dialog.close_done()
        self._fetch(
            lambda pdf, name: run_in_background(
                self,
                lambda _progress: stamped(pdf, ordinal),
                lambda copy: self._print(copy, f"Salinan {ordinal} {name}"),
            )
        )

    def _save_word(self) -> None:
        save_stored_word(self.output, self._session.office, self.viewer.line.id)

    def _cancel(self) -> None:
        line, session = self.viewer.line, self._session
        dialog = ReasonDialog(
            f"Batalkan {line.name} {line.number}",
            "Naskah dinyatakan batal. Nomornya tidak dipakai lagi; berkas dan riwayatnya tetap disimpan.",
            "&Batalkan naskah",
            self.viewer,
        )
        self.acts.ask(
            dialog,
            lambda: papers.cancel_paper(session.office, session.person_id, line.id, dialog.reason.text()),
        )
        dialog.accepted.connect(self.viewer.close)


def stamped(pdf: bytes, ordinal: int) -> bytes:
    """The paper with "Salinan ke-n" on every page."""
    from reports.pdf.copies import stamp_copy

    return stamp_copy(pdf, ordinal)
