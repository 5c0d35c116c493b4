"""What a paper says before it is drawn: filled sentences, blanks still empty, the forms of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.records.paper import Form, Gap, Sheet, Value
from models.records.sop import DocumentType

#: Stands where a token had nothing to say; it reads as a blank everywhere and prints as a dotted line.
BLANK = "…………"

#: Tokens that every form may use besides the ids of its own fields.
COMMON_TOKENS = frozenset(
    {
        "nomor_permohonan", "perihal", "opd", "kontak", "telepon", "nomor_surat", "tanggal_surat",
        "tanggal_terima", "sop", "nama_sop", "langkah", "no_langkah", "alasan", "hasil", "tanggal",
        "hari", "tanggal_terbilang", "tahun", "kota", "kantor", "pemda", "nomor", "petugas",
    }
)  # fmt: skip

_TOKEN = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WORD = re.compile(r"\w+")
_NOTHING = re.compile(r"[\s.…_]*")


def fill(text: str, tokens: Mapping[str, str]) -> str:
    """The text with its tokens replaced, in one pass: what a value brings along is never read as a token.

    A token that is empty or missing becomes `BLANK`, so that no paper ever shows a placeholder.
    """
    return _TOKEN.sub(lambda found: tokens.get(found[1], "").strip() or BLANK, text)


def unknown_tokens(form: Form, text: str) -> tuple[str, ...]:
    """The tokens of a reworded text that nothing of this form can ever fill."""
    known = COMMON_TOKENS | {field.id for field in form.fields}
    return tuple(dict.fromkeys(name for name in _TOKEN.findall(text) if name not in known))


def is_empty(value: Value | None) -> bool:
    """Whether a value leaves its blank empty: nothing, white space, or dots and lines only."""
    if value is None:
        return True
    if isinstance(value, str):
        return _NOTHING.fullmatch(value) is not None
    return all(is_empty(item) for item in value)


def gaps(form: Form, sheet: Sheet) -> tuple[Gap, ...]:
    """What the sheet still lacks, in the order in which it is printed; signers last."""
    found = [] if sheet.day else [Gap("day", "Tanggal naskah", required=True)]
    found += [
        Gap(field.id, field.label, field.required)
        for field in form.fields
        if _lacks(sheet.values.get(field.id))
    ]
    for at, slot in enumerate(form.signers):
        name = sheet.signers[at].name if at < len(sheet.signers) else ""
        if is_empty(name):
            found.append(Gap(f"signer:{slot.id}", slot.label, slot.required))
    return tuple(found)


def electronic_places(form: Form) -> bool:
    """Whether somebody of the office signs the form, who may do so electronically."""
    return any(slot.kind == "pejabat" for slot in form.signers)


def _lacks(value: Value | None) -> bool:
    """Whether a field is empty, or holds a sentence whose token could not be filled."""
    return is_empty(value) or (isinstance(value, str) and BLANK in value)


def forms_for(document: DocumentType, forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms that make a document, the one that names it most closely first."""
    name = f"{_plain(document.label)} "
    found = [
        (-len(beginning), form.name, form)
        for form in forms
        for beginning in [_longest(form, name)]
        if beginning
    ]
    return tuple(form for _, _, form in sorted(found, key=lambda one: one[:2]))


def _longest(form: Form, name: str) -> str:
    """The longest beginning of the name that the form serves; beginnings end where a word ends."""
    fitting = [plain for plain in map(_plain, form.documents) if plain and name.startswith(f"{plain} ")]
    return max(fitting, key=len, default="")


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
