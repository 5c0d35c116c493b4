"""The step dialog: one open step of one request, from its text to "Selesaikan langkah"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.records.case import StepSheet
from models.records.completion import Attempt
from models.records.paper import PaperOffer
from models.records.results import Obstacle
from models.rules.calendar import WorkingCalendar
from models.rules.completion import obstacles
from models.rules.rights import may as may_do
from resources.wording import obstacle_text
from views.deadline_words import deadline_lines
from views.draft_dialog import DraftDialog
from views.focus_order import order_focus
from views.missing_list import MissingList
from views.paper_offers import fill_offers
from views.progress_line import ProgressLine
from views.round_reason import RoundReasonStrip
from views.screen_fit import fit_to_screen
from views.standby_key import StandbyKey
from views.step_body import StepBody
from views.step_header import StepHeader

#: How often the remaining time and the list of what is missing are looked at again.
_REFRESH_MS = 30_000
#: Long enough for everything in a dialog to find its place.
_ARRIVAL_MS = 300


class StepDialog(DraftDialog):
    """Shows a step sheet and emits what the person wants; it knows no database.

    `now` gives the office-local moment. The controller calls `show_sheet` after every
    change, `show_refusal` when an act was refused, and `close_done` after completion.
    """

    keep_words = "&Simpan draf"
    kept_words = "Lampiran dan centang sudah tersimpan; yang lain akan hilang bila dibuang."

    complete_asked = Signal(object)
    draft_asked = Signal(dict)
    draft_discarded = Signal()
    attach_asked = Signal(str, str)
    files_dropped = Signal(str, list)
    view_asked = Signal(int)
    confirm_asked = Signal(str)
    withdraw_asked = Signal(int)
    point_ticked = Signal(int, int, bool)
    return_asked = Signal()
    pause_asked = Signal()
    continue_asked = Signal()
    target_asked = Signal()
    take_asked = Signal(str)
    assign_asked = Signal(str)
    skip_asked = Signal()
    undo_asked = Signal()
    choose_asked = Signal()
    note_asked = Signal()
    case_asked = Signal()
    paper_asked = Signal(object)

    def __init__(
        self,
        sheet: StepSheet,
        calendar: WorkingCalendar,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._now = now
        self._gone = False
        self._left = ""
        self._sheet = sheet
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._came_from = 0
        self.header = StepHeader(self)
        self.again = RoundReasonStrip(self)
        self.body = StepBody(sheet, now, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Isi langkah")
        self._scroll.setWidget(self.body)
        self.missing = MissingList(self)
        self.progress = ProgressLine(self)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.again)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.missing)
        column.addWidget(self.progress)
        column.addLayout(self._button_row())
        self._connect()
        self.show_sheet(sheet)
        self._saved = self.body.typed()
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_into_sight)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell_time)
        self._timer.start(_REFRESH_MS)
        fit_to_screen(self, 900, 720)
        self._focus_on_work()

    def _button_row(self) -> QHBoxLayout:
        self.return_button = self._button("&Kembalikan…", self.return_asked)
        self.pause_button = self._button("&Tunda…", self.pause_asked)
        self.continue_button = self._button("&Lanjutkan", self.continue_asked)
        self.print_button = self._button("&Cetak", None)
        self.print_button.hide()
        self.more_button = self._button("Tindakan la&in", None)
        self.close_button = self._button("Tutup", None)
        self.draft_button = self._button("Simpan &draf", None)
        self.complete_button = self._button("&Selesaikan langkah", None)
        self.complete_button.setProperty("kind", "primary")
        self.complete_button.clicked.connect(self._complete)
        StandbyKey(self.complete_button, self._show_missing)
        self.draft_button.clicked.connect(self.save_draft)
        self.close_button.clicked.connect(self.reject)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self._complete)
        row = QHBoxLayout()
        for button in (
            self.return_button, self.pause_button, self.continue_button, self.print_button, self.more_button,
        ):  # fmt: skip
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.close_button, self.draft_button, self.complete_button):
            row.addWidget(button)
        return row

    def _button(self, text: str, signal: SignalInstance | None) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(text.replace("&", "").rstrip("…"))
        if signal is not None:
            button.clicked.connect(lambda _on: signal.emit())
        return button

    def _connect(self) -> None:
        body = self.body
        body.changed.connect(self._show_missing)
        body.redrawn.connect(self._follow_body)
        body.attach_asked.connect(self.attach_asked)
        body.files_dropped.connect(self.files_dropped)
        body.view_asked.connect(self.view_asked)
        body.confirm_asked.connect(self.confirm_asked)
        body.withdraw_asked.connect(self.withdraw_asked)
        body.point_ticked.connect(self.point_ticked)
        body.target_asked.connect(self.target_asked)
        body.parts.take_asked.connect(self.take_asked)
        body.parts.assign_asked.connect(self.assign_asked)

    @property
    def sheet(self) -> StepSheet:
        """The sheet that is shown now."""
        return self._sheet

    def show_sheet(self, sheet: StepSheet) -> None:
        """Show a newer reading; typed words, scroll position and focus stay where they are."""
        name = self._focused_name()
        wanted = self.body.wants_at(name)
        position = self._scroll.verticalScrollBar().value()
        self._sheet = sheet
        self.setWindowTitle(f"{sheet.number} · langkah {sheet.step_no}")
        self.header.show_sheet(sheet)
        self.again.show_sheet(sheet)
        self.body.show_sheet(sheet)
        self._show_buttons()
        self._tell_time()
        self._scroll.verticalScrollBar().setValue(position)
        if wanted and not self.body.wants_at(name):
            # what was asked for here is there now: on to the next
            self._focus_on_work()
        else:
            self._focus_again(name)

    def _focus_on_work(self) -> None:
        """The keyboard where the work goes on, and all of that in sight once everything has its place."""
        self.body.first_wanted().setFocus()
        self._came_from = self._scroll.verticalScrollBar().value()
        self._arriving.start(_ARRIVAL_MS)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """As often as lines that wrap find their height; later the scroll position is the person's own."""
        focused = self.focusWidget()
        if self._arriving.isActive() and focused is not None and self.body.isAncestorOf(focused):
            # of a text field Qt would only see to its cursor
            top = focused.mapTo(self.body, QPoint(0, 0)).y()
            line = focused.fontMetrics().height()
            # no further than needed, also when less room was thought to be there before
            self._scroll.verticalScrollBar().setValue(self._came_from)
            self._scroll.ensureVisible(0, top + focused.height(), 0, line)
            self._scroll.ensureVisible(0, top, 0, 2 * line)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Only a dialog that is shown knows how much room it has."""
        super().showEvent(event)
        self._arriving.start(_ARRIVAL_MS)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _focused_name(self) -> str:
        focused = self.focusWidget()
        return focused.objectName() if focused is not None else ""

    def _focus_again(self, name: str) -> None:
        """Back to the widget of that name; what was drawn before may still be there, out of sight."""
        for again in [w for w in self.findChildren(QWidget, name) if w.isVisibleTo(self)][:1] if name else ():
            again.setFocus()

    def _show_buttons(self) -> None:
        sheet, may = self._sheet, self.body.editable
        self.return_button.setVisible(bool(sheet.returns) and (may or sheet.is_leader))
        self.pause_button.setVisible(not sheet.paused_for and (may or sheet.is_leader))
        self.continue_button.setVisible(bool(sheet.paused_for) and (may or sheet.is_leader))
        self.draft_button.setVisible(may)
        self.complete_button.setVisible(may)
        menu = QMenu(self.more_button)
        menu.addAction("Buka &permohonan", self.case_asked.emit)
        if may_do("work.add_note", sheet.roles):
            menu.addAction("&Catatan untuk riwayat…", self.note_asked.emit)
        if may and sheet.draft:
            menu.addAction("Buang &draf tersimpan", self.draft_discarded.emit)
        if sheet.facts.step.parts_mode == "dipilih" and (may or sheet.is_leader):
            menu.addAction("Pilih ulang p&elaksana…", self.choose_asked.emit)
        if sheet.can_undo:
            menu.addAction("&Urungkan penyelesaian terakhir…", self.undo_asked.emit)
        if sheet.is_leader:
            menu.addAction("&Lewati langkah ini…", self.skip_asked.emit)
        self.more_button.setMenu(menu)

    def show_offers(self, offers: Sequence[PaperOffer]) -> None:
        """Which papers the documents of this step ask for; without any there is nothing to print."""
        menu = QMenu(self.print_button)
        fill_offers(menu, offers, self.paper_asked)
        self.print_button.setMenu(menu)
        self.print_button.setVisible(bool(offers) and may_do("papers.save_draft", self._sheet.roles))

    def _tell_time(self) -> None:
        self.header.deadline.show_deadline(*deadline_lines(self._sheet, self._calendar, self._now()))
        self.body.refresh()

    def found(self) -> tuple[Obstacle, ...]:
        """What stands in the way right now."""
        part = self.body.parts.chosen() or _first_open(self._sheet)
        if not part:
            return (Obstacle("bagian_tidak_terbuka", {"langkah": self._sheet.step_no}),)
        attempt = self.body.attempt() if self.body.editable else Attempt(part_id=part)
        return obstacles(self._sheet.facts, attempt, self._now())

    def _follow_body(self) -> None:
        order_focus(self)
        self._show_missing()

    def _show_missing(self) -> None:
        if self._gone:
            self.missing.show_missing(
                "Langkah ini sudah ditutup sejak dibuka di sini.",
                ("Salin isian yang masih diperlukan, lalu tutup jendela ini.",),
            )
            return
        found = self.found()
        self.complete_button.setEnabled(not found and not self._busy)
        lines = [obstacle_text(o.code, o.data) for o in found]
        if not self.body.editable:
            self.missing.show_missing("Hanya dapat dibaca.", lines, "kuning")
        elif lines:
            self.missing.show_missing("Belum dapat diselesaikan:", lines)
        else:
            self.missing.show_missing("Semua lengkap. Langkah ini dapat diselesaikan.", (), "hijau")

    def show_refusal(self, lines: Sequence[str]) -> None:
        """Say why an act was refused; the dialog stays and everything typed stays."""
        self.set_busy(busy=False)
        self.missing.show_missing("Ditolak, tidak ada yang berubah:", lines)

    def show_gone(self) -> None:
        """Somebody closed this run: nothing can be done here, but what was typed can still be copied."""
        self._gone = True
        for button in (
            self.return_button, self.pause_button, self.continue_button, self.more_button,
            self.draft_button, self.complete_button,
        ):  # fmt: skip
            button.setEnabled(False)
        self._show_missing()

    def set_busy(self, *, busy: bool) -> None:
        """While an act or a copy runs nothing else can be started: a double click is one act."""
        if busy and not self._busy:
            self._left = self._focused_name()
        self._busy = busy
        for button in (
            self.return_button,
            self.pause_button,
            self.continue_button,
            self.more_button,
            self.draft_button,
        ):
            button.setEnabled(not busy)
        self.body.setEnabled(not busy)
        self._show_missing()
        if not busy:
            # what is switched off loses the focus
            self._focus_again(self._left)
            self._left = ""

    def choose_outcome(self, outcome: str) -> None:
        """Preselect a decision, as a card dropped on a column does."""
        self.body.decision.choose(outcome)

    def _complete(self) -> None:
        if self._busy or self._gone or not self.body.editable or self.found():
            return
        self.set_busy(busy=True)
        self.complete_asked.emit(self.body.attempt())

    def save_draft(self) -> None:
        """Ask for what stands in the fields to be kept."""
        self.draft_asked.emit(self.body.typed())

    def mark_saved(self) -> None:
        """What stands in the fields is kept as a draft now."""
        self._saved = self.body.typed()

    def forget_draft(self) -> None:
        """The draft was thrown away: the fields are as at first."""
        self.body.apply(self.body.blank)
        self.body.refresh()
        self.mark_saved()

    def is_dirty(self) -> bool:
        """Whether closing would lose typed input."""
        return not self._done and self.body.editable and self.body.typed() != self._saved


def _first_open(sheet: StepSheet) -> str:
    """The part to speak of to who may finish none now: their own that waits, else the first open one."""
    waiting = (p.part for p in sheet.parts if p.phase == "menunggu" and sheet.facts.acting.get(p.part) == "")
    opened = (p.part for p in sheet.parts if p.phase == "terbuka" and p.role == "pelaksana")
    return next(waiting, "") or next(opened, "")
