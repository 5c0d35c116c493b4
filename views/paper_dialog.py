"""The paper dialog: a form beside the live picture of its paper, from draft to the issued number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.records.paper import Gap, PaperForm, Signing
from views.act_button import act_button
from views.dialog_style import scale_font
from views.draft_dialog import DraftDialog
from views.fields import WrappedLabel
from views.focus_order import order_focus
from views.following_scroll import FollowingScroll
from views.missing_list import MissingList
from views.paper_body import PaperBody
from views.paper_preview import PaperPreview
from views.progress_line import ProgressLine
from views.screen_fit import fit_to_screen
from views.standby_key import StandbyKey

#: Typing pauses this long before the paper is drawn again.
_PAUSE_MS = 60
#: What is done with a paper once it is issued.
_NEXT_ACT: dict[Signing, str] = {
    "basah": "Cetak, mintakan tanda tangan, lalu lampirkan hasil pindainya.",
    "tte": "Simpan PDF-nya, mintakan tanda tangan elektronik, lalu lampirkan PDF yang sudah ditandatangani.",
}


class PaperDialog(DraftDialog):
    """Shows a paper form and emits what the person wants; it knows no database.

    `edited` comes with the draft after a pause in typing. The controller answers with `show_offers`
    (gaps, signers, numbers) and `preview.show_turn`, and after issuing with `show_issued`.
    """

    keep_words = "&Simpan konsep"

    edited = Signal(object)
    draft_asked = Signal(object)
    issue_asked = Signal(object)
    print_asked = Signal()
    save_asked = Signal()
    word_asked = Signal()
    view_asked = Signal()
    scan_asked = Signal()

    def __init__(
        self, shown: PaperForm, now: Callable[[], datetime], about: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._issued = ""
        self._needed: list[str] = []
        self._first_needed = ""
        self.setWindowTitle(shown.form.name)
        self.title = WrappedLabel(shown.form.name, self)
        scale_font(self.title, 1.3, bold=True)
        self.about = WrappedLabel(about, self, quiet=True)
        self.about.setVisible(bool(about))
        self.body = PaperBody(shown.form, now, self)
        self.area = FollowingScroll("Isian naskah", self)
        self.area.setWidget(self.body)
        self.preview = PaperPreview(self)
        self.halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.area)
        self.halves.addWidget(self.preview)
        self.missing = MissingList(self)
        self.progress = ProgressLine(self)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self.halves, 1)
        column.addWidget(self.missing)
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.edited.emit(self.body.draft()))
        self.show_form(shown)
        self.body.edited.connect(self._pause.start)
        fit_to_screen(self, 1180, 720)
        # a paper in the making is looked at more than its form
        self.halves.setSizes([self.width() * 9 // 20, self.width() * 11 // 20])
        order_focus(self)
        StandbyKey(self.issue_button, self._issue)
        self.body.first_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QHBoxLayout:
        self.save_button = act_button("Simpan &PDF…", self.save_asked.emit, self)
        self.word_button = act_button("&Word…", self.word_asked.emit, self)
        self.view_button = act_button("B&uka di penampil", self.view_asked.emit, self)
        self.print_button = act_button("&Cetak…", self.print_asked.emit, self)
        self.scan_button = act_button("&Lampirkan hasil pindai…", self.scan_asked.emit, self)
        self.close_button = act_button("Tutup", self.reject, self)
        self.draft_button = act_button("Simpan &konsep", self.save_draft, self)
        self.issue_button = act_button("&Terbitkan", self._issue, self)
        self.issue_button.setProperty("kind", "primary")
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._issue)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
        row = QHBoxLayout()
        for button in (self.save_button, self.word_button, self.view_button, self.print_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.close_button, self.draft_button, self.issue_button, self.scan_button):
            row.addWidget(button)
        return row

    def show_form(self, shown: PaperForm) -> None:
        """Show a paper as the office answered it; what stands there counts as kept."""
        self.body.show_form(shown)
        self._kept = self.body.draft()
        self.show_gaps(shown.gaps)
        self._show_buttons()

    def show_offers(self, shown: PaperForm) -> None:
        """Show who may sign and what lacks, for what was typed."""
        self.body.show_offers(shown)
        self.show_gaps(shown.gaps)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Say what is still empty: it prints as dotted lines; what must be there keeps it a draft."""
        wrong = self.body.unreadable()
        needed = [gap for gap in gaps if gap.required and gap.label not in wrong]
        rest = [gap.label for gap in gaps if not gap.required and gap.label not in wrong]
        # boxes that nobody ticked print as empty boxes
        ticks = {field.label for field in self.body.form.fields if field.kind == "centang"}
        rest = [label for label in rest if label not in ticks]
        self._needed = [*wrong, *(gap.label for gap in needed)]
        self._first_needed = "" if wrong or not needed else needed[0].field
        if self._issued:
            return
        if self._needed:
            lines = [f"{label}: tanggal kosong atau tidak terbaca" for label in wrong]
            lines += [f"{gap.label}: wajib diisi sebelum terbit" for gap in needed]
            self.missing.show_missing("Belum dapat diterbitkan:", lines)
        elif rest:
            words = "Dapat diterbitkan. Masih kosong (tercetak sebagai titik-titik atau tidak dicetak): "
            self.missing.show_missing(words + ", ".join(rest) + ".", (), "kuning")
        else:
            self.missing.show_missing("Lengkap. Naskah ini dapat diterbitkan.", (), "hijau")
        self._show_buttons()

    def _show_buttons(self) -> None:
        issued = bool(self._issued)
        for button in (self.draft_button, self.issue_button):
            button.setVisible(not issued)
            button.setEnabled(not self._busy)
        self.issue_button.setEnabled(not self._busy and not self._needed)
        self.scan_button.setVisible(issued)

    def show_issued(self, number: str) -> None:
        """The paper has its number and is frozen; now it is printed, signed and scanned."""
        self._issued = number or "tanpa nomor"
        self._busy = False
        self.body.setEnabled(False)
        words = f"Terbit dengan nomor {number}." if number else "Terbit."
        self.missing.show_missing(f"{words} {_NEXT_ACT[self.body.draft().signing]}", (), "hijau")
        self._show_buttons()
        self._kept = self.body.draft()
        # the blank that had the keyboard takes none any more; what comes next is printing
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, lines: Sequence[str]) -> None:
        """Say why an act was refused; everything typed stays."""
        self.set_busy(busy=False)
        self.missing.show_missing("Ditolak, tidak ada yang berubah:", lines)

    def set_busy(self, *, busy: bool) -> None:
        """While an act runs nothing else is started: a double click issues one paper."""
        self._busy = busy
        self._show_buttons()

    def mark_kept(self, paper_id: int | None) -> None:
        """The draft is stored under this id."""
        self.body.keep(paper_id)
        self._kept = self.body.draft()
        self.missing.show_missing("Konsep tersimpan.", (), "hijau")

    def save_draft(self) -> None:
        """Ask for what stands in the fields to be kept."""
        if not self._busy and not self._issued:
            self.body.settle()
            self.draft_asked.emit(self.body.draft())

    def _issue(self) -> None:
        if self._busy or self._issued:
            return
        self.body.settle()
        if self._pause.isActive():
            # what was typed last decides whether anything lacks
            self._pause.stop()
            self.edited.emit(self.body.draft())
        if self._needed:
            self.body.go_to(self._first_needed)
            return
        self.set_busy(busy=True)
        self.issue_asked.emit(self.body.draft())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the whole of the blank that the keyboard is on in sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.body.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 40)

    def is_dirty(self) -> bool:
        """Whether closing would lose typed input."""
        return not self._done and not self._issued and self.body.draft() != self._kept
