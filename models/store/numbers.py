"""Case numbers: a yearly series per SOP, taken inside the transaction of the registration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.store.statements import Insertion, Statement
from models.store.tables import NumberSeries

if TYPE_CHECKING:
    from models.store.office import Office

_TAKE = Statement(
    lambda series, year: NumberSeries.update(last=NumberSeries.last + 1).where(
        (NumberSeries.series == series) & (NumberSeries.year == year)
    )
)
_BEGIN = Insertion(NumberSeries, NumberSeries.series, NumberSeries.year, NumberSeries.last)
_LAST = Statement(
    lambda series, year: NumberSeries.select(NumberSeries.last).where(
        (NumberSeries.series == series) & (NumberSeries.year == year)
    )
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def take_case_number(office: Office, code: str, day: date) -> str:
    """The next number of the SOP's series for that year, such as 012/PAW/XI/2026."""
    pattern = str(office.setting("number_pattern", "{urut:03}/{kode}/{bulan_romawi}/{tahun}"))
    if not _TAKE.run(code, day.year):
        _BEGIN.run(code, day.year, 1)
    last = _LAST.value(code, day.year)
    return pattern.format(urut=last, kode=code, bulan_romawi=_ROMAN[day.month], tahun=day.year)
