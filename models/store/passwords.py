"""Passwords, kept as argon2id hashes; the library is loaded when a password is first at hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


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
