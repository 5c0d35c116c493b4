"""What a data folder knows of its backups without asking the place, which may be slow or away.

The file stands beside the database, not in it: a damaged database is when it is needed most, and a
restored one must not bring back an older place.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from models.records.backup import BackupEntry, BackupState
from models.store.opening import BACKUPS_NAME
from models.store.problems import StoreProblem, of_system

_NAME = "cadangan.json"
_LIMIT = 64 * 1024
_PLACES = 8


def own_place(folder: Path) -> Path:
    """The place inside the data folder, used while no other was chosen."""
    return folder / BACKUPS_NAME


def chosen_place(folder: Path) -> Path:
    """Where backups go."""
    return known_places(folder)[0]


def known_places(folder: Path) -> tuple[Path, ...]:
    """Every place that was ever chosen, the one in use first; the one inside the data folder always."""
    kept = _read(folder).get("tempat", [])
    chosen = [Path(text) for text in kept if isinstance(text, str) and text] if isinstance(kept, list) else []
    return tuple(dict.fromkeys((*chosen, own_place(folder))))


def choose_place(folder: Path, place: Path) -> None:
    """Let backups go there from now on. Raises `StoreProblem`."""
    before = _read(folder)
    places = [str(p) for p in dict.fromkeys((place, *known_places(folder)))][:_PLACES]
    state = {} if places[0] == str(known_places(folder)[0]) else {"terakhir": None, "gagal": None}
    _write(folder, before | {"tempat": places} | state)


def read_state(folder: Path) -> BackupState:
    """When a backup was last made and tested, and what kept the last try from succeeding."""
    kept = _read(folder)
    last, failed = kept.get("terakhir"), kept.get("gagal")
    last = last if isinstance(last, dict) else {}
    failed = failed if isinstance(failed, dict) else {}
    data = failed.get("data")
    return BackupState(
        chosen_place(folder),
        _moment(last.get("dibuat")),
        _moment(last.get("teruji")),
        last["kepala"] if isinstance(last.get("kepala"), int) else 0,
        str(failed.get("kode", "")),
        {str(k): v for k, v in data.items() if isinstance(v, str | int)} if isinstance(data, dict) else {},
        _moment(failed.get("kapan")),
    )


def note_made(folder: Path, entry: BackupEntry, at: datetime) -> None:
    """A backup was made in the chosen place, opened and checked."""
    made = {"dibuat": entry.made_at.isoformat(), "teruji": at.isoformat(), "kepala": entry.head.id}
    _note(folder, {"terakhir": made, "gagal": None})


def note_tested(folder: Path, at: datetime) -> None:
    """The newest backup was read whole once more and found good."""
    last = _read(folder).get("terakhir")
    if isinstance(last, dict):
        _note(folder, {"terakhir": last | {"teruji": at.isoformat()}})


def note_failed(folder: Path, problem: StoreProblem, at: datetime) -> None:
    """No backup could be made."""
    _note(
        folder,
        {"gagal": {"kode": problem.code, "data": dict(problem.data), "kapan": at.isoformat()}},
    )


def _note(folder: Path, what: dict[str, Any]) -> None:
    """Keep it; a data folder that cannot be written is told by the acts, not by this."""
    with contextlib.suppress(StoreProblem):
        _write(folder, _read(folder) | what)


def _read(folder: Path) -> dict[str, Any]:
    try:
        with (folder / _NAME).open("rb") as file:
            kept = json.loads(file.read(_LIMIT))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(folder: Path, kept: dict[str, Any]) -> None:
    draft = folder / f"{_NAME}.baru"
    try:
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(folder / _NAME)
    except OSError as error:
        raise of_system(error, str(folder)) from error


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
