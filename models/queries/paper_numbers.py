"""The number books: the register of a series, its holes, and how its numbers are written."""

from __future__ import annotations

from typing import Any

from models.records.paper import NumberGroup, NumberLine
from models.records.secrecy import CONFIDENTIAL
from models.store import paper_numbers, paper_settings
from models.store.office import Office
from models.store.paper_tables import Paper, PaperNumber
from models.store.rows import rows
from models.store.secrecy import hidden
from models.store.tables import Person


def groups(office: Office) -> list[tuple[str, str]]:
    """(code, name) of every series."""
    codes = sorted({form.group for form in paper_settings.forms(office).values()} - {""})
    return [(code, group_name(code)) for code in codes]


def group_name(code: str) -> str:
    """The name of a series: `Surat keluar` for surat_keluar."""
    return code.replace("_", " ").capitalize()


def number_groups(office: Office) -> tuple[NumberGroup, ...]:
    """Every series with its pattern and the number that it would give today."""
    today = office.local(office.now()).date()
    all_forms = tuple(paper_settings.forms(office).values())
    found: list[NumberGroup] = []
    for code, name in groups(office):
        mine = [form for form in all_forms if form.group == code]
        klas = paper_settings.classification_of(office, code)
        example = paper_numbers.next_text(office, code, today, klas)
        pattern = paper_settings.pattern_of(office, code)
        found.append(NumberGroup(code, name, pattern, example, tuple(f.name for f in mine)))
    return tuple(found)


def years(office: Office) -> list[int]:
    """The years in which numbers were given, newest first; this year always."""
    found = {year for (year,) in rows(PaperNumber.select(PaperNumber.year).distinct())}
    return sorted(found | {office.local(office.now()).year}, reverse=True)


def register_of(office: Office, group: str, year: int) -> tuple[NumberLine, ...]:
    """The register of a series: in the order of its numbers, those typed by hand at the end.

    The number of a paper that may not be seen stands there without a word of it.
    """
    query = (
        PaperNumber.select(
            PaperNumber.id, PaperNumber.group, PaperNumber.year, PaperNumber.ordinal, PaperNumber.suffix,
            PaperNumber.text, PaperNumber.day, PaperNumber.state, PaperNumber.purpose, Paper.id, Person.name,
            PaperNumber.reason, Paper.name, Paper.subject, Paper.case,
        )
        .left_outer_join(Paper, on=(Paper.number == PaperNumber.id))
        .switch(PaperNumber)
        .join(Person, on=(PaperNumber.person == Person.id))
        .where((PaperNumber.group == group) & (PaperNumber.year == year))
        .order_by(PaperNumber.ordinal, PaperNumber.suffix, PaperNumber.id)
    )  # fmt: skip
    secret = frozenset(hidden(office))
    lines = [_line(row[:-1], hides=row[-1] in secret) for row in rows(query)]
    return tuple(sorted(lines, key=lambda line: line.ordinal == 0))


def _line(row: tuple[Any, ...], *, hides: bool) -> NumberLine:
    purpose, paper_id, reason = row[8] or ": ".join(filter(None, (row[12], row[13]))), row[9], row[11]
    if hides:
        purpose, paper_id, reason = CONFIDENTIAL, None, ""
    return NumberLine(
        row[0], row[1], row[2], row[3], row[4] if row[3] else 0, row[5], row[6].isoformat(), row[7],
        purpose, paper_id, row[10], reason,
    )  # fmt: skip


def missing_numbers(office: Office, group: str, year: int) -> tuple[int, ...]:
    """Ordinals of a series that nothing accounts for."""
    return paper_numbers.missing(office, group, year)
