"""What the office set for its papers: letterhead, defaults, number patterns, templates, disposition lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.records.disposition import DispositionLists
from models.records.paper import Form, Letterhead, Margins, PaperDefaults
from models.rules.paper_numbers import DEFAULT_PATTERN
from models.store.shipped_forms import shipped_forms

if TYPE_CHECKING:
    from models.store.office import Office

#: The keys of the settings.
LETTERHEAD, DEFAULTS, PATTERNS, STARTS = "letterhead", "paper_defaults", "paper_patterns", "paper_starts"
TEMPLATES, DISPOSITIONS = "paper_templates", "disposition_lists"

#: Stands among the templates of a form for its classification code.
CLASSIFICATION = "klas"

#: Instructions in use on lembar disposisi.
INSTRUCTIONS = (
    "Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi", "Untuk diketahui",
    "Untuk dipelajari", "Siapkan jawaban", "Tindak lanjuti", "Bicarakan dengan saya", "Laporkan hasilnya",
    "Segera diselesaikan", "Hadiri/wakili", "Arsipkan",
)  # fmt: skip


#: The note of papers that are to be signed electronically: true before and after; an office words its own.
ELECTRONIC_FOOTER = (
    "Naskah ini disiapkan untuk tanda tangan elektronik. Sah atau tidaknya tanda tangan itu diperiksa pada "
    "berkas PDF yang sudah ditandatangani, bukan pada cetakannya."
)


def letterhead(office: Office) -> Letterhead:
    """The kop as set, or made of the office's profile."""
    kept: dict[str, Any] | None = office.setting(LETTERHEAD)
    if kept is None:
        profile: dict[str, str] = office.setting("office", {})
        kept = {
            "above": [profile.get("government", "").upper()],
            "name": profile.get("name", "").upper(),
            "below": [profile.get("address", "")],
        }
    above, below = (tuple(filter(None, kept.get(key, ()))) for key in ("above", "below"))
    return Letterhead(above, kept.get("name", ""), below, kept.get("logo", ""))


def paper_defaults(office: Office) -> PaperDefaults:
    """Paper, margins, footers, how papers are signed, and the code of the office in numbers."""
    kept: dict[str, Any] = office.setting(DEFAULTS, {})
    simple = {"electronic_footer": ELECTRONIC_FOOTER} | {k: v for k, v in kept.items() if k != "margins"}
    return PaperDefaults(margins=Margins(**kept.get("margins", {})), **simple)


def patterns(office: Office) -> dict[str, str]:
    """The patterns that were set, by group; "" is the one for all others."""
    kept: dict[str, str] = office.setting(PATTERNS, {})
    return kept


def pattern_of(office: Office, group: str) -> str:
    """The pattern of a group's numbers."""
    kept = patterns(office)
    return kept.get(group) or kept.get("") or DEFAULT_PATTERN


def first_of_series(office: Office, group: str, year: int) -> int:
    """The ordinal that a series begins with: 1, or higher where a book was kept on paper before."""
    kept: dict[str, int] = office.setting(STARTS, {})
    return kept.get(f"{group}:{year}", 1)


def templates(office: Office) -> dict[str, dict[str, str]]:
    """The sentences that the office worded anew: by form, then by text or field."""
    kept: dict[str, dict[str, str]] = office.setting(TEMPLATES, {})
    return kept


def forms(office: Office) -> dict[str, Form]:
    """Every form with the office's own wording."""
    own = templates(office)
    return {i: _reworded(form, own[i]) if i in own else form for i, form in shipped_forms().items()}


def classification_of(office: Office, group: str, form_id: str = "") -> str:
    """The classification code of a form of a group: the one named, else the one that names the group."""
    mine = [form for form in forms(office).values() if form.group == group]
    mine.sort(key=lambda form: (form.id != form_id, form.id != group))
    return mine[0].classification if mine else ""


def disposition_lists(office: Office) -> DispositionLists:
    """What a lembar disposisi offers: instructions, and recipients ("" list: the positions of the office)."""
    kept: dict[str, list[str]] = office.setting(DISPOSITIONS, {})
    return DispositionLists(tuple(kept.get("instructions", INSTRUCTIONS)), tuple(kept.get("recipients", ())))


def _reworded(form: Form, own: dict[str, str]) -> Form:
    return replace(
        form,
        classification=own.get(CLASSIFICATION, form.classification),
        texts=tuple(replace(text, default=own.get(text.id, text.default)) for text in form.texts),
        fields=tuple(replace(field, default=own.get(field.id, field.default)) for field in form.fields),
    )
