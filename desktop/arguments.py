"""What stands behind `main.py` on the command line, taken apart before anything heavy is imported."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Arguments(NamedTuple):
    """The data folder asked for (None for the usual one) and the words that are left.

    `problem` says in Indonesian what could not be understood, "" when all could.
    """

    folder: Path | None
    words: tuple[str, ...]
    problem: str = ""


def read_arguments(arguments: list[str]) -> Arguments:
    """Take `--data FOLDER` out, wherever it stands."""
    folder: Path | None = None
    words: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if word == "--data":
            value = next(rest, "")
        elif word.startswith("--data="):
            value = word.removeprefix("--data=")
        else:
            words.append(word)
            continue
        if not value:
            return Arguments(None, tuple(words), "--data memerlukan nama folder.")
        folder = Path(value).expanduser().absolute()
    return Arguments(folder, tuple(words))


def wants_window(given: Arguments) -> bool:
    """Whether the window is meant: no command, at most `--contoh`."""
    return not given.problem and given.words in ((), ("--contoh",))
