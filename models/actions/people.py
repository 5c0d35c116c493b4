"""Accounts: made, changed, closed, and their passwords."""

from __future__ import annotations

from typing import Any

from models.actions.act import act, stop, verbatim_act, who_acts
from models.actions.office_act import boards, clean, record
from models.records.office import NewPerson
from models.records.results import Changed
from models.rules.account import password_fault, plain_username, username_fault, wait_left
from models.rules.signers import nip_digits, nip_fault
from models.store.assignments import open_assignments
from models.store.office import Office
from models.store.passwords import check_password, fingerprint, hash_password
from models.store.people import positions_going_on
from models.store.rows import first_row
from models.store.tables import Card, Person

NAME_LIMIT = 300
RANK_LIMIT = 100
#: What the history keeps of an account before and after a change.
_KEPT = ("name", "admin", "active", "manages_sops", "reads_only")


@verbatim_act
def create_person(office: Office, actor_id: int, person: NewPerson) -> Changed:
    """Make an account; whoever it is for chooses a password of their own at the first sign-in."""
    who = who_acts(office, actor_id)
    person_id = insert_person(person, must_change=True)
    data = {"person": person_id, "username": username_of(person), "name": clean(person.name),
            "admin": person.is_admin, "manages_sops": person.manages_sops, "reads_only": person.reads_only,
            "fingerprint": fingerprint_of(person_id)}  # fmt: skip
    record(office, who, "orang_dibuat", data)
    return Changed(frozenset({"people"}), record_id=person_id)


@act
def change_person(
    office: Office,
    actor_id: int,
    person_id: int,
    *,
    name: str,
    is_admin: bool,
    active: bool,
    manages_sops: bool | None = None,
    reads_only: bool | None = None,
) -> Changed:
    """Change the name of an account, its roles (None: as before), and whether it may sign in.

    One with open work cannot be closed or left to read only, nor one with positions be closed: see
    `handing_over`, which hands all of that over in the same act.
    """
    who = who_acts(office, actor_id)
    fields = (Person.name, Person.is_admin, Person.active, Person.manages_sops, Person.reads_only)
    row = first_row(Person.select(*fields).where(Person.id == person_id))
    if row is None:
        raise stop("orang_tidak_ada")
    name = clean(name)
    _check_name(name)
    before = dict(zip(_KEPT, (row[0], *map(bool, row[1:])), strict=True))
    after = dict(before, name=name, admin=is_admin, active=active)
    after |= {} if manages_sops is None else {"manages_sops": manages_sops}
    after |= {} if reads_only is None else {"reads_only": reads_only}
    if before == after:
        raise stop("tidak_ada_perubahan")
    if _administers(before) and not _administers(after):
        _keep_an_administrator(person_id)
    _leave_nothing_behind(office, person_id, before, after)
    Person.update(
        name=name, is_admin=is_admin, active=active, manages_sops=after["manages_sops"],
        reads_only=after["reads_only"],
    ).where(Person.id == person_id).execute()  # fmt: skip
    Card.update(assignee_name=name).where(Card.assignee == person_id).execute()
    record(office, who, "orang_diubah", {"person": person_id, "before": before, "after": after})
    return Changed(frozenset({"people"}) | boards(), record_id=person_id)


@act
def set_official(office: Office, actor_id: int, person_id: int, nip: str, rank: str) -> Changed:
    """Set what stands under a person's signature: NIP (18 digits or none) and rank (pangkat)."""
    who = who_acts(office, actor_id)
    row = first_row(Person.select(Person.nip, Person.rank).where(Person.id == person_id))
    if row is None:
        raise stop("orang_tidak_ada")
    digits, rank = nip_digits(nip), clean(rank)
    if nip_fault(digits):
        raise stop("nip_tidak_sah", nip=nip.strip())
    if len(rank) > RANK_LIMIT:
        raise stop("pangkat_terlalu_panjang", batas=RANK_LIMIT)
    if (digits, rank) == tuple(row):
        raise stop("tidak_ada_perubahan")
    Person.update(nip=digits, rank=rank).where(Person.id == person_id).execute()
    before, after = {"nip": row[0], "rank": row[1]}, {"nip": digits, "rank": rank}
    record(office, who, "data_pejabat_diubah", {"person": person_id, "before": before, "after": after})
    return Changed(frozenset({"people", "papers"}), record_id=person_id)


