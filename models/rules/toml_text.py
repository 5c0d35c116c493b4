"""The door of TOML from outside: files made to take all time or memory are refused before they do."""

from __future__ import annotations

import re
import tomllib
from typing import Any

#: Twenty times the longest file of ours.
LARGEST = 300_000
#: More steps, rows or keys in one place than any office writes.
MOST_ENTRIES = 2_000
_DEEPEST = 20
#: A key of many parts makes the reader of TOML look back at all of them for each.
_LONG_KEY = re.compile(r"""(?:(?:[\w-]{1,80}|"[^"\n]{0,80}"|'[^'\n]{0,80}')[ \t]*\.[ \t]*){24,}""")


class TomlProblemError(ValueError):
    """A file that is not read; its text says why in Indonesian."""


def read_toml(text: str) -> dict[str, Any]:
    """What the text says.

    Raises:
        TomlProblemError: it is too large, too deep, or has too many entries.
        ValueError: it is no TOML; tomllib says where.
    """
    # Notepad on Windows begins UTF-8 files with this mark
    plain = text.removeprefix("\ufeff")
    if len(plain) > LARGEST:
        raise TomlProblemError(f"berkas terlalu besar: lebih dari {LARGEST // 1000}.000 huruf")
    if any(_LONG_KEY.search(line) for line in plain.splitlines() if line.count(".") >= 24):
        raise TomlProblemError("nama kunci bersarang terlalu dalam")
    try:
        data = tomllib.loads(plain)
    except RecursionError as error:
        raise TomlProblemError("daftar atau tabel bersarang terlalu dalam") from error
    _check_size(data)
    return data


def _check_size(data: dict[str, Any]) -> None:
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        one, depth = waiting.pop()
        if not isinstance(one, dict | list):
            continue
        if depth > _DEEPEST:
            raise TomlProblemError("daftar atau tabel bersarang terlalu dalam")
        if len(one) > MOST_ENTRIES:
            raise TomlProblemError(f"lebih dari {MOST_ENTRIES} isian di satu tempat")
        waiting += [(each, depth + 1) for each in (one.values() if isinstance(one, dict) else one)]
