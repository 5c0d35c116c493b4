"""What administrators must hear of: passwords made anew from outside, guesses, resets, clocks put right."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.records.safety import ClockState, Recovery, SafetyNote
from models.store import history
from models.store.history import CLOCK_SET
from models.store.lock_setting import idle_minutes
from models.store.office import Office
from models.store.reading_rights import must_read
from models.store.recovery import KNOWN, RECOVERED
from models.store.rows import rows
from models.store.tables import History, Person

_NOTES = 200


def unknown_recoveries(office: Office, person_id: int) -> tuple[Recovery, ...]:
    """The passwords of administrators made anew from outside that this person has not been told of yet.

    Reads the whole history: for a worker.
    """
    must_read(office, "accounts")
    query = History.select(History.id, History.kind, History.occurred_at, History.person, History.data)
    found = rows(query.where(History.kind.in_([RECOVERED, KNOWN])).order_by(History.id))
    known = {json.loads(row[4])["event"] for row in found if row[1] == KNOWN and row[3] == person_id}
    return tuple(_recovery(office, *row) for row in found if row[1] == RECOVERED and row[0] not in known)


def _recovery(office: Office, event: int, _kind: str, at: datetime, _person: object, text: str) -> Recovery:
    data = json.loads(text)
    return Recovery(event, office.local(at), data["username"], data["account"])


def safety_notes(office: Office) -> tuple[SafetyNote, ...]:
    """The newest events about accounts and the clock, newest first. Reads the whole history: for a worker."""
    must_read(office, "accounts")
    query = History.select(History.kind, History.occurred_at, History.actor, History.data)
    query = query.where(History.kind.in_(list(_WORDS))).order_by(History.id.desc()).limit(_NOTES)
    found = rows(query)
    names = dict(rows(Person.select(Person.id, Person.username)))
    return tuple(
        SafetyNote(office.local(at), actor, _words(kind, json.loads(text), names))
        for kind, at, actor, text in found
    )


def lock_minutes(office: Office) -> int:
    """After how many idle minutes the screen is locked."""
    return idle_minutes(office)


def clock_state(office: Office) -> ClockState | None:
    """How far the clock stands before the newest event; None when it is as it should be."""
    now = office.now()
    minutes = history.minutes_back(now)
    return ClockState(office.local(now), minutes) if minutes else None


def _words(kind: str, data: dict[str, Any], names: dict[int, str]) -> str:
    who = data.get("person", 0)
    return _WORDS[kind].format_map({**data, "akun": names.get(who, who)})


_WORDS = {
    "orang_dibuat": "Membuat akun “{akun}”",
    "sandi_diubah": "Mengganti kata sandi “{akun}”",
    "sandi_diatur_ulang": "Mengatur ulang kata sandi “{akun}”",
    "masuk_gagal": "{failures} kata sandi salah berturut-turut untuk “{akun}”",
    "masuk_setelah_gagal": "Masuk sesudah {failures} kata sandi salah",
    RECOVERED: "Kata sandi administrator “{akun}” dipulihkan lewat perintah (akun komputer “{account}”)",
    KNOWN: "Mengetahui pemulihan kata sandi administrator",
    "kunci_layar_diubah": "Mengubah kunci layar: {before} → {after} menit",
    CLOCK_SET: "Menyatakan jam komputer benar, {minutes} menit lebih awal daripada kejadian sebelumnya",
}
