"""Acts at the edges of the rules: parallel branches, corrections, and what others did meanwhile."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.actions import agencies, calendar_settings, moves, people, register, undo, work
from models.records.office import NewHoliday
from models.store import case_state
from models.store.rederive import differences
from models.store.tables import Card, ExecutorPosition, Holding, Person, SopRow, StepRun
from tests.office import SmallOffice, add_sop, agency_id, done, refused

BRANCHES = """
code = "UJI"
name = "SOP uji dengan dua cabang"

[[executor]]
id = "dalam"
label = "Dalam"

[[executor]]
id = "luar"
label = "Luar"
external = true

[[document]]
id = "surat"
label = "Surat"

[[step]]
id = "1"
no = "1"
title = "Mulai kerja"
text = "Mulai kerja"
parts = [{ id = "a", executor = "dalam" }]
next = ["2", "3"]
join = "4"

[[step]]
id = "2"
no = "2"
kind = "keputusan"
title = "Cabang dalam"
text = "Cabang dalam"
parts = [{ id = "a", executor = "dalam" }]
gives = [{ docs = ["surat"], on = ["terus"] }]
outcomes = [
  { id = "terus", label = "Terus", to = "4" },
  { id = "tolak", label = "Tolak", end = "ditolak" },
]

[[step]]
id = "3"
no = "3"
title = "Cabang luar"
text = "Cabang luar"
parts_mode = "urut"
parts = [{ id = "a", executor = "dalam" }, { id = "b", executor = "luar" }]
gives = [{ docs = ["surat"] }]
next = "4"