@verbatim_act
def change_password(
    office: Office, actor_id: int, person_id: int, password: str, present: str = ""
) -> Changed:
    """Give an account a new password: one's own with the present one, another's as administrator.

    After wrong guesses at the present one it waits as at the door (`sign_in.count_failure` counts them).
    Another's holds until the next sign-in, which asks for one of their own.
    """
    who = who_acts(office, actor_id)
    fields = (Person.password_hash, Person.failures, Person.failed_at)
    row = first_row(Person.select(*fields).where(Person.id == person_id))
    if row is None:
        raise stop("orang_tidak_ada")
    if actor_id == person_id:
        if wait := wait_left(row[1], row[2], office.now()):
            raise stop("masuk_ditunda", detik=wait)
        if not check_password(row[0], present):
            raise stop("sandi_sekarang_salah")
    elif not who.is_admin:
        raise stop("bukan_admin")
    _check_password(password)
    own = actor_id == person_id
    keep_password(person_id, hash_password(password), must_change=not own)
    kind = "sandi_diubah" if own else "sandi_diatur_ulang"
    record(office, who, kind, {"person": person_id, "fingerprint": fingerprint_of(person_id)})
    return Changed(frozenset({"people"}), record_id=person_id)


def keep_password(person_id: int, hashed: str, *, must_change: bool) -> None:
    """Write a new hash; wrong passwords before it count no longer."""
    Person.update(password_hash=hashed, must_change=must_change, failures=0, failed_at=None).where(
        Person.id == person_id
    ).execute()


def fingerprint_of(person_id: int) -> str:
    """What the history keeps of the password of an account, to notice a hash exchanged from outside."""
    return fingerprint(Person.select(Person.password_hash).where(Person.id == person_id).scalar())


def insert_person(person: NewPerson, *, must_change: bool = False) -> int:
    """Check an account and write it; stops when something about it cannot be."""
    username, name = username_of(person), clean(person.name)
    if fault := username_fault(username):
        raise stop(fault)
    _check_name(name)
    _check_password(person.password)
    if first_row(Person.select(Person.id).where(Person.username == username)) is not None:
        raise stop("nama_pengguna_dipakai", nama=username)
    person_id: int = Person.insert(
        username=username, name=name, password_hash=hash_password(person.password),
        is_admin=person.is_admin, manages_sops=person.manages_sops, reads_only=person.reads_only,
        must_change=must_change,
    ).execute()  # fmt: skip
    return person_id


def username_of(person: NewPerson) -> str:
    """The name to sign in with, as it is kept and compared."""
    return plain_username(person.username)


def _check_name(name: str) -> None:
    if not name:
        raise stop("nama_kosong")
    if len(name) > NAME_LIMIT:
        raise stop("nama_terlalu_panjang", batas=NAME_LIMIT)


def _check_password(password: str) -> None:
    fault = password_fault(password)
    if fault is not None:
        raise stop(fault[0], batas=fault[1])


def _administers(kept: dict[str, Any]) -> bool:
    return bool(kept["admin"] and kept["active"] and not kept["reads_only"])


def _keep_an_administrator(person_id: int) -> None:
    entitled = Person.is_admin & Person.active & ~Person.reads_only
    if first_row(Person.select(Person.id).where(entitled & (Person.id != person_id))) is None:
        raise stop("admin_terakhir")


def _leave_nothing_behind(
    office: Office, person_id: int, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Stop when work or positions would be left with somebody who can no longer see to them."""
    closes = before["active"] and not after["active"]
    if not closes and (before["reads_only"] or not after["reads_only"]):
        return
    held = positions_going_on(office, person_id) if closes else ()
    work = len(open_assignments(person_id))
    if held or work:
        raise stop("orang_masih_bertugas", nama=before["name"], jabatan=held, tugas=work)
