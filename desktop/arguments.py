"""What stands behind `main.py` on the command line, taken apart before anything heavy is imported."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_MISSING = {"--data": "--data memerlukan nama folder.", "--pengguna": "--pengguna memerlukan nama pengguna."}
#: Commands to which `--pengguna` says something else: whose password is made anew.
_OWN_PERSON = frozenset({"pulihkan-admin"})


class Arguments(NamedTuple):
    """The data folder asked for (None for the usual one) and the words that are left.

    `problem` says in Indonesian what could not be understood, "" when all could. `person` is the
    user name of who acts and reads, "" for nobody: then only what is not confidential is read.
    """

    folder: Path | None
    words: tuple[str, ...]
    problem: str = ""
    person: str = ""


def read_arguments(arguments: list[str]) -> Arguments:
    """Take `--data FOLDER` and `--pengguna NAMA` out, wherever they stand."""
    taken = {"--data": ""} if _OWN_PERSON & set(arguments) else {"--data": "", "--pengguna": ""}
    words: list[str] = []
    rest = iter(arguments)
    for word in rest:
        option, given, value = word.partition("=")
        if option not in taken:
            words.append(word)
            continue
        value = value if given else next(rest, "")
        if not value:
            return Arguments(None, tuple(words), _MISSING[option])
        taken[option] = value
    folder = Path(taken["--data"]).expanduser().absolute() if taken["--data"] else None
    return Arguments(folder, tuple(words), person=taken.get("--pengguna", ""))


def wants_window(given: Arguments) -> bool:
    """Whether the window is meant: no command, at most `--contoh`."""
    return not given.problem and not given.person and given.words in ((), ("--contoh",))
