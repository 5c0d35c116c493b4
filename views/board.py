"""The board: headings and columns of cards that scroll sideways together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.records.board import BoardColumn, CardRow
from models.records.packed_cards import BoardTop, PackedCards
from views.badges import Badges
from views.board_header import BoardHeader
from views.board_model import BoardModel
from views.card_delegate import CardDelegate
from views.card_words import vacancy_words, whole_card
from views.column_view import ColumnView

_GAP = 8
# eight columns have room beside the sidebar on a screen of 1366 pixels
_NARROWEST = 132
# so many times the narrowest
_WIDEST = 2.7
# a card carried so near to the edge pulls the board along, by so much at a time
_EDGE, _PULL_BY, _PULL_MS = 36, 18, 40
# long enough for the first picture to be complete
_REST_MS = 60


class BoardView(QScrollArea):
    """Columns of one SOP; tells what a person wants with a card and moves none by itself."""

    step_wanted = Signal(object)
    case_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    lifted = Signal(object)
    dropped = Signal(int, str, str)

    def __init__(self, badges: Badges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges = badges
        self.model = BoardModel(self._words, self)
        self.delegate = CardDelegate(badges, self)
        self.columns: list[ColumnView] = []
        self._shown: tuple[BoardColumn, ...] = ()
        self._hide_empty = False
        self._carrying = False
        self._origin: ColumnView | None = None
        self._pull = QTimer(self)
        self._pull.setInterval(_PULL_MS)
        self._pull.timeout.connect(self._pull_sideways)
        self._landing: tuple[int, str, str] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget(self)
        self.header = BoardHeader(_GAP, self._body)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        stack = QVBoxLayout(self._body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.header)
        stack.addLayout(self._row, 1)
        self.setWidget(self._body)
        self.model.counts_changed.connect(self._show_counts)

    def set_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show the columns of an SOP, empty; the same columns again keep widgets and focus."""
        if tuple(columns) == self._shown:
            return
        self._shown = tuple(columns)
        for view in self.columns:
            self._row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.model.set_columns([column.executor for column in columns])
        self.columns = [self._column_view(column) for column in columns]
        self._roving(self.columns[0] if self.columns else None)
        self._fit()

    def _column_view(self, column: BoardColumn) -> ColumnView:
        view = ColumnView(column, self.model.columns[column.executor], self._body)
        view.setItemDelegate(self.delegate)
        view.step_wanted.connect(self.step_wanted)
        view.case_wanted.connect(self.case_wanted)
        view.menu_wanted.connect(self.menu_wanted)
        view.sideways.connect(lambda by: self._sideways(view, by))
        view.entered_focus.connect(lambda: self._entered(view))
        view.lifted.connect(lambda card: self._lift(view, card))
        view.landed.connect(self._land)
        view.dropped.connect(lambda run_id, part: self._drop(run_id, part, column.executor))
        self._row.addWidget(view, 1)
        return view

    def show_cards(self, cards: Sequence[CardRow]) -> None:
        """Show these cards, most urgent first; where one stood stays in sight."""
        kept = self.focus_place()
        self.model.replace_all(cards)
        if kept is not None:
            self.select(*kept)

    def show_top(self, top: BoardTop, read_rest: Callable[[], PackedCards]) -> None:
        """Show a large board at once: what is in sight now, the rest when this picture is complete."""
        self.model.replace_top(top, read_rest)
        QTimer.singleShot(_REST_MS, self, self.model.complete)

    def follow_cards(self, cards: Sequence[CardRow]) -> None:
        """Show these cards by changing only what differs; nothing scrolls away."""
        self.model.follow(cards)

    def _words(self, card: CardRow) -> str:
        """Everything a card tells, and that nobody holds its column."""
        words = whole_card(card, self._badges.of(card).words)
        label = self.delegate.vacant.get(card.column)
        return f"{words}\n{vacancy_words(label)}" if label else words

    def show_vacancies(self, executors: Mapping[str, str]) -> None:
        """Say on the cards of these columns (executor to label) that nobody can work on them."""
        if executors != self.delegate.vacant:
            self.delegate.vacant = dict(executors)
            self.repaint_badges()

    def set_empty_words(self, words: Callable[[BoardColumn], str]) -> None:
        """What an empty column says."""
        for view in self.columns:
            view.empty_words = words(view.column)
            view.viewport().update()

    def set_hide_empty(self, hide: bool) -> None:
        """Leave out columns without cards."""
        self._hide_empty = hide
        self._show_counts()

    def focus_place(self) -> tuple[int, str] | None:
        """Run and part of the card that has the focus, if the board has it."""
        for view in self.columns:
            card = view.current_card() if view.hasFocus() else None
            if card is not None:
                return card.run_id, card.part
        return None

    def held_place(self) -> tuple[int, str] | None:
        """As `focus_place`, also while a dialog stands before the board."""
        for view in self.columns:
            card = view.current_card() if view.window().focusWidget() is view else None
            if card is not None:
                return card.run_id, card.part
        return None

    def select(self, run_id: int, part: str) -> bool:
        """Put the focus on a card; False when it does not stand here."""
        place = self.model.place_of(run_id, part)
        if place is None:
            return False
        view = next(v for v in self.columns if v.column.executor == place[0])
        view.setCurrentIndex(view.model().index(place[1], 0))
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_first(self) -> None:
        """Put the focus on the first card that waits for work, else on any card or the first column."""
        with_cards = [view for view in self.columns if view.model().rowCount()]
        at_work = [view for view in with_cards if self._worked(view)]
        for view in (at_work or with_cards or self.columns)[:1]:
            if view.model().rowCount() and not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_targets(self, kinds: Mapping[str, str]) -> None:
        """Mark the columns that the card in hand may go to: executor to `complete` or `return`."""
        for view in self.columns:
            own = "own" if kinds and view is self._origin else ""
            view.show_target(kinds.get(view.column.executor, own))
        self.header.set_targets(frozenset(kinds))

    def repaint_badges(self) -> None:
        """Time went on: the words on the cards change, the cards do not."""
        for view in self.columns:
            view.viewport().update()

    def restyle(self) -> None:
        """Take theme and text size anew."""
        self.delegate.restyle()
        for view in self.columns:
            view.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        """Equal columns, never narrower than their words at this text size."""
        shown = [view for view in self.columns if not view.isHidden()]
        self.header.set_columns([view.column for view in shown])
        smallest = round(_NARROWEST * self.delegate.fonts.bold_metrics.height() / 15)
        width = self.header.minimum_width(max(_NARROWEST, smallest))
        for view in self.columns:
            view.setMinimumWidth(width)
        self.header.set_counts([self._worked(view) for view in shown])
        gaps = _GAP * max(0, len(shown) - 1)
        self._body.setMinimumWidth(width * len(shown) + gaps)
        # few columns do not stretch their cards over the whole screen
        self._body.setMaximumWidth(max(1, round(width * _WIDEST) * len(shown) + gaps))

    def _worked(self, view: ColumnView) -> int:
        return self.model.columns[view.column.executor].worked

    def _show_counts(self) -> None:
        """Counts in the headings and in the names of the lists; empty columns go when asked to."""
        changed = False
        for view in self.columns:
            model = self.model.columns[view.column.executor]
            hidden = self._hide_empty and not model.cards
            changed |= view.isHidden() != hidden
            view.setHidden(hidden)
            view.setAccessibleName(f"{view.column.label}, {model.worked} kartu")
        if changed:
            self._fit()
        else:
            shown = [view for view in self.columns if not view.isHidden()]
            self.header.set_counts([self._worked(view) for view in shown])

    def _sideways(self, view: ColumnView, by: int) -> None:
        """The next column that has cards, at the same height."""
        place = self.columns.index(view) + by
        index = view.currentIndex()
        y = view.visualRect(index).center().y() if index.isValid() else 0
        while 0 <= place < len(self.columns):
            there = self.columns[place]
            if there.model().rowCount():
                found = there.indexAt(QPoint(20, max(0, y)))
                row = found.row() if found.isValid() else there.model().rowCount() - 1
                there.setCurrentIndex(there.model().index(row, 0))
                there.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += by

    def _entered(self, view: ColumnView) -> None:
        self._roving(view)
        self.ensureWidgetVisible(view, 0, 0)
        for other in self.columns:
            if other is not view:
                other.clearSelection()

    def _roving(self, active: ColumnView | None) -> None:
        """Tab stops once on the board; inside it the arrows walk."""
        for view in self.columns:
            view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if view is active else Qt.FocusPolicy.ClickFocus)

    def _lift(self, view: ColumnView, card: CardRow) -> None:
        self._carrying = True
        self._origin = view
        self._pull.start()
        self._landing = None
        self.lifted.emit(card)

    def _drop(self, run_id: int, part: str, executor: str) -> None:
        if self._carrying:
            # the dialog opens when the drag is over, not inside it
            self._landing = (run_id, part, executor)
        else:
            self.dropped.emit(run_id, part, executor)

    def _land(self) -> None:
        self._carrying = False
        self._pull.stop()
        self.show_targets({})
        landing, self._landing = self._landing, None
        if landing is not None:
            QTimer.singleShot(0, self, lambda: self.dropped.emit(*landing))

    def _pull_sideways(self) -> None:
        """A card carried to the edge brings the next columns into sight."""
        at = self.viewport().mapFromGlobal(QCursor.pos())
        if not self.viewport().rect().contains(at):
            return
        bar = self.horizontalScrollBar()
        if at.x() < _EDGE:
            bar.setValue(bar.value() - _PULL_BY)
        elif at.x() > self.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _PULL_BY)
