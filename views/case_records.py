"""Last tabs of the case window: the history, and the explanation of a deadline line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.records.case import CaseSheet, HistoryLine, TimelineLine
from models.rules.explanation import ExplanationLine
from resources.indonesian import duration_text, moment_text
from views.case_timeline import run_title, time_words
from views.dialog_style import scale_font
from views.fields import WrappedLabel
from views.tips import plain_tip


def plain_table(name: str, headers: Sequence[str], stretch: Sequence[int], parent: QWidget) -> QTableWidget:
    """A read-only table whose rows wrap and whose `stretch` columns share the room."""
    table = QTableWidget(0, len(headers), parent)
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headers))
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for column in stretch:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table


def fill(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    """Replace the rows."""
    table.setRowCount(len(rows))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.setItem(y, x, item)


class CaseHistory(QWidget):
    """Every event, newest first; nothing here can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self.table = plain_table(
            "Riwayat permohonan", ("Waktu", "Oleh", "Kejadian", "Rincian"), (1, 2, 3), self
        )
        column.addWidget(self.table)

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Draw the events; an act recorded later than it happened shows both moments."""
        newest = sorted(lines, key=lambda line: line.id, reverse=True)
        fill(self.table, [(_when(line), line.actor, line.verb, line.detail) for line in newest])


def _when(line: HistoryLine) -> str:
    recorded = moment_text(line.recorded_at)
    if line.occurred_at.replace(second=0) == line.recorded_at.replace(second=0):
        return recorded
    return f"{moment_text(line.occurred_at)}\ndicatat {recorded}"


class DeadlineExplanation(QWidget):
    """Penjelasan Tenggat: how the deadline of a run comes about; the sum equals the badge."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = QComboBox(self)
        self.runs.setAccessibleName("Langkah yang dijelaskan")
        self.runs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = QLabel("&Langkah", self)
        label.setBuddy(self.runs)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.runs, 1)
        self.summary = WrappedLabel("", self)
        scale_font(self.summary, 1.0, bold=True)
        self.table = plain_table("Penjelasan tenggat", ("Hal", "Rincian", "Waktu kerja"), (1,), self)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        self._lines: dict[int, TimelineLine] = {}
        self.runs.currentIndexChanged.connect(self._ask)

    def show_runs(self, sheet: CaseSheet) -> None:
        """Offer the runs, open ones first; the chosen one stays chosen."""
        kept = self.run()
        ordered = sorted(sheet.timeline, key=lambda line: (line.state != "terbuka", -line.run_id))
        self._lines = {line.run_id: line for line in ordered}
        self.runs.blockSignals(True)
        self.runs.clear()
        for line in ordered:
            self.runs.addItem(run_title(line), line.run_id)
        self.runs.setCurrentIndex(max(0, self.runs.findData(kept)))
        self.runs.blockSignals(False)
        self._ask()

    def run(self) -> int | None:
        """The run chosen."""
        data = self.runs.currentData()
        return None if data is None else int(data)

    def choose(self, run_id: int) -> None:
        """Choose a run."""
        self.runs.setCurrentIndex(max(0, self.runs.findData(run_id)))

    def _ask(self) -> None:
        run = self.run()
        if run is not None:
            self.asked.emit(run)

    def show_lines(self, lines: Sequence[ExplanationLine]) -> None:
        """Draw the explanation of the chosen run."""
        run = self.run()
        line = self._lines.get(run) if run is not None else None
        self.summary.show_text(time_words(line) if line is not None else "")
        fill(self.table, [(entry.label, entry.detail, _amount(entry)) for entry in lines])


def _amount(entry: ExplanationLine) -> str:
    if entry.minutes is not None:
        return duration_text(entry.minutes)
    return "" if entry.days is None else f"{entry.days} hari"
