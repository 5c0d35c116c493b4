"""One call of every act on accounts, positions and signing in, for the test of the rights table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models.actions import delegations, handing_over, people, positions, sign_in
from models.records.office import NewPerson
from models.store.passwords import Checked, Chosen, hash_password
from models.store.tables import ExecutorPosition, Person

if TYPE_CHECKING:
    from tests.models.actions.rights_offered import Call, Stage

PASSWORD = "sandi-lama-1"  # noqa: S105 - of a made-up office


def people_calls(stage: Stage) -> dict[str, Call]:
    i, p = stage.ids, stage.people
    other = stage.small.people["outsider"]
    mapped = ExecutorPosition.get(ExecutorPosition.position == i["kasi"])
    new = NewPerson("baru", "Orang Baru", "sandi-baru-1")
    mine = "sandi-baru-1"
    return {
        "people.create_person": lambda o, who: people.create_person(o, who, new),
        "people.change_person": lambda o, who: people.change_person(
            o, who, other, name="Nama Lain", is_admin=False, active=True
        ),
        "people.set_official": lambda o, who: people.set_official(o, who, other, "", "Pembina, IV/a"),
        "people.change_password": lambda o, who: people.change_password(o, who, who, mine, PASSWORD),
        "people.change_password+lain": lambda o, who: people.change_password(o, who, other, mine),
        "delegations.delegate": lambda o, who: delegations.delegate(
            o, who, i["boss"], i["web"], stage.today, stage.today
        ),
        "delegations.end_delegation": lambda o, who: delegations.end_delegation(o, who, i["delegation"]),
        "handing_over.reassign": lambda o, who: handing_over.reassign(o, who, p["petugas"], None),
        "handing_over.close_account": lambda o, who: handing_over.close_account(o, who, other),
        "positions.create_position": lambda o, who: positions.create_position(o, who, "Arsiparis"),
        "positions.change_position": lambda o, who: positions.change_position(
            o, who, i["penjaga"], name="Petugas Jaga", is_leader=False, is_secretariat=False
        ),
        "positions.assign_position": lambda o, who: positions.assign_position(
            o, who, other, i["kasi"], stage.today
        ),
        "positions.end_holding": lambda o, who: positions.end_holding(o, who, i["holding"], stage.today),
        "positions.map_executor": lambda o, who: positions.map_executor(
            o, who, "MLS", "programmer", i["penjaga"]
        ),
        "positions.unmap_executor": lambda o, who: positions.unmap_executor(
            o, who, "MLS", mapped.executor, i["kasi"]
        ),
        "positions.fill_executor": lambda o, who: positions.fill_executor(
            o, who, "MLS", "programmer", [i["penjaga"]]
        ),
    }


def sign_in_calls() -> dict[str, Call]:
    def kept(who: int) -> str:
        found: str = Person.select(Person.password_hash).where(Person.id == who).scalar()
        return found

    def wait_from_a_clock_set_back(office: Any, who: int) -> Any:
        Person.update(failed_at=office.now() + timedelta(hours=1)).where(Person.id == who).execute()
        return sign_in.restart_wait(office, who)

    return {
        "sign_in.enter": lambda o, who: sign_in.enter(o, who, Checked(kept(who), right=True)),
        "sign_in.count_failure": lambda o, who: sign_in.count_failure(
            o, who, Checked(kept(who), right=False)
        ),
        "sign_in.restart_wait": wait_from_a_clock_set_back,
        "sign_in.choose_password": lambda o, who: sign_in.choose_password(
            o, who, "sandi-baru-1", Chosen(kept(who), same=False, hash=hash_password("sandi-baru-1"))
        ),
    }
