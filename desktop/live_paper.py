"""Keeps the picture of a paper true: made and painted in a worker, and only the newest wish counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.background import run_in_background
from views.page_image import PageTurn, turn_to
from views.paper_preview import PaperPreview

Maker = Callable[[], bytes]


class _Wish(NamedTuple):
    maker: Maker | None
    page: int
    width: int


class _Answer(NamedTuple):
    pdf: bytes
    turn: PageTurn


class LivePaper(QObject):
    """Makes papers for one preview; `made` tells that a new one stands there.

    A maker runs in a worker: it takes frozen records along and touches neither database nor window.
    """

    made = Signal()

    def __init__(self, preview: PaperPreview) -> None:
        super().__init__(preview)
        self.pdf = b""
        self._preview = preview
        self._waiting: _Wish | None = None
        self._running = False
        preview.page_wanted.connect(self._turn)

    def busy(self) -> bool:
        """Whether a paper is being made or waits for it."""
        return self._running or self._waiting is not None

    def make(self, maker: Maker) -> None:
        """Make a paper and show the page that was shown before, as far as there is one."""
        self._wish(_Wish(maker, self._preview.page, self._preview.width_wanted()))

    def keep(self, pdf: bytes) -> None:
        """Show a paper that is there already."""
        self.make(lambda: pdf)

    def _turn(self, page: int, width: int) -> None:
        waiting = self._waiting
        maker = waiting.maker if waiting is not None else None
        # while the first one is being made there is nothing to turn yet, but its size may have changed
        if self.pdf or self._running or maker is not None:
            self._wish(_Wish(maker, page, width))

    def _wish(self, wish: _Wish) -> None:
        self._waiting = wish
        if not self._running:
            self._go()

    def _go(self) -> None:
        wish, self._waiting = self._waiting, None
        if wish is None:
            return
        self._running = True
        standing = self.pdf

        def work(_progress: object) -> _Answer:
            pdf = wish.maker() if wish.maker is not None else standing
            return _Answer(pdf, turn_to(pdf, wish.page, wish.width))

        run_in_background(
            self, work, lambda answer: self._show(answer, new=wish.maker is not None), self._fail
        )

    def _show(self, answer: _Answer, *, new: bool) -> None:
        self._running = False
        self.pdf = answer.pdf
        self._preview.show_turn(answer.turn)
        if new:
            self.made.emit()
        self._go()

    def _fail(self, error: Exception) -> None:
        self._running = False
        self._preview.show_words("Pratinjau tidak dapat dibuat. Isian tetap ada dan dapat disimpan.")
        raise error
