"""What a drop means, and the short lists that forms offer."""

from __future__ import annotations

import pytest

from models.actions import moves, pauses
from models.queries import lookups
from models.queries.drops import drop_target
from models.records.board import DropTarget
from models.store.tables import Agency, Holding, Person, SopRow
from models.store.text import normalise
from resources.wording import TEXTS
from tests.office import SmallOffice, agency_id, done


def drop(small: SmallOffice, case: int, column: str, who: str, part: str = "a") -> DropTarget:
    found = drop_target(small.office, small.people[who], small.open_runs(case)[0].id, part, column)
    assert found.why in TEXTS or found.kind != "none"
    return found


def test_forward_is_finishing_the_step(small: SmallOffice) -> None:
    case = small.register("PP")
    assert drop(small, case, "kominfo", "tu") == DropTarget("complete", ("",))


def test_several_outcomes_lead_to_one_column(small: SmallOffice) -> None:
    case = small.register("PAW", start_step="3")
    step = small.sop("PAW").step("3")
    leads = {o.id for o in step.outcomes}
    found = drop(small, case, "kabid", "PAW:kadis")
    assert found.kind == "complete"
    assert set(found.outcomes) <= leads


def test_backward_is_returning_to_the_latest_row_done_there(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    assert drop(small, case, "opd", "PP:kominfo") == DropTarget("return", step="2")


def test_refusals_say_why(small: SmallOffice) -> None:
    case = small.register("PP")
    assert drop(small, case, "opd", "tu").why == "kolom_sama"
    small.walk(case)
    far = small.register("PAW")
    found = drop(small, far, "sekuriti", "tu")
    assert (found.kind, found.why) == ("none", "kolom_bukan_tujuan")
    assert found.data["kolom"] == small.sop("PAW").executor("sekuriti").label
    wrong = drop(small, far, "tu", "outsider")
    assert (wrong.kind, wrong.why) == ("none", "bukan_pencatat")
    assert drop(small, far, "tu", "tu", part="z").why == "bagian_tidak_terbuka"


def test_an_attending_card_does_not_move(small: SmallOffice) -> None:
    case = small.register("PAW", start_step="4")
    assert drop(small, case, "itsm", "PAW:kasi", part="b").why == "bagian_tidak_terbuka"


def test_while_paused_only_returning_works(small: SmallOffice) -> None:
    case = small.register("PP")
    done(pauses.pause_case(small.office, small.people["tu"], case, "rapat", "Rapat", small.version(case)))
    assert drop(small, case, "kominfo", "tu").why == "ditunda"
    done(pauses.continue_case(small.office, small.people["tu"], case, small.version(case)))
    small.walk(case)
    done(pauses.pause_case(small.office, small.people["tu"], case, "rapat", "Rapat", small.version(case)))
    assert drop(small, case, "opd", "PP:kominfo") == DropTarget("return", step="2")


def test_a_card_that_moved_meanwhile(small: SmallOffice) -> None:
    case = small.register("PP")
    run = small.open_runs(case)[0].id
    small.walk(case)
    assert drop_target(small.office, small.people["tu"], run, "a", "kominfo").why == "kartu_sudah_berpindah"
    done(moves.cancel_case(small.office, small.people["leader"], case, "Ditarik", small.version(case)))
    assert drop_target(small.office, small.people["tu"], run + 1, "a", "opd").why == "kartu_sudah_berpindah"


def test_completing_comes_before_returning(small: SmallOffice) -> None:
    """A step that failed its test goes back to a row done before: that is its own outcome."""
    for code in ("MPA", "MLS", "PP", "PA", "PAW"):
        sop = small.sop(code)
        for step in sop.work_steps:
            case = small.register(code, start_step=step.id)
            run = small.open_runs(case)[0]
            for part in step.workers:
                for executor in sop.executors:
                    found = drop_target(small.office, small.people["leader"], run.id, part.id, executor.id)
                    assert found.kind != "return", "nothing was done before"
                    assert found.kind == "complete" or found.why in TEXTS


def add_agency(name: str, short: str = "", **more: object) -> int:
    norm = normalise(name)
    found: int = Agency.insert(name=name, short_name=short, norm=norm, **more).execute()
    return found


def test_agencies_complete_by_beginning_and_by_word(small: SmallOffice) -> None:
    health = add_agency("Dinas Kesehatan", "Dinkes")
    works = add_agency("Dinas Pekerjaan Umum", "DPU")
    add_agency("Dinas Lama", active=False)
    merged = add_agency("Dinas Bina Marga", merged_into=works)
    office = small.office
    assert lookups.agencies(office, "dink") == [(health, "Dinas Kesehatan")]
    assert [i for i, _ in lookups.agencies(office, "dinas")] == [health, works]
    assert [i for i, _ in lookups.agencies(office, "um peker")] == [works]
    assert [i for i, _ in lookups.agencies(office, "KESÉ")] == [health]
    assert lookups.agencies(office, "marga") == []
    assert merged not in [i for i, _ in lookups.agencies(office, "")]
    assert len(lookups.agencies(office, "", limit=1)) == 1


def test_a_letter_registered_before_is_found(small: SmallOffice) -> None:
    case = small.register("PP", letter_number="005 / Dinkes/2026")
    agency = agency_id("Dinas Contoh")
    office = small.office
    assert [c.case_id for c in lookups.same_letter(office, "005 / DINKES/2026 ", agency)] == [case]
    assert lookups.same_letter(office, "005 / dinkes/2026", agency, apart_from=case) == []
    assert lookups.same_letter(office, "005 / dinkes/2026", 999) == []
    assert len(lookups.same_letter(office, "005 / dinkes/2026", None)) == 1
    assert lookups.same_letter(office, "  ", agency) == []


def test_people_a_part_may_be_given_to(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    run = small.open_runs(case)[0].id
    kominfo = small.people["PP:kominfo"]
    assert lookups.people_for(small.office, run, "a") == [(kominfo, "Dinas Kominfo (CONTOH)")]
    Holding.insert(
        person=small.people["outsider"], position=Holding.get(Holding.person == kominfo).position_id,
        kind="plh", since="2026-11-16", until="2026-11-17",
    ).execute()  # fmt: skip
    assert small.people["outsider"] in [i for i, _ in lookups.people_for(small.office, run, "a")]
    small.clock.forward(days=3)
    assert small.people["outsider"] not in [i for i, _ in lookups.people_for(small.office, run, "a")]
    Person.update(active=False).where(Person.id == kominfo).execute()
    assert lookups.people_for(small.office, run, "a") == []
    assert lookups.people_for(small.office, 999, "a") == []


def test_an_external_part_may_be_given_to_tu_or_any_executor_of_the_sop(small: SmallOffice) -> None:
    run = small.open_runs(small.register("PP"))[0].id
    found = {i for i, _ in lookups.people_for(small.office, run, "a")}
    assert found == {small.people["tu"], small.people["PP:kominfo"]}


def test_sops_that_can_be_registered_under(small: SmallOffice) -> None:
    assert {c.code for c in lookups.sop_choices(small.office)} == {"MPA", "MLS", "PP", "PA", "PAW"}
    SopRow.update(active=False).where(SopRow.code == "PP").execute()
    choices = lookups.sop_choices(small.office)
    assert "PP" not in {c.code for c in choices}
    assert {c.version for c in choices} == {1}


def test_agencies_with_their_cases(small: SmallOffice) -> None:
    done(
        moves.cancel_case(
            small.office, small.people["leader"], case := small.register("PP"), "Ditarik", small.version(case)
        )
    )
    small.register("PP")
    target = agency_id("Dinas Contoh")
    add_agency("Dinas Lama", merged_into=target, active=False)
    lines = {a.name: a for a in lookups.agency_lines(small.office)}
    assert (lines["Dinas Contoh"].cases, lines["Dinas Contoh"].open_cases) == (2, 1)
    assert (lines["Dinas Lama"].merged_into, lines["Dinas Lama"].active) == ("Dinas Contoh", False)


def test_everybody_in_office_today(small: SmallOffice) -> None:
    names = [name for _, name in lookups.assignees(small.office)]
    assert names == sorted(names)
    assert "Petugas TU (CONTOH)" in names


@pytest.mark.parametrize("text", ["%", "_", "''", '"', "emoji 🙂"])
def test_odd_text_finds_nothing_and_breaks_nothing(small: SmallOffice, text: str) -> None:
    small.register("PP")
    assert lookups.agencies(small.office, text) == []
    assert lookups.same_letter(small.office, text, None) == []
