"""Rekap > Ringkasan: the identity, what was on time, and the charts, all on one page that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from models.records.recap import Recap, Share
from views.fields import WrappedLabel
from views.recap_chart import Chart
from views.recap_charts import OnTimeChart, ReasonChart, SopChart, TimeChart, TrendChart
from views.recap_tiles import Equation, Quality
from views.recap_wishes import LateWish, ListWish
from views.recap_words import empty_words


class RecapSummary(QScrollArea):
    """Emits what is asked for: a list (`ListWish`, `LateWish`), a month, or another tab."""

    list_wanted = Signal(object)
    month_wanted = Signal(str)
    tab_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Ringkasan rekap")
        #: Whether the reader may register a request.
        self.registers = True
        self.inside = QWidget(self)
        self.compared = WrappedLabel("", self.inside, quiet=True)
        self.nothing = WrappedLabel("", self.inside)
        self.equation = Equation(self.inside)
        self.quality = Quality(self.inside)
        self.sops, self.on_time = SopChart(self.inside), OnTimeChart(self.inside)
        self.trend, self.reasons = TrendChart(self.inside), ReasonChart(self.inside)
        self.time = TimeChart(self.inside)
        self._lay_out()
        self.setWidget(self.inside)
        # noughts that nobody counted yet would be read as figures
        self.nothing.show_text("Menghitung…")
        self._reveal(on=False)
        self._listen()

    def _lay_out(self) -> None:
        self.charts = QGridLayout()
        self.charts.setSpacing(10)
        for place, chart in enumerate(self.all_charts()):
            alone = place == len(self.all_charts()) - 1
            self.charts.addWidget(chart, place // 2, place % 2, 1, 2 if alone else 1)
        for side in (0, 1):
            self.charts.setColumnStretch(side, 1)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(10)
        for widget in (self.nothing, self.equation, self.quality, self.compared):
            column.addWidget(widget)
        column.addLayout(self.charts)
        column.addStretch(1)

    def all_charts(self) -> tuple[Chart, ...]:
        """The charts in their order, the last one across the page."""
        return (self.sops, self.trend, self.on_time, self.reasons, self.time)

    def _listen(self) -> None:
        for tiles in (self.equation, self.quality):
            tiles.wanted.connect(lambda name: self.list_wanted.emit(ListWish(name)))
        self.sops.opened.connect(self._open_sop)
        self.on_time.opened.connect(self._open_sop)
        self.trend.opened.connect(self._open_month)
        self.reasons.opened.connect(self._open_reason)
        self.time.opened.connect(lambda _key: self.list_wanted.emit(ListWish("berakhir")))
        # Tab leads into what is below: it must come into sight
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focused)

    def _show_focused(self, _before: QObject | None, now: QWidget | None) -> None:
        if now is not None and self.inside.isAncestorOf(now):
            at = now.mapTo(self.inside, QPoint(0, 0))
            self.ensureVisible(at.x(), at.y() + now.height(), 0, 8)
            self.ensureVisible(at.x(), at.y(), 0, 8)

    def _open_sop(self, key: str) -> None:
        sop, _colon, name = key.partition(":")
        if name:
            self.list_wanted.emit(ListWish(name, sop=sop, where=sop))
        else:
            self.tab_wanted.emit("sop")

    def _open_month(self, key: str) -> None:
        if key:
            self.month_wanted.emit(key)
        else:
            self.tab_wanted.emit("sop")

    def _open_reason(self, key: str) -> None:
        _kind, chosen, reason = key.partition(":")
        if chosen:
            self.list_wanted.emit(LateWish(reason))
        else:
            self.tab_wanted.emit("terlambat")

    def _reveal(self, *, on: bool) -> None:
        for widget in (self.equation, self.quality, self.compared, *self.all_charts()):
            widget.setVisible(on)

    def show_recap(self, recap: Recap, trend: Sequence[Share], before: str) -> None:
        """Show a period; without anything in it, kind words instead of noughts."""
        future = recap.period.since > recap.made.date()
        # what is open today would stand there as the rest of a month to come
        anything = any(recap.total) and not future
        words = "" if anything else empty_words(recap.period, future=future, registers=self.registers)
        self.nothing.show_text(words)
        self.nothing.setVisible(bool(words))
        self._reveal(on=anything)
        self.trend.setVisible(not future)
        self.compared.show_text(
            f"Dibandingkan dengan {before}. Tekan sebuah angka atau batang untuk membuka daftarnya."
        )
        self.equation.show_figures(recap.total, recap.before)
        self.quality.show_figures(recap.total, recap.before)
        self.sops.show_shares(recap.per_sop)
        self.on_time.show_shares(recap.per_sop)
        self.trend.show_shares(trend)
        self.reasons.show_reasons(recap.late_reasons)
        self.time.show_split(recap.split)
