"""What a user name and a password may look like, and how long a guess must wait after wrong ones."""

from __future__ import annotations

import re
from datetime import datetime

PASSWORD_LENGTH = 8
PASSWORD_LIMIT = 200
#: Wrong passwords in a row that cost nothing: fingers slip.
FREE_TRIES = 2
_FIRST_WAIT = 5
_LONGEST_WAIT = 15 * 60
#: After how many idle minutes the screen is locked, unless the office sets others within these limits.
LOCK_MINUTES = 15
LOCK_LIMITS = (1, 240)
#: From here on the history tells of a series of wrong passwords, again each time it has doubled.
TOLD_FROM = 3
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")


def plain_username(text: str) -> str:
    """A user name as it is kept and compared."""
    return text.strip().casefold()


def username_fault(text: str) -> str:
    """The code of what is wrong with a user name, "" when it is good."""
    return "" if _USERNAME.fullmatch(plain_username(text)) else "nama_pengguna_tidak_sah"


def password_fault(password: str) -> tuple[str, int] | None:
    """The code of what is wrong with a password and the limit it breaks, None when it is good."""
    if len(password) < PASSWORD_LENGTH:
        return "sandi_terlalu_pendek", PASSWORD_LENGTH
    if len(password) > PASSWORD_LIMIT:
        return "sandi_terlalu_panjang", PASSWORD_LIMIT
    return None


def wait_after(failures: int) -> int:
    """Seconds until the next try after so many wrong passwords in a row: 5, 10, 20 … up to 15 minutes."""
    beyond = failures - FREE_TRIES
    if beyond <= 0:
        return 0
    # the power is cut off as well: a million wrong guesses must not make a number of a million bits
    return min(_LONGEST_WAIT, _FIRST_WAIT << min(beyond - 1, 10))


def wait_left(failures: int, failed_at: datetime | None, now: datetime) -> int:
    """Seconds that are left of that wait; all of it when the clock was set back behind the last failure."""
    wait = wait_after(failures)
    if failed_at is None or wait == 0:
        return 0
    passed = (now - failed_at).total_seconds()
    return max(0, wait - max(0, int(passed)))


def is_told(failures: int) -> bool:
    """Whether the history tells of a series of this length: at 3, 6, 12, 24 … wrong passwords."""
    rest, odd = divmod(failures, TOLD_FROM)
    return odd == 0 and rest > 0 and rest & (rest - 1) == 0
