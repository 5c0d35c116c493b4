"""Numbers of papers apart from issuing: reserved, put in between, typed from outside, cancelled."""

from __future__ import annotations

from datetime import date

from models.actions import office_act
from models.actions.act import act, stop, who_acts
from models.actions.moves import needed
from models.actions.papers import NUMBER_LIMIT, taken
from models.actions.setup import put_setting
from models.records.results import Changed
from models.store import paper_numbers
from models.store.office import Office
from models.store.paper_numbers import TakenError, Wish
from models.store.paper_settings import STARTS, classification_of, forms
from models.store.paper_tables import Paper, PaperNumber
from models.store.people import Standing
from models.store.rows import first_row

_SUBJECTS = frozenset({"papers", "numbers"})
_PURPOSE_LIMIT = 1_000
_FIRST_YEAR = 2000
_LARGEST = 999_999


@act
def reserve_number(
    office: Office, person_id: int, group: str, day: date, purpose: str, form: str = ""
) -> Changed:
    """Take the next number for a paper that is still to come; `form` gives the classification code."""
    who, wish = _wish(office, person_id, group, day, purpose, form)
    number_id, text = paper_numbers.take_number(office, wish)
    return _done(office, who, "nomor_dipesan", wish, number_id, text)


@act
def insert_number(
    office: Office, person_id: int, group: str, after_id: int, day: date, purpose: str, form: str = ""
) -> Changed:
    """Put a number in after another one of the series (sisip `.01`), for a paper dated back."""
    who, wish = _wish(office, person_id, group, day, purpose, form)
    query = PaperNumber.select(PaperNumber.group, PaperNumber.year, PaperNumber.ordinal, PaperNumber.text)
    row = first_row(query.where(PaperNumber.id == after_id))
    if row is None or row[0] != group:
        raise stop("nomor_naskah_tidak_ada")
    if not row[2]:
        raise stop("nomor_tanpa_urut", nomor=row[3])
    if row[1] != day.year:
        raise stop("nomor_tahun_lain", nomor=row[3], tahun=row[1])
    try:
        number_id, text = paper_numbers.put_between(office, wish, row[2])
    except TakenError as error:
        raise taken(error) from error
    return _done(office, who, "nomor_disisipkan", wish, number_id, text)


@act
def enter_outside_number(
    office: Office, person_id: int, group: str, text: str, day: date, purpose: str
) -> Changed:
    """Enter a number that was given outside the program, so that it is never given here."""
    who, wish = _wish(office, person_id, group, day, purpose, "")
    words = " ".join(text.split())
    if not words:
        raise stop("nomor_naskah_kosong")
    if len(words) > NUMBER_LIMIT:
        raise stop("nomor_naskah_terlalu_panjang", batas=NUMBER_LIMIT)
    try:
        number_id, text = paper_numbers.take_outside(office, wish._replace(state="luar"), words)
    except TakenError as error:
        raise taken(error) from error
    return _done(office, who, "nomor_luar_dicatat", wish, number_id, text)


@act
def cancel_number(office: Office, person_id: int, number_id: int, reason: str) -> Changed:
    """Cancel a number that no paper carries; it is spent and never given again."""
    who = who_acts(office, person_id)
    query = PaperNumber.select(PaperNumber.group, PaperNumber.text, PaperNumber.state)
    row = first_row(query.where(PaperNumber.id == number_id))
    if row is None:
        raise stop("nomor_naskah_tidak_ada")
    group, text, state = row
    if state == "batal":
        raise stop("nomor_sudah_batal", nomor=text)
    if first_row(Paper.select(Paper.id).where(Paper.number == number_id)) is not None:
        raise stop("nomor_dipakai_naskah", nomor=text)
    words = needed(reason)
    PaperNumber.update(state="batal", reason=words).where(PaperNumber.id == number_id).execute()
    data = {"number_id": number_id, "number": text, "group": group, "reason": words}
    office_act.record(office, who, "nomor_dibatalkan", data)
    return Changed(_SUBJECTS, number=text, record_id=number_id)


@act
def set_first_number(office: Office, person_id: int, group: str, year: int, first: int) -> Changed:
    """Let a series begin at a number, where the book of that year was kept on paper before."""
    who = who_acts(office, person_id)
    _known_group(office, group)
    if not 1 <= first <= _LARGEST:
        raise stop("nomor_awal_tidak_sah")
    if paper_numbers.last_ordinal(group, year):
        raise stop("seri_sudah_berjalan", buku=group.replace("_", " "), tahun=year)
    starts: dict[str, int] = office.setting(STARTS, {})
    key = f"{group}:{year}"
    before = starts.get(key, 1)
    if before == first:
        raise stop("tidak_ada_perubahan")
    put_setting(STARTS, starts | {key: first})
    data = {"group": group, "year": year, "before": before, "after": first}
    office_act.record(office, who, "nomor_awal_diatur", data)
    return Changed(_SUBJECTS | {"settings"})


def _wish(
    office: Office, person_id: int, group: str, day: date, purpose: str, form: str
) -> tuple[Standing, Wish]:
    who = who_acts(office, person_id)
    _known_group(office, group)
    words = " ".join(purpose.split())
    if not words:
        raise stop("keperluan_kosong")
    if len(words) > _PURPOSE_LIMIT:
        raise stop("keperluan_terlalu_panjang", batas=_PURPOSE_LIMIT)
    if not _FIRST_YEAR <= day.year <= office.local(office.now()).year + 1:
        raise stop("tanggal_naskah_tidak_sah", tanggal=day.isoformat())
    return who, Wish(group, day, person_id, "dipesan", words, classification_of(office, group, form))


def _known_group(office: Office, group: str) -> None:
    if not group or group not in {form.group for form in forms(office).values()}:
        raise stop("buku_nomor_tidak_ada", buku=group)


def _done(office: Office, who: Standing, kind: str, wish: Wish, number_id: int, text: str) -> Changed:
    data = {"number_id": number_id, "number": text, "group": wish.group, "day": wish.day.isoformat(),
            "purpose": wish.purpose}  # fmt: skip
    office_act.record(office, who, kind, data)
    return Changed(_SUBJECTS, number=text, record_id=number_id)
