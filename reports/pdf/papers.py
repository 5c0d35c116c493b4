"""Every official form as a PDF: the same sheet always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from models.records.paper import Form, Sheet
from reports.pdf import (
    assignment,
    change_forms,
    disposition_form,
    handover,
    letters,
    meetings,
    service_forms,
    statements,
)
from reports.pdf.content import Compose, flowing

Draw = Callable[[Sheet, Form, bytes | None, Mapping[str, Path]], bytes]


def _story(compose: Compose) -> Draw:
    """A drawing out of a layout that is a story."""
    return lambda sheet, form, logo, pictures: flowing(sheet, form, logo, pictures, compose)


#: The drawings that a form file may name as its layout.
LAYOUTS: dict[str, Draw] = {
    "nota_dinas": _story(letters.nota_dinas),
    "surat": _story(letters.surat),
    "penolakan": _story(letters.penolakan),
    "surat_tugas": _story(assignment.surat_tugas),
    "berita_acara": _story(meetings.berita_acara),
    "serah_terima": _story(handover.serah_terima),
    "notulen": _story(meetings.notulen),
    "daftar_hadir": _story(meetings.daftar_hadir),
    "pernyataan": _story(statements.pernyataan),
    "laporan": _story(statements.laporan),
    "disposisi": _story(disposition_form.disposisi),
    "tanda_terima": _story(service_forms.tanda_terima),
    "nota_permintaan": _story(service_forms.nota_permintaan),
    "formulir_perubahan": _story(change_forms.formulir_perubahan),
    "hasil_uji": _story(change_forms.hasil_uji),
}


def render(
    sheet: Sheet, form: Form, logo: bytes | None = None, pictures: Mapping[str, Path] | None = None
) -> bytes:
    """The paper as PDF, `pictures` by the digests that it names; KeyError for a layout not known here."""
    return LAYOUTS[form.layout](sheet, form, logo, pictures or {})
