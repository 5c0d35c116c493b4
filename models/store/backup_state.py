"""What a data folder knows of its backups without asking the place, which may be slow or away.

The file stands beside the database, not in it: a damaged database is when it is needed most, and a
restored one must not bring back an older place.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from models.records.backup import BackupEntry, BackupState
from models.store.files import sync_folder
from models.store.opening import BACKUPS_NAME
from models.store.problems import StoreProblem, of_system

_NAME = "cadangan.json"
_LIMIT = 64 * 1024
_PLACES = 8
#: A note that cannot be read is kept under such a name when a place is chosen anew.
_UNREADABLE = f"{_NAME}.tidak-terbaca-"


def own_place(folder: Path) -> Path:
    """The place inside the data folder, used while no other was chosen."""
    return folder / BACKUPS_NAME


def chosen_place(folder: Path) -> Path:
    """Where backups go."""
    return known_places(folder)[0]


def known_places(folder: Path) -> tuple[Path, ...]:
    """Every place that was ever chosen, the one in use first; the one inside the data folder always.

    It is the only one while the note of them cannot be read: `check_note` tells that.
    """
    kept = (_read(folder) or {}).get("tempat", [])
    chosen = [Path(text) for text in kept if isinstance(text, str) and text] if isinstance(kept, list) else []
    return tuple(dict.fromkeys((*chosen, own_place(folder))))


def is_readable(folder: Path) -> bool:
    """Whether the note of all this can be read, or there never was one."""
    return _read(folder) is not None


def check_note(folder: Path) -> None:
    """Refuse to take the place inside the data folder for the chosen one when the note cannot be read.

    Raises:
        StoreProblem: cadangan_catatan_rusak.
    """
    if not is_readable(folder):
        raise StoreProblem("cadangan_catatan_rusak", berkas=str(folder / _NAME))


def choose_place(folder: Path, place: Path) -> None:
    """Let backups go there from now on; a note that cannot be read stays beside. Raises `StoreProblem`."""
    before = _read(folder)
    if before is None:
        _lay_aside(folder)
        before = {}
    places = [str(p) for p in dict.fromkeys((place, *known_places(folder)))][:_PLACES]
    state = {} if places[0] == str(known_places(folder)[0]) else {"terakhir": None, "gagal": None}
    _write(folder, before | {"tempat": places} | state)


def read_state(folder: Path) -> BackupState:
    """When a backup was last made and tested, and what kept the last try from succeeding."""
    kept = _read(folder)
    if kept is None:
        data: dict[str, str | int] = {"berkas": str(folder / _NAME)}
        return BackupState(own_place(folder), None, None, 0, "cadangan_catatan_rusak", data, None)
    last, failed = kept.get("terakhir"), kept.get("gagal")
    last = last if isinstance(last, dict) else {}
    failed = failed if isinstance(failed, dict) else {}
    given = failed.get("data")
    return BackupState(
        chosen_place(folder),
        _moment(last.get("dibuat")),
        _moment(last.get("teruji")),
        last["kepala"] if isinstance(last.get("kepala"), int) else 0,
        str(failed.get("kode", "")),
        {str(k): v for k, v in given.items() if isinstance(v, str | int)} if isinstance(given, dict) else {},
        _moment(failed.get("kapan")),
    )


def note_made(folder: Path, entry: BackupEntry, at: datetime) -> None:
    """A backup was made in the chosen place; it counts as tested when all of it was read."""
    last = (_read(folder) or {}).get("terakhir")
    before = last.get("teruji") if isinstance(last, dict) else None
    tested = at.isoformat() if entry.all_read else before
    made = {"dibuat": entry.made_at.isoformat(), "teruji": tested, "kepala": entry.head.id}
    _note(folder, {"terakhir": made, "gagal": None})


def note_tested(folder: Path, at: datetime) -> None:
    """The newest backup was read whole once more and found good."""
    last = (_read(folder) or {}).get("terakhir")
    if isinstance(last, dict):
        _note(folder, {"terakhir": last | {"teruji": at.isoformat()}})


def note_failed(folder: Path, problem: StoreProblem, at: datetime) -> None:
    """No backup could be made."""
    _note(
        folder,
        {"gagal": {"kode": problem.code, "data": dict(problem.data), "kapan": at.isoformat()}},
    )


def _note(folder: Path, what: dict[str, Any]) -> None:
    """Keep it; a data folder that cannot be written is told by the acts, not by this.

    Never over a note that is there and cannot be read: the chosen place may still stand in it.
    """
    kept = _read(folder)
    if kept is not None:
        with suppress(StoreProblem):
            _write(folder, kept | what)


def _read(folder: Path) -> dict[str, Any] | None:
    """What is noted, {} when nothing ever was, None when what is noted cannot be read."""
    try:
        with (folder / _NAME).open("rb") as file:
            kept = json.loads(file.read(_LIMIT))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def _write(folder: Path, kept: dict[str, Any]) -> None:
    """Bring it to the disk before it has its name; two programs at once have a draft each."""
    draft = folder / f"{_NAME}.{uuid4().hex}.baru"
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(json.dumps(kept, ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / _NAME)
        sync_folder(folder)
    except OSError as error:
        raise of_system(error, str(folder)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _lay_aside(folder: Path) -> None:
    """Keep a note that cannot be read, for whoever wants to look what stood in it."""
    try:
        (folder / _NAME).replace(folder / f"{_UNREADABLE}{uuid4().hex[:8]}")
    except OSError as error:
        raise of_system(error, str(folder)) from error


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
