"""What keeps the office safe from day to day: the idle lock, a right clock, a recovery that is known."""

from __future__ import annotations

from models.actions.act import act, stop, who_acts
from models.actions.office_act import record
from models.actions.setup import put_setting
from models.records.results import Changed
from models.rules.account import LOCK_LIMITS
from models.store import history
from models.store.lock_setting import SETTING, idle_minutes
from models.store.office import Office
from models.store.recovery import KNOWN, RECOVERED
from models.store.rows import first_row
from models.store.tables import History


@act
def set_idle_lock(office: Office, actor_id: int, minutes: int) -> Changed:
    """Set after how many idle minutes the screen is locked."""
    who = who_acts(office, actor_id)
    shortest, longest = LOCK_LIMITS
    if not shortest <= minutes <= longest:
        raise stop("menit_kunci_tidak_sah", dari=shortest, sampai=longest)
    before = idle_minutes(office)
    if before == minutes:
        raise stop("tidak_ada_perubahan")
    put_setting(SETTING, minutes)
    record(office, who, "kunci_layar_diubah", {"before": before, "after": minutes})
    return Changed(frozenset({"settings"}))


@act
def confirm_clock(office: Office, actor_id: int) -> Changed:
    """Say that the clock is right although it stands before the newest event; the history shows the step."""
    who = who_acts(office, actor_id)
    now = office.now()
    minutes = history.minutes_back(now)
    if not minutes:
        raise stop("jam_tidak_mundur")
    record(office, who, history.CLOCK_SET, {"minutes": minutes})
    return Changed(frozenset({"settings"}))


@act
def know_recovery(office: Office, actor_id: int, event_id: int) -> Changed:
    """An administrator has seen that the password of one was made anew from outside."""
    who = who_acts(office, actor_id)
    query = History.select(History.id).where((History.id == event_id) & (History.kind == RECOVERED))
    if first_row(query) is None:
        raise stop("pemulihan_tidak_ada")
    now = office.now()
    history.append(
        None, None, KNOWN, now, now, who.person_id, who.actor_text, {"event": event_id}, always=True
    )
    return Changed(frozenset())
