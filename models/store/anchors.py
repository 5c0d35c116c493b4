"""Anchors given out, and whether the history still holds to them: one written anew as a whole does not."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.rules.anchors import Anchor, anchor_of, read_anchor
from models.store.history import GENESIS
from models.store.office import Finding, Office
from models.store.problems import StoreProblem
from models.store.rows import first_row, rows
from models.store.seal_tables import Seal
from models.store.seals import seal_at, seal_head
from models.store.tables import History

NAME = "riwayat.jangkar"
_LIMIT = 300


class Kept(NamedTuple):
    """An anchor that was given out: when (aware), and what it stands on."""

    anchor: Anchor
    at: datetime
    purpose: str


def anchor_now() -> str:
    """The anchor of everything stored so far, as it is printed; "" before the first act."""
    head = seal_head()
    return anchor_of(*head).text if head.id else ""


def note_anchor(office: Office, text: str, purpose: str) -> None:
    """Keep an anchor that was given out in a file beside the database, for the next check.

    A disk that cannot take the line keeps nobody from their paper: it stands on the paper.
    """
    words = " ".join(purpose.split())[:_LIMIT]
    with contextlib.suppress(OSError), _file(office).open("a", encoding="utf-8") as kept:
        kept.write(f"{office.now():%Y-%m-%dT%H:%M:%SZ}\t{text}\t{words}\n")


def check_anchor(office: Office, text: str) -> Finding:
    """What the history says to an anchor that somebody reads from a paper."""
    anchor = read_anchor(text)
    if anchor is None:
        return Finding("jangkar_tidak_terbaca", {"jangkar": text[:60]})
    return _judged(anchor) or _fits(office, anchor)


def check_anchors(office: Office) -> Iterator[Finding]:
    """Every anchor given out, and every backup, to which the history does not hold."""
    replaced = _replaced()
    for kept in kept_anchors(office):
        found = _judged(kept.anchor)
        if found is not None:
            told = {"untuk": kept.purpose, "kapan": office.local(kept.at).strftime("%d-%m-%Y %H.%M")}
            if any(since <= kept.at <= until for since, until in replaced):
                yield Finding("jangkar_dipulihkan", {**found.data, **told}, grave=False)
            else:
                yield Finding("jangkar_tercatat_berbeda", {**found.data, **told})
    yield from _check_backups(office, replaced)


def kept_anchors(office: Office) -> tuple[Kept, ...]:
    """The anchors given out, oldest first; lines that are none are passed over."""
    try:
        lines = _file(office).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(kept for line in lines if (kept := _kept(line)) is not None)


def _judged(anchor: Anchor) -> Finding | None:
    """What is wrong with an anchor; None when the history holds to it."""
    data: dict[str, str | int] = {"jangkar": anchor.text, "ada": seal_head().id}
    if anchor.number > seal_head().id:
        return Finding("jangkar_lebih_baru", data)
    return None if seal_at(anchor.number).startswith(anchor.mark) else Finding("jangkar_berbeda", data)


def _fits(office: Office, anchor: Anchor) -> Finding:
    found = first_row(Seal.select(Seal.at, Seal.event).where(Seal.id == anchor.number))
    at, event = found or (office.now(), 0)
    when = office.local(at).strftime("%d-%m-%Y %H.%M")
    return Finding("jangkar_cocok", {"jangkar": anchor.text, "kapan": when, "kejadian": event}, grave=False)


def _check_backups(office: Office, replaced: list[tuple[datetime, datetime]]) -> Iterator[Finding]:
    """Whether the history still begins as in every backup of this office that is at hand."""
    # not needed before the first check
    from models.store.backup import catalogue  # noqa: PLC0415
    from models.store.backup_state import known_places  # noqa: PLC0415

    origin = _digest(1)
    for place in known_places(office.store.folder):
        try:
            entries = catalogue(place)
        except (StoreProblem, OSError):
            continue  # a stick that is not plugged in tells nothing
        for entry in entries:
            manifest = entry.manifest
            if manifest is None or manifest.origin != origin or not entry.head.id:
                continue
            if any(since <= entry.made_at <= until for since, until in replaced):
                continue
            when = office.local(entry.made_at).strftime("%d-%m-%Y %H.%M")
            told: dict[str, str | int] = {"cadangan": entry.name, "kapan": when, "dicatat": entry.head.id}
            if _digest(entry.head.id) != entry.head.digest:
                yield Finding("cadangan_berbeda", told)
            elif manifest.seal is not None and seal_at(manifest.seal.id) != manifest.seal.digest:
                yield Finding("cadangan_meterai_berbeda", told | {"dicatat": manifest.seal.id})


def _replaced() -> list[tuple[datetime, datetime]]:
    """Times whose acts were given up knowingly: from a backup to the moment it was restored."""
    query = History.select(History.data, History.recorded_at).where(History.kind == "cadangan_dipulihkan")
    found = []
    for text, at in rows(query.order_by(History.id)):
        with contextlib.suppress(ValueError, KeyError, TypeError, OverflowError, OSError):
            found.append((datetime.fromtimestamp(json.loads(text)["made_at"], at.tzinfo), at))
    return found


def _digest(event_id: int) -> str:
    row = first_row(History.select(History.digest).where(History.id == event_id))
    return GENESIS if row is None else str(row[0])


def _kept(line: str) -> Kept | None:
    at, _, rest = line.partition("\t")
    text, _, purpose = rest.partition("\t")
    anchor = read_anchor(text)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return None if anchor is None or moment.tzinfo is None else Kept(anchor, moment, purpose)


def _file(office: Office) -> Path:
    return office.store.folder / NAME
