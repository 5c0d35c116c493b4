"""The command `pulihkan-admin`: a password for one sign-in, when no administrator knows theirs any more."""

from __future__ import annotations

import getpass
import secrets
import sys
from argparse import Namespace
from typing import Any

from desktop.arguments import Arguments

#: Without signs that are taken for one another (0 and o, 1 and l).
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4
_YES = "PULIHKAN"


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    recover = commands.add_parser(
        "pulihkan-admin", help="buat kata sandi sekali pakai bila semua administrator lupa kata sandinya"
    )
    recover.add_argument("--pengguna", required=True, metavar="NAMA", help="nama pengguna administrator itu")
    recover.set_defaults(run=recover_admin)


def recover_admin(parsed: Namespace, given: Arguments) -> int:
    """Ask, then make the password and show it once; 1 when it was not wanted or refused."""
    from desktop.cli_office import opened
    from models.actions.recovery import recover_administrator
    from models.records.results import Refused
    from resources.wording import refusal_text

    office = opened(given)
    if office is None:
        return 1
    try:
        if not _wanted(parsed.pengguna, str(office.store.folder)):
            print("Tidak ada yang diubah.")
            return 1
        password = one_time_password()
        answer = recover_administrator(office, parsed.pengguna, password, _account())
    finally:
        office.close()
    if isinstance(answer, Refused):
        print(refusal_text(answer.obstacles), file=sys.stderr)
        return 1
    print(f"Kata sandi sekali pakai untuk “{parsed.pengguna}”: {password}")
    print("Masuklah dengan kata sandi ini; program langsung meminta kata sandi baru.")
    return 0


def one_time_password() -> str:
    """A password that can be read out and typed: four groups of four signs, some 79 bits."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _wanted(username: str, folder: str) -> bool:
    """Whether whoever runs this means it; without somebody to answer nothing is done."""
    print(f"Kata sandi administrator “{username}” pada data di {folder} akan diganti.")
    print("Pemulihan ini tercatat di riwayat beserta akun komputer Anda, dan setiap administrator")
    print("diberi tahu ketika masuk berikutnya.")
    try:
        return input(f"Ketik {_YES} untuk melanjutkan: ").strip() == _YES
    except EOFError:
        return False


def _account() -> str:
    """The account of the computer that runs this, for the trace."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a bare container
        return "tanpa nama"
