"""Settings of papers: kop and logo, paper and footer, number patterns, wording, disposition lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, get_args

from models.actions import office_act
from models.actions.act import act, stop, who_acts
from models.actions.setup import put_setting
from models.records.disposition import DispositionLists
from models.records.paper import PAPER_SIZES, Form, Letterhead, PaperDefaults, Signing
from models.records.results import Changed
from models.rules import paper_numbers
from models.rules.papers import unknown_tokens
from models.store import paper_settings
from models.store.files import StoredFile
from models.store.office import Office
from models.store.paper_settings import CLASSIFICATION
from models.store.shipped_forms import shipped_forms

_SUBJECTS = frozenset({"settings", "papers"})
_LINE_LIMIT, _LINES = 300, 8
_TEXT_LIMIT = 5_000
_LIST_LIMIT = 60
_UNIT_LIMIT = 30
_CODE_LIMIT = 20
#: Millimetres: less leaves a printer no edge, more leaves the text no room.
_MARGINS = (5.0, 60.0)
#: A kop needs no more; a scan of 20 MB would make every letter as large.
LOGO_LIMIT = 2 * 1024 * 1024


@act
def set_letterhead(
    office: Office, actor_id: int, above: Iterable[str], name: str, below: Iterable[str]
) -> Changed:
    """Set the lines of the kop; the logo stays."""
    before = paper_settings.letterhead(office)
    name = office_act.clean(name)
    if not name:
        raise stop("nama_kantor_kosong")
    after = Letterhead(_lines(above), name, _lines(below), before.logo)
    if max(map(len, (name, *after.above, *after.below))) > _LINE_LIMIT:
        raise stop("baris_kop_terlalu_panjang", batas=_LINE_LIMIT)
    return _put(office, actor_id, "kop_diubah", paper_settings.LETTERHEAD, asdict(before), asdict(after))


@act
def set_logo(office: Office, actor_id: int, stored: StoredFile) -> Changed:
    """Set the logo of the kop; its file was copied in before and is checked as a picture by whoever did."""
    if not office.store.files.exists(stored.digest):
        raise stop("berkas_tidak_tersimpan", berkas=stored.name)
    if stored.size > LOGO_LIMIT:
        raise stop("logo_terlalu_besar", batas=LOGO_LIMIT // (1024 * 1024))
    return _set_logo(office, actor_id, stored.digest)


@act
def clear_logo(office: Office, actor_id: int) -> Changed:
    """Take the logo off the kop; papers that were issued keep it."""
    return _set_logo(office, actor_id, "")


@act
def set_paper_defaults(office: Office, actor_id: int, defaults: PaperDefaults) -> Changed:
    """Set paper size, margins, footers, how papers are signed, and the code of the office in numbers."""
    if defaults.paper not in PAPER_SIZES:
        raise stop("kertas_tidak_dikenal")
    if defaults.signing not in get_args(Signing):
        raise stop("cara_tanda_tangan_tidak_dikenal")
    margins = asdict(defaults.margins)
    if not all(_MARGINS[0] <= value <= _MARGINS[1] for value in margins.values()):
        raise stop("margin_tidak_sah", paling_sedikit=int(_MARGINS[0]), paling_banyak=int(_MARGINS[1]))
    after = asdict(defaults) | {
        "unit": office_act.clean(defaults.unit), "footer": defaults.footer.strip(),
        "electronic_footer": defaults.electronic_footer.strip(),
    }  # fmt: skip
    if len(after["unit"]) > _UNIT_LIMIT:
        raise stop("kode_unit_terlalu_panjang", batas=_UNIT_LIMIT)
    if max(len(after["footer"]), len(after["electronic_footer"])) > _TEXT_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=_TEXT_LIMIT)
    before = asdict(paper_settings.paper_defaults(office))
    return _put(office, actor_id, "bawaan_naskah_diubah", paper_settings.DEFAULTS, before, after)


@act
def set_number_pattern(office: Office, actor_id: int, group: str, pattern: str) -> Changed:
    """Set the pattern of a series, or ("" as group) of all that have none; an empty pattern takes it back."""
    if group and group not in {form.group for form in shipped_forms().values()}:
        raise stop("buku_nomor_tidak_ada", buku=group)
    pattern = pattern.strip()
    fault = paper_numbers.pattern_fault(pattern) if pattern else ""
    if fault:
        raise stop(fault)
    before = paper_settings.patterns(office)
    after = {key: value for key, value in (before | {group: pattern}).items() if value}
    return _put(office, actor_id, "pola_nomor_naskah_diubah", paper_settings.PATTERNS, before, after)


@act
def set_template(office: Office, actor_id: int, form_id: str, text_id: str, text: str) -> Changed:
    """Reword a sentence of a form, the default of a field, or (`klas`) its classification code."""
    form = _form(form_id)
    if text_id not in _parts(form):
        raise stop("kalimat_tidak_ada")
    text = text.strip()
    if text_id == CLASSIFICATION:
        if len(text) > _CODE_LIMIT:
            raise stop("kode_klasifikasi_terlalu_panjang", batas=_CODE_LIMIT)
    elif strange := unknown_tokens(form, text):
        raise stop("kata_ganti_tidak_dikenal", kata=tuple(f"{{{token}}}" for token in strange))
    if len(text) > _TEXT_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=_TEXT_LIMIT)
    before = paper_settings.templates(office)
    own = before.get(form_id, {}) | {text_id: text}
    if text == _parts(form)[text_id]:
        del own[text_id]
    return _put_templates(office, actor_id, before, form_id, own)


@act
def restore_template(office: Office, actor_id: int, form_id: str, text_id: str | None = None) -> Changed:
    """Take the office's wording back (Kembalikan bawaan): of one sentence, or of the whole form."""
    _form(form_id)
    before = paper_settings.templates(office)
    kept = before.get(form_id, {})
    own = {} if text_id is None else {key: text for key, text in kept.items() if key != text_id}
    return _put_templates(office, actor_id, before, form_id, own)


