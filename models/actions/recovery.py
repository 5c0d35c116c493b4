"""The way back when no administrator knows a password: open to whoever has the data, never silent."""

from __future__ import annotations

from models.actions.act import Stop, not_stored, stop
from models.actions.people import fingerprint_of, keep_password
from models.records.results import Changed, Result
from models.rules.account import plain_username
from models.store import history
from models.store.office import Office
from models.store.passwords import hash_password
from models.store.problems import StoreProblem
from models.store.recovery import RECOVERED, administrators
from models.store.rows import first_row
from models.store.tables import Person


def recover_administrator(office: Office, username: str, password: str, account: str) -> Result:
    """Give an administrator a password that holds for one sign-in; `account` is that of the computer.

    Nobody is signed in. Every administrator is told at the next sign-in, and the history keeps it.
    """
    try:
        with office.transaction():
            return _recover(office, plain_username(username), password, account)
    except Stop as ended:
        return ended.refused
    except StoreProblem as problem:
        return not_stored(problem)


def _recover(office: Office, username: str, password: str, account: str) -> Changed:
    row = first_row(Person.select(Person.id).where(Person.username == username))
    if row is None:
        raise stop("akun_tidak_ada", nama=username)
    known = administrators()
    if username not in known:
        raise stop("bukan_akun_admin", nama=username, admin=known)
    person_id = row[0]
    keep_password(person_id, hash_password(password), must_change=True)
    now = office.now()
    data = {"person": person_id, "username": username, "account": account,
            "fingerprint": fingerprint_of(person_id)}  # fmt: skip
    event = history.append(None, None, RECOVERED, now, now, None, "Papan SOP (baris perintah)", data)
    return Changed(frozenset({"people"}), record_id=event)
