"""Case numbers: a yearly series per SOP, taken inside the transaction of the registration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.store.tables import NumberSeries

if TYPE_CHECKING:
    from models.store.office import Office

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def take_case_number(office: Office, code: str, day: date) -> str:
    """The next number of the SOP's series for that year, such as 012/PAW/XI/2026."""
    pattern = str(office.setting("number_pattern", "{urut:03}/{kode}/{bulan_romawi}/{tahun}"))
    here = (NumberSeries.series == code) & (NumberSeries.year == day.year)
    changed = NumberSeries.update(last=NumberSeries.last + 1).where(here).execute()
    if not changed:
        NumberSeries.insert(series=code, year=day.year, last=1).execute()
    last = NumberSeries.select(NumberSeries.last).where(here).scalar()
    return pattern.format(urut=last, kode=code, bulan_romawi=_ROMAN[day.month], tahun=day.year)
