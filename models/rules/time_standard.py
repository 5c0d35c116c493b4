"""Reading the Waktu cell of an SOP: what is understood becomes a limit, the rest stays text.

The reader takes a small grammar and refuses everything else. A cell that could mean two things
(`1/2 hari`, `1.30 jam`, `12-24 jam`) is not read either: no limit is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

TimeKind = Literal["batas", "rentang", "tentatif", "tanpa_batas", "tidak_terbaca"]
TimeUnit = Literal["menit", "jam", "hari", "minggu", "bulan"]


@dataclass(frozen=True, slots=True)
class TimeStandard:
    """A time standard as written and as understood.

    `minimum` is set for a range only. `on_clock`: hours that run through nights and holidays.
    `working_days`: the cell says "hari kerja"; `calendar_days`: it says "hari kalender".
    """

    text: str
    kind: TimeKind
    minimum: int | None = None
    maximum: int | None = None
    unit: TimeUnit | None = None
    on_clock: bool = False
    working_days: bool = False
    calendar_days: bool = False


# About ten years: a larger figure is a slip of the pen, and dates must stay in the calendar.
_LARGEST: dict[TimeUnit, int] = {"menit": 999_999, "jam": 87_600, "hari": 3_650, "minggu": 520, "bulan": 120}

_KINDS_OF_DAY: dict[TimeUnit, tuple[str, ...]] = {
    "menit": ("", "kerja"),
    "jam": ("", "kerja"),
    "hari": ("", "kerja", "kalender"),
}

_UNITS: dict[str, TimeUnit] = {
    "menit": "menit", "mnt": "menit",
    "jam": "jam",
    "hari": "hari", "hr": "hari",
    "minggu": "minggu", "mgg": "minggu", "pekan": "minggu",
    "bulan": "bulan", "bln": "bulan",
}  # fmt: skip
_ONE_OF = {"semenit": "menit", "sejam": "jam", "sehari": "hari", "seminggu": "minggu", "sebulan": "bulan"}
_ONES = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
_NUMBER_WORDS = {*_ONES, "sepuluh", "sebelas", "seratus", "belas", "puluh", "ratus"}

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"×": "x"})
_NO_LIMIT = re.compile(r"-*|n/a|n\.a\.?|na|tanpa batas(?: waktu)?")
_TENTATIVE = re.compile(r"\(?(?:bersifat )?tentati[fv]e?\)?")
_AT_MOST = re.compile(
    r"(?:maksimal|maksimum|maks\b\.?|max\b\.?|paling (?:lama|lambat)|selambat[- ]lambatnya|selama[- ]lamanya"
    r"|tidak (?:lebih dari|melebihi)|dalam(?: waktu)?|selama|waktu)\s*:?\s*"
)
_LESS_THAN = re.compile(r"(?:kurang dari|<=|<|≤|s\.d\.?|s/d|sampai dengan|sampai|hingga)\s*")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<half>(?:\d{1,6}\ ?)?½)
      | (?P<decimal>\d{1,6}(?:,(?:\d|25|75)|\.\d))(?![\d.,])
      | (?P<number>\d{1,6})(?![\d.,])
      | (?P<sep>-|s\.\ ?d\.?|s\ ?/\ ?d\.?|sd\b\.?|sampai(?:\ dengan)?\b|hingga\b)
      | (?P<word>[a-z]+)
      | (?P<mark>[()])
    )""",
    re.VERBOSE | re.ASCII,
)
_TOO_LONG = 120


class _UnreadableError(ValueError):
    """The cell does not fit the grammar."""


@dataclass(frozen=True, slots=True)
class _Quantity:
    """One side of a range as written; unit None where the other side names it.

    `kind_of_day` is "kerja", "kalender" or "" (hari, and "jam kerja"); `times` marks "n x 24 jam",
    `compound` hours and minutes together, already counted in minutes.
    """

    amount: Fraction
    unit: TimeUnit | None
    kind_of_day: str = ""
    times: bool = False
    compound: bool = False

    @property
    def on_clock(self) -> bool:
        """Whether these are hours in multiples of 24, and not said to be working hours."""
        return self.unit == "jam" and not self.kind_of_day and self.amount % 24 == 0