[[step]]
id = "4"
no = "4"
title = "Bertemu"
text = "Bertemu"
time_text = "2 Jam"
parts = [{ id = "a", executor = "dalam" }]
"""


@pytest.fixture
def branches(small: SmallOffice) -> SmallOffice:
    """The small office with an SOP of two branches, whose inner executor is the leader."""
    add_sop("UJI", BRANCHES, small.office)
    small.people["UJI:dalam"] = small.people["leader"]
    position = Holding.get(Holding.person == small.people["leader"]).position_id
    ExecutorPosition.insert(
        sop=SopRow.get(SopRow.code == "UJI").id, executor="dalam", position=position
    ).execute()
    small.clock.at("2026-11-16 09:00")
    return small


def at_both_branches(small: SmallOffice) -> tuple[int, case_state.RunFacts, case_state.RunFacts]:
    case = small.register("UJI")
    small.walk(case)
    inner, outer = small.open_runs(case)
    assert (inner.step, outer.step) == ("2", "3")
    return case, inner, outer


def test_the_join_opens_when_the_last_branch_arrives_not_before(branches: SmallOffice) -> None:
    case, inner, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    done(branches.complete(outer, "a"))
    branches.clock.at("2026-11-16 14:00")
    done(branches.attach(case, "surat", inner.id))
    done(branches.complete(inner, "a", "terus"))
    branches.clock.at("2026-11-16 15:00")
    done(branches.complete(outer, "b", occurred_at=datetime(2026, 11, 16, 10, 0)))
    joined = branches.open_runs(case)[0]
    assert joined.step == "4"
    assert branches.office.local(joined.opened_at) == datetime(2026, 11, 16, 14, 0)
    assert branches.office.local(StepRun.get_by_id(outer.id).closed_at) == datetime(2026, 11, 16, 10, 0)


def test_what_was_delivered_in_a_run_counts_there_whatever_a_sibling_delivers_later(
    branches: SmallOffice,
) -> None:
    case, inner, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    done(branches.attach(case, "surat", inner.id))
    done(branches.complete(outer, "a"))
    done(branches.complete(outer, "b"))
    assert branches.at_steps(case) == ["2"]


def test_a_part_done_in_turn_does_not_happen_before_the_one_it_waits_for(branches: SmallOffice) -> None:
    case, _, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    branches.clock.at("2026-11-16 11:00")
    done(branches.complete(outer, "a"))
    branches.clock.at("2026-11-16 15:00")
    early = branches.complete(outer, "b", occurred_at=datetime(2026, 11, 16, 10, 0))
    refused(early, "waktu_sebelum_kejadian_lalu")
    done(branches.complete(outer, "b", occurred_at=datetime(2026, 11, 16, 11, 0)))


def test_reopening_begins_at_the_row_finished_last_not_the_one_entered_last(branches: SmallOffice) -> None:
    case, inner, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    done(branches.complete(outer, "a"))
    done(branches.complete(outer, "b"))
    branches.clock.forward(hours=1)
    done(branches.complete(inner, "a", "tolak"))
    leader, seen = branches.people["leader"], branches.version(case)
    done(moves.reopen_case(branches.office, leader, case, "Ditinjau ulang", seen))
    assert branches.at_steps(case) == ["2"]


def reopen(small: SmallOffice, case: int) -> None:
    answer = moves.reopen_case(small.office, small.people["leader"], case, "Ditinjau", small.version(case))
    done(answer)
    assert list(differences(small.office, [case])) == []


def test_reopening_after_a_branch_ended_the_case_goes_on_in_its_siblings_too(branches: SmallOffice) -> None:
    case, inner, outer = at_both_branches(branches)
    done(branches.complete(inner, "a", "tolak"))
    assert branches.case(case).status == "ditolak"
    reopen(branches, case)
    assert sorted(branches.at_steps(case)) == ["2", "3"]
    again = {run.step: run for run in branches.open_runs(case)}
    assert (again["2"].branch, again["3"].branch) == (inner.branch, outer.branch)
    assert [again["2"].round, again["3"].round] == [2, 2]
    done(branches.attach(case, "surat", again["2"].id))
    done(branches.complete(again["2"], "a", "terus"))
    assert branches.at_steps(case) == ["3"], "the join waits for the branch that the end had cut off"


def test_reopening_after_a_branch_was_skipped_to_its_end_keeps_that_branch(branches: SmallOffice) -> None:
    case, inner, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    done(branches.complete(outer, "a"))
    done(branches.complete(outer, "b"))
    leader, seen = branches.people["leader"], branches.version(case)
    done(moves.skip_step(branches.office, leader, inner.id, "Sudah jelas", seen, outcome="tolak"))
    reopen(branches, case)
    assert sorted(branches.at_steps(case)) == ["2", "3"]


def test_reopening_a_case_cancelled_in_its_branches_goes_on_in_both(branches: SmallOffice) -> None:
    case, _, outer = at_both_branches(branches)
    done(branches.attach(case, "surat", outer.id))
    done(branches.complete(outer, "a"))
    done(branches.complete(outer, "b"))
    leader, seen = branches.people["leader"], branches.version(case)
    done(moves.cancel_case(branches.office, leader, case, "Ditarik", seen))
    reopen(branches, case)
    assert sorted(branches.at_steps(case)) == ["2", "3"]


def test_reopening_before_anything_in_a_branch_was_finished_splits_again(branches: SmallOffice) -> None:
    case, _, _ = at_both_branches(branches)
    leader, seen = branches.people["leader"], branches.version(case)
    done(moves.cancel_case(branches.office, leader, case, "Ditarik", seen))
    reopen(branches, case)
    assert branches.at_steps(case) == ["1"]


def test_reopening_does_not_take_up_a_row_that_a_return_had_put_ahead_again(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    small.walk(case)
    leader, run = small.people["leader"], small.open_runs(case)[0]
    done(moves.return_case(small.office, leader, run.id, "3", "Kurang", small.version(case)))
    done(moves.cancel_case(small.office, leader, case, "Ditarik", small.version(case)))
    reopen(small, case)
    assert small.at_steps(case) == ["2"]


def test_whoever_was_not_chosen_cannot_move_the_case(small: SmallOffice) -> None:
    case = small.register("MLS")
    small.walk(case)
    small.walk(case)
    run = small.open_runs(case)[0]
    states = {p.executor: p.state for p in case_state.parts_of([run.id])}
    left_out = next(executor for executor, state in states.items() if state == "gugur")
    chosen = next(executor for executor, state in states.items() if state == "terbuka")
    seen = small.version(case)
    answer = moves.return_case(small.office, small.people[f"MLS:{left_out}"], run.id, "2", "x", seen)
    refused(answer, "bukan_pelaksana_permohonan")
    done(moves.return_case(small.office, small.people[f"MLS:{chosen}"], run.id, "2", "x", seen))


def test_an_undone_step_follows_the_calendar_of_today(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    small.walk(case)
    assert small.office.local(due_of(small, case)) == datetime(2026, 11, 17, 16, 0)
    small.walk(case, "disetujui")
    Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    off = NewHoliday(date(2026, 11, 17), "libur daerah", "Hari jadi (CONTOH)")
    done(calendar_settings.add_holiday(small.office, small.people["leader"], off))
    done(undo.undo_last(small.office, small.people["leader"], case, small.version(case)))
    assert small.office.local(due_of(small, case)) == datetime(2026, 11, 18, 16, 0)


def due_of(small: SmallOffice, case: int) -> datetime:
    due = small.open_runs(case)[0].due_at
    assert due is not None
    return due


def test_correcting_the_reception_leaves_a_row_that_began_later_alone(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    began = datetime(2026, 11, 13, 8, 0)
    case = small.register(
        "PP", received_at=datetime(2026, 11, 2, 8, 0), start_step="5", step_started_at=began
    )
    who = small.people["tu"]
    change = {"received_at": datetime(2026, 11, 3, 8, 0)}
    done(register.correct_registration(small.office, who, case, small.version(case), change))
    assert small.office.local(small.open_runs(case)[0].opened_at) == began
    late = {"received_at": datetime(2026, 11, 14, 8, 0)}
    answer = register.correct_registration(small.office, who, case, small.version(case), late)
    refused(answer, "langkah_mulai_sebelum_diterima")
    small.walk(case, "berhasil")
    change = {"received_at": datetime(2026, 11, 4, 8, 0)}
    done(register.correct_registration(small.office, who, case, small.version(case), change))


def test_a_request_for_an_agency_just_merged_goes_to_its_successor(small: SmallOffice) -> None:
    small.register("MPA", agency_name="Bagian Lama (CONTOH)")
    small.register("MPA", agency_name="Dinas Baru (CONTOH)")
    old, new = agency_id("Bagian Lama (CONTOH)"), agency_id("Dinas Baru (CONTOH)")
    done(agencies.merge_agencies(small.office, small.people["tu"], old, new))
    for fields in ({"agency_name": "", "agency_id": old}, {"agency_name": "Bagian lama (contoh)"}):
        case = small.register("MPA", **fields)
        assert small.case(case).agency_id == new
        assert Card.get(Card.case == case).agency == "Dinas Baru (CONTOH)"
        assert "dinas baru" in small.case(case).search


def test_two_parts_in_one_column_have_cards_that_differ(small: SmallOffice) -> None:
    case = small.register("PAW")
    while small.at_steps(case) != ["11"]:
        small.walk(case)
    query = Card.select(Card.column, Card.step_title).where(Card.case == case).order_by(Card.part)
    titles = list(query.tuples())
    title = small.sop("PAW").step("11").title
    assert titles == [("itsm", title), ("web", f"{title} › Design Web"), ("web", f"{title} › Pemrograman")]


def test_a_renamed_person_has_the_new_name_on_the_cards(small: SmallOffice) -> None:
    Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    case = small.register("MPA")
    run, who = small.open_runs(case)[0], small.people["MPA:programmer"]
    part = next(p.part for p in case_state.parts_of([run.id]) if p.state == "terbuka")
    done(work.assign(small.office, who, run.id, part, who))
    answer = done(
        people.change_person(
            small.office, small.people["leader"], who, name="Nama Baru (CONTOH)", is_admin=False, active=True
        )
    )
    card = Card.get((Card.case == case) & (Card.part == part))
    assert card.assignee_name == "Nama Baru (CONTOH)"
    assert "board:MPA" in answer.subjects