@act
def set_disposition_lists(office: Office, actor_id: int, lists: DispositionLists) -> Changed:
    """Set what a lembar disposisi offers to tick; no recipients: the positions of the office."""
    instructions, recipients = (
        tuple(dict.fromkeys(filter(None, map(office_act.clean, lines))))
        for lines in (lists.instructions, lists.recipients)
    )
    if not instructions:
        raise stop("daftar_instruksi_kosong")
    if max(len(instructions), len(recipients)) > _LIST_LIMIT:
        raise stop("daftar_terlalu_panjang", batas=_LIST_LIMIT)
    if max(map(len, (*instructions, *recipients))) > _LINE_LIMIT:
        raise stop("nama_terlalu_panjang", batas=_LINE_LIMIT)
    before = asdict(paper_settings.disposition_lists(office))
    after = asdict(DispositionLists(instructions, recipients))
    return _put(office, actor_id, "daftar_disposisi_diubah", paper_settings.DISPOSITIONS, before, after)


def _set_logo(office: Office, actor_id: int, digest: str) -> Changed:
    before = paper_settings.letterhead(office)
    after = asdict(before) | {"logo": digest}
    return _put(office, actor_id, "logo_diubah", paper_settings.LETTERHEAD, asdict(before), after)


def _put_templates(
    office: Office, actor_id: int, before: dict[str, Any], form_id: str, own: dict[str, str]
) -> Changed:
    after = {key: texts for key, texts in (before | {form_id: own}).items() if texts}
    return _put(office, actor_id, "kalimat_naskah_diubah", paper_settings.TEMPLATES, before, after)


def _put(office: Office, actor_id: int, kind: str, key: str, before: Any, after: Any) -> Changed:
    """Write a setting with its trace."""
    if before == after:
        raise stop("tidak_ada_perubahan")
    put_setting(key, after)
    office_act.record(office, who_acts(office, actor_id), kind, {"before": before, "after": after})
    return Changed(_SUBJECTS)


def _form(form_id: str) -> Form:
    form = shipped_forms().get(form_id)
    if form is None:
        raise stop("formulir_tidak_ada", formulir=form_id)
    return form


def _parts(form: Form) -> dict[str, str]:
    """Everything of a form that may be reworded, as it ships."""
    return (
        {field.id: field.default for field in form.fields}
        | {text.id: text.default for text in form.texts}
        | {CLASSIFICATION: form.classification}
    )


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    found = tuple(filter(None, map(office_act.clean, lines)))
    if len(found) > _LINES:
        raise stop("kop_terlalu_banyak_baris", batas=_LINES)
    return found
