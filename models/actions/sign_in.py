"""Coming in: a password that fitted, one that did not, and the first one of one's own.

Hashing takes long on purpose and is done in a worker; what it found out is written here. Each act looks
again at the account, so that two tries at once are not one try.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.actions.act import stop, verbatim_act
from models.actions.people import keep_password
from models.records.results import Changed
from models.rules.account import TOLD_FROM, is_told, password_fault, wait_left
from models.store import history
from models.store.office import Office
from models.store.passwords import Checked, Chosen, fingerprint
from models.store.people import standing
from models.store.rows import first_row
from models.store.tables import Person

#: Who the history names where nobody is known: the one at the keyboard has not proved anything.
_UNKNOWN = "Papan SOP"


class _Account(NamedTuple):
    username: str
    kept: str
    failures: int
    failed_at: datetime | None


@verbatim_act
def enter(office: Office, person_id: int, checked: Checked) -> Changed:
    """Let somebody in whose password fitted; a series of wrong ones before it ends, and is recorded."""
    account = _account(person_id)
    wait = wait_left(account.failures, account.failed_at, office.now())
    if wait:
        raise stop("masuk_ditunda", detik=wait)
    if not checked.right or checked.kept != account.kept:
        raise stop("sandi_salah")
    if account.failures:
        Person.update(failures=0, failed_at=None).where(Person.id == person_id).execute()
    if account.failures >= TOLD_FROM:
        now, who = office.now(), standing(office, person_id, office.now())
        data = {"person": person_id, "failures": account.failures}
        # with a clock that was set back as well, or nobody who could set it right would get in
        history.append(
            None, None, "masuk_setelah_gagal", now, now, person_id, who.actor_text, data, always=True
        )
    return Changed(frozenset({"people"}) if account.failures else frozenset(), record_id=person_id)


@verbatim_act
def count_failure(office: Office, person_id: int, checked: Checked) -> Changed:
    """Count a wrong password; the history tells of a series, not of every slip."""
    account = _account(person_id)
    if checked.right:
        raise stop("tidak_ada_perubahan")
    now = office.now()
    failures = account.failures + 1
    Person.update(failures=failures, failed_at=now).where(Person.id == person_id).execute()
    if is_told(failures):
        data = {"person": person_id, "username": account.username, "failures": failures}
        history.append(None, None, "masuk_gagal", now, now, None, _UNKNOWN, data)
    return Changed(frozenset({"people"}), record_id=person_id)


@verbatim_act
def restart_wait(office: Office, person_id: int) -> Changed:
    """Let the wait after wrong passwords begin now, when the clock was set back behind the last one.

    Measured from a moment still to come it would neither end nor be the wait that was meant.
    """
    account = _account(person_id)
    now = office.now()
    if account.failed_at is None or account.failed_at <= now:
        raise stop("tidak_ada_perubahan")
    Person.update(failed_at=now).where(Person.id == person_id).execute()
    return Changed(frozenset(), record_id=person_id)


@verbatim_act
def choose_password(office: Office, person_id: int, password: str, chosen: Chosen) -> Changed:
    """Take a password of one's own in place of one that somebody else made."""
    account = _account(person_id)
    if chosen.kept != account.kept:
        raise stop("sandi_sekarang_salah")
    fault = password_fault(password)
    if fault is not None:
        raise stop(fault[0], batas=fault[1])
    if chosen.same:
        raise stop("sandi_sama")
    keep_password(person_id, chosen.hash, must_change=False)
    who = standing(office, person_id, office.now())
    now, data = office.now(), {"person": person_id, "fingerprint": fingerprint(chosen.hash)}
    history.append(None, None, "sandi_diubah", now, now, person_id, who.actor_text, data, always=True)
    return Changed(frozenset({"people"}), record_id=person_id)


def _account(person_id: int) -> _Account:
    fields = (Person.username, Person.password_hash, Person.failures, Person.failed_at)
    row = first_row(Person.select(*fields).where((Person.id == person_id) & Person.active))
    if row is None:
        raise stop("sandi_salah")
    return _Account(*row)
