"""Where a case goes: splits, joins, ends, loops, returns and the modes of parts."""

from __future__ import annotations

import pytest

from models.records.sop import (
    Executor,
    Identity,
    Outcome,
    Part,
    PartsMode,
    Sop,
    Step,
    StepKind,
)
from models.rules import flow
from models.rules.flow import Move, Opening, Token


def make_step(
    step_id: str,
    *outcomes: Outcome,
    parts: tuple[Part, ...] = (Part("a", "x"),),
    mode: PartsMode = "semua",
    kind: StepKind = "kegiatan",
) -> Step:
    return Step(step_id, step_id, kind, step_id, "", "", "", "", outcomes, parts=parts, parts_mode=mode)


def make_sop(*steps: Step) -> Sop:
    return Sop("T", "T", "", Identity(), (Executor("x", "X"),), (), steps)


def go(*to: str, join: str = "", outcome_id: str = "") -> Outcome:
    return Outcome(outcome_id, "", to=to, join=join)


SPLIT = make_sop(
    make_step("0", go("1"), kind="mulai", parts=()),
    make_step("1", go("2a", "2b", join="5")),
    make_step("2a", go("5")),
    make_step("2b", go("3b"), Outcome("tolak", "Tolak", end="ditolak")),
    make_step("3b", go("5")),
    make_step("5", go("6"), Outcome("ulang", "Ulang", to=("1",))),
    make_step("6", Outcome("", "", end="selesai")),
)
A, B = "1>5#0", "1>5#1"


def test_start_passes_the_terminator_by() -> None:
    assert flow.start(SPLIT) == Opening("1", "")
    assert flow.start(SPLIT, "5") == Opening("5", "")


def test_a_split_opens_every_branch() -> None:
    assert flow.advance(SPLIT, Token(1, "1"), "", []) == Move(opens=(Opening("2a", A), Opening("2b", B)))


def test_the_join_waits_for_its_siblings() -> None:
    assert flow.advance(SPLIT, Token(2, "2a", A), "", [Token(3, "2b", B)]) == Move()
    assert flow.advance(SPLIT, Token(4, "3b", B), "", []) == Move(opens=(Opening("5", ""),))


def test_a_branch_goes_on_inside_itself() -> None:
    move = flow.advance(SPLIT, Token(3, "2b", B), "", [Token(2, "2a", A)])
    assert move == Move(opens=(Opening("3b", B),))


def test_an_end_state_closes_the_siblings() -> None:
    move = flow.advance(SPLIT, Token(3, "2b", B), "tolak", [Token(2, "2a", A)])
    assert move == Move(closes=(2,), end="ditolak")


def test_a_return_before_the_split_closes_all_branches() -> None:
    move = flow.go_back(Token(3, "3b", B), Token(1, "1", ""), [Token(2, "2a", A)])
    assert move == Move(closes=(2,), opens=(Opening("1", ""),))


def test_a_return_inside_a_branch_leaves_the_sibling_alone() -> None:
    move = flow.go_back(Token(4, "3b", B), Token(3, "2b", B), [Token(2, "2a", A)])
    assert move == Move(opens=(Opening("2b", B),))


def test_a_return_into_a_sibling_branch_is_refused() -> None:
    assert flow.go_back(Token(4, "3b", B), Token(2, "2a", A), []) is None


def test_a_return_from_behind_the_join_into_a_branch_meets_the_join_again() -> None:
    move = flow.go_back(Token(5, "5", ""), Token(2, "2a", A), [])
    assert move == Move(opens=(Opening("2a", A),))
    assert flow.advance(SPLIT, Token(6, "2a", A), "", []) == Move(opens=(Opening("5", ""),))


def test_loops_jumps_and_the_last_row() -> None:
    assert flow.advance(SPLIT, Token(5, "5"), "ulang", []) == Move(opens=(Opening("1", ""),))
    assert flow.advance(SPLIT, Token(5, "6"), "", []) == Move(end="selesai")
    with pytest.raises(KeyError):
        flow.advance(SPLIT, Token(5, "6"), "tidak-ada", [])


