"""The board's model: order, and single cases that move without a reload."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from models.records.board import CardRow
from models.records.packed_cards import BoardTop, PackedCard, PackedCards
from tests.cards import COLUMNS, card, many
from views.board_model import CARD_MIME, CARD_ROLE, BoardModel, sort_key

EXECUTORS = [column.executor for column in COLUMNS]


def board(cards: list[CardRow]) -> BoardModel:
    model = BoardModel(lambda c: c.number)
    model.set_columns(EXECUTORS)
    model.replace_all(cards)
    return model


def shown(model: BoardModel) -> dict[str, list[CardRow]]:
    return {executor: list(column.cards) for executor, column in model.columns.items()}


def test_cards_stand_in_their_columns_in_the_order_they_came() -> None:
    cards = many(200)
    for executor, found in shown(board(cards)).items():
        assert found == [c for c in cards if c.column == executor]


def test_moving_a_case_touches_two_columns_only() -> None:
    model = board(many(400))
    moved = model.columns["tu"].cards[7]
    news: list[str] = []
    for executor, column in model.columns.items():
        column.modelReset.connect(lambda e=executor: news.append(f"reset {e}"))
        column.rowsInserted.connect(lambda *_a, e=executor: news.append(f"in {e}"))
        column.rowsRemoved.connect(lambda *_a, e=executor: news.append(f"out {e}"))
    model.replace_case(moved.case_id, [moved._replace(column="kadis")])
    assert sorted(news) == ["in kadis", "out tu"]


def test_other_particulars_stay_in_place() -> None:
    model = board(many(100))
    old = model.columns["opd"].cards[3]
    changed: list[int] = []
    model.columns["opd"].dataChanged.connect(lambda first, *_a: changed.append(first.row()))
    model.replace_case(old.case_id, [old._replace(card_id=5000, have=3, assignee_name="Budi (CONTOH)")])
    assert changed == [3]
    assert model.columns["opd"].cards[3].have == 3


def test_an_ended_case_leaves_the_board() -> None:
    model = board([card(1), card(2)])
    model.replace_case(1, [])
    assert [c.case_id for c in model.columns["tu"].cards] == [2]
    assert model.columns["tu"].rowCount() == 1


def test_participants_are_not_counted() -> None:
    model = board([card(1), card(2, role="peserta", state="peserta")])
    assert model.columns["tu"].worked == 1
    assert model.columns["tu"].rowCount() == 2
    model.replace_case(2, [card(2)])
    assert model.columns["tu"].worked == 2


def test_a_card_is_told_in_words_and_carried_by_run_and_part() -> None:
    model = board([card(4, run_id=44, part="kasi")])
    column = model.columns["tu"]
    index = column.index(0)
    assert index.data(CARD_ROLE).run_id == 44
    carried = json.loads(bytes(column.mimeData([index]).data(CARD_MIME).data()))
    assert carried == {"run": 44, "part": "kasi"}


_moves = st.lists(
    st.tuples(
        st.integers(0, 39),
        st.lists(
            st.tuples(st.sampled_from(EXECUTORS), st.one_of(st.none(), st.integers(1, 10**6))),
            max_size=3,
            unique_by=lambda pair: pair[0],
        ),
    ),
    max_size=30,
)


@given(_moves)
def test_moved_case_by_case_it_shows_what_a_reload_would(
    moves: list[tuple[int, list[tuple[str, int | None]]]],
) -> None:
    cards = many(40)
    model = board(cards)
    truth = {c.case_id: [c] for c in cards}
    for serial, (case_id, places) in enumerate(moves):
        new = [
            card(case_id, card_id=1000 + 10 * serial + i, column=executor, part=f"p{i}", due_at=due)
            for i, (executor, due) in enumerate(places)
        ]
        truth[case_id] = new
        model.replace_case(case_id, new)
    fresh = board(sorted((c for found in truth.values() for c in found), key=sort_key))
    assert shown(model) == shown(fresh)
    assert {e: c.worked for e, c in model.columns.items()} == {e: c.worked for e, c in fresh.columns.items()}
    assert all(column.rowCount() == len(column.cards) for column in model.columns.values())


@given(_moves)
def test_following_a_new_reading_shows_what_a_reload_would(
    moves: list[tuple[int, list[tuple[str, int | None]]]],
) -> None:
    cards = many(40)
    model = board(cards)
    resets: list[int] = []
    for column in model.columns.values():
        column.modelReset.connect(lambda: resets.append(1))
    truth = {c.case_id: [c] for c in cards}
    for serial, (case_id, places) in enumerate(moves):
        truth[case_id] = [
            card(case_id, card_id=1000 + 10 * serial + i, column=executor, part=f"p{i}", due_at=due)
            for i, (executor, due) in enumerate(places)
        ]
    read = sorted((c for found in truth.values() for c in found), key=sort_key)
    model.follow(read)
    assert shown(model) == shown(board(read))
    assert resets == []


def test_following_much_at_once_reloads() -> None:
    model = board(many(400))
    read = many(400, seed=2)
    model.follow(read)
    assert shown(model) == shown(board(read))


def packed(cards: list[CardRow]) -> PackedCards:
    rows = [PackedCard(c.case_id, c.column, int(c.role == "pelaksana"), json.dumps(c)) for c in cards]
    return PackedCards(rows)


def topped(cards: list[CardRow], later: list[CardRow]) -> tuple[BoardModel, list[int]]:
    """A board that shows three cards of each column first; `later` is what the second reading finds."""
    model = BoardModel(lambda c: c.number)
    model.set_columns(EXECUTORS)
    first: list[CardRow] = []
    counts: dict[str, tuple[int, int]] = {}
    for executor in EXECUTORS:
        here = [c for c in cards if c.column == executor]
        first += here[:3]
        counts[executor] = (len(here), sum(c.role == "pelaksana" for c in here))
    readings: list[int] = []

    def read_rest() -> PackedCards:
        readings.append(1)
        return packed(later)

    model.replace_top(BoardTop(packed(first), counts), read_rest)
    return model, readings


def test_a_large_board_counts_all_its_cards_before_it_has_read_them() -> None:
    cards = many(200)
    model, readings = topped(cards, cards)
    whole = board(cards)
    for executor, column in model.columns.items():
        assert column.rowCount() == whole.columns[executor].rowCount()
        assert column.worked == whole.columns[executor].worked
        assert [column.cards[row] for row in range(3)] == list(whole.columns[executor].cards)[:3]
    assert readings == []
    model.complete()
    assert shown(model) == shown(whole)
    model.complete()
    assert readings == [1]


def test_asking_for_an_unread_card_reads_the_rest_at_once() -> None:
    cards = many(200)
    model, readings = topped(cards, cards)
    column = model.columns["tu"]
    last = column.index(column.rowCount() - 1)
    assert column.data(last, CARD_ROLE) == [c for c in cards if c.column == "tu"][-1]
    assert readings == [1]
    assert shown(model) == shown(board(cards))


def test_cards_that_came_or_went_between_both_readings_are_shown_as_they_are() -> None:
    cards = many(200)
    for later in (cards[:-60], [*cards, card(9000, column="tu")]):
        model, _ = topped(cards, later)
        column = model.columns["tu"]
        assert isinstance(column.data(column.index(column.rowCount() - 1), CARD_ROLE), CardRow)
        assert shown(model) == shown(board(later))


def test_moving_a_case_on_a_board_half_read() -> None:
    cards = many(200)
    model, _ = topped(cards, cards)
    moved = [c for c in cards if c.column == "tu"][10]
    model.replace_case(moved.case_id, [])
    assert shown(model) == shown(board([c for c in cards if c.case_id != moved.case_id]))
