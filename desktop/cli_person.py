"""`--pengguna NAMA` on the command line: who acts and reads, known by the password as in the window."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.records.results import Obstacle, Refused
    from models.store.office import Office


def seen_by_person(office: Office, username: str) -> Office | None:
    """The office as that person may see it; None, with the reason said, when it is not that person.

    The password is asked for on the terminal, or read as a line where the input comes from elsewhere.
    Wrong ones count and make one wait, as at the window.
    """
    from resources.wording import obstacle_text

    found = _come_in(office, username)
    if isinstance(found, int):
        return office.seen_by(found)
    print(obstacle_text(found.code, found.data), file=sys.stderr)
    return None


def _come_in(office: Office, username: str) -> int | Obstacle:
    """The account of somebody whose password fits, or why not."""
    from models.actions.sign_in import count_failure, enter, restart_wait
    from models.queries.sign_in import door_named
    from models.records.results import Obstacle, Refused
    from models.store.passwords import checked

    door = door_named(office, username)
    if door is not None and door.clock_back:
        restart_wait(office, door.person_id)
    if door is not None and door.wait:
        return Obstacle("masuk_ditunda", {"detik": door.wait})
    password = _password(username)
    found = checked(None if door is None else door.kept, password)
    if door is None:
        return Obstacle("sandi_salah")
    if not found.right:
        counted = count_failure(office, door.person_id, found)
        # it could not be counted: that is told instead of right or wrong, or one could guess without end
        return _uncounted(counted) if isinstance(counted, Refused) else Obstacle("sandi_salah")
    if door.must_change:
        return Obstacle("sandi_harus_diganti")
    answer = enter(office, door.person_id, found)
    return answer.obstacles[0] if isinstance(answer, Refused) else door.person_id


def _uncounted(answer: Refused) -> Obstacle:
    """Why not; whether an account is closed is nobody's business who cannot come in."""
    from models.records.results import Obstacle

    why = answer.obstacles[0]
    return Obstacle("sandi_salah") if why.code == "akun_nonaktif" else why


def _password(username: str) -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"Kata sandi {username}: ")
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
