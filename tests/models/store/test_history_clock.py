"""Times in the history do not run backwards in silence."""

from __future__ import annotations

import pytest

from models.actions import safety
from models.actions.work import add_note
from models.records.results import Obstacle
from models.store import history
from models.store.integrity import check_office
from models.store.opening import open_office
from models.store.tables import History, Person, StepRun
from resources.wording import obstacle_text
from tests.office import SmallOffice, done, refused


@pytest.fixture
def case(small: SmallOffice) -> int:
    Person.update(is_admin=True).where(Person.id == small.people["tu"]).execute()
    return small.register("PP")


def note(small: SmallOffice, case: int) -> Obstacle | None:
    answer = add_note(small.office, small.people["tu"], case, "Catatan")
    obstacles = getattr(answer, "obstacles", ())
    return obstacles[0] if obstacles else None


def recorded() -> list[int]:
    rows = History.select(History.recorded_at).order_by(History.id).tuples()
    return [int(at.timestamp()) for (at,) in rows]


def test_acts_wait_until_the_clock_is_right_again(small: SmallOffice, case: int) -> None:
    before = recorded()
    small.clock.forward(hours=-3)
    told = note(small, case)
    assert told is not None
    assert (told.code, told.data["menit"]) == ("jam_mundur", 180)
    words = obstacle_text(told.code, told.data)
    assert "3 jam lebih awal" in words
    assert "Pengaturan > Keamanan" in words
    assert recorded() == before
    small.clock.forward(hours=3)
    assert note(small, case) is None


def test_a_small_correction_of_the_clock_disturbs_nobody(small: SmallOffice, case: int) -> None:
    small.clock.forward(seconds=-120)
    assert note(small, case) is None
    small.clock.forward(seconds=-121)
    assert note(small, case) is not None


def test_a_clock_that_had_been_ahead_is_confirmed_and_the_step_is_seen(small: SmallOffice, case: int) -> None:
    small.clock.forward(hours=8760)
    assert note(small, case) is None
    small.clock.forward(hours=-8760)
    refused(safety.confirm_clock(small.office, small.people["outsider"]), "bukan_pimpinan")
    done(safety.confirm_clock(small.office, small.people["tu"]))
    assert note(small, case) is None
    event = History.get(History.kind == history.CLOCK_SET)
    assert event.person_id == small.people["tu"]
    assert '"minutes":525600' in event.data
    assert list(history.verify()) == []
    refused(safety.confirm_clock(small.office, small.people["tu"]), "jam_tidak_mundur")


def test_what_the_program_notes_of_itself_is_never_refused_nor_out_of_order(
    small: SmallOffice, case: int
) -> None:
    small.clock.forward(hours=-3)
    now = small.office.now()
    with small.office.transaction():
        history.append(None, None, "masuk_gagal", now, now, None, "Papan SOP", {})
        history.append(None, None, "masuk_setelah_gagal", now, now, small.people["tu"], "TU", {}, always=True)
    assert recorded() == sorted(recorded())
    assert History.select().order_by(History.id.desc()).first().occurred_at == now
    # and the clock is still wrong for everything else
    assert note(small, case) is not None


def test_the_office_opens_all_the_same(small: SmallOffice, case: int) -> None:
    small.clock.forward(days=-2)
    small.office.close()
    office = open_office(small.office.store.folder, small.clock)
    assert history.minutes_back(office.now()) == 2880
    office.close()


def test_work_begun_under_a_clock_that_was_ahead_is_finished_and_checked(
    small: SmallOffice, case: int
) -> None:
    small.clock.forward(days=40)
    ahead = small.register("PP")
    small.walk(ahead)
    small.clock.forward(days=-40)
    done(safety.confirm_clock(small.office, small.people["tu"]))
    for each in (ahead, case):
        step = small.sop("PP").step(small.at_steps(each)[0])
        small.walk(each, step.outcomes[0].id if step.is_decision else None)
    # nothing took less than no time, and what is derived can be derived anew
    runs = StepRun.select(StepRun.minutes).tuples()
    assert [minutes for (minutes,) in runs if minutes is not None and minutes < 0] == []
    found = {f.code for f in check_office(small.office) if f.grave}
    assert found <= {"baris_diubah"}, "the fixture made somebody an administrator without an act"
