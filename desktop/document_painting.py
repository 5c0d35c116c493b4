"""Connects the preview of stored documents with the process that paints them; only the newest wish counts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from desktop.background import run_in_background
from desktop.page_painter import PageRefusedError, PageWish, painter
from views.document_preview import DocumentPreview
from views.page_image import PageTurn


@cache
def _end_with_the_program() -> None:
    """The workers are waited for when the program ends: what one of them waits for must end before."""
    program = QCoreApplication.instance()
    if program is not None:
        program.aboutToQuit.connect(painter.close)


class DocumentPainting(QObject):
    """For one preview, as long as it lives."""

    def __init__(self, preview: DocumentPreview) -> None:
        super().__init__(preview)
        _end_with_the_program()
        self._preview = preview
        self._waiting: PageWish | None = None
        self._at_work = False
        preview.page_wanted.connect(self._wish)

    def _wish(self, path: Path, kind: str, page: int, width: int) -> None:
        self._waiting = PageWish(path, kind, page, width)
        if not self._at_work:
            self._go()

    def _go(self) -> None:
        wish, self._waiting = self._waiting, None
        if wish is None:
            return
        self._at_work = True

        def show(turn: PageTurn) -> None:
            self._at_work = False
            self._preview.show_turn(wish.path, turn)
            self._go()

        def fail(error: Exception) -> None:
            self._at_work = False
            self._preview.show_refused(wish.path, str(error) if isinstance(error, PageRefusedError) else "")
            self._go()
            if not isinstance(error, PageRefusedError | OSError):
                raise error

        run_in_background(self, lambda _progress: painter.paint(wish), show, fail)
