"""Refreshing the board, moving one card, and how many widgets that takes.

    .venv/bin/python tests/benchmarks/board.py [--work FOLDER] [--rounds 15]

Limits: refresh from SQL to painted at 10,000 cards at most 1.6 x (raw SELECT + QListView reset +
repaint) of the same rows; the number of widgets the same for 10 and for 10,000 cards; moving one
card at most 1.3 x from 1,000 to 10,000 cards, and never by a reload.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from offices import CODE, arguments, copy_of, office_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from models.queries import board as board_queries
from models.queries.rows import CARD_COLUMNS
from models.store.opening import open_office
from models.store.people import standing
from models.store.tables import Card, PartRun, StepRun
from views.theme import FUSION, apply_theme

PERSON = 1
SIZE = QSize(1366, 768)


class BareModel(QAbstractListModel):
    """Rows as the database gave them."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Any] = []

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own shape
        """How many cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The raw row."""
        return self.cards[index.row()] if role == Qt.ItemDataRole.UserRole else None

    def reset(self, cards: list[Any]) -> None:
        """Other cards."""
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()


class BareDelegate(QStyledItemDelegate):
    """Three lines in a frame."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """All alike."""
        return QSize(150, 128)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Number, subject and agency."""
        box: QRect = option.rect.adjusted(3, 3, -3, -3)
        card = index.data(Qt.ItemDataRole.UserRole)
        painter.fillRect(box, QColor("#eef3fb"))
        painter.drawRect(box)
        for line, text in enumerate((card[7], card[8], card[9])):
            painter.drawText(box.adjusted(6, 4 + 18 * line, -4, 0), Qt.AlignmentFlag.AlignLeft, text)


class BareBoard(QWidget):
    """One list for each column, nothing else."""

    def __init__(self, columns: list[str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        self.models = {column: BareModel() for column in columns}
        for model in self.models.values():
            view = QListView()
            view.setUniformItemSizes(True)
            view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
            view.setItemDelegate(BareDelegate(view))
            view.setModel(model)
            row.addWidget(view)

    def refresh(self, sql: str, parameters: list[Any], connection: Any) -> None:
        """Raw SELECT, split by column, reset."""
        heaps: dict[str, list[Any]] = {column: [] for column in self.models}
        for card in connection.execute(sql, parameters).fetchall():
            heaps[card[4]].append(card)
        for column, heap in heaps.items():
            self.models[column].reset(heap)


class Stage:
    """An open office with its main window on the board."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication.instance() or QApplication(["board", *FUSION])
        apply_theme(self.app, "terang", 100)
        self.office = open_office(folder)
        session = Session(self.office, PERSON, standing(self.office, PERSON, self.office.now()))
        self.changes = Changes()
        self.main = MainController(session, self.changes)
        self.main.show(f"papan:{CODE}")
        self.main.window.showNormal()
        self.main.window.resize(SIZE)
        self.paint(self.main.window)

    def paint(self, widget: QWidget) -> None:
        """Let Qt do what is due, then draw the whole widget."""
        self.app.processEvents()
        widget.grab()

    def leave(self) -> None:
        """Close in order."""
        self.main.window.close()
        self.office.close()


def main() -> None:
    """Print medians and ratios."""
    parser = arguments("The board.", rounds=15)
    parser.add_argument("--move", type=Path, help="move cards in this office and print JSON")
    parser.add_argument("--widgets", type=Path, help="count the widgets in this office")
    given = parser.parse_args()
    if given.move:
        print(json.dumps(moves(given.move, given.rounds)))
    elif given.widgets:
        print(widgets(given.widgets))
    else:
        large = office_folder(given.work, 5_750, 6_250)
        small = office_folder(given.work, 575, 625)
        refresh(large, given.rounds)
        widget_counts(office_folder(given.work, 10, 0), large)
        growth(small, large)


def timed(act: Callable[[], None]) -> float:
    """Milliseconds."""
    return both_times(act)[0]


def both_times(act: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time, which other programs disturb less."""
    begin, used = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - begin) * 1e3, (time.process_time() - used) * 1e3


def refresh(folder: Path, rounds: int) -> None:
    """The board of the program and the bare one in turn."""
    stage = Stage(folder)
    query = Card.select(*CARD_COLUMNS).where(Card.sop == stage.office.sop_by_code(CODE)[0])
    sql, parameters = query.order_by(Card.sort_at, Card.id).sql()
    board = stage.main.board
    columns = [view.column.executor for view in board._page.board.columns]
    bare = BareBoard(columns)
    bare.resize(board._page.board.size())
    bare.show()
    connection = stage.office.store.db.connection()

    def ours() -> None:
        board._page.board.show_cards(board_queries.board_cards(stage.office, CODE))
        board.reload_counts()
        stage.paint(board._page.board)

    def theirs() -> None:
        bare.refresh(sql, parameters, connection)
        stage.paint(bare)

    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds + 2)][2:]
    cards = board._page.board.model.total()
    ratio = statistics.median(a / b for a, b in pairs)
    ours_ms, bare_ms = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(f"refresh of {cards} cards, SQL to painted: {ours_ms:.1f} ms; "
          f"raw SELECT + reset + repaint: {bare_ms:.1f} ms; {ratio:.2f} x")  # fmt: skip
    stage.leave()


