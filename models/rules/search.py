"""The search language of boards and lists: words, and `kunci:nilai` conditions.

Words match anywhere in a case's text and all of them must match. A value of several words
stands in quotation marks: `opd:"dinas kesehatan"`. What is not understood is reported in
`CaseFilter.problems` and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

#: Value of `status:` that asks for every case, open or closed.
ALL_STATUSES = "semua"
#: Value of `status:` that asks for every case that has ended, however it ended.
CLOSED = "tutup"
#: Value of `petugas:` that asks for parts that nobody has taken.
NOBODY = "kosong"

#: More was pasted, not asked: a database has an end of what it compares at once.
MOST_WORDS = 40
_LONGEST, _MOST_PROBLEMS = 500, 5

STATUSES = ("berjalan", "selesai", "ditolak", "dibatalkan", CLOSED, ALL_STATUSES)
_YES = ("ya", "y", "iya")
_NO = ("tidak", "t", "tdk", "bukan")

# a quoted word, or `kunci:"nilai"`, or anything up to the next space; a quotation mark that is
# never closed reaches to the end, so that typing one does not empty the board half-way
_TOKEN = re.compile(
    r'(?P<key>[^\W\d_]+):(?:"(?P<long>[^"]*)"?|(?P<value>[^\s"]*))|"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+)'
)


class CaseFilter(NamedTuple):
    """What a board or a list is narrowed to; the default narrows nothing.

    `late`, `paused`, `step`, `mine` and `assignee` ask about the work in hand, so a closed case
    never meets them. `status` "" leaves the choice to the screen. `problems` are sentences
    in Indonesian about what was not understood.
    """

    words: tuple[str, ...] = ()
    agency: str = ""
    late: bool | None = None
    step: str = ""
    sop: str = ""
    status: str = ""
    mine: bool | None = None
    paused: bool | None = None
    priority: str = ""
    assignee: str = ""
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it narrows nothing (problems apart)."""
        return self._replace(problems=()) == CaseFilter()


def parse_search(text: str) -> CaseFilter:
    """The filter that a line of search text asks for."""
    found = CaseFilter()
    if len(text) > _LONGEST:
        found = _problem(found, f"Pencarian terlalu panjang: hanya {_LONGEST} huruf pertama yang dipakai.")
    for match in islice(_TOKEN.finditer(bounded(text)), MOST_WORDS):
        key = match["key"]
        if key is None:
            found = _with_word(found, match["word"] if match["quoted"] is None else match["quoted"])
        elif (match["value"] or "").startswith("//"):
            # an address was pasted, such as https://…
            found = _with_word(found, match[0])
        else:
            value = match["value"] if match["long"] is None else match["long"]
            found = _with_condition(found, key.casefold(), value.strip())
    return found


def bounded(text: str) -> str:
    """As much of a text as is looked for; half an emoji is no text for a database."""
    return text[:_LONGEST].encode("utf-8", "ignore").decode()


def to_text(wanted: CaseFilter) -> str:
    """The search text that asks for this filter; `parse_search` reads it back."""
    words = [_quoted(word) for word in wanted.words]
    pairs = (
        ("opd", wanted.agency),
        ("telat", _truth_text(wanted.late)),
        ("langkah", wanted.step),
        ("sop", wanted.sop),
        ("status", wanted.status),
        ("petugas", {True: "saya", False: "lain", None: wanted.assignee}[wanted.mine]),
        ("sifat", wanted.priority),
        ("ditunda", _truth_text(wanted.paused)),
    )
    return " ".join(words + [f"{key}:{_quoted(value)}" for key, value in pairs if value])


def _with_word(found: CaseFilter, word: str) -> CaseFilter:
    word = word.strip()
    return found._replace(words=(*found.words, word)) if word else found


def _with_condition(found: CaseFilter, key: str, value: str) -> CaseFilter:
    read = _KEYS.get(key)
    if read is None:
        return _problem(found, _unknown_key(key))
    if not value:
        return _problem(found, f'Isi kata kunci "{key}:" masih kosong.')
    return read(found, value)


def _problem(found: CaseFilter, sentence: str) -> CaseFilter:
    if sentence in found.problems or len(found.problems) >= _MOST_PROBLEMS:
        return found
    return found._replace(problems=(*found.problems, sentence))


def _unknown_key(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it, and boards start faster

    near = get_close_matches(key, _KEYS, n=1)
    hint = (
        f'Maksud Anda "{near[0]}:"?' if near else "Yang dikenal: " + ", ".join(f"{k}:" for k in _KEYS) + "."
    )
    return f'Kata kunci "{key}:" tidak dikenal. {hint}'


def _truth(key: str, value: str, found: CaseFilter, change: Callable[[bool], CaseFilter]) -> CaseFilter:
    word = value.casefold()
    if word in _YES:
        return change(True)
    if word in _NO:
        return change(False)
    return _problem(found, f'"{key}:" hanya mengenal ya atau tidak, bukan "{value}".')


def _late(found: CaseFilter, value: str) -> CaseFilter:
    return _truth("telat", value, found, lambda truth: found._replace(late=truth))


def _paused(found: CaseFilter, value: str) -> CaseFilter:
    return _truth("ditunda", value, found, lambda truth: found._replace(paused=truth))


def _status(found: CaseFilter, value: str) -> CaseFilter:
    word = value.casefold()
    if word in STATUSES:
        return found._replace(status=word)
    return _problem(found, f'Status "{value}" tidak dikenal. Yang dikenal: {", ".join(STATUSES)}.')


def _assignee(found: CaseFilter, value: str) -> CaseFilter:
    word = value.casefold()
    if word == "saya":
        return found._replace(mine=True, assignee="")
    if word == "lain":
        return found._replace(mine=False, assignee="")
    return found._replace(mine=None, assignee=NOBODY if word == NOBODY else value)


_KEYS: dict[str, Callable[[CaseFilter, str], CaseFilter]] = {
    "opd": lambda found, value: found._replace(agency=value),
    "telat": _late,
    "langkah": lambda found, value: found._replace(step=value),
    "sop": lambda found, value: found._replace(sop=value),
    "status": _status,
    "petugas": _assignee,
    "sifat": lambda found, value: found._replace(priority=value),
    "ditunda": _paused,
}


def _truth_text(truth: bool | None) -> str:
    return {True: "ya", False: "tidak", None: ""}[truth]


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return f'"{plain}"' if re.search(r"[\s:]", plain) else plain
