"""Passwords, kept as argon2id hashes; the library is loaded when a password is first at hand."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Checked(NamedTuple):
    """What a worker found out about a typed password: against which hash, and whether it fits."""

    kept: str
    right: bool


class Chosen(NamedTuple):
    """What a worker made of a new password: the hash to keep, and whether it is only the former one again."""

    kept: str
    same: bool
    hash: str


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - not needed before somebody signs in

    # 19 MiB, two passes: some 30 ms, so that a small office PC is not held up
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _hasher().hash(password)


def check_password(kept: str, password: str) -> bool:
    """Whether the password is the one that was kept; an account without a hash lets nobody in."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return _hasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def checked(kept: str | None, password: str) -> Checked:
    """Check a typed password; for an account that is not there (None) it takes as long, and is wrong."""
    if kept is None:
        check_password(_nobody(), password)
        return Checked("", right=False)
    return Checked(kept, check_password(kept, password))


def chosen(kept: str, password: str) -> Chosen:
    """Make the hash of a new password, and compare it with the former one."""
    same = check_password(kept, password)
    return Chosen(kept, same, "" if same else hash_password(password))


def fingerprint(kept: str) -> str:
    """What the history keeps of a hash, to notice one that was exchanged from outside."""
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


@cache
def _nobody() -> str:
    return hash_password("tidak ada akun bernama itu")
