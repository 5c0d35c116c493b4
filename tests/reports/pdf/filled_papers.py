"""Sheets to print: every blank filled with words that can be found again, or none at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from models.records.paper import Form, FormField, Letterhead, Sheet, Signer, Value
from models.rules.form_reader import read_form
from models.rules.paper_tokens import date_tokens, value_tokens
from models.rules.papers import COMMON_TOKENS, fill
from reports.pdf.text import worded_date

FOLDER = Path(__file__).parents[3] / "resources" / "naskah"
LETTERS = (
    "berita_acara",
    "berita_acara_serah_terima",
    "daftar_hadir",
    "laporan",
    "nota_dinas",
    "notulen",
    "surat_pemberitahuan",
    "surat_penolakan",
    "surat_pernyataan",
    "surat_tugas",
)
DAY = date(2026, 11, 21)
KOP = Letterhead(
    above=("PEMERINTAH KABUPATEN CONTOH",),
    name="DINAS KOMUNIKASI DAN INFORMATIKA GEĐE",
    below=("Jalan Contoh Nomor 1, Contoh 12345", "Pos-el diskominfo@contoh.example"),
)
COPIES = ("Bupati Contoh", "Inspektur Contoh")


def form_of(form_id: str) -> Form:
    form, defects = read_form((FOLDER / f"{form_id}.toml").read_text("utf-8"))
    assert form is not None, defects
    return form


def value_of(field: FormField) -> Value:
    """A value that names its own field and, in part, its own place inside it."""
    word = f"isi{field.id}GEĐE"
    if field.kind == "tanggal":
        return "2026-11-23"
    if field.kind == "jam":
        return f"1{len(field.id) % 10}.{20 + len(field.label)}"
    if field.kind == "pilihan":
        return field.choices[0]
    if field.kind in ("daftar", "foto"):
        lines = (f"{word} satu", f"{word} dua")
        return lines if field.kind == "daftar" else tuple(("", line) for line in lines)
    if field.kind == "tabel":
        return tuple(
            tuple(f"{word[3:7]}{row}{at}" for at, _ in enumerate(field.columns)) for row in (1, 2, 3)
        )
    return f"{word} alinea pertama.\n\n{word} kedua." if field.kind == "paragraf" else word


def signer(ordinal: int) -> Signer:
    return Signer(
        position=(f"a.n. KEPALA DINAS {ordinal},", f"Plt. SEKRETARIS {ordinal},"),
        name=f"Dra. GEĐE CONTOH {ordinal}, M.Si.",
        rank="Pembina (IV/a)",
        nip=f"19700101 199503 2 00{ordinal}",
    )


def full_sheet(form: Form, **changes: object) -> Sheet:
    """Everything filled; `changes` replace what they name."""
    values = {field.id: value_of(field) for field in form.fields}
    kept = changes.pop("values", {})
    assert isinstance(kept, dict)
    values |= kept
    tokens = {name: f"kasus {name}" for name in COMMON_TOKENS}
    tokens |= date_tokens(DAY) | value_tokens(form, values)
    sheet = Sheet(
        form=form.id,
        letterhead=KOP,
        number="000.1.5/012/DISKOMINFO/2026" if form.group else "",
        day=DAY.isoformat(),
        place="Kota Contoh",
        values=values,
        texts={text.id: fill(text.default, tokens) for text in form.texts},
        signers=tuple(signer(at) for at, _ in enumerate(form.signers, start=1)),
        copies=COPIES if form.copies else (),
        footer="Dicetak dari Papan SOP",
    )
    return replace(sheet, **changes)  # type: ignore[arg-type]  # the test knows the fields


def empty_sheet(form: Form, **changes: object) -> Sheet:
    """Nothing is known."""
    texts = {text.id: fill(text.default, {}) for text in form.texts}
    return replace(Sheet(form=form.id, texts=texts), **changes)  # type: ignore[arg-type]  # as above


def printed_words(field: FormField, value: Value) -> list[str]:
    """What of a value must be found on paper, in this order."""
    if isinstance(value, str):
        worded = worded_date(value) if field.kind == "tanggal" else value
        return [" ".join(part.split()) for part in worded.split("\n\n")]
    return [word for one in value for word in ([one] if isinstance(one, str) else one)]


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page, blanks made one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


def boxes_of(pdf: bytes) -> list[tuple[int, str, float, float, float, float]]:
    """Every visible sign with its page, left, bottom, right and top."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                sign = text.get_text_range(at, 1)
                if sign.strip():
                    found.append((number, sign, *text.get_charbox(at)))
    finally:
        document.close()
    return found


def picture(mode: str = "RGBA", size: tuple[int, int] = (300, 360), kind: str = "PNG") -> bytes:
    """A shield on nothing (or on white, where the mode knows no nothing)."""
    image = Image.new(mode, size, 0 if "A" in mode else "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill="green")
    kept = BytesIO()
    image.save(kept, kind)
    return kept.getvalue()
