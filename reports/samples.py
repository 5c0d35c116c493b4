"""Sample papers: made-up content marked CONTOH, to show how a paper looks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.records.paper import (
    ControlSheet,
    ControlStep,
    Form,
    FormField,
    Letterhead,
    PaperSize,
    Register,
    RegisterColumn,
    Sheet,
    Signer,
    SignerSlot,
    Value,
)
from models.rules.date_words import date_text
from models.rules.paper_tokens import date_tokens, value_tokens
from models.rules.papers import fill, is_empty

_CONTENT = Path(__file__).parents[1] / "resources" / "contoh-naskah.toml"


def sample_sheet(form: Form, paper: PaperSize = "a4") -> Sheet:
    """The form filled with the sample content; a blank that has none shows its label, marked CONTOH."""
    content = _content()
    day = date.fromisoformat(content["hari"])
    tokens: dict[str, str] = {"kota": content["kota"], **content["kasus"], **_dates(), **date_tokens(day)}
    own: dict[str, Any] = content["isian"].get(form.id, {})
    values = {field.id: _value(field, own, tokens, day) for field in form.fields}
    number = f"{form.classification}/012/DISKOMINFO/{day.year}" if form.group else ""
    known = tokens | value_tokens(form, values) | {"nomor": number}
    return Sheet(
        form=form.id,
        paper=paper,
        letterhead=_letterhead(),
        title=form.title,
        number=number,
        day=day.isoformat(),
        place=content["kota"],
        values=values,
        texts={text.id: fill(text.default, known) for text in form.texts},
        signers=tuple(_signer(slot) for slot in form.signers),
        copies=tuple(content["tembusan"]) if form.copies else (),
        footer=content["kaki"],
        case_number=tokens["nomor_permohonan"],
        sample=True,
    )


def sample_register(paper: PaperSize = "a4") -> Register:
    """A book of a few letters, signed by the head of the subdivision."""
    content = _content()
    book = content["agenda"]
    return Register(
        title=tuple(book["judul"]),
        columns=tuple(
            RegisterColumn(label, share, "tengah" if label in ("No", "Lampiran") else "kiri")
            for label, share in book["kolom"]
        ),
        rows=_frozen(book["baris"]),
        letterhead=_letterhead(),
        paper=paper,
        signers=(_official("kepala subbagian"),),
        place=content["kota"],
        day="2026-11-30",
        footer=content["kaki"],
        sample=True,
    )


def sample_control_sheet(paper: PaperSize = "a4") -> ControlSheet:
    """The lembar kendali of the request that all samples are about, with a late step and an open one."""
    content = _content()
    kept, case, dates = content["kendali"], content["kasus"], _dates()
    facts = (
        ("SOP", f"{case['sop']} — {case['nama_sop']}"),
        ("Perihal", case["perihal"]),
        ("OPD", case["opd"]),
        ("Narahubung", f"{case['kontak']}, {case['telepon']}"),
        ("Surat", f"{case['nomor_surat']} tanggal {dates['tanggal_surat']}"),
        ("Diterima", dates["tanggal_terima"]),
    )
    return ControlSheet(
        letterhead=_letterhead(),
        case_number=case["nomor_permohonan"],
        facts=facts,
        steps=tuple(replace(ControlStep(*row), late=row[0] in kept["terlambat"]) for row in kept["langkah"]),
        documents=tuple((label, detail, bool(there)) for label, detail, there in kept["dokumen"]),
        printed=kept["dicetak"],
        paper=paper,
        footer=content["kaki"],
        sample=True,
    )


def _letterhead() -> Letterhead:
    return Letterhead(**{key: _frozen(value) for key, value in _content()["kop"].items()})


def _dates() -> dict[str, str]:
    """The dates of the sample request in words."""
    return {name: date_text(date.fromisoformat(iso)) for name, iso in _content()["tanggal"].items()}


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(_CONTENT.read_text("utf-8"))


def _value(field: FormField, own: dict[str, Any], tokens: dict[str, str], day: date) -> Value:
    if field.id in own:
        value: Value = _frozen(own[field.id])
        return value
    words = fill(field.default, tokens)
    if field.kind in ("pilihan", "centang"):
        chosen = words if words in field.choices else field.choices[0]
        return chosen if field.kind == "pilihan" else (chosen,)
    if field.kind in ("tanggal", "jam"):
        token = field.default.strip("{}")
        return str(_content()["tanggal"].get(token, day)) if field.kind == "tanggal" else "09.00"
    if is_empty(words):
        words = f"CONTOH {field.label[:1].lower()}{field.label[1:]}"
    return _lines(field, words)


def _lines(field: FormField, words: str) -> Value:
    """Lines as the kind of the field wants them; cells of a table are parted by `|`."""
    if field.kind == "foto":
        return tuple(("", caption) for caption in words.split("\n"))
    if field.kind == "daftar":
        return tuple(words.split("\n"))
    if field.kind == "tabel":
        rows = (tuple(cell.strip() for cell in line.split("|")) for line in words.split("\n"))
        return tuple((*row, *[""] * len(field.columns))[: len(field.columns)] for row in rows)
    return words


def _signer(slot: SignerSlot) -> Signer:
    """The first sample official whom the slot proposes; somebody of the agency where a name is typed."""
    if slot.kind == "isian":
        return Signer(heading=slot.heading, **_facts_of(_content()["pihak_luar"]))
    begins = [official["awal"] for official in _content()["pejabat"]]
    fitting = (one for wanted in slot.positions for one in begins if one.startswith(wanted))
    return _official(next(fitting, begins[0]), slot.heading)


def _official(begin: str, heading: str = "") -> Signer:
    chosen = next(one for one in _content()["pejabat"] if one["awal"] == begin)
    return Signer(heading=heading, **_facts_of(chosen))


def _facts_of(person: dict[str, Any]) -> dict[str, Any]:
    return {key: _frozen(value) for key, value in person.items() if key != "awal"}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
