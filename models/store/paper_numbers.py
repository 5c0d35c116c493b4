"""Numbers of papers: yearly series in which no number is given twice, whoever asks at the same time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from peewee import IntegrityError, fn

from models.rules.paper_numbers import NumberParts, compared, paper_number
from models.store.paper_settings import first_of_series, paper_defaults, pattern_of
from models.store.paper_tables import PaperNumber
from models.store.rows import rows
from models.store.statements import Statement
from models.store.tables import proxy

if TYPE_CHECKING:
    from models.store.office import Office

#: Somebody else's commit makes a number taken; each new attempt sees it. More than this is no accident.
_ATTEMPTS = 50
#: What stands in place of the text of a number that was passed over; the blank keeps it apart from every
#: text that can be typed, because those are compared without blanks.
PASSED_OVER = "lewat "

_HOLDER = Statement(
    lambda norm: PaperNumber.select(PaperNumber.group, PaperNumber.text, PaperNumber.state).where(
        PaperNumber.norm == norm
    )
)
_LAST = Statement(
    lambda group, year: PaperNumber.select(fn.MAX(PaperNumber.ordinal)).where(
        (PaperNumber.group == group) & (PaperNumber.year == year)
    )
)


class Wish(NamedTuple):
    """What a number is asked for: its series, its day, who asks, what it is to become and for what."""

    group: str
    day: date
    person_id: int
    state: str
    purpose: str
    classification: str = ""


class TakenError(Exception):
    """A number typed by hand is there already; `row` is (group, text, state)."""

    def __init__(self, row: tuple[str, str, str]) -> None:
        super().__init__(row)
        self.row = row


def take_number(office: Office, wish: Wish) -> tuple[int, str]:
    """The next number of the series of the day's year: (id, text). Inside the transaction of an act.

    A text that is taken already (typed by hand, or given by another series) is passed over; its ordinal
    is kept as cancelled with the reason, so that the series has no hole.
    """
    attempts = 0
    while attempts < _ATTEMPTS:
        ordinal = max(last_ordinal(wish.group, wish.day.year) + 1, _first(office, wish))
        text = _text(office, wish, ordinal, 0)
        taken = holder(text)
        if taken is None:
            number_id = _insert(office, wish, ordinal, 0, text)
            if number_id is not None:
                return number_id, text
            attempts += 1
        elif not _pass_over(office, wish, ordinal, text, taken):
            attempts += 1
    raise LookupError(f"no free number in {wish.group} {wish.day.year}")


def put_between(office: Office, wish: Wish, ordinal: int) -> tuple[int, str]:
    """A number put in after an ordinal (sisip): `.01`, then `.02` and so on."""
    for _ in range(_ATTEMPTS):
        here = _series(wish.group, wish.day.year) & (PaperNumber.ordinal == ordinal)
        suffix = int(PaperNumber.select(fn.MAX(PaperNumber.suffix)).where(here).scalar() or 0) + 1
        text = _text(office, wish, ordinal, suffix)
        taken = holder(text)
        if taken is not None:
            raise TakenError(taken)
        number_id = _insert(office, wish, ordinal, suffix, text)
        if number_id is not None:
            return number_id, text
    raise LookupError(f"no free number after {ordinal} in {wish.group} {wish.day.year}")


def take_outside(office: Office, wish: Wish, text: str) -> tuple[int, str]:
    """A number given outside the program, as typed. Raises `TakenError` when it is there already."""
    for _ in range(_ATTEMPTS):
        taken = holder(text)
        if taken is not None:
            raise TakenError(taken)
        here = _series(wish.group, wish.day.year) & (PaperNumber.ordinal == 0)
        count = int(PaperNumber.select(fn.MAX(PaperNumber.suffix)).where(here).scalar() or 0) + 1
        number_id = _insert(office, wish, 0, count, text)
        if number_id is not None:
            return number_id, text
    raise LookupError(f"no place for {text} in {wish.group} {wish.day.year}")


def holder(text: str) -> tuple[str, str, str] | None:
    """(group, text, state) of the number that compares equal, None when it is free."""
    found = _HOLDER.first(compared(text))
    return None if found is None else (found[0], found[1], found[2])


def last_ordinal(group: str, year: int) -> int:
    """The highest ordinal of a series, 0 before its first."""
    return int(_LAST.value(group, year) or 0)


def missing(office: Office, group: str, year: int) -> tuple[int, ...]:
    """Ordinals of a series that nothing accounts for; every way to take numbers leaves none."""
    query = PaperNumber.select(PaperNumber.ordinal).where(_series(group, year) & (PaperNumber.ordinal > 0))
    there = {row[0] for row in rows(query)}
    first = first_of_series(office, group, year)
    return tuple(n for n in range(first, max(there, default=0)) if n not in there)


def next_text(office: Office, group: str, day: date, classification: str) -> str:
    """The number that would be given now, without taking it."""
    wish = Wish(group, day, 0, "terbit", "", classification)
    ordinal = max(last_ordinal(group, day.year) + 1, _first(office, wish))
    for later in range(ordinal, ordinal + _ATTEMPTS):
        text = _text(office, wish, later, 0)
        if holder(text) is None:
            return text
    return ""


def _text(office: Office, wish: Wish, ordinal: int, suffix: int) -> str:
    unit = paper_defaults(office).unit
    parts = NumberParts(ordinal, suffix, wish.day, wish.classification, unit)
    return paper_number(pattern_of(office, wish.group), parts)


def _first(office: Office, wish: Wish) -> int:
    return first_of_series(office, wish.group, wish.day.year)


def _series(group: str, year: int) -> Any:
    return (PaperNumber.group == group) & (PaperNumber.year == year)


def _insert(office: Office, wish: Wish, ordinal: int, suffix: int, text: str, **more: str) -> int | None:
    """Write a number; None when another program took it between the look and the writing."""
    values = {"norm": compared(text), "state": wish.state, "purpose": wish.purpose} | more
    try:
        with proxy.atomic():
            number_id: int = PaperNumber.insert(
                group=wish.group, year=wish.day.year, ordinal=ordinal, suffix=suffix, text=text,
                day=wish.day, person=wish.person_id, at=office.now(), **values,
            ).execute()  # fmt: skip
    except IntegrityError:
        return None
    return number_id


def _pass_over(office: Office, wish: Wish, ordinal: int, text: str, taken: tuple[str, str, str]) -> bool:
    """Keep the ordinal as cancelled with the reason; False when another program was faster."""
    where = "dipakai di luar aplikasi" if taken[2] == "luar" else f"sudah ada pada buku {taken[0]}"
    free = f"{PASSED_OVER}{wish.group} {wish.day.year} {ordinal}"
    reason = f"Dilewati: nomor yang sama {where}."
    passed = _insert(office, wish, ordinal, 0, text, norm=free, state="batal", purpose="", reason=reason)
    return passed is not None
