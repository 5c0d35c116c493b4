"""Sample sheets of every form: made-up content marked CONTOH, to show how a paper looks."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.records.paper import Form, FormField, Letterhead, PaperSize, Sheet, Signer, SignerSlot, Value
from models.rules.date_words import date_text
from models.rules.paper_tokens import date_tokens, value_tokens
from models.rules.papers import fill, is_empty

_CONTENT = Path(__file__).parents[1] / "resources" / "contoh-naskah.toml"


def sample_sheet(form: Form, paper: PaperSize = "a4") -> Sheet:
    """The form filled with the sample content; a blank that has none shows its label, marked CONTOH."""
    content = _content()
    day = date.fromisoformat(content["hari"])
    dates = {name: date_text(date.fromisoformat(iso)) for name, iso in content["tanggal"].items()}
    tokens: dict[str, str] = {"kota": content["kota"], **content["kasus"], **dates, **date_tokens(day)}
    own: dict[str, Any] = content["isian"].get(form.id, {})
    values = {field.id: _value(field, own, tokens, day) for field in form.fields}
    number = f"{form.classification}/012/DISKOMINFO/{day.year}" if form.group else ""
    known = tokens | value_tokens(form, values) | {"nomor": number}
    return Sheet(
        form=form.id,
        paper=paper,
        letterhead=Letterhead(**{key: _frozen(value) for key, value in content["kop"].items()}),
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
    if field.kind == "daftar":
        return tuple(words.split("\n"))
    if field.kind == "tabel":
        rows = (tuple(cell.strip() for cell in line.split("|")) for line in words.split("\n"))
        return tuple((*row, *[""] * len(field.columns))[: len(field.columns)] for row in rows)
    return words


def _signer(slot: SignerSlot) -> Signer:
    """The first sample official whom the slot proposes; somebody of the agency where a name is typed."""
    content = _content()
    officials: list[dict[str, Any]] = content["pejabat"]
    chosen = content["pihak_luar"]
    if slot.kind == "pejabat":
        fitting = (o for wanted in slot.positions for o in officials if o["awal"].startswith(wanted))
        chosen = next(fitting, officials[0])
    facts = {key: _frozen(value) for key, value in chosen.items() if key != "awal"}
    return Signer(heading=slot.heading, **facts)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
