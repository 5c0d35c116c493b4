"""Case numbers: a yearly series per SOP, taken inside the transaction of the registration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.rules.numbering import DEFAULT_PATTERN, format_number
from models.store.statements import Insertion, Statement
from models.store.tables import Case, NumberSeries

if TYPE_CHECKING:
    from models.store.office import Office

#: The setting that keeps patterns by SOP code; "" is the one for all others.
PATTERNS = "number_patterns"

_NUMBERED = Statement(lambda number: Case.select(Case.id).where(Case.number == number))
_SERIES = Insertion(NumberSeries, NumberSeries.series, NumberSeries.year, NumberSeries.last)
_RAISE = Statement(
    lambda code, year: NumberSeries.update(last=NumberSeries.last + 1).where(
        (NumberSeries.series == code) & (NumberSeries.year == year)
    )
)
_LAST = Statement(
    lambda code, year: NumberSeries.select(NumberSeries.last).where(
        (NumberSeries.series == code) & (NumberSeries.year == year)
    )
)


def pattern_of(office: Office, code: str) -> str:
    """The pattern of an SOP's numbers."""
    patterns: dict[str, str] = office.setting(PATTERNS, {})
    return patterns.get(code) or patterns.get("") or DEFAULT_PATTERN


def take_case_number(office: Office, code: str, day: date) -> str:
    """The next number of the SOP's series for that year, such as 012/PAW/XI/2026.

    One that a former pattern already gave to a case is passed over.
    """
    pattern = pattern_of(office, code)
    while True:
        number = format_number(pattern, _next(code, day.year), code, day)
        if _NUMBERED.first(number) is None:
            return number


def _next(code: str, year: int) -> int:
    if not _RAISE.run(code, year):
        _SERIES.run(code, year, 1)
        return 1
    row = _LAST.first(code, year)
    if row is None:  # updated a moment ago in this transaction
        raise LookupError(f"series {code} {year}")
    last: int = row[0]
    return last
