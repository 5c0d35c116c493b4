"""What a user name and a password may look like."""

from __future__ import annotations

import re

PASSWORD_LENGTH = 8
PASSWORD_LIMIT = 200
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
