"""The board: header, cards, counts, and what it costs the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from models.actions import moves, pauses, work
from models.actions.cards import document_count
from models.queries import board
from models.queries.listing import cases
from models.queries.tasks import my_tasks
from models.records.board import ANY_ONE
from models.records.sop import DocumentGroup, Step
from models.rules.search import parse_search
from models.store.tables import Card, Case, Holding, SopRow, SopVersion, proxy
from tests.office import SmallOffice, done
from views.badges import Badges


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside."""
    seen: list[str] = []
    connection = proxy.connection()
    connection.set_trace_callback(seen.append)
    yield seen
    connection.set_trace_callback(None)


def plan(sql: str) -> list[str]:
    return [row[3] for row in proxy.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()]


def test_header_of_the_application_board(small: SmallOffice) -> None:
    small.register("PAW")
    sheet = board.board_sheet(small.office, "PAW")
    assert (sheet.code, sheet.version, sheet.steps) == ("PAW", 1, len(small.sop("PAW").work_steps))
    assert [c.executor for c in sheet.columns] == [e.id for e in small.sop("PAW").executors]
    assert [c.executor for c in sheet.columns if c.external] == ["opd"]
    assert any(c.group for c in sheet.columns)
    assert (sheet.open_cases, sheet.late_cases, sheet.paused_cases) == (1, 0, 0)


def test_counts_follow_time_and_pauses(small: SmallOffice) -> None:
    late = small.register("PP")
    small.register("PP")
    small.clock.forward(days=20)
    held = small.register("PP")
    assert board.board_sheet(small.office, "PP").late_cases == 2
    done(pauses.pause_case(small.office, small.people["leader"], held, "rapat", "Rapat", small.version(held)))
    done(pauses.pause_case(small.office, small.people["leader"], late, "rapat", "Rapat", small.version(late)))
    sheet = board.board_sheet(small.office, "PP")
    # a pause undoes no lateness: what was late before is late and paused
    assert (sheet.open_cases, sheet.late_cases, sheet.paused_cases) == (3, 2, 2)
    small.clock.forward(days=20)
    sheet = board.board_sheet(small.office, "PP")
    assert (sheet.late_cases, sheet.paused_cases) == (2, 2)
    assert [c.pace for c in board.board_cards(small.office, "PP")].count("ditunda") == 2


def test_badge_counts_search_and_lists_agree_on_a_paused_late_case(small: SmallOffice) -> None:
    late, held = small.register("PP"), small.register("PP")
    leader = small.people["leader"]
    done(pauses.pause_case(small.office, leader, held, "rapat", "Rapat", small.version(held)))
    small.clock.forward(days=20)
    done(pauses.pause_case(small.office, leader, late, "rapat", "Rapat", small.version(late)))
    office, kominfo = small.office, small.people["PP:kominfo"]
    shown = Badges(office.local, lambda: office.local(office.now()), office.calendar)
    words = {c.case_id: shown.of(c).words for c in board.board_cards(office, "PP")}
    assert words == {late: "lewat, ditunda", held: "ditunda"}
    lines = {line.case_id: (shown.of(line).tone, line.late) for line in cases(office)}
    assert lines == {late: ("merah", True), held: ("abu", False)}
    for text, expected in (("telat:ya", {late}), ("telat:tidak", {held}), ("ditunda:ya", {late, held})):
        wanted = parse_search(text)
        assert {c.case_id for c in board.board_cards(office, "PP", wanted)} == expected
        assert {line.case_id for line in cases(office, wanted)} == expected
    counts = board.sidebar(office, kominfo)
    assert [line.late_cases for line in counts.boards if line.code == "PP"] == [1]


def test_cards_carry_everything_and_come_most_urgent_first(small: SmallOffice) -> None:
    first = small.register("PP", subject="Migrasi server")
    small.clock.forward(hours=1)
    second = small.register("PP", received_at=small.office.local(small.clock()).replace(day=10))
    cards = board.board_cards(small.office, "PP")
    assert [c.case_id for c in cards] == [second, first]
    card = cards[1]
    assert (card.subject, card.agency, card.column, card.step_no) == (
        "Migrasi server",
        "Dinas Contoh",
        "opd",
        "2",
    )
    assert (card.have, card.need, card.sop_code) == (0, 3, "PP")
    assert card.due_at == Card.get(Card.case == first).due_at.timestamp()


def test_cards_count_documents_as_the_dialog_lists_them(small: SmallOffice) -> None:
    case = small.register("PP")
    run = small.open_runs(case)[0]
    done(small.attach(case, "surat_permohonan", run.id))
    (card,) = board.board_cards(small.office, "PP")
    assert (card.have, card.need) == (1, 3)
    done(small.attach(case, "formulir_perubahan", run.id))
    (card,) = board.board_cards(small.office, "PP")
    assert (card.have, card.need) == (2, 3)


