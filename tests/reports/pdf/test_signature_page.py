"""The name of who signs never stands on a page without text of the paper before it."""

from __future__ import annotations

import pytest

from models.records.paper import Form, Sheet, Value
from reports.pdf.papers import render
from tests.reports.pdf.filled_papers import COPIES, form_of, full_sheet, pages_of

SENTENCE = "Pekerjaan dilaksanakan sesuai dengan kesepakatan bersama perangkat daerah pemohon. "
#: The field that grows, per form, and whether it grows by items or by text.
GROWING = {
    "nota_dinas": "isi",
    "surat_pemberitahuan": "isi",
    "surat_penolakan": "alasan",
    "surat_tugas": "untuk",
    "berita_acara": "hasil_rapat",
    "berita_acara_serah_terima": "hak_kewajiban",
    "notulen": "keputusan",
    "surat_pernyataan": "butir",
    "laporan": "kesimpulan",
    "daftar_hadir": "peserta",
}
HEADINGS = {
    "A. Pembukaan",
    "B. Pembahasan",
    "C. Kesimpulan/keputusan",
    "A. Pendahuluan",
    "1. Latar belakang",
    "2. Dasar",
    "3. Maksud dan tujuan",
    "B. Kegiatan yang dilaksanakan",
    "C. Hasil yang dicapai",
    "D. Kesimpulan dan saran",
    "1. Kesimpulan",
    "2. Saran",
    "E. Penutup",
}


def grown(form: Form, field_id: str, amount: int) -> Sheet:
    kind = form.field(field_id).kind
    value: Value
    if kind == "daftar":
        value = tuple(f"{SENTENCE}Butir {n}." for n in range(1, amount + 1))
    elif kind == "tabel":
        value = tuple((f"Nama {n}", "19900101 201503 1 001", "Dinas Contoh") for n in range(1, amount + 1))
    else:
        value = SENTENCE * amount
    return full_sheet(form, values={field_id: value, "dokumentasi": ()})


def lines_before_signature(page: str, sheet: Sheet, form: Form) -> int:
    """Lines of the paper over the signature block on its page."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    lines = [line for line in lines if line != sheet.footer]
    headings = {slot.heading for slot in form.signers if slot.heading}
    begins = (*headings, "a.n. KEPALA DINAS", "Ditetapkan di", "Dibuat di", "Kota Contoh, 2")
    return next(at for at, line in enumerate(lines) if line.startswith(begins) and ":" not in line)


@pytest.mark.parametrize("name", sorted(GROWING))
def test_a_signature_always_has_two_lines_of_the_paper_before_it(name: str) -> None:
    form = form_of(name)
    counts = set()
    for amount in range(1, 42):
        sheet = grown(form, GROWING[name], amount)
        pages = pages_of(render(sheet, form))
        for signer in sheet.signers:
            (page,) = [page for page in pages if signer.name in page.split("Nama\n")[-1]][-1:]
            assert lines_before_signature(page, sheet, form) >= 2, (amount, page)
        assert all(len(page.split()) > 8 for page in pages), (amount, pages)
        for page in pages:
            last = [line.strip() for line in page.splitlines() if line.strip()][-2 if len(pages) > 1 else -1]
            assert last not in HEADINGS, (amount, page)
        counts.add(len(pages))
    assert len(counts) > 1, counts


@pytest.mark.parametrize("name", ["nota_dinas", "surat_pemberitahuan", "laporan"])
def test_one_long_paragraph_gives_lines_to_the_page_of_the_signature(name: str) -> None:
    form = form_of(name)
    for words in range(250, 420, 5):
        text = " ".join(f"kata{n}" for n in range(words))
        sheet = full_sheet(
            form,
            values={GROWING[name]: text, "saran": ""},
            texts={text.id: "Penutup pendek." for text in form.texts},
        )
        pages = pages_of(render(sheet, form))
        (page,) = [page for page in pages if sheet.signers[0].name in page]
        assert lines_before_signature(page, sheet, form) >= 2, (words, page)
        found = [word for word in " ".join(pages).split() if word.startswith("kata")]
        assert [word for word in found if word != "kata"] == text.split()


def test_copies_stay_on_the_page_of_the_signature() -> None:
    form = form_of("surat_pemberitahuan")
    for amount in range(1, 42):
        sheet = grown(form, "isi", amount)
        pages = pages_of(render(sheet, form))
        (page,) = [page for page in pages if sheet.signers[0].name in page]
        assert all(copy in page for copy in COPIES)


def test_the_room_to_sign_is_squeezed_before_a_paper_takes_another_page() -> None:
    form = form_of("nota_dinas")
    pages = [len(pages_of(render(grown(form, "isi", amount), form))) for amount in range(1, 42)]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] == 2


@pytest.mark.parametrize("name", ["laporan", "notulen"])
def test_a_heading_never_ends_a_page_and_long_text_begins_right_below_it(name: str) -> None:
    form = form_of(name)
    long = "kegiatan" if name == "laporan" else "pembahasan"
    seen = set()
    for amount in range(1, 60, 2):
        sheet = full_sheet(form, values={long: SENTENCE * amount, "dokumentasi": ()})
        pages = pages_of(render(sheet, form))
        for page in pages:
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            seen |= HEADINGS & set(lines)
            assert lines[-2 if len(pages) > 1 else -1] not in HEADINGS, (amount, page)
    assert len(seen) > 2
    one = full_sheet(form, values={long: SENTENCE * 120, "dokumentasi": ()})
    assert "Pekerjaan dilaksanakan" in pages_of(render(one, form))[0]
