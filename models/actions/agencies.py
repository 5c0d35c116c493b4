"""The list of agencies: made, renamed, merged, imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.actions.act import act, stop, who_acts
from models.actions.office_act import boards, clean, record
from models.actions.register import search_text
from models.records.results import Changed
from models.store.office import Office
from models.store.rows import first_row, rows
from models.store.tables import Agency, Card, Case
from models.store.text import normalise

NAME_LIMIT = 300
SHORT_LIMIT = 60
_IMPORT_LIMIT = 5_000
_AGENCIES = frozenset({"agencies"})


@act
def create_agency(office: Office, actor_id: int, name: str, short_name: str = "") -> Changed:
    """Enter an agency."""
    who = who_acts(office, actor_id)
    name, short_name = clean(name), clean(short_name)
    norm = _check_names(name, short_name, None)
    agency_id = Agency.insert(name=name, short_name=short_name, norm=norm).execute()
    record(office, who, "opd_dibuat", {"agency": agency_id, "name": name, "short_name": short_name})
    return Changed(_AGENCIES, record_id=agency_id)


@act
def rename_agency(
    office: Office, actor_id: int, agency_id: int, name: str, short_name: str = "", *, active: bool = True
) -> Changed:
    """Rename an agency on all its requests, or take it out of the list that forms offer."""
    who = who_acts(office, actor_id)
    query = Agency.select(Agency.name, Agency.short_name, Agency.active, Agency.merged_into)
    row = first_row(query.where(Agency.id == agency_id))
    if row is None or row[3] is not None:
        raise stop("opd_tidak_ada")
    name, short_name = clean(name), clean(short_name)
    norm = _check_names(name, short_name, agency_id)
    before = {"name": row[0], "short_name": row[1], "active": bool(row[2])}
    after = {"name": name, "short_name": short_name, "active": active}
    if before == after:
        raise stop("tidak_ada_perubahan")
    Agency.update(name=name, short_name=short_name, norm=norm, active=active).where(
        Agency.id == agency_id
    ).execute()
    if name != before["name"]:
        _rewrite_cases(agency_id, name)
    record(office, who, "opd_diubah", {"agency": agency_id, "before": before, "after": after})
    return Changed(_AGENCIES | boards(), record_id=agency_id)


@act
def merge_agencies(office: Office, actor_id: int, source_id: int, target_id: int) -> Changed:
    """Let one agency take over another with all its requests; the former one is kept, out of use."""
    who = who_acts(office, actor_id)
    if source_id == target_id:
        raise stop("opd_sama")
    source, target = _in_use(source_id), _in_use(target_id)
    moved = [case_id for (case_id,) in rows(Case.select(Case.id).where(Case.agency == source_id))]
    Case.update(agency=target_id).where(Case.agency == source_id).execute()
    Agency.update(merged_into=target_id).where(Agency.merged_into == source_id).execute()
    Agency.update(merged_into=target_id, active=False).where(Agency.id == source_id).execute()
    _rewrite_cases(target_id, target)
    record(office, who, "opd_digabung", {
        "from": source_id, "from_name": source, "to": target_id, "to_name": target, "cases": moved,
    })  # fmt: skip
    subjects = _AGENCIES | boards() | {f"case:{case_id}" for case_id in moved}
    return Changed(subjects, record_id=target_id)


@act
def import_agencies(office: Office, actor_id: int, names: Sequence[str]) -> Changed:
    """Enter the agencies of a list that are not there yet; empty lines and repeats are passed over."""
    who = who_acts(office, actor_id)
    if len(names) > _IMPORT_LIMIT:
        raise stop("daftar_terlalu_panjang", batas=_IMPORT_LIMIT)
    known = {norm for (norm,) in rows(Agency.select(Agency.norm))}
    fresh: dict[str, str] = {}
    for entry in names:
        name = clean(entry)
        norm = normalise(name)[:400]
        if norm and norm not in known:
            if len(name) > NAME_LIMIT:
                raise stop("opd_terlalu_panjang", batas=NAME_LIMIT)
            fresh.setdefault(norm, name)
    if not fresh:
        raise stop("opd_sudah_ada_semua")
    for norm, name in fresh.items():
        Agency.insert(name=name, norm=norm).execute()
    record(office, who, "opd_diimpor", {"names": list(fresh.values())})
    return Changed(_AGENCIES)


def _in_use(agency_id: int) -> str:
    """The name of an agency that was not merged away; stops otherwise."""
    query = Agency.select(Agency.name).where((Agency.id == agency_id) & Agency.merged_into.is_null())
    row = first_row(query)
    if row is None:
        raise stop("opd_tidak_ada")
    name: str = row[0]
    return name


def _check_names(name: str, short_name: str, agency_id: int | None) -> str:
    """The name as compared; stops when it is empty, too long or another agency has it."""
    if not name:
        raise stop("opd_kosong")
    if len(name) > NAME_LIMIT:
        raise stop("opd_terlalu_panjang", batas=NAME_LIMIT)
    if len(short_name) > SHORT_LIMIT:
        raise stop("singkatan_terlalu_panjang", batas=SHORT_LIMIT)
    norm = normalise(name)[:400]
    taken = Agency.select(Agency.id).where((Agency.norm == norm) & Agency.merged_into.is_null())
    if agency_id is not None:
        taken = taken.where(Agency.id != agency_id)
    if first_row(taken) is not None:
        raise stop("opd_sudah_ada", nama=name)
    return norm


def _rewrite_cases(agency_id: int, name: str) -> None:
    """Write the agency's name into what boards and searches look at of its requests."""
    query = Case.select(Case.id, Case.number, Case.subject, Case.contact_name, Case.letter_number)
    changes: list[tuple[Any, str]] = [
        (case_id, search_text(number, subject, name, contact, letter))
        for case_id, number, subject, contact, letter in rows(query.where(Case.agency == agency_id))
    ]
    for case_id, search in changes:
        Case.update(search=search).where(Case.id == case_id).execute()
        Card.update(agency=name, search=search).where(Card.case == case_id).execute()
