"""What administrators must hear of: passwords made anew from outside, guesses, resets, clocks put right."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from models.records.office import HOLDING_KINDS
from models.records.safety import ClockState, Recovery, SafetyNote
from models.rules.date_words import date_text
from models.store import history
from models.store.history import CLOCK_SET
from models.store.lock_setting import idle_minutes
from models.store.office import Office
from models.store.reading_rights import must_read
from models.store.recovery import KNOWN, RECOVERED
from models.store.rows import rows
from models.store.tables import History, Holding, Person, Position

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
    positions = dict(rows(Position.select(Position.id, Position.name)))
    held = {row[0]: row[1:] for row in rows(Holding.select(Holding.id, Holding.person, Holding.position))}
    return tuple(
        SafetyNote(office.local(at), actor, _words(kind, _whose(json.loads(text), held), names, positions))
        for kind, at, actor, text in found
    )


def _whose(data: dict[str, Any], held: dict[int, tuple[int, int]]) -> dict[str, Any]:
    """The data of an event; of one that names a holding alone, with whose and of what it is."""
    if "holding" not in data or "person" in data:
        return data
    person_id, position_id = held[data["holding"]]
    return data | {"person": person_id, "position": position_id}


def lock_minutes(office: Office) -> int:
    """After how many idle minutes the screen is locked."""
    return idle_minutes(office)


def clock_state(office: Office) -> ClockState | None:
    """How far the clock stands before the newest event; None when it is as it should be."""
    now = office.now()
    minutes = history.minutes_back(now)
    return ClockState(office.local(now), minutes) if minutes else None


def _words(kind: str, data: dict[str, Any], names: dict[int, str], positions: dict[int, str]) -> str:
    who, to = data.get("person", 0), data.get("to")
    return _WORDS[kind].format_map({
        **data, "akun": names.get(who, who), "jabatan": positions.get(data.get("position", 0), ""),
        "kepada": "semua pemegang jabatannya" if to is None else f"“{names.get(to, to)}”",
        "perubahan": _changed(data) if kind == "orang_diubah" else "",
        "cara": HOLDING_KINDS.get(data.get("kind", ""), ""), "sejak": _day(data.get("since")),
        "sampai": _day(data.get("until")),
    })  # fmt: skip


def _day(written: object) -> str:
    return date_text(date.fromisoformat(str(written))) if written else "seterusnya"


def _changed(data: dict[str, Any]) -> str:
    """What of an account was changed, in words; events of earlier versions name fewer fields."""
    before, after = data["before"], data["after"]
    return "; ".join(
        words[bool(after[field])] if isinstance(after[field], bool) else f"{words[0]} {after[field]}"
        for field, words in _FIELDS.items()
        if field in after and before.get(field) != after[field]
    )


#: Of an account: the words when a field was taken away, and when it was given.
_FIELDS = {
    "name": ("nama menjadi", "nama menjadi"),
    "admin": ("bukan lagi Administrator", "menjadi Administrator"),
    "manages_sops": ("bukan lagi Pengelola SOP", "menjadi Pengelola SOP"),
    "reads_only": ("bukan lagi Pembaca", "menjadi Pembaca"),
    "active": ("ditutup", "diaktifkan"),
}


_WORDS = {
    "orang_dibuat": "Membuat akun “{akun}”",
    "orang_diubah": "Mengubah akun “{akun}”: {perubahan}",
    "akun_ditutup": "Menutup akun “{akun}”; {moved} tugas terbuka diserahkan, {freed} dilepas",
    "tugas_dialihkan": "Mengalihkan {moved} tugas “{akun}” kepada {kepada}",
    "jabatan_dipegang": "Menetapkan “{akun}” pada jabatan {jabatan} ({cara}) mulai {sejak}",
    "jabatan_dilepas": "Mengakhiri jabatan {jabatan} “{akun}” per {sampai}",
    "jabatan_didelegasikan": "Mendelegasikan jabatan {jabatan} kepada “{akun}”, {sejak} sampai {sampai}",
    "sandi_diubah": "Mengganti kata sandi “{akun}”",
    "sandi_diatur_ulang": "Mengatur ulang kata sandi “{akun}”",
    "masuk_gagal": "{failures} kata sandi salah berturut-turut untuk “{akun}”",
    "masuk_setelah_gagal": "Masuk sesudah {failures} kata sandi salah",
    RECOVERED: "Kata sandi administrator “{akun}” dipulihkan lewat perintah (akun komputer “{account}”)",
    KNOWN: "Mengetahui pemulihan kata sandi administrator",
    "kunci_layar_diubah": "Mengubah kunci layar: {before} → {after} menit",
    CLOCK_SET: "Menyatakan jam komputer benar, {minutes} menit lebih awal daripada kejadian sebelumnya",
}
