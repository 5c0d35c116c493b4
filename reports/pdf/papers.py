"""Every official form as a PDF: the same sheet always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable

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

Draw = Callable[[Sheet, Form, bytes | None], bytes]


def _story(compose: Compose) -> Draw:
    """A drawing out of a layout that is a story."""
    return lambda sheet, form, logo: flowing(sheet, form, logo, compose)


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


def render(sheet: Sheet, form: Form, logo: bytes | None = None) -> bytes:
    """The paper as PDF; KeyError for a form whose layout this program does not know."""
    return LAYOUTS[form.layout](sheet, form, logo)
