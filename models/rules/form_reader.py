"""Reads the text of a form file into a form, or tells all its defects at once.

The file format is described in `resources/naskah/README.md`. Reading never raises.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, get_args

from models.records.paper import FieldKind, Form, FormField, FormText, SignerSlot
from models.rules.papers import COMMON_TOKENS, unknown_tokens
from models.rules.sop_fields import Defect, Fields, quoted
from models.rules.toml_text import TomlProblemError, read_toml

__all__ = ["Defect", "read_form"]

FIELD_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
SIGNER_KINDS: tuple[Literal["pejabat", "isian"], ...] = ("pejabat", "isian")

#: Ids of fields are tokens as well: `{waktu_rapat}`.
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: Cells narrower than this share of the paper cannot hold a word.
_MOST_COLUMNS = 9


def read_form(text: str) -> tuple[Form | None, tuple[Defect, ...]]:
    """The form that a file describes, or None and everything that is wrong with the file."""
    if not text.removeprefix("\ufeff").strip():
        return None, (Defect("berkas", "berkas kosong"),)
    try:
        data = read_toml(text)
    except TomlProblemError as refused:
        return None, (Defect("berkas", str(refused)),)
    except ValueError as error:
        # tomllib tells the place in English; the person who edits the file needs its numbers
        return None, (Defect("berkas", f"tulisan TOML salah: {error}"),)
    top = Fields(data, "berkas", [], root=True)
    form = _form(top)
    _check(form, top)
    return (None, tuple(top.defects)) if top.defects else (form, ())


def _form(top: Fields) -> Form:
    form = Form(
        id=_identifier(top),
        name=top.text("name", required=True, limit=80),
        title=top.text("title", limit=120),
        layout=top.text("layout", required=True, limit=40),
        group=top.text("group", limit=40),
        classification=top.text("classification", limit=40),
        letterhead=top.flag("letterhead") if top.has("letterhead") else True,
        copies=top.flag("copies"),
        documents=top.texts("documents"),
        note=top.text("note"),
    )
    form = replace(
        form,
        fields=tuple(_field(row) for _, row in top.rows("field", "isian ke-")),
        texts=tuple(_text(row) for _, row in top.rows("text", "kalimat ke-")),
        signers=tuple(_slot(row) for _, row in top.rows("signer", "penanda tangan ke-")),
    )
    top.close()
    return form


def _field(row: Fields) -> FormField:
    one = FormField(
        id=_identifier(row),
        label=row.text("label", required=True, limit=120),
        kind=row.choice("kind", FIELD_KINDS, "teks"),
        required=row.flag("required"),
        default=row.text("default"),
        choices=row.texts("choices"),
        columns=row.texts("columns"),
        hint=row.text("hint", limit=300),
    )
    if (one.kind in ("pilihan", "centang")) != bool(one.choices):
        row.wrong(f"“choices” hanya dan harus ada pada “pilihan” dan “centang”, di sini “{one.kind}”")
    if (one.kind == "tabel") != bool(one.columns):
        row.wrong(f"“columns” hanya dan harus ada pada “tabel”, di sini “{one.kind}”")
    if len(one.columns) > _MOST_COLUMNS:
        row.wrong(f"“columns” paling banyak {_MOST_COLUMNS}")
    if one.kind == "pilihan" and one.default and one.default not in one.choices and "{" not in one.default:
        row.wrong(f"“default” {quoted(one.default)} bukan salah satu “choices”")
    row.close()
    return one


def _text(row: Fields) -> FormText:
    one = FormText(
        id=_identifier(row),
        label=row.text("label", required=True, limit=120),
        default=row.text("default", required=True),
    )
    row.close()
    return one


def _slot(row: Fields) -> SignerSlot:
    one = SignerSlot(
        id=_identifier(row),
        label=row.text("label", required=True, limit=120),
        heading=row.text("heading", limit=120),
        kind=row.choice("kind", SIGNER_KINDS, "pejabat"),
        positions=row.texts("positions"),
        required=row.flag("required") if row.has("required") else True,
    )
    row.close()
    return one


def _identifier(row: Fields) -> str:
    found = row.identifier("id")
    if found and not _ID.fullmatch(found):
        row.wrong(f"“id” {quoted(found)} hanya boleh huruf kecil, angka dan garis bawah, diawali huruf")
    return found


def _check(form: Form, top: Fields) -> None:
    ids = [*(f.id for f in form.fields), *(t.id for t in form.texts), *(s.id for s in form.signers)]
    for one in sorted({name for name in ids if name and ids.count(name) > 1}):
        top.wrong(f"id {quoted(one)} dipakai lebih dari sekali")
    said = [(f.id, f.default) for f in form.fields] + [(t.id, t.default) for t in form.texts]
    for name, text in said:
        for token in unknown_tokens(form, text):
            top.wrong(f"{quoted(name)} memakai {{{token}}}, yang tidak dikenal")
    for field in form.fields:
        # a field named like a token of the case may begin with what the case knows
        if field.id not in COMMON_TOKENS and f"{{{field.id}}}" in field.default:
            top.wrong(f"{quoted(field.id)} mengisi dirinya sendiri")