def test_nested_splits_join_one_after_the_other() -> None:
    nested = make_sop(
        make_step("1", go("2", "3", join="9")),
        make_step("2", go("4", "5", join="8")),
        make_step("3", go("9")),
        make_step("4", go("8")),
        make_step("5", go("8")),
        make_step("8", go("9")),
        make_step("9", Outcome("", "", end="selesai")),
    )
    outer = "1>9#0"
    inner = flow.advance(nested, Token(2, "2", outer), "", [Token(3, "3", "1>9#1")])
    assert [o.branch for o in inner.opens] == [f"{outer}/2>8#0", f"{outer}/2>8#1"]
    met = flow.advance(nested, Token(5, "5", f"{outer}/2>8#1"), "", [Token(3, "3", "1>9#1")])
    assert met == Move(opens=(Opening("8", outer),))
    assert flow.advance(nested, Token(8, "8", outer), "", [Token(3, "3", "1>9#1")]) == Move()


def test_two_splits_with_one_join_leave_both() -> None:
    shared = make_sop(
        make_step("1", go("2", "3", join="9")),
        make_step("2", go("4", "5", join="9")),
        make_step("3", go("9")),
        make_step("4", go("9")),
        make_step("5", go("9")),
        make_step("9", Outcome("", "", end="selesai")),
    )
    last_inner = Token(5, "5", "1>9#0/2>9#1")
    assert flow.advance(shared, last_inner, "", [Token(3, "3", "1>9#1")]) == Move()
    assert flow.advance(shared, last_inner, "", []) == Move(opens=(Opening("9", ""),))


def test_reaching_the_end_row_ends_the_case() -> None:
    sop = make_sop(make_step("1", go("2")), make_step("2", kind="selesai", parts=()))
    assert flow.advance(sop, Token(1, "1"), "", []) == Move(end="selesai")


def on_way(*entries: tuple[str, str]) -> list[str]:
    return [t.step for t in flow.way(Token(i, step, branch) for i, (step, branch) in enumerate(entries))]


def test_a_row_entered_anew_takes_back_what_came_since() -> None:
    assert on_way(("1", ""), ("2", ""), ("3", ""), ("4", ""), ("2", "")) == ["1", "2"]
    assert on_way(("1", ""), ("2", ""), ("3", ""), ("2", ""), ("3", "")) == ["1", "2", "3"]
    assert on_way(("1", ""), ("1", "")) == ["1"]


def test_a_branch_done_again_leaves_its_sibling_alone() -> None:
    assert on_way(("1", ""), ("2a", A), ("2b", B), ("3b", B), ("2b", B)) == ["1", "2a", "2b"]
    assert on_way(("1", ""), ("2a", A), ("2b", B), ("3b", B), ("1", "")) == ["1"]
    behind = on_way(("1", ""), ("2a", A), ("2b", B), ("3b", B), ("5", ""), ("2a", A))
    assert behind == ["1", "2b", "3b", "2a"], "the join is to be met again"


PARTS = (Part("a", "x"), Part("b", "x"), Part("c", "x"), Part("p", "x", role="peserta"))


def test_all_parts_in_any_order() -> None:
    step = make_step("1", go("2"), parts=PARTS)
    phases = flow.opening_phases(step)
    assert phases == {"a": "terbuka", "b": "terbuka", "c": "terbuka", "p": "peserta"}
    for part in "bca":
        assert not flow.finished(step, phases)
        phases = flow.after_part(step, phases, part)
    assert flow.finished(step, phases)


def test_parts_in_turn() -> None:
    step = make_step("1", go("2"), parts=PARTS, mode="urut")
    phases = flow.opening_phases(step)
    assert phases == {"a": "terbuka", "b": "menunggu", "c": "menunggu", "p": "peserta"}
    phases = flow.after_part(step, phases, "a")
    assert phases == {"a": "selesai", "b": "terbuka", "c": "menunggu", "p": "peserta"}


def test_any_one_part_is_enough() -> None:
    step = make_step("1", go("2"), parts=PARTS, mode="salah_satu")
    phases = flow.after_part(step, flow.opening_phases(step), "b")
    assert phases == {"a": "gugur", "b": "selesai", "c": "gugur", "p": "peserta"}
    assert flow.finished(step, phases)


def test_only_chosen_parts_count() -> None:
    step = make_step("1", go("2"), parts=PARTS, mode="dipilih")
    phases = flow.opening_phases(step, ("a", "c"))
    assert phases == {"a": "terbuka", "b": "gugur", "c": "terbuka", "p": "peserta"}
    phases = flow.after_part(step, flow.after_part(step, phases, "c"), "a")
    assert flow.finished(step, phases)
