"""Which period and SOPs a recap tells of: this month and last month a click away, any other by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.records.recap import Period, PeriodKind
from models.rules import periods
from resources.indonesian import MONTHS
from views.dialog_style import no_mnemonic
from views.fields import DayField, WrappedLabel

_KINDS: tuple[tuple[PeriodKind, str], ...] = (
    ("bulan", "Bulan"), ("triwulan", "Triwulan"), ("semester", "Semester"), ("tahun", "Tahun"),
    ("bebas", "Tanggal bebas"),
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")
#: The parts of a year by kind.
_PARTS: dict[str, tuple[str, ...]] = {
    "bulan": MONTHS,
    "triwulan": tuple(f"Triwulan {number}" for number in _ROMAN),
    "semester": tuple(f"Semester {number}" for number in _ROMAN[:2]),
    "tahun": (),
    "bebas": (),
}
#: Somebody who turns the wheel over the years is not shown each of them.
_PAUSE_MS = 120
_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StayingMenu(QMenu):
    """A menu of ticks that stays open while they are set; Esc or a click outside closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A tick does not close the menu."""
        if not self._ticked():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space and Enter set a tick."""
        if event.key() not in _CHOOSING or not self._ticked():
            super().keyPressEvent(event)

    def _ticked(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class SopChoice(QPushButton):
    """All SOPs, or some of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Semua SOP", parent)
        self.setAutoDefault(False)
        self.menu_of_sops = StayingMenu(self)
        self.setMenu(self.menu_of_sops)
        self._actions: dict[str, QAction] = {}

    def show_sops(self, sops: Sequence[tuple[str, str]]) -> None:
        """The SOPs (code, name) to choose from; what is ticked stays."""
        if [code for code, _name in sops] == list(self._actions):
            return
        before = self.chosen()
        self.menu_of_sops.clear()
        everything = self.menu_of_sops.addAction("Semua SOP")
        everything.triggered.connect(self._all)
        self.menu_of_sops.addSeparator()
        self._actions = {}
        for code, name in sops:
            action = self.menu_of_sops.addAction(no_mnemonic(f"{code} · {name}"))
            action.setCheckable(True)
            action.setChecked(code in before)
            action.toggled.connect(lambda _on: self._told())
            self._actions[code] = action
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """The codes that are ticked; none means all."""
        return tuple(code for code, action in self._actions.items() if action.isChecked())

    def _all(self) -> None:
        for action in self._actions.values():
            action.setChecked(False)

    def _told(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = self.chosen()
        words = "Semua SOP" if not chosen else f"SOP {', '.join(chosen)}"
        self.setText(no_mnemonic(words))
        self.setAccessibleName(f"SOP yang direkap: {words}")


class PeriodBar(QWidget):
    """Emits `wanted` when another period or other SOPs are asked for."""

    wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.this_month = self._chip("Bulan &ini", self._take_this_month)
        self.last_month = self._chip("Bulan la&lu", self._take_last_month)
        self.kind = QComboBox(self)
        for code, words in _KINDS:
            self.kind.addItem(words, code)
        self.kind.setAccessibleName("Jenis periode")
        self.part = QComboBox(self)
        self.part.setMaxVisibleItems(12)
        self.part.setAccessibleName("Bagian tahun")
        self.year = QSpinBox(self)
        self.year.setRange(periods.FIRST_YEAR, periods.LAST_YEAR)
        self.year.setAccessibleName("Tahun")
        self.year.lineEdit().setAccessibleName("Tahun")
        self.earlier = self._arrow("‹", "Periode sebelumnya", self._back)
        self.later = self._arrow("›", "Periode sesudahnya", self._on)
        self.sops = SopChoice(self)
        self.days = QWidget(self)
        self.since = DayField("Dari tanggal", now, self.days)
        self.until = DayField("Sampai tanggal", now, self.days)
        self.problem = WrappedLabel("", self)
        self.problem.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.wanted)
        self._lay_out()
        self._listen()
        self.take(periods.month_of(now().date()))
        self._pause.stop()

    def _chip(self, words: str, act: Callable[[], None]) -> QPushButton:
        chip = QPushButton(words, self)
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setAccessibleName(words.replace("&", ""))
        chip.clicked.connect(lambda _checked=False: act())
        return chip

    def _arrow(self, sign: str, name: str, act: Callable[[], None]) -> QPushButton:
        arrow = QPushButton(sign, self)
        arrow.setProperty("kind", "switch")
        arrow.setAutoDefault(False)
        arrow.setAccessibleName(name)
        arrow.setToolTip(name)
        arrow.clicked.connect(lambda _checked=False: act())
        return arrow

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.this_month)
        row.addWidget(self.last_month)
        row.addSpacing(10)
        label = QLabel("&Jenis", self)
        label.setBuddy(self.kind)
        for widget in (label, self.kind, self.earlier, self.part, self.year, self.later):
            row.addWidget(widget)
        row.addSpacing(10)
        row.addWidget(self.sops)
        row.addStretch(1)
        between = QHBoxLayout(self.days)
        between.setContentsMargins(0, 0, 0, 0)
        for words, field in (("&Dari", self.since), ("Sa&mpai", self.until)):
            name = QLabel(words, self.days)
            name.setBuddy(field)
            between.addWidget(name)
            between.addWidget(field)
        between.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.days)
        column.addWidget(self.problem)

    def _listen(self) -> None:
        self.kind.activated.connect(lambda _index: self._turn_kind())
        self.part.activated.connect(lambda _index: self._ask())
        self.year.valueChanged.connect(lambda _year: self._ask())
        self.since.changed.connect(self._ask)
        self.until.changed.connect(self._ask)
        self.sops.changed.connect(self._ask)

    def period(self) -> Period | None:
        """The period asked for; None while it is none, with the reason said."""
        kind = str(self.kind.currentData())
        if kind == "bebas":
            return self._any_days()
        year, part = self.year.value(), self.part.currentIndex() + 1
        if kind == "bulan":
            return periods.month(year, part)
        if kind == "triwulan":
            return periods.quarter(year, part)
        return periods.semester(year, part) if kind == "semester" else periods.whole_year(year)

    def _any_days(self) -> Period | None:
        since, until = self.since.day(), self.until.day()
        if since is None or until is None:
            self._say("Isi tanggal awal dan akhir.")
            return None
        if not periods.FIRST_YEAR <= since.year <= until.year <= periods.LAST_YEAR:
            self._say("Tanggal awal sesudah tanggal akhir, atau tahunnya di luar jangkauan rekap.")
            return None
        try:
            return periods.any_days(since, until)
        except periods.PeriodError as error:
            self._say(str(error))
            return None

    def take(self, period: Period) -> None:
        """Show a period and ask for it."""
        self.blockSignals(True)
        self._show_kind(period.kind)
        if period.kind == "bebas":
            self.since.take_day(period.since)
            self.until.take_day(period.until)
        else:
            self.year.setValue(period.since.year)
            months = 12 // max(1, self.part.count())
            self.part.setCurrentIndex((period.since.month - 1) // months if self.part.count() else -1)
        self.blockSignals(False)
        self._ask()

    def _show_kind(self, kind: PeriodKind) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))
        if [self.part.itemText(i) for i in range(self.part.count())] != list(_PARTS[kind]):
            self.part.clear()
            self.part.addItems(list(_PARTS[kind]))
        self.part.setVisible(bool(_PARTS[kind]))
        self.year.setVisible(kind != "bebas")
        self.days.setVisible(kind == "bebas")

    def _turn_kind(self) -> None:
        """Another kind, around the days that were shown last."""
        kind: PeriodKind = self.kind.currentData()
        shown = self._shown
        day = min(max(shown.since, min(self._now().date(), shown.until)), shown.until)
        if kind == "bulan":
            self.take(periods.month_of(day))
        elif kind == "triwulan":
            self.take(periods.quarter(day.year, (day.month + 2) // 3))
        elif kind == "semester":
            self.take(periods.semester(day.year, (day.month + 5) // 6))
        elif kind == "tahun":
            self.take(periods.whole_year(day.year))
        else:
            self.take(periods.any_days(shown.since, shown.until))

    def _take_this_month(self) -> None:
        self.take(periods.month_of(self._now().date()))

    def _take_last_month(self) -> None:
        self.take(periods.before(periods.month_of(self._now().date())))

    def _back(self) -> None:
        if self._shown.since.year > periods.FIRST_YEAR:
            self.take(periods.before(self._shown))

    def _on(self) -> None:
        if self._shown.until.year < periods.LAST_YEAR:
            self.take(_after(self._shown))

    def _ask(self) -> None:
        self._say("")
        period = self.period()
        if period is None:
            return
        self._shown = period
        this = periods.month_of(self._now().date())
        self.this_month.setChecked(period == this)
        self.last_month.setChecked(period == periods.before(this))
        self._pause.start()

    def _say(self, words: str) -> None:
        self.problem.show_text(words)
        self.problem.setVisible(bool(words))


def _after(period: Period) -> Period:
    """The period of the same kind just after."""
    day = period.until + timedelta(days=1)
    match period.kind:
        case "bulan":
            return periods.month_of(day)
        case "triwulan":
            return periods.quarter(day.year, (day.month + 2) // 3)
        case "semester":
            return periods.semester(day.year, (day.month + 5) // 6)
        case "tahun":
            return periods.whole_year(day.year)
        case "bebas":
            return periods.any_days(day, day + (period.until - period.since))
