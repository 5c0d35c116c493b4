"""Anchors given out, and whether the history still holds to them: one written anew as a whole does not."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from models.records.backup import BackupEntry
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


class _Replaced(NamedTuple):
    """A time whose acts were given up knowingly: from a backup to the moment it was restored."""

    backup: str
    since: datetime
    until: datetime


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
    _keep(office.store.folder, office.now(), text, purpose)


def note_restore(folder: Path, at: datetime, seal: tuple[int, str], backup: str) -> None:
    """Keep the anchor of a restore: the history alone is not believed about what it gave up."""
    _keep(folder, at.astimezone(UTC), anchor_of(*seal).text, _purpose(backup))


def check_anchor(office: Office, text: str) -> Finding:
    """What the history says to an anchor that somebody reads from a paper."""
    anchor = read_anchor(text)
    if anchor is None:
        return Finding("jangkar_tidak_terbaca", {"jangkar": text[:60]})
    return _judged(anchor) or _fits(office, anchor)


def check_anchors(office: Office) -> Iterator[Finding]:
    """Every anchor given out, and every backup, to which the history does not hold."""
    entries = list(_backups(office))
    replaced = list(_replaced(office, entries))
    for kept in kept_anchors(office):
        found = _judged(kept.anchor)
        if found is not None:
            told = {"untuk": kept.purpose, "kapan": office.local(kept.at).strftime("%d-%m-%Y %H.%M")}
            if _explained(kept.at, replaced) is not None:
                yield Finding("jangkar_dipulihkan", {**found.data, **told}, grave=False)
            else:
                yield Finding("jangkar_tercatat_berbeda", {**found.data, **told})
    yield from _check_backups(office, entries, replaced)


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


def _backups(office: Office) -> Iterator[BackupEntry]:
    """Every backup of this office that is at hand."""
    # not needed before the first check
    from models.store.backup import catalogue  # noqa: PLC0415
    from models.store.backup_state import known_places  # noqa: PLC0415

    origin = _digest(1)
    for place in known_places(office.store.folder):
        try:
            entries = catalogue(place)
        except (StoreProblem, OSError):
            continue  # a stick that is not plugged in tells nothing
        ours = (entry for entry in entries if entry.manifest is not None and entry.head.id)
        yield from (entry for entry in ours if entry.manifest and entry.manifest.origin == origin)


def _check_backups(
    office: Office, entries: list[BackupEntry], replaced: list[_Replaced]
) -> Iterator[Finding]:
    """Whether the history still begins as in every backup; one that was given up is told all the same."""
    for entry in entries:
        code, number = _differing(entry)
        if not code:
            continue
        when = office.local(entry.made_at).strftime("%d-%m-%Y %H.%M")
        told: dict[str, str | int] = {"cadangan": entry.name, "kapan": when, "dicatat": number}
        by = _explained(entry.made_at, replaced)
        if by is None:
            yield Finding(code, told)
        else:
            yield Finding("cadangan_diganti", told | {"pemulihan": by.backup}, grave=False)


def _differing(entry: BackupEntry) -> tuple[str, int]:
    """How the history differs from a backup and by which number; "" when it does not."""
    seal = entry.manifest.seal if entry.manifest is not None else None
    if _digest(entry.head.id) != entry.head.digest:
        return "cadangan_berbeda", entry.head.id
    if seal is not None and seal_at(seal.id) != seal.digest:
        return "cadangan_meterai_berbeda", seal.id
    return "", 0


def _replaced(office: Office, entries: list[BackupEntry]) -> Iterator[_Replaced]:
    """What restores gave up, as far as something beside the history under test bears them out.

    A restore is noted right after the head of its backup; the backup that it names is at hand, or its
    anchor was kept when it was made.
    """
    made = {(entry.name, *entry.head): entry.made_at for entry in entries}
    kept = kept_anchors(office)
    query = History.select(History.id, History.data, History.recorded_at)
    for event_id, text, at in rows(query.where(History.kind == "cadangan_dipulihkan").order_by(History.id)):
        with contextlib.suppress(ValueError, KeyError, TypeError, OverflowError, OSError):
            data = json.loads(text)
            name, head, digest = str(data["backup"]), int(data["head"]), str(data["digest"])
            said = datetime.fromtimestamp(data["made_at"], at.tzinfo)
            if event_id != head + 1 or _digest(head) != digest:
                continue
            noted = [k.at for k in kept if k.purpose == _purpose(name) and _stands_on(k.anchor, event_id)]
            if noted or (name, head, digest) in made:
                yield _Replaced(name, made.get((name, head, digest), said), max(at, *noted, at))


def _stands_on(anchor: Anchor, event_id: int) -> bool:
    """Whether an anchor is that of the seal of an act, which the history still holds to."""
    found = first_row(Seal.select(Seal.event).where(Seal.id == anchor.number))
    return found is not None and found[0] == event_id and _judged(anchor) is None


def _explained(at: datetime, replaced: list[_Replaced]) -> _Replaced | None:
    return next((span for span in replaced if span.since <= at <= span.until), None)


def _purpose(backup: str) -> str:
    return f"pemulihan cadangan {backup}"


def _keep(folder: Path, at: datetime, text: str, purpose: str) -> None:
    words = " ".join(purpose.split())[:_LIMIT]
    with contextlib.suppress(OSError), (folder / NAME).open("a", encoding="utf-8") as kept:
        kept.write(f"{at:%Y-%m-%dT%H:%M:%SZ}\t{text}\t{words}\n")


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
