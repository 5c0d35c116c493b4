"""The painted board: widgets, size, keyboard, drops and marks."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.cards import COLUMNS, badges, card, many
from views.board import BoardView
from views.board_model import CARD_MIME
from views.column_view import ColumnView
from views.theme import apply_theme


@pytest.fixture
def board(qtbot: QtBot, qapp: QApplication) -> Iterator[BoardView]:
    apply_theme(qapp)
    view = BoardView(badges())
    qtbot.addWidget(view)
    view.resize(1180, 620)
    view.set_columns(COLUMNS)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    apply_theme(qapp)


def column(board: BoardView, executor: str) -> ColumnView:
    return next(view for view in board.columns if view.column.executor == executor)


def drop_on(view: ColumnView, run_id: int, part: str) -> None:
    data = QMimeData()
    data.setData(CARD_MIME, json.dumps({"run": run_id, "part": part}).encode())
    at, act = QPoint(20, 20), Qt.DropAction.MoveAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(at, act, data, buttons, keys))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), act, data, buttons, keys))


def test_widgets_do_not_grow_with_cards(board: BoardView) -> None:
    board.show_cards(many(10))
    QApplication.processEvents()
    few = len(board.findChildren(QWidget))
    board.show_cards(many(10_000))
    board.grab()
    assert len(board.findChildren(QWidget)) == few


def test_columns_are_equally_wide_and_never_narrow(board: BoardView) -> None:
    widths = {view.width() for view in board.columns}
    assert max(widths) - min(widths) <= 1
    assert min(widths) >= 130


def test_eight_columns_fit_beside_the_sidebar_of_a_small_screen(board: BoardView) -> None:
    # 1366 pixels without the sidebar and the margins of the page
    board.resize(1130, 560)
    board.show_cards(many(100))
    QApplication.processEvents()
    assert len(board.columns) == 8
    assert board.horizontalScrollBar().maximum() == 0
    header = board.header
    metrics = QFontMetrics(header._label_font())
    for i, column in enumerate(COLUMNS):
        widest = max(metrics.horizontalAdvance(word) for word in column.label.split())
        assert widest <= header._room(i)


def test_no_word_of_a_heading_is_cut_at_large_text(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "terang", 150)
    view = BoardView(badges())
    qtbot.addWidget(view)
    view.resize(1130, 560)
    view.set_columns(COLUMNS)
    with qtbot.waitExposed(view):
        view.show()
    metrics = QFontMetrics(view.header._label_font())
    for i, column in enumerate(COLUMNS):
        assert max(metrics.horizontalAdvance(word) for word in column.label.split()) <= view.header._room(i)
    apply_theme(qapp)


def test_same_columns_again_keep_their_widgets(board: BoardView) -> None:
    before = list(board.columns)
    board.set_columns(COLUMNS)
    assert board.columns == before


def test_larger_text_makes_higher_cards_and_wider_columns(board: BoardView, qapp: QApplication) -> None:
    height, width = board.delegate.fonts.height, board.columns[0].minimumWidth()
    apply_theme(qapp, "terang", 150)
    board.restyle()
    assert board.delegate.fonts.height > 1.3 * height
    assert board.columns[0].minimumWidth() > 1.3 * width


def test_every_kind_of_card_is_painted_in_its_tone(board: BoardView) -> None:
    late = card(1, due_at=card().opened_at, column="opd")
    board.show_cards([late, card(2, column="tu", pace="ditunda"), card(3, column="kadis", role="peserta")])
    picture = board.grab().toImage()
    ratio = board.devicePixelRatioF()

    def stripe(executor: str) -> QColor:
        at = column(board, executor).viewport().mapTo(board, QPoint(6, 60)) * ratio
        return picture.pixelColor(at)

    assert stripe("opd").red() > 150
    assert stripe("opd").green() < 100
    grey = stripe("tu")
    assert abs(grey.red() - grey.blue()) < 40
    assert stripe("kadis").lightness() > 200


def test_enter_opens_the_step_and_space_the_case(board: BoardView, qtbot: QtBot) -> None:
    board.show_cards([card(1), card(2)])
    view = column(board, "tu")
    board.select(2, "p")
    with qtbot.waitSignal(board.step_wanted) as step:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert step.args[0].run_id == 2
    with qtbot.waitSignal(board.case_wanted) as case:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert case.args[0].case_id == 2
    with qtbot.waitSignal(board.case_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_double_click_asks_once(board: BoardView, qtbot: QtBot) -> None:
    board.show_cards([card(1)])
    view = column(board, "tu")
    asked: list[object] = []
    board.step_wanted.connect(asked.append)
    at = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(asked) == 1


def test_arrows_change_the_column_and_skip_empty_ones(board: BoardView, qtbot: QtBot) -> None:
    board.show_cards([card(1, column="opd"), card(2, column="web")])
    board.select(1, "p")
    qtbot.keyClick(column(board, "opd"), Qt.Key.Key_Right)
    assert column(board, "web").current_card() == card(2, column="web")
    assert column(board, "web").hasFocus()
    qtbot.keyClick(column(board, "web"), Qt.Key.Key_Left)
    assert column(board, "opd").hasFocus()


def test_tab_stops_once_on_the_board(board: BoardView) -> None:
    board.show_cards(many(100))
    board.select(board.model.columns["kabid"].cards[0].run_id, "p")
    tabbed = [v.column.executor for v in board.columns if v.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbed == ["kabid"]


def test_a_drop_is_told_and_moves_nothing(board: BoardView, qtbot: QtBot) -> None:
    board.show_cards([card(1)])
    with qtbot.waitSignal(board.dropped) as told:
        drop_on(column(board, "kadis"), 1, "p")
    assert told.args == [1, "p", "kadis"]
    assert board.model.place_of(1, "p") == ("tu", 0)


def test_a_drop_in_a_drag_is_told_when_the_drag_is_over(board: BoardView, qtbot: QtBot) -> None:
    board.show_cards([card(1)])
    told: list[tuple[int, str, str]] = []
    board.dropped.connect(lambda *where: told.append(where))
    column(board, "tu").lifted.emit(card(1))
    drop_on(column(board, "web"), 1, "p")
    assert told == []
    column(board, "tu").landed.emit()
    qtbot.waitUntil(lambda: told == [(1, "p", "web")])


def test_something_else_dropped_is_not_taken(board: BoardView) -> None:
    told: list[object] = []
    board.dropped.connect(lambda *where: told.append(where))
    data = QMimeData()
    data.setText("bukan kartu")
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(column(board, "tu").viewport(), event)
    assert told == []


def test_targets_are_marked_by_words_not_by_colour_alone(board: BoardView) -> None:
    plain = column(board, "kadis").grab().toImage()
    board.show_targets({"kadis": "complete", "opd": "return"})
    assert column(board, "kadis").grab().toImage() != plain
    assert column(board, "opd").grab().toImage() != column(board, "kadis").grab().toImage()
    board.show_targets({})
    assert column(board, "kadis").grab().toImage() == plain


def test_lists_are_named_with_their_counts(board: BoardView) -> None:
    board.show_cards([card(1), card(2, role="peserta", state="peserta"), card(3, column="web")])
    assert column(board, "tu").accessibleName() == "TU Kominfo, 1 kartu"
    assert "Web Programmer 1 kartu" in board.header.accessibleName()


def test_empty_columns_can_be_left_out(board: BoardView) -> None:
    board.show_cards([card(1), card(3, column="web")])
    board.set_hide_empty(True)
    assert [v.column.executor for v in board.columns if not v.isHidden()] == ["tu", "web"]
    board.model.replace_case(3, [card(3, column="opd")])
    assert [v.column.executor for v in board.columns if not v.isHidden()] == ["opd", "tu"]
    board.set_hide_empty(False)
    assert not any(v.isHidden() for v in board.columns)


def test_where_one_stood_stays_in_sight_after_a_reload(board: BoardView) -> None:
    cards = many(300)
    board.show_cards(cards)
    there = board.model.columns["web"].cards[20]
    board.select(there.run_id, there.part)
    board.show_cards(cards)
    assert board.focus_place() == (there.run_id, there.part)


def test_what_is_looked_at_does_not_scroll_away_when_others_work(board: BoardView) -> None:
    cards = many(800)
    board.show_cards(cards)
    QApplication.processEvents()
    bar = column(board, "web").verticalScrollBar()
    bar.setValue(900)
    last = board.model.columns["web"].cards[-1]
    read = [c for c in cards if c != last]
    board.follow_cards(read)
    QApplication.processEvents()
    assert bar.value() == 900
    assert board.model.total() == len(read)


def test_where_it_came_from_is_no_wrong_place(board: BoardView) -> None:
    board.show_cards([card(1)])
    column(board, "tu").lifted.emit(card(1))
    board.show_targets({"kadis": "complete"})
    assert column(board, "tu")._target == "own"
    column(board, "tu").landed.emit()
    assert {view._target for view in board.columns} == {""}
