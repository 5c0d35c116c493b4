"""Dispositions that wait for the answer of whoever looks at Tugas Saya, above the tasks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.disposition import InboxLine
from views.card_words import titled
from views.dialog_style import scale_font
from views.fields import WrappedLabel
from views.record_table import Column, RecordModel, RecordTable

_MOST_ROWS_IN_SIGHT = 4
_DUE_WORDS = {"lewat": "lewat", "hari_ini": "hari ini"}


def _due(line: InboxLine) -> str:
    if not line.due:
        return "tanpa batas waktu"
    words = _DUE_WORDS.get(line.urgency)
    return f"{words}, {line.due}" if words else line.due


def _asked(line: InboxLine) -> str:
    return " · ".join(word for word in ("; ".join(line.instructions), " ".join(line.note.split())) if word)


_COLUMNS: tuple[Column[InboxLine], ...] = (
    Column("Batas waktu", "", _due, 29, least=29),
    Column("Dari", "", lambda d: d.sender, 24),
    Column("Instruksi", "", _asked, 36),
    Column("Permohonan", "", lambda d: d.case_number, 16),
    Column("Perihal", "", lambda d: titled(d.subject, secret=d.secret), 30),
    Column("Keadaan", "", lambda d: "sudah dibaca" if d.read else "belum dibaca", 14),
)


class InboxList(QWidget):
    """How many wait, in words, and each of them; out of sight when there are none."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WrappedLabel("", self)
        scale_font(self.words, 1.0, bold=True)
        self.model: RecordModel[InboxLine] = RecordModel(_COLUMNS, self)
        self.table = RecordTable(self.model, "Disposisi yang menunggu jawaban", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self.words)
        column.addWidget(self.table)
        self.table.opened.connect(self.opened)
        self.hide()

    def show_lines(self, lines: Sequence[InboxLine]) -> None:
        """Show these; the one under the focus stays there."""
        before = self.table.current()
        self.model.show_records(lines)
        late = sum(line.urgency == "lewat" for line in lines)
        today = sum(line.urgency == "hari_ini" for line in lines)
        words = f"{len(lines)} disposisi menunggu jawaban Anda"
        words += f", {late} lewat batas waktu" if late else ""
        words += f", {today} dengan batas waktu hari ini" if today else ""
        self.words.show_text(f"{words}. Enter membuka permohonannya.")
        ids = [line.recipient_id for line in lines]
        row = ids.index(before.recipient_id) if before is not None and before.recipient_id in ids else 0
        if lines:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._fit(len(lines))
        self.setVisible(bool(lines))

    def _fit(self, lines: int) -> None:
        rows = min(max(lines, 1), _MOST_ROWS_IN_SIGHT)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + rows * self.table.verticalHeader().defaultSectionSize() + 4)
