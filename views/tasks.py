"""Tugas Saya: the parts a person may act on now, over all SOPs, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.records.board import CardRow
from views.badges import Badges
from views.card_words import nature_words
from views.heading import Heading
from views.inbox_list import InboxList
from views.message_bar import MessageBar
from views.record_table import Column, RecordModel, RecordTable


class TasksView(QWidget):
    """The list of tasks with its title."""

    step_wanted = Signal(object)
    case_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, badges: Badges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("Tugas Saya", self)
        self.subtitle = QLabel(self)
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle.setProperty("quiet", "true")
        self.message = MessageBar(self)
        #: What the columns of an SOP are called, by its code and the executor.
        self.labels: dict[tuple[str, str], str] = {}
        self.inbox = InboxList(self)
        self.model: RecordModel[CardRow] = RecordModel(_columns(badges, self._step), self)
        self.table = RecordTable(self.model, "Tugas saya", self)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 12, 16, 12)
        for widget in (self.title, self.inbox, self.subtitle):
            stack.addWidget(widget)
        stack.addWidget(self.table, 1)
        stack.addWidget(self.message)
        self.table.opened.connect(self.step_wanted)
        self.table.opened_other.connect(self.case_wanted)

    def show_tasks(self, cards: list[CardRow], late: int, taken: int = 0) -> None:
        """Show these tasks, the first `taken` being one's own; the one under the focus stays under it."""
        kept = self.table.current()
        self.model.show_records(cards)
        words = f"{len(cards)} bagian langkah menunggu Anda" if cards else "Tidak ada yang menunggu Anda"
        if late:
            words += f" · {late} lewat waktu"
        if 0 < taken < len(cards):
            # otherwise a late task below the ones taken looks like a broken order
            words += f" · {taken} yang Anda ambil di atas, lalu menurut sisa waktu"
        self.subtitle.setText(words)
        places = [i for i, c in enumerate(cards) if kept and (c.run_id, c.part) == (kept.run_id, kept.part)]
        if cards:
            self.table.setCurrentIndex(self.model.index(places[0] if places else 0, 0))

    def _step(self, card: CardRow) -> str:
        """The step; of a step with several parts also which one this is."""
        label = self.labels.get((card.sop_code, card.column), "") if card.total > 1 else ""
        return f"{card.step_no}. {f'{label}: ' if label else ''}{card.step_title}"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu of the task under the focus."""
        card = self.table.current()
        if card is not None:
            self.menu_wanted.emit(card, event.globalPos())


def _columns(badges: Badges, step: Callable[[CardRow], str]) -> list[Column[CardRow]]:
    return [
        Column("Waktu", "", lambda c: badges.of(c).words, 15, badges.of),
        Column("Nomor", "", lambda c: c.number, 16),
        Column("Perihal", "", lambda c: c.subject, 30),
        Column("OPD", "", lambda c: c.agency, 20),
        Column("Langkah", "", step, 21),
        Column("Dokumen", "", lambda c: f"{c.have}/{c.need}" if c.need else "-", 9),
        Column("SOP", "", lambda c: c.sop_code, 6),
        Column("Sifat", "", lambda c: nature_words(c.priority, secret=bool(c.secret)), 10),
        Column("Petugas", "", lambda c: c.assignee_name or "belum diambil", 14),
    ]