def moves(folder: Path, rounds: int) -> list[tuple[float, float]]:
    """One card moved: what the window does after the commit, to painted; the act itself is left out."""
    stage = Stage(copy_of(folder, folder.name + "-move"))
    shown = stage.main.board._page.board
    query = (
        PartRun.select(StepRun.case, PartRun.run, PartRun.part, PartRun.executor).join(StepRun)
        .join(Card, on=(Card.run == StepRun.id)).where(Card.sop == stage.office.sop_by_code(CODE)[0])
    )  # fmt: skip
    cases = list(dict.fromkeys(row[0] for row in query.tuples()))[: rounds + 3]
    spent = []
    for case_id in cases:
        cards = shown.model.cards_of(case_id)
        columns = [c for c in shown.model.columns if c != cards[0].column]
        target = columns[case_id % len(columns)]
        # the card goes to another column as after a completed step
        Card.update(column=target).where(Card.id == cards[0].card_id).execute()
        subjects = frozenset({f"case:{case_id}", f"board:{CODE}", "tasks"})

        def follow(subjects: frozenset[str] = subjects) -> None:
            stage.changes.announce(subjects)
            stage.paint(shown)

        spent.append(both_times(follow))
    stage.leave()
    return spent[3:]


def widgets(folder: Path) -> int:
    """All widgets of the board."""
    stage = Stage(folder)
    count = len(stage.main.board._page.board.findChildren(QWidget))
    stage.leave()
    return count


def child(*words: str) -> str:
    """This program in a process of its own."""
    answer = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=False)
    if not answer.stdout.strip():
        raise SystemExit(answer.stderr)
    return answer.stdout.splitlines()[-1]


def widget_counts(few: Path, many: Path) -> None:
    """The same board with few and with many cards."""
    print(f"widgets of the board: {child('--widgets', str(few))} with 10 requests, "
          f"{child('--widgets', str(many))} with 10,000 cards")  # fmt: skip


def growth(small: Path, large: Path, turns: int = 5) -> None:
    """Moving a card with 1,000 and with 10,000 cards, in turn."""
    spent: dict[Path, list[list[float]]] = {small: [], large: []}
    for _ in range(turns):
        for folder in (small, large):
            moved = json.loads(child("--move", str(folder), "--rounds", "20"))
            spent[folder].append([statistics.median(times) for times in zip(*moved, strict=True)])
    for kind, place in (("moving one card", 0), ("its processor time", 1)):
        few, many = ([times[place] for times in spent[folder]] for folder in (small, large))
        ratio = statistics.median(b / a for a, b in zip(few, many, strict=True))
        print(f"{kind}: {statistics.median(few):.1f} ms with 1,000 cards, "
              f"{statistics.median(many):.1f} ms with 10,000; {ratio:.2f} x")  # fmt: skip


if __name__ == "__main__":
    main()