def test_of_documents_that_are_enough_in_part_only_those_count() -> None:
    either = DocumentGroup(("a", "b", "c"), 2)
    step = Step("1", "1", "kegiatan", "Uji", "Uji", "", "", "", (), needs=(either,))
    assert document_count(step, set(), frozenset()) == (0, 2)
    assert document_count(step, {"a"}, frozenset()) == (1, 2)
    assert document_count(step, {"a", "b", "c"}, frozenset()) == (2, 2)


def test_cards_of_one_case_follow_it(small: SmallOffice) -> None:
    case = small.register("PP")
    small.register("PP")
    assert [(c.case_id, c.column) for c in board.cards_of_case(small.office, case)] == [(case, "opd")]
    small.walk(case)
    moved = board.cards_of_case(small.office, case)
    assert [(c.case_id, c.column, c.sop_code) for c in moved] == [(case, "kominfo", "PP")]
    assert board.cards_of_case(small.office, case, parse_search("langkah:2")) == []
    small.walk(case, "tidak_disetujui", outcome_reason="Tidak perlu")
    assert board.cards_of_case(small.office, case) == []


def test_the_board_is_one_select_on_one_index(small: SmallOffice) -> None:
    small.register("PP")
    board.board_cards(small.office, "PP")
    with statements() as seen:
        board.board_cards(small.office, "PP")
    selects = [sql for sql in seen if '"card"' in sql]
    assert len(selects) == 1
    assert "JOIN" not in selects[0]
    assert plan(selects[0]) == ["SEARCH t1 USING INDEX card_sop_id_sort_at_id (sop_id=?)"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: board.board_sheet(s.office, "PP"),
        lambda s: board.sidebar(s.office, s.people["tu"]),
        lambda s: board.sidebar(s.office, s.people["PP:kominfo"]),
    ],
    ids=["header", "sidebar of the secretariat", "sidebar of a pelaksana"],
)
def test_counts_read_the_covering_index_and_no_closed_case(
    small: SmallOffice, ask: Callable[[SmallOffice], object]
) -> None:
    small.register("PP")
    ask(small)
    with statements() as seen:
        ask(small)
    counting = [sql for sql in seen if '"card"' in sql]
    assert counting
    for sql in counting:
        assert any("COVERING INDEX card_sop_id_case_id_pace" in line for line in plan(sql)), plan(sql)
    running = [sql for sql in seen if '"permohonan"' in sql and '"status"' in sql]
    assert running
    for sql in running:
        index = "USING COVERING INDEX permohonan_sop_id_status (sop_id=? AND status=?)"
        assert any(line.endswith(index) for line in plan(sql)), plan(sql)


def test_the_header_takes_the_counts_of_the_sidebar_and_agrees_with_the_cards(small: SmallOffice) -> None:
    codes = ("PP", "PAW", "MPA", "PA", "MLS")
    for code in codes:
        held, ended = small.register(code), small.register(code)
        small.walk(small.register(code))
        leader = small.people["leader"]
        done(pauses.pause_case(small.office, leader, held, "rapat", "Rapat", small.version(held)))
        done(moves.cancel_case(small.office, leader, ended, "Ditarik", small.version(ended)))
    small.clock.forward(days=20)
    counts = board.sidebar(small.office, small.people["tu"])
    for code in codes:
        alone = board.board_sheet(small.office, code)
        with statements() as seen:
            shared = board.board_sheet(small.office, code, counts)
        assert shared == alone
        assert len([sql for sql in seen if "COUNT(" in sql]) == 1
        assert alone.open_cases == len({c.case_id for c in board.board_cards(small.office, code)}) == 2
        assert alone.paused_cases == 1
    SopRow.update(active=False).where(SopRow.code == "PP").execute()
    counts = board.sidebar(small.office, small.people["tu"])
    assert board.board_sheet(small.office, "PP", counts).open_cases == 2


def test_sidebar_counts_boards_and_my_tasks(small: SmallOffice) -> None:
    for _ in range(3):
        small.register("PP")
    small.walk(small.register("PP"))
    small.register("MPA")
    small.clock.forward(days=20)
    side = board.sidebar(small.office, small.people["PP:kominfo"])
    counts = {line.code: (line.open_cases, line.late_cases) for line in side.boards}
    assert counts["PP"] == (4, 4)
    assert counts["MPA"] == (1, 0)
    assert counts["PAW"] == (0, 0)
    # the three at the OPD may be recorded by any executor of the SOP
    assert (side.tasks, side.tasks_late) == (4, 4)
    assert board.sidebar(small.office, small.people["outsider"]).tasks == 0


