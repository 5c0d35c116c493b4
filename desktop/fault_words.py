"""A fault in words that hold nothing of what people typed: where it was, and what the program says of it."""

from __future__ import annotations

import linecache
import re
import sys
import traceback
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_LIBRARIES = re.compile(r".*[/\\](?:site-packages|python3\.\d+)[/\\]")
#: Faults whose words Python itself makes out of names in the program.
_PLAIN = (AttributeError, NameError, ImportError, TypeError, IndexError, RecursionError, ZeroDivisionError)
#: What the bridge to Qt says of a widget that is gone.
_GONE = re.compile(r"(?:libshiboken: )?Internal C\+\+ object \([\w.:]+\) already deleted\.")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_NAME = re.compile(r"['\"][A-Za-z_][\w.]*(?:\(\))?['\"]")
_PLACE = re.compile(r"(?:[A-Za-z]:)?[/\\][^\s'\"“”]+|[A-Za-z]:\\\S+")
_HIDDEN = "…"
_LONGEST_CHAIN = 10


def safe_details(error: BaseException) -> str:
    """The whole chain of a fault, each with the places in the program that led to it."""
    told = [_one(link) for link in _chain(error)]
    return "\n\n".join(told) + "\n"


def safe_summary(error: BaseException) -> str:
    """A fault in one line."""
    words = safe_message(error)
    kind = type(error).__name__
    return f"{kind}: {words}" if words else kind


def safe_message(error: BaseException) -> str:
    """What a fault says of itself, without what may come from the data; "" when nothing is left.

    Kept whole are words that stand in the source just so; of those that Python or SQLite make the
    quoted pieces that are no names of the program are left out. Anything else is not repeated.
    """
    words = str(error).strip()
    if isinstance(error, OSError) and error.errno is not None:
        return f"[Errno {error.errno}] {error.strerror or ''}".strip()
    if not words or _GONE.fullmatch(words) or _stands_in_source(words.strip("'\""), error):
        return words
    if isinstance(error, _PLAIN) or _of_database(error):
        return scrubbed(words)
    return ""


def scrubbed(words: str) -> str:
    """Words of a library without quoted texts and places on the disk, which may tell of people."""
    kept = _QUOTED.sub(lambda m: m.group() if _NAME.fullmatch(m.group()) else f"“{_HIDDEN}”", words)
    return _PLACE.sub(_HIDDEN, kept)


def _of_database(error: BaseException) -> bool:
    """Whether the words are those of SQLite, which names tables and columns."""
    return type(error).__module__.partition(".")[0] in ("peewee", "pysqlite3", "sqlite3")


def _chain(error: BaseException) -> list[BaseException]:
    """A fault and what led to it, the first cause first."""
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found and len(found) < _LONGEST_CHAIN:
        found.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return found[::-1]


def _one(error: BaseException) -> str:
    lines = ["Traceback (most recent call last):"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f'  File "{_place(frame.filename)}", line {frame.lineno}, in {frame.name}')
        if frame.line:
            lines.append(f"    {frame.line}")
    return "\n".join([*lines, safe_summary(error)])


def _place(filename: str) -> str:
    """A source file without the folders above the program, which carry the name of an account."""
    try:
        return Path(filename).resolve().relative_to(_ROOT).as_posix()
    except ValueError:
        short = _LIBRARIES.sub("", filename)
        return short if short != filename else Path(filename).name


def _stands_in_source(words: str, error: BaseException) -> bool:
    """Whether the file in which it was raised has these very words."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and words in "".join(linecache.getlines(frames[-1].filename))


def machine_words() -> str:
    """The machine as a report tells it: systems and versions, no names."""
    import platform

    return f"{platform.system()} {platform.release()} ({platform.machine()}), Python {sys.version.split()[0]}"
