"""Work and positions handed over: reassigned, left by somebody who leaves, delegated for some days."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from models.actions import delegations, handing_over, moves, people, positions, work
from models.queries import delegations as delegated
from models.queries.leaving import colleagues, left_behind
from models.queries.office_settings import holdings
from models.queries.tasks import my_tasks
from models.records.office_lines import LeftBehind
from models.store.integrity import check_office
from models.store.paper_signers import officials_on
from models.store.people import standing
from models.store.reading_rights import NotForViewerError
from models.store.tables import Card, History, Holding, PartRun, Person, Position
from resources.wording import obstacle_text
from tests.office import SmallOffice, done, refused

TODAY = date(2026, 11, 16)


@pytest.fixture
def busy(small: SmallOffice) -> SmallOffice:
    """Two requests given to the section head of applications by name, a third done by whoever holds it."""
    with small.office.transaction():
        admin = Person.insert(username="atur", name="Atur (CONTOH)", password_hash="", is_admin=True)
        small.people["admin"] = admin.execute()
        small.people["spare"] = Person.insert(
            username="cadang", name="Cadang (CONTOH)", password_hash=""
        ).execute()
    small.people["kasi"] = small.people["MLS:kasi_aplikasi"]
    for _ in range(3):
        small.walk(small.register("MLS"))
    for case in (1, 2):
        run = small.open_runs(case)[0]
        done(work.assign(small.office, small.people["kasi"], run.id, "a", small.people["kasi"]))
    return small


def position_of(small: SmallOffice, who: str) -> int:
    found: int = Holding.get(Holding.person == small.people[who]).position_id
    return found


def events(kind: str) -> list[dict[str, Any]]:
    query = History.select(History.data).where(History.kind == kind).order_by(History.id)
    return [json.loads(row.data) for row in query]


def assignees(small: SmallOffice) -> list[str]:
    return [card.assignee_name for card in Card.select().where(Card.part == "a").order_by(Card.case)]


def test_open_work_goes_to_a_colleague_in_one_act(busy: SmallOffice) -> None:
    office, spare = busy.office, busy.people["spare"]
    refused(
        handing_over.reassign(office, busy.people["leader"], busy.people["kasi"], spare),
        "tugas_tidak_dapat_dialihkan",
    )
    done(positions.assign_position(office, busy.people["admin"], spare, position_of(busy, "kasi"), TODAY))
    done(handing_over.reassign(office, busy.people["leader"], busy.people["kasi"], spare))
    assert assignees(busy) == ["Cadang (CONTOH)", "Cadang (CONTOH)", ""]
    told = events("tugas_dialihkan")[-1]
    assert (told["to"], told["moved"], told["kept"]) == (spare, 2, 0)
    assert [e["name"] for e in events("petugas_ditetapkan")][-2:] == ["Cadang (CONTOH)"] * 2
    refused(
        handing_over.reassign(office, busy.people["leader"], busy.people["kasi"], spare),
        "tidak_ada_tugas_terbuka",
    )
    done(handing_over.reassign(office, busy.people["leader"], spare, None))
    assert assignees(busy) == ["", "", ""]
    assert PartRun.select().where(PartRun.assignee.is_null(False)).count() == 0


def test_what_the_colleague_may_not_do_stays_where_it_is(busy: SmallOffice) -> None:
    office, kasi = busy.office, busy.people["kasi"]
    other = busy.register("PA", start_step="4")
    run = busy.open_runs(other)[0]
    with office.transaction():
        Holding.insert(person=kasi, position=position_of(busy, "PA:kasi_ai"), since="2020-01-01").execute()
    done(work.assign(office, kasi, run.id, "a", kasi))
    assert left_behind(office.seen_by(busy.people["admin"]), kasi, busy.people["PA:kasi_ai"]) == LeftBehind(
        ("MLS Kasi Aplikasi", "PA KASI AI"), 3, 1
    )
    done(handing_over.reassign(office, busy.people["admin"], kasi, busy.people["PA:kasi_ai"]))
    assert events("tugas_dialihkan")[-1]["kept"] == 2
    kept = PartRun.select().where(PartRun.assignee == kasi).count()
    assert (kept, PartRun.get(PartRun.run == run.id).assignee_id) == (2, busy.people["PA:kasi_ai"])


def test_somebody_who_leaves_leaves_nothing_behind(busy: SmallOffice) -> None:
    office, admin, kasi = busy.office, busy.people["admin"], busy.people["kasi"]
    spare = busy.people["spare"]
    found = refused(
        people.change_person(office, admin, kasi, name="Kasi", is_admin=False, active=False),
        "orang_masih_bertugas",
    )
    assert (found.data["tugas"], len(found.data["jabatan"])) == (2, 1)  # type: ignore[arg-type]
    assert "punya 2 tugas terbuka" in obstacle_text(found.code, found.data)
    done(handing_over.close_account(office, admin, kasi, spare, "plt"))
    assert standing(office, kasi, office.now()).roles == frozenset()
    assert standing(office, spare, office.now()).position_names == ("Plt. MLS Kasi Aplikasi",)
    assert assignees(busy) == ["Cadang (CONTOH)", "Cadang (CONTOH)", ""]
    assert [o.person for o in officials_on(TODAY) if o.position.startswith("MLS Kasi")] == ["Cadang (CONTOH)"]
    told = events("akun_ditutup")[-1]
    assert (told["successor"], told["moved"], told["freed"], told["kind"]) == (spare, 2, 0, "plt")
    refused(handing_over.close_account(office, admin, kasi), "akun_sudah_ditutup")
    assert Person.get_by_id(kasi).active is False, "closed, and still there"
    run = busy.open_runs(1)[0]
    busy.supply(1, run, None, "a")
    done(busy.complete(run, "a", who=spare))
    assert [f for f in check_office(office) if f.grave] == []


def test_without_a_successor_the_work_is_open_to_all_holders_again(busy: SmallOffice) -> None:
    office, admin, kasi = busy.office, busy.people["admin"], busy.people["kasi"]
    done(positions.assign_position(office, admin, kasi, position_of(busy, "outsider"), date(2027, 1, 1)))
    done(handing_over.close_account(office, admin, kasi))
    assert assignees(busy) == ["", "", ""]
    ends = {(line.since, line.until) for line in holdings(office) if line.person_id == kasi}
    assert ends == {(date(2020, 1, 1), TODAY), (date(2027, 1, 1), date(2026, 12, 31))}
    assert events("akun_ditutup")[-1]["freed"] == 2
    done(people.change_person(office, admin, kasi, name="Kembali (CONTOH)", is_admin=False, active=True))
    assert standing(office, kasi, office.now()).position_ids != ()


def test_the_last_administrator_cannot_leave_nor_only_read(busy: SmallOffice) -> None:
    office, admin = busy.office, busy.people["admin"]
    refused(handing_over.close_account(office, admin, admin), "admin_terakhir")
    refused(
        people.change_person(
            office, admin, admin, name="Atur", is_admin=True, active=True, reads_only=True
        ),
        "admin_terakhir",
    )  # fmt: skip
    spare = busy.people["spare"]
    done(
        people.change_person(office, admin, spare, name="Cadang", is_admin=True, active=True, reads_only=True)
    )
    refused(handing_over.close_account(office, admin, admin), "admin_terakhir")
    done(
        people.change_person(
            office, admin, spare, name="Cadang", is_admin=True, active=True, reads_only=False
        )
    )
    done(handing_over.close_account(office, admin, admin))


def test_an_account_with_open_work_does_not_become_a_reader(busy: SmallOffice) -> None:
    found = refused(
        people.change_person(
            busy.office, busy.people["admin"], busy.people["kasi"], name="Kasi", is_admin=False, active=True,
            reads_only=True,
        ),
        "orang_masih_bertugas",
    )  # fmt: skip
    assert found.data["jabatan"] == ()


def test_handing_over_refuses_what_makes_no_sense(busy: SmallOffice) -> None:
    office, admin, kasi = busy.office, busy.people["admin"], busy.people["kasi"]
    refused(handing_over.reassign(office, admin, kasi, kasi), "serah_kepada_sendiri")
    refused(handing_over.reassign(office, admin, kasi, 999), "orang_tidak_ada")
    refused(handing_over.reassign(office, admin, 999, kasi), "orang_tidak_ada")
    refused(
        handing_over.close_account(office, admin, kasi, busy.people["spare"], "delegasi"),
        "jenis_jabatan_tidak_dikenal",
    )
    reader = Person.insert(username="baca", name="Baca", password_hash="", reads_only=True).execute()
    refused(handing_over.reassign(office, admin, kasi, reader), "orang_tidak_dapat_bertugas")
    refused(handing_over.close_account(office, admin, kasi, reader, "plt"), "orang_tidak_dapat_bertugas")
    assert standing(office, kasi, office.now()).position_ids != (), "all of it or nothing"


def test_who_leaves_is_read_by_those_who_hand_over_only(busy: SmallOffice) -> None:
    for who in ("tu", "kasi", "outsider"):
        with pytest.raises(NotForViewerError):
            left_behind(busy.office.seen_by(busy.people[who]), busy.people["kasi"])
    with pytest.raises(NotForViewerError):
        left_behind(busy.office, busy.people["kasi"])
    assert left_behind(busy.office.seen_by(busy.people["leader"]), busy.people["kasi"]).work == 2
    names = dict(colleagues(busy.office, busy.people["kasi"]))
    assert busy.people["spare"] in names
    assert busy.people["kasi"] not in names


def test_a_position_is_delegated_for_some_days(busy: SmallOffice) -> None:
    office, leader, spare = busy.office, busy.people["leader"], busy.people["spare"]
    boss = position_of(busy, "leader")
    made = done(delegations.delegate(office, leader, boss, spare, TODAY, date(2026, 11, 18)))
    who = standing(office, spare, office.now())
    assert (who.position_names, who.is_leader) == (("a.n. Kepala Dinas",), True)
    assert [o.person for o in officials_on(TODAY) if o.position == "Kepala Dinas"] == ["Kepala (CONTOH)"]
    done(moves.cancel_case(office, spare, 3, "atas nama", busy.version(3)))
    assert History.select().order_by(History.id.desc()).get().actor == "Cadang (CONTOH) (a.n. Kepala Dinas)"
    (line,) = delegated.delegations(office.seen_by(spare))
    assert (line.person, line.position, line.given_by) == (
        "Cadang (CONTOH)",
        "Kepala Dinas",
        "Kepala (CONTOH)",
    )
    refused(
        delegations.delegate(office, spare, boss, busy.people["kasi"], TODAY, TODAY),
        "delegasi_bukan_pemegang",
    )
    assert delegated.positions_to_delegate(office.seen_by(spare)) == []
    busy.clock.forward(days=3)
    assert standing(office, spare, office.now()).roles == {"pembaca"}
    refused(delegations.end_delegation(office, leader, made.record_id or 0), "delegasi_sudah_berakhir")


@pytest.mark.parametrize("who", ["leader", "spare", "admin"])
def test_a_delegation_is_taken_back_at_once(busy: SmallOffice, who: str) -> None:
    office, leader, spare = busy.office, busy.people["leader"], busy.people["spare"]
    made = done(
        delegations.delegate(office, leader, position_of(busy, "leader"), spare, TODAY, date(2026, 12, 1))
    )
    refused(
        delegations.end_delegation(office, busy.people["kasi"], made.record_id or 0),
        "delegasi_bukan_pemegang",
    )
    done(delegations.end_delegation(office, busy.people[who], made.record_id or 0))
    assert standing(office, spare, office.now()).position_ids == ()
    assert events("jabatan_dilepas")[-1]["before"] == "2026-12-01"


def test_what_cannot_be_delegated(busy: SmallOffice) -> None:
    office, leader, spare, boss = (
        busy.office, busy.people["leader"], busy.people["spare"], position_of(busy, "leader"),
    )  # fmt: skip

    def attempt(
        who: int = leader, to: int = spare, since: date = TODAY, until: date = TODAY, what: int = boss
    ) -> Any:
        return delegations.delegate(office, who, what, to, since, until)

    refused(attempt(since=date(2026, 11, 15)), "delegasi_mundur")
    refused(attempt(since=date(2026, 11, 20), until=date(2026, 11, 19)), "masa_jabatan_terbalik")
    refused(attempt(until=date(2026, 12, 17)), "delegasi_terlalu_lama")
    done(attempt(until=date(2026, 12, 16)))
    refused(attempt(), "jabatan_sudah_dipegang")
    refused(attempt(to=leader), "jabatan_sudah_dipegang")
    refused(attempt(what=999), "jabatan_tidak_ada")
    refused(attempt(who=busy.people["kasi"]), "delegasi_bukan_pemegang")
    reader = Person.insert(username="baca", name="Baca", password_hash="", reads_only=True).execute()
    refused(attempt(to=reader), "orang_tidak_dapat_bertugas")
    refused(delegations.end_delegation(office, leader, 1), "delegasi_tidak_ada")
    assert [name for _, name in delegated.positions_to_delegate(office.seen_by(leader))] == ["Kepala Dinas"]
    every = delegated.positions_to_delegate(office.seen_by(busy.people["admin"]))
    assert len(every) == Position.select().count()
    assert delegated.positions_to_delegate(office.seen_by(reader)) == []
    assert delegated.delegations(office) == delegated.positions_to_delegate(office) == []


@pytest.mark.parametrize("leaves", ["closed", "ended"])
def test_what_a_holder_delegated_ends_with_the_holding(busy: SmallOffice, leaves: str) -> None:
    office, admin, kasi = busy.office, busy.people["admin"], busy.people["kasi"]
    mine, spare = position_of(busy, "kasi"), busy.people["spare"]
    done(delegations.delegate(office, kasi, mine, spare, TODAY, date(2026, 11, 30)))
    done(
        delegations.delegate(
            office, kasi, mine, busy.people["outsider"], date(2026, 11, 20), date(2026, 11, 30)
        )
    )
    kept = done(delegations.delegate(office, admin, mine, busy.people["tu"], TODAY, date(2026, 11, 30)))
    if leaves == "closed":
        done(handing_over.close_account(office, admin, kasi))
    else:
        held = Holding.get((Holding.person == kasi) & (Holding.position == mine)).id
        done(positions.end_holding(office, admin, held, TODAY))
    ends = {line.person_id: line.until for line in holdings(office) if line.kind == "delegasi"}
    assert ends == {
        spare: TODAY, busy.people["outsider"]: date(2026, 11, 19), busy.people["tu"]: date(2026, 11, 30),
    }  # fmt: skip
    assert kept.record_id is not None
    busy.clock.forward(days=1)
    assert standing(office, spare, office.now()).position_ids == ()


def test_a_delegate_finds_and_finishes_the_work_in_the_name_of_the_position(busy: SmallOffice) -> None:
    office, kasi, spare = busy.office, busy.people["kasi"], busy.people["spare"]
    assert my_tasks(office, spare) == []
    done(delegations.delegate(office, kasi, position_of(busy, "kasi"), spare, TODAY, date(2026, 11, 20)))
    assert {card.case_id for card in my_tasks(office, spare) if card.column == "kasi_aplikasi"} == {1, 2, 3}
    run = busy.open_runs(3)[0]
    busy.supply(3, run, None, "a")
    done(busy.complete(run, "a", who=spare))
    event = History.select().where(History.kind == "langkah_diselesaikan").order_by(History.id.desc()).get()
    assert event.actor == "Cadang (CONTOH) (a.n. MLS Kasi Aplikasi)"
