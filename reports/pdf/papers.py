"""Every official form as a PDF: the same sheet always gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable

from models.records.paper import Form, Sheet
from reports.pdf import letters
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
}


def render(sheet: Sheet, form: Form, logo: bytes | None = None) -> bytes:
    """The paper as PDF; KeyError for a form whose layout this program does not know."""
    return LAYOUTS[form.layout](sheet, form, logo)
