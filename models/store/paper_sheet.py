"""Making the sheet of a paper from what was entered: blanks filled from the case, sentences, who signs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from models.records.paper import (
    Form,
    FormField,
    Gap,
    PaperDefaults,
    PaperDraft,
    Sheet,
    Signer,
    SignerSlot,
    Value,
)
from models.rules.paper_tokens import iso_date, value_tokens
from models.rules.papers import BLANK, electronic_places, fill, gaps, is_empty
from models.store import paper_settings
from models.store.paper_dispositions import FORM as DISPOSITION_FORM
from models.store.paper_dispositions import read_disposition, values_of, with_lists
from models.store.paper_signers import Official, officials_on, proposed, signer_on
from models.store.paper_words import tokens
from models.store.rows import first_row
from models.store.tables import Case

if TYPE_CHECKING:
    from models.store.office import Office

#: Fields that say what a paper is about; lists come into question only where there is no case.
_SUBJECTS = ("hal", "perihal", "tentang", "judul", "acara")
_LISTED_SUBJECTS = ("untuk", "kegiatan", "acara")
#: The field that says how urgent and how confidential a paper is.
_NATURE = "sifat"
_ADDRESSEES = ("kepada", "yth", "penerima", "diteruskan", "pihak_kedua")


class Made(NamedTuple):
    """A sheet, the draft as it was filled, what is still empty, and who held office on its day."""

    draft: PaperDraft
    sheet: Sheet
    gaps: tuple[Gap, ...]
    officials: list[Official]

    @property
    def required(self) -> tuple[str, ...]:
        """The labels of what must be there and is not."""
        return tuple(gap.label for gap in self.gaps if gap.required)


def make(
    office: Office, person_id: int, form: Form, draft: PaperDraft, *, number: str = "", issued: bool = False
) -> Made:
    """The sheet of a draft; with `issued` the one to be frozen, without the mark KONSEP."""
    day = iso_date(draft.day) or office.local(office.now()).date()
    words, dates = tokens(office, person_id, draft, day, number)
    if draft.disposition_id is not None and not draft.filled:
        draft = replace(draft, values=values_of(office, form, draft.disposition_id) | draft.values)
    draft = _filled(form, draft, words, dates)
    officials = officials_on(day)
    draft = _with_signers(form, draft, officials, words)
    if not electronic_places(form):
        draft = replace(draft, signing="basah")
    values = {field.id: _as_kind(field, draft.values.get(field.id, "")) for field in form.fields}
    known = words | _all_values(form, values)
    defaults = paper_settings.paper_defaults(office)
    profile: dict[str, object] = office.setting("office", {})
    sheet = Sheet(
        form=form.id,
        paper=draft.paper,
        margins=defaults.margins,
        letterhead=paper_settings.letterhead(office),
        title=form.title,
        number=number,
        day=day.isoformat(),
        place=str(profile.get("city", "")),
        values=values,
        texts={text.id: fill(text.default, known) for text in form.texts},
        signers=tuple(_signer(office, slot, draft, officials) for slot in form.signers),
        copies=tuple(filter(None, (line.strip() for line in draft.copies))) if form.copies else (),
        footer=_footer(defaults, draft),
        case_number=words["nomor_permohonan"],
        draft=not issued,
        sample=bool(profile.get("sample", False)),
    )
    return Made(replace(draft, day=day.isoformat()), sheet, gaps(form, sheet), officials)


def form_of(office: Office, draft: PaperDraft) -> Form:
    """The form of a draft as this office words it. Raises KeyError when there is none of that id."""
    form = paper_settings.forms(office)[draft.form]
    return with_lists(office, form, draft.disposition_id) if form.id == DISPOSITION_FORM else form


def new_draft(office: Office, draft: PaperDraft) -> PaperDraft:
    """A draft that nobody has seen yet takes the paper of the office, and its way to sign."""
    if draft.filled:
        return draft
    defaults = paper_settings.paper_defaults(office)
    return replace(draft, paper=defaults.paper, signing=defaults.signing)


def subject_of(sheet: Sheet, form: Form, case_id: int | None) -> str:
    """What a paper is about, for lists: its own words, else those of its case."""
    own = (sheet.values.get(name, "") for name in _SUBJECTS)
    found = next(
        (" ".join(v.split()) for v in own if isinstance(v, str) and v.strip() and BLANK not in v), ""
    )
    if not found and case_id is not None:
        row = first_row(Case.select(Case.subject).where(Case.id == case_id))
        found = "" if row is None else str(row[0])
    return found or _first_of(sheet, _LISTED_SUBJECTS) or form.name


def addressee_of(sheet: Sheet) -> str:
    """To whom a paper goes, for the agenda book."""
    return _first_of(sheet, _ADDRESSEES)


def signer_line(sheet: Sheet) -> str:
    """The first who signs, in a line."""
    for signer in sheet.signers:
        if signer.name:
            position = " ".join(line.rstrip(",") for line in signer.position)
            return f"{signer.name} — {position}" if position else signer.name
    return ""


def _filled(form: Form, draft: PaperDraft, words: dict[str, str], dates: dict[str, str]) -> PaperDraft:
    """Blanks that nobody touched get their default from the case."""
    if draft.filled:
        return draft
    fresh = {
        field.id: _default(field, words | (dates if field.kind == "tanggal" else {}))
        for field in form.fields
        if field.id not in draft.values
    }
    return replace(draft, values={**fresh, **draft.values})


def _default(field: FormField, words: dict[str, str]) -> Value:
    """The default of a field filled from the case; one that says nothing leaves the blank empty.

    A paper of a confidential request is confidential, where its form has that choice.
    """
    if field.id == _NATURE and words.get("rahasia", "") in field.choices:
        return words["rahasia"]
    value = _as_kind(field, fill(field.default, words))
    if isinstance(value, str):
        return "" if is_empty(value) else value
    return tuple(line for line in value if not is_empty(line))  # type: ignore[return-value]  # lines or rows


def _with_signers(
    form: Form, draft: PaperDraft, officials: list[Official], words: dict[str, str]
) -> PaperDraft:
    """Places to sign that nobody touched get who held the position on the date."""
    there = {official.id for official in officials}
    node = None if draft.disposition_id is None else read_disposition(draft.disposition_id)
    giver = next((o.id for o in officials if node is not None and o.position == node.sender), None)
    signers: dict[str, int | Signer] = dict(draft.signers)
    for slot in form.signers:
        chosen = signers.get(slot.id)
        if slot.kind == "pejabat" and isinstance(chosen, int) and chosen and chosen not in there:
            del signers[slot.id]  # the date was moved to a day on which somebody else held the position
        elif draft.filled or slot.id in signers:
            continue
        if slot.kind == "isian":
            if words["kontak"]:
                signers[slot.id] = Signer(slot.heading, (), words["kontak"])
        elif (holding := giver or proposed(slot, officials)) is not None:
            signers[slot.id] = holding
    return replace(draft, signers=signers)


def _signer(office: Office, slot: SignerSlot, draft: PaperDraft, officials: list[Official]) -> Signer:
    chosen = draft.signers.get(slot.id)
    if isinstance(chosen, Signer):
        return replace(chosen, heading=slot.heading)
    signer = signer_on(office, slot, officials, chosen, draft.on_behalf.get(slot.id))
    return replace(signer, electronic=draft.signing == "tte" and slot.kind == "pejabat")


def _footer(defaults: PaperDefaults, draft: PaperDraft) -> str:
    """The footer of the office, under its note about electronic signatures where that applies."""
    note = defaults.electronic_footer if draft.signing == "tte" else ""
    return "\n".join(filter(None, (note, defaults.footer)))


def _as_kind(field: FormField, value: Value) -> Value:
    """A value in the shape of its field: lines from a text, rows from lines; empty ends are taken off."""
    if field.kind not in ("daftar", "centang", "tabel", "foto"):
        return value if isinstance(value, str) else "\n".join(map(str, value))
    lines = value.split("\n") if isinstance(value, str) else value
    if field.kind == "foto":
        photos = [("", line) if isinstance(line, str) else line for line in lines]
        return tuple((digest, caption.strip()) for digest, caption in photos if digest or caption.strip())
    if field.kind == "tabel":
        rows = [line.split("|") if isinstance(line, str) else line for line in lines]
        cells = [tuple(cell.strip() for cell in row) for row in rows]
        return tuple(row for row in cells if any(row))
    words = [line if isinstance(line, str) else " ".join(line) for line in lines]
    return tuple(word for word in (one.strip() for one in words) if word)


def _all_values(form: Form, values: dict[str, Value]) -> dict[str, str]:
    return {field.id: "" for field in form.fields} | value_tokens(form, values)


def _first_of(sheet: Sheet, fields: tuple[str, ...]) -> str:
    for name in fields:
        value = sheet.values.get(name, "")
        words = (
            value if isinstance(value, str) else ", ".join(v if isinstance(v, str) else v[0] for v in value)
        )
        if words.strip():
            return " ".join(words.split())
    return ""
