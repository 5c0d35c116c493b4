"""The SOP documents read back from their PDFs: everything printed, in order, whole."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import pypdf
import pytest

from models.records.paper import PAPER_SIZES, PaperSize
from models.records.sop import Identity, Sop
from models.rules.sop_reader import read_sop
from models.store.shipped import SOP_CODES, sop_text
from reports.pdf.sop_document import render_sop
from reports.pdf.sop_identity import has_block, signature_of

SIZES = get_args(PaperSize)
LISTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")


def shipped(code: str) -> Sop:
    sop, _ = read_sop(sop_text(code))
    assert sop is not None
    return sop


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def packed(text: str) -> str:
    """Without blanks: lines are broken anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("code", SOP_CODES)
def test_every_row_and_cell_is_printed_in_order(code: str, paper: PaperSize) -> None:
    sop = shipped(code)
    pages = pages_of(render_sop(sop, paper))
    table = packed("".join(pages[1:] if has_block(sop.identity) else pages))
    at = 0
    for step in sop.steps:
        cells = (step.no, step.text, step.needs_text, step.time_text, step.output_text, step.remark)
        found = table.find(packed("".join(cells)), at)
        assert found >= at, step.id
        at = found
    for executor in sop.executors:
        assert packed(executor.label) in table
        assert packed(executor.group) in table
    for part in (p for s in sop.steps for p in s.parts):
        assert packed(part.cell) in table
    for label in (o.label for s in sop.steps if s.is_decision for o in s.outcomes):
        assert packed(label) in table
    assert packed(sop.table_title or sop.name) in table


@pytest.mark.parametrize("code", SOP_CODES)
def test_the_headings_are_those_of_the_source(code: str) -> None:
    sop = shipped(code)
    pages = pages_of(render_sop(sop))
    for page in pages[1:] if has_block(sop.identity) else pages:
        for heading in sop.columns:
            assert packed(heading) in packed(page), "the head repeats on every page"


@pytest.mark.parametrize("code", ["MPA", "MLS", "PP", "PA"])
def test_the_identity_block_is_that_of_the_sop(code: str) -> None:
    identity = shipped(code).identity
    first = packed(pages_of(render_sop(shipped(code)))[0])
    texts = [*identity.unit, identity.bidang, identity.number, identity.created, *identity.approved_by]
    for field in LISTS:
        texts += getattr(identity, field)
    texts += identity.labels.values()
    assert [t for t in texts if packed(t) not in first] == []
    above = signature_of(identity).above
    assert first.index(packed(above[0])) < first.index(packed(signature_of(identity).name))


def test_an_sop_without_a_block_has_kop_title_table_and_its_own_signature() -> None:
    sop = shipped("PAW")
    pages = [packed(page) for page in pages_of(render_sop(sop))]
    for text in (*sop.identity.unit, *sop.identity.address, sop.table_title):
        assert packed(text) in pages[0]
    lines = [packed(text) for text in sop.identity.approved_by]
    # what stands over the signature, and the name, rank and NIP under it: below the last row
    below = pages[-1][pages[-1].index(packed("Dokumen Uji Coba Program Sistem Informasi")) :]
    assert [below.index(line) for line in lines] == sorted(below.index(line) for line in lines)
    assert packed("Dasar Hukum") not in "".join(pages)


@pytest.mark.parametrize("code", SOP_CODES)
def test_nothing_on_paper_that_does_not_belong_there(code: str) -> None:
    text = "\n".join(pages_of(render_sop(shipped(code))))
    for wrong in ("None", "\ufffd", "■", "ditandatangani secara elektronik", "BSrE", "CONTOH"):
        assert wrong not in text


def test_the_name_from_bali_prints_whole() -> None:
    assert "GEĐE PRAMANA" in pages_of(render_sop(shipped("PA")))[0]


@pytest.mark.parametrize("paper", SIZES)
def test_pages_lie_across_and_say_how_many_there_are(paper: PaperSize) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_sop(shipped("PA"), paper)))
    short, long = PAPER_SIZES[paper]
    for number, page in enumerate(reader.pages, 1):
        size = (float(page.mediabox.width) / 72 * 25.4, float(page.mediabox.height) / 72 * 25.4)
        assert size == pytest.approx((long, short), abs=0.1)
        assert f"Halaman {number} dari {len(reader.pages)}" in page.extract_text()


def test_the_same_sop_makes_the_same_bytes_with_embedded_fonts_and_its_language() -> None:
    sop = shipped("PAW")
    pdf = render_sop(sop)
    assert pdf == render_sop(sop)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            made = font.get_object()
            if "/FontDescriptor" in made:
                assert "/FontFile2" in made["/FontDescriptor"]
            else:
                # reportlab announces its standard face on every page, used or not
                assert made["/BaseFont"] == "/Helvetica"


def test_connectors_come_in_pairs() -> None:
    pages = pages_of(render_sop(shipped("PAW")))
    lettered = [[line.strip() for line in page.splitlines() if line.strip() in ("A", "B")] for page in pages]
    assert lettered == [["A"], ["A", "B"], ["B"]]


def test_a_sample_says_so() -> None:
    assert all("CONTOH" in page for page in pages_of(render_sop(shipped("PP"), sample=True)))


def test_what_was_read_or_decided_is_told_under_the_table() -> None:
    last = packed(pages_of(render_sop(shipped("PP")))[-1])
    assert packed("baris 2, 3 dibaca dari kalimat kegiatan; baris 4–8 ditetapkan kantor") in last
    assert packed("“Tidak ada” (baris 7) ditetapkan kantor") in last


def test_a_hostile_sop_prints_without_an_error() -> None:
    sop = shipped("PP")
    long = "X" * 200
    steps = tuple(
        replace(s, text=f"<b>{long}</b> & \x07 \ufffd 🚀 {'panjang ' * 700}") for s in sop.steps[:3]
    )
    identity = Identity(
        unit=(long, ""),
        number=long,
        approved_by=(long,),
        legal_basis=tuple(f"{n} {long} " * 4 for n in range(60)),
    )
    hostile = replace(
        sop, name=long, table_title="", identity=identity, steps=(*steps, *sop.steps[3:]), columns=()
    )
    pages = pages_of(render_sop(hostile))
    text = packed("".join(pages))
    assert len(pages) > 8
    assert text.count("panjang") == 2100
    assert "<b>XXX" in text
    assert "59" in text
    assert "\ufffd" not in text


def test_absurdly_long_headings_leave_room_for_the_table() -> None:
    long = "panjang " * 900
    kop = Identity(unit=(long,), address=(long,), approved_by=("Kepala",))
    sop = replace(shipped("PP"), identity=kop, name="x " * 150, table_title="y " * 300)
    pages = pages_of(render_sop(sop))
    assert "Melakukan perubahan" not in pages[0]
    assert "Melakukan perubahan" in "".join(pages)
    block = Identity(number="1", created=long, approved_by=(long, "NAMA", "NIP. 1"))
    text = "".join(pages_of(render_sop(replace(shipped("PP"), identity=block))))
    assert text.count("panjang") == 1800
    assert "NAMA" in text


def test_an_empty_identity_prints_a_table_alone() -> None:
    sop = replace(shipped("MLS"), identity=Identity())
    pages = pages_of(render_sop(sop))
    assert len(pages) == 1
    assert "None" not in pages[0]