@lru_cache(maxsize=2048)
def parse_time_standard(text: str) -> TimeStandard:
    """What a Waktu cell means; what is not understood is `tidak_terbaca` and sets no limit."""
    plain = " ".join(text.casefold().translate(_DASHES).split())
    if _NO_LIMIT.fullmatch(plain):
        return TimeStandard(text, "tanpa_batas")
    if _TENTATIVE.fullmatch(plain):
        return TimeStandard(text, "tentatif")
    try:
        return _read(text, plain)
    except _UnreadableError:
        return TimeStandard(text, "tidak_terbaca")


def _read(text: str, plain: str) -> TimeStandard:
    if len(plain) > _TOO_LONG:
        raise _UnreadableError
    plain = plain.removesuffix(".")
    if prefix := _AT_MOST.match(plain):
        plain = plain[prefix.end() :]
    single = _LESS_THAN.match(plain)
    if single:
        plain = plain[single.end() :]
    tokens = _Tokens(list(_tokens(plain)))
    first = _quantity(tokens)
    if single or not tokens.take("sep"):
        tokens.finish()
        return _limit(text, first)
    last = _quantity(tokens)
    tokens.finish()
    return _range(text, first, last)


def _tokens(plain: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(plain):
        found = _TOKEN.match(plain, position)
        if found is None or found.lastgroup is None:
            raise _UnreadableError
        yield found.lastgroup, found[found.lastgroup]
        position = found.end()


class _Tokens:
    """The words of a cell, read from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> tuple[str, str]:
        """The next token, ("", "") at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def take(self, group: str, *words: str) -> str:
        """The next token when it is of that group (and one of those words), else ""."""
        found, word = self.peek()
        if found != group or (words and word not in words):
            return ""
        self._at += 1
        return word

    def finish(self) -> None:
        """Nothing may be left over."""
        if self._at < len(self._tokens):
            raise _UnreadableError


def _quantity(tokens: _Tokens) -> _Quantity:
    if one := tokens.take("word", *_ONE_OF):
        return _Quantity(Fraction(1), _UNITS[_ONE_OF[one]], tokens.take("word", "kerja"))
    amount = _amount(tokens)
    times = bool(tokens.take("word", "x", "kali"))
    if times:
        # "2 x 24 jam" is the only product in use; any other could be a count of pieces.
        if _amount(tokens) != 24:
            raise _UnreadableError
        amount *= 24
    word = tokens.take("word", *_UNITS)
    unit = _UNITS[word] if word else None
    if times and unit != "jam":
        raise _UnreadableError
    kind_of_day = tokens.take("word", "kerja", "kalender") if unit else ""
    quantity = _Quantity(amount, unit, kind_of_day, times)
    if unit == "jam" and tokens.peek()[0] in ("number", "word"):
        return _with_minutes(quantity, tokens)
    return quantity


def _with_minutes(hours: _Quantity, tokens: _Tokens) -> _Quantity:
    minutes = _amount(tokens)
    if not tokens.take("word", "menit", "mnt") or minutes.denominator != 1 or not 0 < minutes < 60:
        raise _UnreadableError
    # Whole days of hours would run on the clock: would the minutes too?
    if hours.amount.denominator != 1 or hours.on_clock or hours.kind_of_day:
        raise _UnreadableError
    return _Quantity(hours.amount * 60 + minutes, "menit", tokens.take("word", "kerja"), compound=True)


def _amount(tokens: _Tokens) -> Fraction:
    amount = _number(tokens)
    if tokens.take("mark", "(") and (_number(tokens) != amount or not tokens.take("mark", ")")):
        raise _UnreadableError
    return amount


def _number(tokens: _Tokens) -> Fraction:
    if digits := tokens.take("number"):
        return Fraction(digits)
    if decimal := tokens.take("decimal"):
        return Fraction(decimal.replace(",", "."))
    if half := tokens.take("half"):
        return Fraction(half.removesuffix("½").strip() or 0) + Fraction(1, 2)
    if tokens.take("word", "setengah"):
        return Fraction(1, 2)
    words = []
    while word := tokens.take("word", *_NUMBER_WORDS):
        words.append(word)
    return Fraction(_spelled(words))


def _spelled(words: list[str]) -> int:
    """A number below 1000 in words; every word must be used up."""
    rest = list(words)
    total = 0
    if rest[:1] == ["seratus"]:
        total, rest = 100, rest[1:]
    elif rest[1:2] == ["ratus"] and rest[0] in _ONES:
        total, rest = _ONES[rest[0]] * 100, rest[2:]
    teens = {"sepuluh": 10, "sebelas": 11}
    if rest and rest[0] in teens:
        total, rest = total + teens[rest[0]], rest[1:]
    elif rest[1:2] == ["belas"] and rest[0] in _ONES and rest[0] != "satu":
        total, rest = total + 10 + _ONES[rest[0]], rest[2:]
    else:
        if rest[1:2] == ["puluh"] and rest[0] in _ONES and rest[0] != "satu":
            total, rest = total + _ONES[rest[0]] * 10, rest[2:]
        if rest and rest[0] in _ONES:
            total, rest = total + _ONES[rest[0]], rest[1:]
    if rest or not words:
        raise _UnreadableError
    return total


def _limit(text: str, quantity: _Quantity) -> TimeStandard:
    if quantity.unit is None or quantity.kind_of_day not in _KINDS_OF_DAY.get(quantity.unit, ("",)):
        raise _UnreadableError
    if quantity.times and quantity.kind_of_day:
        raise _UnreadableError
    if quantity.amount.denominator != 1:
        quantity = _in_minutes(quantity)
    unit, amount = quantity.unit, quantity.amount
    if unit is None or amount.denominator != 1 or not 0 < amount <= _LARGEST[unit]:
        raise _UnreadableError
    working = unit == "hari" and quantity.kind_of_day == "kerja"
    by_calendar = quantity.kind_of_day == "kalender"
    return TimeStandard(text, "batas", None, int(amount), unit, quantity.on_clock, working, by_calendar)


def _range(text: str, first: _Quantity, last: _Quantity) -> TimeStandard:
    if first.unit is None:
        first = _with_unit_of(first, last)
    if first.on_clock != last.on_clock or first.kind_of_day != last.kind_of_day:
        raise _UnreadableError
    low, limit = _limit(text, first), _limit(text, last)
    if low.unit != limit.unit:
        low, limit = _limit(text, _in_minutes(first)), _limit(text, _in_minutes(last))
    if low.maximum is None or limit.maximum is None or low.maximum > limit.maximum:
        raise _UnreadableError
    if low.maximum == limit.maximum:
        return limit
    return replace(limit, kind="rentang", minimum=low.maximum)


def _with_unit_of(first: _Quantity, last: _Quantity) -> _Quantity:
    """The left side of `1-2 jam`, which takes its unit from the right side."""
    if last.compound:
        # "1 - 2 jam 30 menit": one hour, or one hour and thirty minutes?
        raise _UnreadableError
    amount = first.amount * 24 if last.times else first.amount
    return _Quantity(amount, last.unit, last.kind_of_day, last.times)


def _in_minutes(quantity: _Quantity) -> _Quantity:
    """Hours as minutes; days have no exact length, so that half a day is not read."""
    if quantity.on_clock or quantity.unit not in ("menit", "jam"):
        raise _UnreadableError
    if quantity.unit == "menit":
        return quantity
    return replace(quantity, amount=quantity.amount * 60, unit="menit")
