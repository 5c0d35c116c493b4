"""Acts about backups: where they go, and the trace of whoever asks for a copy of everything."""

from __future__ import annotations

from pathlib import Path

from models.actions.act import act, stop, verbatim_act, who_acts
from models.actions.office_act import record
from models.actions.setup import put_setting
from models.records.backup import BACKUPS, WARN_DAYS_LIMIT, BackupEntry
from models.records.results import Changed
from models.store.backup_place import check_place_there
from models.store.backup_state import choose_place, chosen_place, is_readable
from models.store.office import Office
from models.store.opening import DOCUMENTS_NAME

_CHANGED = Changed(frozenset({"backups"}))
_PATH_LIMIT = 1000


@verbatim_act
def choose_backup_place(office: Office, actor_id: int, place: Path) -> Changed:
    """Let backups go to a place from now on, which `prepare_place` has made ready."""
    folder = office.store.folder
    if len(str(place)) > _PATH_LIMIT or (folder / DOCUMENTS_NAME) in (place, *place.parents):
        raise stop("cadangan_di_dalam_data", tempat=str(place))
    check_place_there(place)
    before = chosen_place(folder)
    if before == place and is_readable(folder):
        raise stop("tidak_ada_perubahan")
    data = {"before": str(before), "after": str(place)}
    record(office, who_acts(office, actor_id), "tempat_cadangan_diubah", data)
    choose_place(folder, place)
    return _CHANGED


@act
def set_backup_warning(office: Office, actor_id: int, days: int) -> Changed:
    """After how many days without a tested backup the window warns."""
    if not 1 <= days <= WARN_DAYS_LIMIT:
        raise stop("hari_cadangan_tidak_sah", batas=WARN_DAYS_LIMIT)
    before = office.setting(BACKUPS, {})
    if before.get("warn_days") == days:
        raise stop("tidak_ada_perubahan")
    put_setting(BACKUPS, before | {"warn_days": days})
    record(office, who_acts(office, actor_id), "batas_cadangan_diubah", {"days": days})
    return _CHANGED


@verbatim_act
def ask_backup(office: Office, actor_id: int, place: Path) -> Changed:
    """Somebody asks for a backup; the trace of it is in the backup itself."""
    record(office, who_acts(office, actor_id), "cadangan_diminta", {"place": str(place)[:_PATH_LIMIT]})
    return _CHANGED


@verbatim_act
def ask_restore(office: Office, actor_id: int, entry: BackupEntry) -> Changed:
    """Somebody asks for an older state; the trace of it is in the state that is kept."""
    data = {"backup": entry.name, "made_at": int(entry.made_at.timestamp()), "head": entry.head.id}
    record(office, who_acts(office, actor_id), "pemulihan_diminta", data)
    return _CHANGED


@verbatim_act
def ask_export(office: Office, actor_id: int, target: Path) -> Changed:
    """Somebody takes everything out in open formats."""
    record(office, who_acts(office, actor_id), "ekspor_diminta", {"target": str(target)[:_PATH_LIMIT]})
    return _CHANGED
