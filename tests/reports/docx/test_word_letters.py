"""Letters as Word documents, opened again: their words, their tokens, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm
from docx.table import Table
from PIL import Image

from models.records.paper import PAPER_SIZES, Form, Margins, PaperSize, Sheet, Signer
from models.store.shipped_forms import shipped_forms
from reports.docx.letters import render_docx
from reports.docx.wording import TOKENS, clean
from reports.samples import sample_sheet

FORMS = list(shipped_forms().values())
SENDER = ("${jabatan_pengirim}", "${nama_pengirim}", "${nip_pengirim}", "${ttd_pengirim}")
LETTERS = ("nota_dinas", "surat_pemberitahuan", "surat_penolakan")


def lines(docx: bytes) -> list[str]:
    """Every paragraph in reading order, the cells of tables included."""

    def walk(part) -> Iterator[str]:
        for block in part.iter_inner_content():
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from walk(cell)
            else:
                yield block.text

    return [line for line in walk(Document(io.BytesIO(docx))) if line.strip()]


def written(form: Form, **changes) -> list[str]:
    return lines(render_docx(replace(sample_sheet(form), **changes), form))


def tokens_in(said: list[str]) -> list[str]:
    return re.findall(r"\$\{[^}]*\}", "\n".join(said))


@pytest.mark.parametrize("form_id", LETTERS)
def test_a_letter_keeps_every_token_once(form_id: str) -> None:
    assert sorted(tokens_in(written(shipped_forms()[form_id]))) == sorted(TOKENS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_paper_keeps_the_tokens_that_it_has_a_place_for(form: Form) -> None:
    said = tokens_in(written(form))
    sender = SENDER if any(slot.kind == "pejabat" for slot in form.signers) else ()
    numbered = ("${nomor_naskah}",) if form.group else ()
    assert set(said) - {"${tanggal_naskah}", "${sifat}", "${hal}"} == {*sender, *numbered}
    assert set(said) <= set(TOKENS)
    assert len(said) == len(set(said))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_number_of_the_paper_and_the_name_of_the_sender_are_left_to_the_letter_system(form: Form) -> None:
    sheet = sample_sheet(form)
    said = "\n".join(lines(render_docx(sheet, form)))
    if sheet.number:
        assert sheet.number not in said
    slots = [slot for slot in form.signers if slot.kind == "pejabat"]
    sender = next((slot for slot in slots if slot.required), slots[0] if slots else None)
    if sender is not None and form.id not in ("berita_acara_serah_terima", "notulen", "berita_acara"):
        signer = sheet.signers[form.signers.index(sender)]
        assert signer.nip not in said


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_token_is_parted_over_two_runs(form: Form) -> None:
    made = render_docx(sample_sheet(form), form)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", package.read("word/document.xml").decode())
    whole = [token for run in runs for token in re.findall(r"\$\{\w+\}", run)]
    assert sorted(whole) == sorted(tokens_in(lines(made)))


def test_a_nota_dinas_reads_in_its_order() -> None:
    said = "\n".join(written(shipped_forms()["nota_dinas"]))
    order = [
        "PEMERINTAH KABUPATEN CONTOH", "DINAS KOMUNIKASI", "NOTA DINAS", "Yth.", "Dari", "Tembusan",
        "${tanggal_naskah}", "${nomor_naskah}", "${sifat}", "${hal}", "Dengan hormat", "1.\tPendaftaran",
        "Demikian nota dinas", "${jabatan_pengirim}", "${ttd_pengirim}", "${nama_pengirim}",
        "NIP ${nip_pengirim}",
    ]  # fmt: skip
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)


def test_a_surat_tugas_has_its_people_in_a_table_with_a_repeated_head() -> None:
    form = shipped_forms()["surat_tugas"]
    document = Document(io.BytesIO(render_docx(sample_sheet(form), form)))
    (people,) = [table for table in document.tables if table.cell(0, 0).text == "No"]
    assert [cell.text for cell in people.rows[0].cells] == ["No", *form.field("kepada").columns]
    assert people.cell(1, 1).text == "CONTOH Pegawai Satu, S.Kom."
    assert len(people.rows) == 4
    assert "w:tblHeader" in people.rows[0]._tr.xml
    assert "MENUGASKAN:" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_paper_margins_and_font_are_those_of_the_sheet(paper: PaperSize) -> None:
    form = shipped_forms()["surat_pemberitahuan"]
    sheet = replace(sample_sheet(form, paper), margins=Margins(15, 16, 17, 18))
    document = Document(io.BytesIO(render_docx(sheet, form)))
    section = document.sections[0]
    wide, high = PAPER_SIZES[paper]
    for found, wanted in (
        (section.page_width, wide), (section.page_height, high), (section.top_margin, 15),
        (section.bottom_margin, 16), (section.left_margin, 17), (section.right_margin, 18),
    ):  # fmt: skip
        assert abs(found - Mm(wanted)) < Mm(0.1)
    assert document.styles["Normal"].font.name == "Arial"
    assert {run.font.name for paragraph in document.paragraphs for run in paragraph.runs} == {"Arial"}


def test_user_text_never_becomes_a_token() -> None:
    form = shipped_forms()["nota_dinas"]
    sheet = sample_sheet(form)
    evil = "${nip_pengirim} dan ${ttd_pengirim}"
    values = {**sheet.values, "yth": evil, "isi": f"1. {evil}\n\n{evil}", "lampiran": "$\x00{hal}"}
    said = lines(render_docx(replace(sheet, values=values, copies=(evil,), texts={"pembuka": evil}), form))
    assert sorted(tokens_in(said)) == sorted(TOKENS)
    # nothing of what was typed is lost to the eye
    assert "\n".join(said).replace("\u200d", "").count(evil) == 5
    assert "${" not in clean(clean(evil))


def test_free_text_is_taken_apart_as_on_paper() -> None:
    form = shipped_forms()["nota_dinas"]
    values = sample_sheet(form).values | {"isi": "H. Ahmad hadir.\n\nDibahas:\n1. satu\n- dua\nA. Yani"}
    said = written(form, values=values)
    at = said.index("H. Ahmad hadir.")
    assert said[at : at + 4] == ["H. Ahmad hadir.", "Dibahas:", "1.\tsatu", "–\tdua\nA. Yani"]


def test_text_in_the_package_is_whole_even_with_markup_and_control_signs() -> None:
    form = shipped_forms()["surat_pemberitahuan"]
    sheet = sample_sheet(form)
    odd = "PT <b>Maju</b> & \x07Jaya\ud800 GEĐE 中" + "x" * 200
    said = "\n".join(lines(render_docx(replace(sheet, values={**sheet.values, "isi": odd}), form)))
    assert "PT <b>Maju</b> & Jaya GEĐE 中" + "x" * 200 in said


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_an_empty_paper_has_dots_and_never_none(form: Form) -> None:
    said = "\n".join(lines(render_docx(Sheet(form=form.id), form)))
    assert "None" not in said
    assert ".........." in said
    assert not re.search(r"(?<!\$)\{", said)


def test_an_empty_signer_of_the_agency_has_room_to_write() -> None:
    form = shipped_forms()["tanda_terima"]
    said = "\n".join(written(form, signers=(Signer(), Signer())))
    assert "Telah terima dari" in said


@pytest.mark.parametrize("mark", ["CONTOH", "KONSEP", "CONTOH KONSEP", ""])
def test_drafts_and_samples_are_marked_at_the_head_of_every_page(mark: str) -> None:
    form = shipped_forms()["nota_dinas"]
    sheet = replace(sample_sheet(form), draft="KONSEP" in mark, sample="CONTOH" in mark)
    section = Document(io.BytesIO(render_docx(sheet, form))).sections[0]
    assert section.header.paragraphs[0].text == mark
    assert "tidak berlaku" in section.footer.paragraphs[0].text
    assert "Halaman" in section.footer.paragraphs[-1].text


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGBA", (300, 360), (0, 128, 0, 255)).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize(("logo", "pictures"), [(None, 0), (picture(), 1), (b"not a picture", 0)])
def test_the_package_holds_the_logo_and_nothing_strange(logo: bytes | None, pictures: int) -> None:
    form = shipped_forms()["surat_pemberitahuan"]
    made = render_docx(sample_sheet(form), form, logo)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
        links = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
    assert sum(name.startswith("word/media/") for name in names) == pictures
    assert not [name for name in names if re.search("vba|macro|embed|activeX", name, re.IGNORECASE)]
    assert not [name for name in names if re.search("thumbnail|customXml|app.xml", name)]
    assert 'TargetMode="External"' not in links
    assert "python-docx" not in core


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_same_sheet_gives_the_same_bytes(form: Form) -> None:
    assert render_docx(sample_sheet(form), form, picture()) == render_docx(
        sample_sheet(form), form, picture()
    )