@pytest.mark.parametrize("who", ["tu", "leader", "outsider", "PP:kominfo", "PAW:kasi", "MPA:programmer"])
def test_the_sidebar_and_tugas_saya_agree(small: SmallOffice, who: str) -> None:
    for code in ("PP", "PAW", "MPA", "PA", "MLS"):
        small.register(code)
        small.walk(small.register(code))
    small.clock.forward(days=3)
    tasks = my_tasks(small.office, small.people[who])
    side = board.sidebar(small.office, small.people[who])
    assert side.tasks == len(tasks)
    now = small.clock().timestamp()
    assert side.tasks_late == sum(
        t.pace in ("batas", "rentang") and t.due_at is not None and t.due_at < now for t in tasks
    )


def test_an_sop_no_longer_in_use_leaves_the_sidebar(small: SmallOffice) -> None:
    SopRow.update(active=False).where(SopRow.code == "PP").execute()
    assert "PP" not in [line.code for line in board.sidebar(small.office, small.people["tu"]).boards]


def test_columns_of_an_older_version_stay_while_cases_stand_there(small: SmallOffice) -> None:
    case = small.register("PP")
    sop_id, _, _ = small.office.sop_by_code("PP")
    text = SopVersion.get(SopVersion.sop == sop_id).content
    SopVersion.insert(
        sop=sop_id, number=2, status="terbit", content=text.replace('"opd"', '"pd"'), digest=""
    ).execute()
    sheet = board.board_sheet(small.office, "PP")
    assert sheet.version == 2
    assert [(c.executor, c.label) for c in sheet.columns] == [
        ("kominfo", "Dinas Kominfo"),
        ("pd", "OPD"),
        ("opd", "OPD"),
    ]
    done(moves.cancel_case(small.office, small.people["leader"], case, "Ditarik", small.version(case)))
    assert [c.executor for c in board.board_sheet(small.office, "PP").columns] == ["kominfo", "pd"]


def test_a_person_whose_holding_ended_has_no_tasks(small: SmallOffice) -> None:
    small.walk(small.register("PP"))
    person = small.people["PP:kominfo"]
    assert len(my_tasks(small.office, person)) == 1
    Holding.update(until="2026-11-15").where(Holding.person == person).execute()
    assert my_tasks(small.office, person) == []


def test_tugas_saya_puts_mine_first_and_paused_last(small: SmallOffice) -> None:
    kominfo = small.people["PP:kominfo"]
    held, early, mine = (small.register("PP") for _ in range(3))
    for case in (held, early, mine):
        small.walk(case)
    small.clock.forward(hours=2)
    done(pauses.pause_case(small.office, kominfo, held, "rapat", "Rapat", small.version(held)))
    done(work.assign(small.office, kominfo, small.open_runs(mine)[0].id, "a", kominfo))
    tasks = my_tasks(small.office, kominfo)
    assert [t.case_id for t in tasks] == [mine, early, held]
    assert (tasks[0].assignee_id, tasks[0].sop_code) == (kominfo, "PP")
    assert [t.case_id for t in my_tasks(small.office, kominfo, parse_search("ditunda:ya"))] == [held]


def test_closed_cases_cost_the_board_nothing(small: SmallOffice) -> None:
    small.register("PP")
    template = Case.get()
    rows = [template.__data__ | {"id": 1000 + i, "number": f"L{i}", "status": "selesai"} for i in range(500)]
    Case.insert_many(rows).execute()
    assert board.board_sheet(small.office, "PP").open_cases == 1
    assert len(board.board_cards(small.office, "PP")) == 1


def test_the_top_of_a_large_board_is_the_top_of_the_whole(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        small.walk(small.register("PP"))
        small.register("PP")
    assert board.board_top(small.office, "PP") is None, "a small board is read in one go"
    monkeypatch.setattr(board, "LARGE_BOARD", 1)
    monkeypatch.setattr(board, "FIRST_CARDS", 3)
    top = board.board_top(small.office, "PP")
    assert top is not None
    whole = board.board_cards(small.office, "PP")
    for column, (total, worked) in top.counts.items():
        here = [c for c in whole if c.column == column]
        assert (total, worked) == (len(here), sum(c.role == "pelaksana" for c in here))
        assert [c for c in top.cards if c.column == column] == here[:3]
    assert set(top.counts) == {c.column for c in whole}


def test_the_head_of_an_sop_says_what_its_text_says(small: SmallOffice) -> None:
    codes = ("MPA", "MLS", "PP", "PA", "PAW")
    kept = [small.office.board_head(code) for code in codes]
    # without the kept head it is derived from the text
    SopVersion.update(head="").execute()
    assert [small.office.board_head(code) for code in codes] == kept


def test_a_step_that_any_one_part_finishes_says_so_on_its_cards(small: SmallOffice) -> None:
    fourth = next(s for s in small.sop("MLS").steps if s.no == "4")
    case = small.register("MLS", start_step=fourth.id)
    cards = [c for c in board.board_cards(small.office, "MLS") if c.case_id == case and c.role == "pelaksana"]
    assert {(c.done, c.total) for c in cards} == {(ANY_ONE, 2)}
