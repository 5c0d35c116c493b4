"""Papers signed electronically: an empty frame in the place of every official, no picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from filled_papers import LETTERS, form_of, full_sheet, text_of
from pypdf import PdfReader

from models.records.paper import Form, PaperSize, Sheet
from models.rules.papers import electronic_places
from reports.pdf.papers import render
from reports.pdf.reserved import WORDS

FORMS = (*LETTERS, "disposisi", "tanda_terima", "nota_permintaan", "formulir_perubahan", "hasil_uji")
NOTE = "Dokumen ini ditandatangani & <elektronik> GEĐE"


def signed_sheet(form: Form, paper: PaperSize = "a4") -> Sheet:
    """Every official of the form signs electronically, everybody else with a pen."""
    sheet = full_sheet(form, paper=paper, footer=NOTE)
    signers = tuple(
        replace(signer, electronic=slot.kind == "pejabat")
        for slot, signer in zip(form.signers, sheet.signers, strict=True)
    )
    return replace(sheet, signers=signers)


@pytest.mark.parametrize("form_id", FORMS)
def test_every_official_has_a_frame_and_nobody_else(form_id: str) -> None:
    form = form_of(form_id)
    pdf = render(signed_sheet(form), form)
    said = text_of(pdf)
    assert said.count(WORDS) == sum(slot.kind == "pejabat" for slot in form.signers)
    assert (WORDS in said) == electronic_places(form)
    assert "".join(NOTE.split()) in "".join(said.split())
    assert not any(page.images for page in PdfReader(io.BytesIO(pdf)).pages), "no picture, so no QR"


@pytest.mark.parametrize("form_id", FORMS)
def test_a_frame_takes_the_room_of_a_pen(form_id: str) -> None:
    form = form_of(form_id)
    sheet = signed_sheet(form, "f4")
    by_pen = replace(sheet, signers=tuple(replace(one, electronic=False) for one in sheet.signers))
    pages = [len(pypdfium2.PdfDocument(render(one, form))) for one in (sheet, by_pen)]
    assert pages[0] == pages[1]
    assert WORDS not in text_of(render(by_pen, form))


def test_a_block_too_long_for_a_page_keeps_its_frame() -> None:
    form = form_of("nota_dinas")
    sheet = signed_sheet(form)
    endless = replace(sheet.signers[0], position=("Kepala",) * 90)
    assert text_of(render(replace(sheet, signers=(endless,)), form)).count(WORDS) == 1
