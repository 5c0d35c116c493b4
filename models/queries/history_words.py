"""The events of the history in words: what happened, and the particulars."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from models.queries.history_words_papers import PAPER_WORDS
from models.queries.rows import raw_rows
from models.queries.step_words import outcome_words, step_words
from models.records.completion import CHANNELS, LATE_REASONS, PAUSE_PARTIES
from models.records.priorities import PRIORITIES
from models.records.sop import Sop, Step
from models.store.office import Office
from models.store.tables import Agency, StepRun

Data = dict[str, Any]

#: Registration fields as a person knows them.
_FIELDS = {
    "subject": "perihal",
    "agency_id": "OPD",
    "contact_name": "narahubung",
    "contact_phone": "telepon",
    "channel": "kanal",
    "priority": "sifat",
    "letter_number": "nomor surat",
    "letter_date": "tanggal surat",
    "note": "catatan",
    "received_at": "diterima",
}


class Names:
    """Names behind the ids in the events of one case, read once and only when asked for."""

    def __init__(self, office: Office, sop: Sop, case_id: int) -> None:
        self.office = office
        self.sop = sop
        self._case_id = case_id
        self._documents = {d.id: d.label for d in sop.documents}
        self._executors = {e.id: e.label for e in sop.executors}
        self._steps = {s.id: s for s in sop.steps}

    @cached_property
    def _runs(self) -> dict[int, str]:
        query = StepRun.select(StepRun.id, StepRun.step).where(StepRun.case == self._case_id)
        return dict(raw_rows(query))

    @cached_property
    def _agencies(self) -> dict[int, str]:
        return dict(raw_rows(Agency.select(Agency.id, Agency.name)))

    def step_of_run(self, run_id: int | None) -> Step | None:
        """The step of a run; None when the event belongs to no run."""
        return self._steps.get(self._runs.get(run_id or 0, ""))

    def step(self, step_id: str) -> Step | None:
        """The step of that id, if the SOP has it."""
        return self._steps.get(step_id)

    def document(self, doc_type: str) -> str:
        """The label of a document type."""
        return self._documents.get(doc_type, doc_type)

    def executor(self, executor_id: str) -> str:
        """The label of an executor."""
        return self._executors.get(executor_id, executor_id)

    def part(self, step: Step | None, part_id: str) -> str:
        """The executor of a part."""
        for part in step.parts if step else ():
            if part.id == part_id:
                return self.executor(part.executor)
        return part_id

    def agency(self, agency_id: Any) -> str:
        """The name of an agency."""
        return self._agencies.get(agency_id, str(agency_id))


def history_words(kind: str, data: Data, run_id: int | None, names: Names) -> tuple[str, str]:
    """What happened, and the particulars; a kind that is not known here is shown as it stands."""
    words = _WORDS.get(kind)
    if words is None and (of_paper := PAPER_WORDS.get(kind)) is not None:
        return of_paper(data)
    if words is None:
        return kind, json.dumps(data, ensure_ascii=False, sort_keys=True) if data else ""
    return words(data, names.step_of_run(run_id), names)


def _registered(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    where = [_opened(o, names) for o in data.get("opens", ())]
    verb = "Memasukkan permohonan yang sudah berjalan" if data.get("under_way") else "Mendaftarkan permohonan"
    channel = data.get("channel", "")
    return verb, _line(
        data.get("subject", ""),
        names.agency(data["agency"]) if "agency" in data else "",
        _pair("kanal", CHANNELS.get(channel, channel)),
        _pair("diterima", _day(data.get("received_at", ""))),
        _pair("berdiri di", " dan ".join(where)),
        "rahasia" if data.get("secret") else "",
    )


def _corrected(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    changes = []
    for field, change in data.items():
        before = _value(field, change.get("before"), names)
        after = _value(field, change.get("after"), names)
        changes.append(f"{_FIELDS.get(field, field)}: {before} → {after}")
    return "Mengubah data registrasi", _line(*changes)


def _part_done(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    part = names.part(step, data.get("part", ""))
    return f"Menyelesaikan bagian {part} di {_place(step)}", _line(_external(data), data.get("note", ""))


def _step_done(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    late = data.get("late_code", "")
    reason = ": ".join(filter(None, (LATE_REASONS.get(late, late), data.get("late_text", ""))))
    return f"Menyelesaikan {_place(step)}", _line(
        _decision(data, step, names),
        _pair("alasan", data.get("reason", "")),
        _pair("terlambat", reason),
        "lewat target" if data.get("past_target") else "",
        _external(data),
        data.get("note", ""),
        _stale(data),
    )


def _decision(data: Data, step: Step | None, names: Names) -> str:
    """The outcome taken and where it led; a step without a decision only tells where it led."""
    outcome = next((o for o in (step.outcomes if step else ()) if o.id == data.get("outcome")), None)
    if outcome is None:
        return _pair("keputusan", str(data.get("outcome") or ""))
    leads = outcome_words(names.sop, outcome)
    return f"{outcome.label} → {leads}" if step is not None and step.is_decision else f"→ {leads}"


def _run_opened(_data: Data, step: Step | None, _names: Names) -> tuple[str, str]:
    return f"Membuka {_place(step)}", ""


def _attached(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    what = f"Melampirkan {_document(data, names)}"
    kind = data.get("kind", "")
    place = data.get("place", "")
    return what, _line(
        data.get("file_name", ""),
        _pair("asli kertas", place) if kind == "kertas" else _pair("tautan", place),
        _pair("asli", data.get("original_place", "")),
        f"pada {_place(step)}" if step else "",
    )


def _withdrawn(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    return f"Menarik {_document(data, names)}", _pair("alasan", data.get("reason", ""))


def _confirmed(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    return f"Menyatakan {_document(data, names)} masih berlaku", f"pada {_place(step)}" if step else ""


def _ticked(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Mencentang butir", str(data.get("text", ""))


def _unticked(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Membatalkan centang butir", str(data.get("text", ""))


def _chosen(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    step = names.step(data.get("step", ""))
    picked = [names.part(step, part) for part in data.get("after", ())]
    former = [names.part(step, part) for part in data.get("before", ())]
    return f"Memilih pelaksana {_place(step)}", _line(", ".join(picked), _pair("semula", ", ".join(former)))


def _target(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    at = data.get("target")
    when = _moment(names.office.local(at)) if isinstance(at, int) else ""
    return f"Menyepakati target {_place(step)}", _line(when, _pair("dengan", data.get("agreed_with", "")))


def _paused(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    party = data.get("party", "")
    who = names.executor(data["executor"]) if data.get("executor") else PAUSE_PARTIES.get(party, party)
    return "Menunda permohonan", _line(_pair("menunggu", who), _pair("alasan", data.get("reason", "")))


def _continued(_data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Melanjutkan permohonan", ""


def _returned(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    target = names.step(data.get("to", ""))
    return f"Mengembalikan {_place(step)} ke {_place(target)}", _line(
        _pair("alasan", data.get("reason", "")), _stale(data)
    )


def _skipped(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    return f"Melewati {_place(step)}", _line(
        _decision(data, step, names), _pair("alasan", data.get("reason", "")), _stale(data)
    )


def _cancelled(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Membatalkan permohonan", _pair("alasan", data.get("reason", ""))


def _reopened(data: Data, _step: Step | None, names: Names) -> tuple[str, str]:
    where = [_opened(o, names) for o in data.get("opens", ())]
    return "Membuka kembali permohonan", _line(
        _pair("di", " dan ".join(where)), _pair("alasan", data.get("reason", ""))
    )


def _undone(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    part = names.part(step, data.get("part", ""))
    return f"Mengurungkan penyelesaian {_place(step)}", _pair("bagian", part)


def _assigned(data: Data, step: Step | None, names: Names) -> tuple[str, str]:
    part = _line(f"bagian {names.part(step, data.get('part', ''))}", _place(step))
    if data.get("assignee") is None:
        return "Melepas petugas", part
    return f"Menetapkan {data.get('name', '')} sebagai petugas", part


def _made_secret(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Menjadikan permohonan rahasia", _pair("alasan", data.get("reason", ""))


def _made_open(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Mencabut sifat rahasia", _pair("alasan", data.get("reason", ""))


def _let_in(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return f"Memberi akses kepada {data.get('name', '')}", ""


def _shut_out(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return f"Mencabut akses {data.get('name', '')}", ""


def _noted(data: Data, _step: Step | None, _names: Names) -> tuple[str, str]:
    return "Menulis catatan", str(data.get("text", ""))


_WORDS: dict[str, Callable[[Data, Step | None, Names], tuple[str, str]]] = {
    "permohonan_didaftarkan": _registered,
    "registrasi_diubah": _corrected,
    "bagian_diselesaikan": _part_done,
    "langkah_diselesaikan": _step_done,
    "langkah_dibuka": _run_opened,
    "dokumen_dilampirkan": _attached,
    "dokumen_ditarik": _withdrawn,
    "dokumen_dinyatakan_berlaku": _confirmed,
    "butir_dicentang": _ticked,
    "butir_dibatalkan": _unticked,
    "pelaksana_dipilih": _chosen,
    "target_disepakati": _target,
    "ditunda": _paused,
    "dilanjutkan": _continued,
    "dikembalikan": _returned,
    "dilewati": _skipped,
    "dibatalkan": _cancelled,
    "dibuka_kembali": _reopened,
    "penyelesaian_diurungkan": _undone,
    "petugas_ditetapkan": _assigned,
    "catatan": _noted,
    "dirahasiakan": _made_secret,
    "rahasia_dicabut": _made_open,
    "akses_diberikan": _let_in,
    "akses_dicabut": _shut_out,
}


def _place(step: Step | None) -> str:
    return "langkah" if step is None else f"langkah {step.no} ({step.title})"


def _opened(opening: Data, names: Names) -> str:
    step = names.step(opening.get("step", ""))
    return "" if step is None else step_words(names.sop, step)


def _document(data: Data, names: Names) -> str:
    return f"“{names.document(data.get('doc_type', ''))}” versi {data.get('version', '?')}"


def _external(data: Data) -> str:
    contact, channel = data.get("contact", ""), data.get("channel", "")
    return _line(_pair("narahubung", contact), CHANNELS.get(channel, channel)) if contact else ""


def _stale(data: Data) -> str:
    count = len(data.get("stale", ()))
    return f"{count} dokumen perlu diperbarui" if count else ""


def _value(field: str, value: Any, names: Names) -> str:
    if value is None or value == "":
        return "(kosong)"
    if field == "agency_id":
        return names.agency(value)
    if field in ("received_at", "letter_date"):
        return _day(str(value))
    return CHANNELS.get(value, value) if field == "channel" else str(PRIORITIES.get(value, value))


def _day(text: str) -> str:
    """A moment or a day from its ISO form; other text stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.strftime("%d-%m-%Y") if len(text) <= len(date.min.isoformat()) else _moment(moment)


def _moment(moment: datetime) -> str:
    return moment.strftime("%d-%m-%Y %H.%M")


def _pair(label: str, value: str | None) -> str:
    return f"{label}: {value}" if value else ""


def _line(*pieces: str | None) -> str:
    return " · ".join(filter(None, pieces))
