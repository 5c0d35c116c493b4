"""When the data of an office was last checked, kept in a small file beside the database.

It is no part of the records: a copy of the data on another disk has not been checked there.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

NAME = "pemeriksaan.json"


class CheckState(NamedTuple):
    """Aware moments, None for never: pages and sizes looked at, everything checked, with what came of it.

    `thorough_at` is when rows and documents were last compared without anybody asking for it.
    """

    quick_at: datetime | None = None
    full_at: datetime | None = None
    findings: int = 0
    thorough_at: datetime | None = None


def read_check(folder: Path) -> CheckState:
    """What is known; a file that cannot be read is as good as none."""
    kept = _read(folder)
    findings = kept.get("temuan", 0)
    return CheckState(
        _moment(kept.get("halaman")),
        _moment(kept.get("lengkap")),
        findings if type(findings) is int else 0,
        _moment(kept.get("menyeluruh")),
    )


def note_quick(folder: Path, at: datetime) -> None:
    """Pages and sizes of documents were looked at."""
    _note(folder, {"halaman": at.isoformat()})


def note_thorough(folder: Path, at: datetime) -> None:
    """Every row and document was compared, and nothing was found."""
    _note(folder, {"menyeluruh": at.isoformat()})


def note_full(folder: Path, at: datetime, findings: int) -> None:
    """Everything was checked, with so many findings."""
    _note(folder, {"halaman": at.isoformat(), "lengkap": at.isoformat(), "temuan": findings})


def note_closed(folder: Path, database: str) -> None:
    """The database file as it is left in order: another one at the next opening is looked at more closely."""
    _note(folder, {"berkas": _stamp(folder / database)})


def is_as_closed(folder: Path, database: str) -> bool:
    """Whether the database file is the one that was left in order, as far as its size and time tell."""
    stamp, kept = _stamp(folder / database), _read(folder)
    return bool(stamp) and kept.get("berkas") == stamp and not kept.get("curiga")


def note_suspect(folder: Path, *, suspect: bool = True) -> None:
    """Something was found in the pages: the next opening looks closer, until it finds nothing."""
    if suspect or _read(folder).get("curiga"):
        _note(folder, {"curiga": suspect})


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def _note(folder: Path, what: dict[str, Any]) -> None:
    path = folder / NAME
    draft = path.with_suffix(".tmp")
    # a disk that cannot take it: the check is made again a little earlier than needed
    with contextlib.suppress(OSError):
        draft.write_text(json.dumps({**_read(folder), **what}), "utf-8")
        draft.replace(path)


def _read(folder: Path) -> dict[str, Any]:
    try:
        kept = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
