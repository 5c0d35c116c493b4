"""Settings of the office: its profile and the patterns of its case numbers."""

from __future__ import annotations

from dataclasses import asdict, replace

from models.actions.act import Stop, act, authorised, not_stored, right_of, stop, who_acts
from models.actions.deadlines import recompute_open_runs
from models.actions.office_act import boards, record
from models.actions.setup import check_profile, put_setting, write_profile
from models.records.office import OfficeProfile
from models.records.results import Changed, Result
from models.rules.numbering import pattern_fault
from models.store.numbers import PATTERNS
from models.store.office import Office
from models.store.problems import StoreProblem
from models.store.rows import first_row
from models.store.tables import SopRow

_SET_PROFILE = right_of("settings.set_office_profile")


def set_office_profile(office: Office, actor_id: int, profile: OfficeProfile) -> Result:
    """Change the profile; another time zone moves the deadlines of open runs.

    Whether the office is a sample stays as it is, whatever the new profile says.
    """
    try:
        with office.transaction():
            who = authorised(office, actor_id, _SET_PROFILE)
            before = office.setting("office", {})
            profile = replace(profile, sample=bool(before.get("sample", False)))
            if before == asdict(profile):
                raise stop("tidak_ada_perubahan")
            check_profile(profile)
            write_profile(profile)
            office.forget_calendar()
            recompute_open_runs(office)
            record(office, who, "profil_kantor_diubah", {"before": before, "after": asdict(profile)})
            return Changed(frozenset({"settings", "calendar"}) | boards())
    except Stop as ended:
        return ended.refused
    except StoreProblem as problem:
        return not_stored(problem)
    finally:
        office.forget_calendar()


@act
def set_number_pattern(office: Office, actor_id: int, pattern: str, sop_code: str = "") -> Changed:
    """Set the pattern of case numbers for one SOP, or for all that have none of their own.

    An empty pattern for an SOP lets it follow the common one again.
    """
    who = who_acts(office, actor_id)
    if sop_code and first_row(SopRow.select(SopRow.id).where(SopRow.code == sop_code)) is None:
        raise stop("sop_tidak_ada", sop=sop_code)
    pattern = pattern.strip()
    fault = "" if sop_code and not pattern else pattern_fault(pattern)
    if fault:
        raise stop(fault)
    patterns: dict[str, str] = office.setting(PATTERNS, {})
    before = patterns.get(sop_code, "")
    if before == pattern:
        raise stop("tidak_ada_perubahan")
    put_setting(PATTERNS, patterns | {sop_code: pattern})
    record(office, who, "pola_nomor_diubah", {"sop": sop_code, "before": before, "after": pattern})
    return Changed(frozenset({"settings"}))
