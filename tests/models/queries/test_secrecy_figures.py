"""Figures for whom something is hidden: exactly those of the other requests, over the same indexes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from models.queries import board
from models.queries.board import board_cards, sidebar
from models.queries.listing import every_case
from models.queries.recap import recap
from models.queries.recap_cases import late_runs, oldest_cases, recap_cases
from models.rules.periods import parse_period
from models.store.recap_figures import Window, counted_cases, figures_of, total_of, window_of
from models.store.secrecy import hidden
from models.store.tables import Card, Case
from tests.models.queries.test_recap_queries import scanned
from tests.models.recap_story import RecapStory
from tests.office import SmallOffice, copy_office

_PERIODS = ("2025-12", "2026-02", "2026-05", "2026-T1", "2026-S1", "2026")
_LARGE = {"permohonan", "step_run", "part_run", "case_span", "card", "history"}


@pytest.fixture(scope="module", params=[1, 2])
def told(request: pytest.FixtureRequest, tmp_path_factory, template) -> Iterator[SmallOffice]:
    """Many requests with a history of their own, a third of them confidential."""
    small = copy_office(*template, tmp_path_factory.mktemp("angka") / "kantor")
    rng = random.Random(request.param)
    story = RecapStory(small, rng)
    for _ in range(160):
        story.act()
    secret = [case_id for case_id in story.cases if rng.random() < 0.33]
    assert 5 < len(secret) < len(story.cases)
    with small.office.transaction():
        Case.update(secret=True).where(Case.id.in_(secret)).execute()
        Card.update(secret=True).where(Card.case.in_(secret)).execute()
    yield small
    small.office.close()


def seen(small: SmallOffice, who: str) -> tuple[Window, frozenset[int]]:
    office = small.office.seen_by(small.people[who])
    return window_of(office, parse_period("2026")), frozenset(hidden(office))


@pytest.mark.parametrize("key", _PERIODS)
def test_figures_are_those_of_the_requests_that_may_be_told(told: SmallOffice, key: str) -> None:
    period = parse_period(key)
    all_of_them = told.office.seen_by(told.people["leader"])
    some = told.office.seen_by(told.people["outsider"])
    secret = frozenset(hidden(some))
    assert secret
    expected = [case for case in recap_cases(all_of_them, period) if case.case_id not in secret]
    assert list(recap_cases(some, period)) == expected
    figures = recap(some, period)
    assert Counter(case.ending for case in expected) == Counter(
        {
            ending: getattr(figures.total, ending)
            for ending in ("selesai", "ditolak", "dibatalkan", "sisa_akhir")
            if getattr(figures.total, ending)
        }
    )
    assert figures.total.sisa_awal + figures.total.masuk == len(expected)
    assert total_of(figures_of(window_of(some, period)).values()) == figures.total
    assert sum(share.figures.masuk for share in figures.per_sop) == figures.total.masuk
    lates = [run for run in late_runs(all_of_them, period) if run.case_id not in secret]
    assert list(late_runs(some, period)) == lates


def test_lists_and_boards_leave_out_the_same_requests(told: SmallOffice) -> None:
    office = told.office.seen_by(told.people["outsider"])
    _, secret = seen(told, "outsider")
    rest = {case_id for (case_id,) in Case.select(Case.id).tuples()} - secret
    assert {line.case_id for line in every_case(office)} == rest
    on_boards = {card.case_id for code in ("PP", "PA") for card in board_cards(office, code)}
    running = {case_id for (case_id,) in Case.select(Case.id).where(Case.status == "berjalan").tuples()}
    assert on_boards == running - secret
    counted = sidebar(office, office.viewer_id or 0)
    assert sum(line.open_cases for line in counted.boards) == len(on_boards)
    assert {case.case_id for case in oldest_cases(office, limit=1_000)} == running - secret


def test_no_large_table_is_scanned_for_an_outsider(told: SmallOffice) -> None:
    office = told.office.seen_by(told.people["outsider"])
    window, _ = seen(told, "outsider")
    asked: list[str] = []
    connection = office.store.db.connection()
    connection.set_trace_callback(asked.append)
    figures_of(window)
    list(counted_cases(window))
    month = parse_period("2026-03")
    assert recap(office, month).per_sop
    list(recap_cases(office, month))
    list(late_runs(office, month))
    connection.set_trace_callback(None)
    wanted = [sql for sql in asked if sql.startswith("SELECT")]
    assert sum("json_each" in sql for sql in wanted) >= 8
    for sql in wanted:
        assert set(scanned(told, sql)) & _LARGE == set(), sql


@pytest.mark.parametrize("who", ["outsider", "leader", "PA:kasi_ai"])
def test_the_first_picture_of_a_large_board_counts_what_is_shown(
    told: SmallOffice, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "LARGE_BOARD", 0)
    office = told.office.seen_by(told.people[who])
    for code in ("PP", "PA"):
        top = board.board_top(office, code)
        assert top is not None
        cards = board_cards(office, code)
        columns = Counter(card.column for card in cards)
        worked = Counter(card.column for card in cards if card.role == "pelaksana")
        assert top.counts == {column: (columns[column], worked[column]) for column in columns}
        assert {card.case_id for card in top.cards} <= {card.case_id for card in cards}
