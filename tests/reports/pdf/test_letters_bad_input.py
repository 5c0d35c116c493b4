from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from models.records.paper import Letterhead, Margins, Signer
from reports.pdf.papers import render
from tests.reports.pdf.filled_papers import (
    KOP,
    LETTERS,
    boxes_of,
    empty_sheet,
    form_of,
    full_sheet,
    pages_of,
    picture,
    text_of,
)

MM = 72 / 25.4
LONG = "W" * 60 + "x" * 80 + "Đ" * 60


@pytest.mark.parametrize("name", LETTERS)
def test_signs_of_markup_print_whole(name: str) -> None:
    form = form_of(name)
    evil = "PT <b>Maju</b> & Jaya </para> &lt; 100% {perihal} <br/>"
    values = {field.id: evil for field in form.fields if field.kind in {"teks", "paragraf"}}
    values |= {field.id: (evil,) for field in form.fields if field.kind == "daftar"}
    values |= {
        field.id: (tuple(evil for _ in field.columns),) for field in form.fields if field.kind == "tabel"
    }
    who = tuple(Signer((evil), (evil,), evil, evil, evil) for _ in form.signers)
    sheet = full_sheet(
        form,
        values=values,
        signers=who,
        number=evil if form.group else "",
        place=evil,
        footer=evil,
        title=evil,
        copies=(evil,) if form.copies else (),
        letterhead=Letterhead((evil,), evil, (evil,)),
    )
    text = "".join(text_of(render(sheet, form)).split())
    expected = text.count("".join(evil.split()))
    assert expected >= len(values)
    assert "&amp;" not in text


@pytest.mark.parametrize("name", LETTERS)
def test_two_hundred_signs_without_a_blank_are_broken_not_cut_off(name: str) -> None:
    form = form_of(name)
    values = {field.id: LONG for field in form.fields if field.kind in {"teks", "paragraf", "jam"}}
    values |= {field.id: (LONG, "pendek") for field in form.fields if field.kind == "daftar"}
    values |= {
        field.id: (tuple(LONG for _ in field.columns),) for field in form.fields if field.kind == "tabel"
    }
    sheet = full_sheet(
        form,
        values=values,
        signers=tuple(Signer("", (LONG,), LONG, LONG, LONG) for _ in form.signers),
        title=LONG,
        letterhead=Letterhead((LONG,), LONG, (LONG,)),
        footer=LONG,
        place=LONG,
        number=LONG if form.group else "",
    )
    pdf = render(sheet, form, picture())
    text = "".join(text_of(pdf).split())
    # between its lines may stand what is printed beside them, so signs are counted
    shown = sum(field.kind != "pilihan" for field in form.fields)
    assert text.count("Đ") >= 60 * shown
    for page, sign, left, bottom, right, top in boxes_of(pdf):
        assert left >= 30 * MM - 1, (page, sign)
        assert right <= (210 - 20) * MM + 1, (page, sign)
        assert 0 <= bottom <= top <= 297 * MM, (page, sign)


def test_three_thousand_words_of_minutes_flow_over_pages() -> None:
    form = form_of("notulen")
    words = [f"kata{n}" for n in range(3000)]
    lines = "\n\n".join(" ".join(words[at : at + 150]) for at in range(0, 3000, 150))
    pages = pages_of(render(full_sheet(form, values={"pembahasan": lines, "dokumentasi": ()}), form))
    assert len(pages) > 5
    found = [word for word in " ".join(pages).split() if word.startswith("kata")]
    assert found == words


def test_one_paragraph_of_three_thousand_words_flows_as_well() -> None:
    form = form_of("notulen")
    words = [f"kata{n}" for n in range(3000)]
    sheet = full_sheet(form, values={"pembahasan": " ".join(words), "keputusan": (" ".join(words),)})
    found = [word for word in text_of(render(sheet, form)).split() if word.startswith("kata")]
    assert found == [*words, *words]


def test_sixty_people_sign_left_and_right_in_turn() -> None:
    form = form_of("daftar_hadir")
    people = tuple((f"Peserta{n} Contoh", f"19900101 201503 1 {n:03}", "Dinas Contoh") for n in range(1, 61))
    pdf = render(full_sheet(form, values={"peserta": people}), form)
    pages = pages_of(pdf)
    for page in pages:
        assert "Tanda tangan" in page
    words = " ".join(pages).split()
    assert [w for w in words if w.startswith("Peserta") and w != "Peserta"] == [
        one[0].split()[0] for one in people
    ]
    assert sum(page.count(". ........") for page in pages) == 60


def test_an_invitation_of_sixty_copies_flows() -> None:
    form = form_of("surat_pemberitahuan")
    names = tuple(f"Kepala Perangkat Daerah {n}" for n in range(1, 61))
    text = text_of(render(full_sheet(form, copies=names), form))
    assert all(f"{n}. {name}" in text for n, name in enumerate(names, start=1))


def test_control_signs_are_dropped_and_unknown_signs_shown_as_such() -> None:
    form = form_of("nota_dinas")
    odd = "a\x00b\x07c\u200bd\ufeffe\u202ef \U0001f600 漢 \ud800 g\th"
    text = text_of(render(full_sheet(form, values={"hal": odd, "isi": odd}), form))
    assert text.count("abcdef ? ? ? g h") == 2


def test_blanks_in_a_sentence_are_dotted_lines() -> None:
    form = form_of("berita_acara")
    text = text_of(render(empty_sheet(form), form))
    assert "Pada hari ini, ......" in text
    assert "…" not in text


@pytest.mark.parametrize(
    "logo",
    [None, b"", b"no picture", picture()[:200], picture()[:-40], b"\x89PNG\r\n\x1a\n" + bytes(500)],
    ids=["none", "empty", "text", "head only", "cut off", "zeros"],
)
def test_a_missing_or_broken_logo_leaves_a_kop_without_one(logo: bytes | None) -> None:
    form = form_of("nota_dinas")
    pdf = render(full_sheet(form), form, logo)
    assert KOP.name in text_of(pdf)
    assert not list(PdfReader(BytesIO(pdf)).pages[0].images)


def test_a_picture_of_twenty_megabytes_is_scaled_down() -> None:
    kept = BytesIO()
    Image.effect_noise((4800, 4400), 90).save(kept, "PNG", compress_level=0)
    large = kept.getvalue()
    assert len(large) > 20_000_000
    form = form_of("nota_dinas")
    pdf = render(full_sheet(form), form, large)
    (image,) = PdfReader(BytesIO(pdf)).pages[0].images
    assert max(image.image.size) <= 450
    assert len(pdf) < 500_000


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_a_logo_of_any_kind_stands_on_white(mode: str) -> None:
    picture_bytes = picture("RGBA")
    if mode != "RGBA":
        kept = BytesIO()
        source = Image.open(BytesIO(picture_bytes))
        made = source.convert("RGB").convert(mode) if mode in {"CMYK", "1", "L"} else source.convert(mode)
        if mode in {"CMYK", "1", "L"}:
            white = Image.new("RGB", source.size, "white")
            white.paste(source, mask=source.getchannel("A"))
            made = white.convert(mode)
        made.save(kept, "TIFF" if mode == "CMYK" else "PNG")
        picture_bytes = kept.getvalue()
    form = form_of("nota_dinas")
    (image,) = PdfReader(BytesIO(render(full_sheet(form), form, picture_bytes))).pages[0].images
    assert image.image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    assert (
        image.image.convert("RGB").getpixel((image.image.width // 2, image.image.height // 2)) != (255,) * 3
    )


def test_a_picture_too_large_to_open_leaves_a_kop_without_logo() -> None:
    kept = BytesIO()
    Image.new("1", (20_000, 20_000)).save(kept, "PNG")
    form = form_of("nota_dinas")
    assert not list(PdfReader(BytesIO(render(full_sheet(form), form, kept.getvalue()))).pages[0].images)


@pytest.mark.parametrize("name", LETTERS)
def test_margins_beyond_reason_still_leave_a_paper(name: str) -> None:
    form = form_of(name)
    for margins in (Margins(0, 0, 0, 0), Margins(90, 90, 90, 90), Margins(200, 200, 200, 200)):
        pdf = render(full_sheet(form, margins=margins), form)
        for page, sign, left, bottom, right, top in boxes_of(pdf):
            assert -1 <= left <= right <= 210 * MM + 1, (page, sign)
            assert -1 <= bottom <= top <= 297 * MM + 1, (page, sign)


def test_a_long_footer_moves_the_text_up() -> None:
    form = form_of("nota_dinas")
    footer = "Dokumen ini telah ditandatangani di luar aplikasi ini. " * 20
    sheet = full_sheet(form, footer=footer, values={"isi": "Uraian kegiatan yang panjang. " * 200})
    pdf = render(sheet, form)
    document = PdfReader(BytesIO(pdf))
    assert len(document.pages) > 1
    lowest = min(bottom for _, _, _, bottom, _, _ in boxes_of(pdf))
    assert lowest > 0


def test_values_of_another_kind_do_not_break_a_form() -> None:
    form = form_of("notulen")
    sheet = full_sheet(
        form, values={"acara": "satu\ndua", "rapat": ("a", "b"), "peserta": (("x", "y"), ("z",))}
    )
    text = text_of(render(sheet, form))
    for words in ("1. satu 2. dua", "a, b", "1. x y 2. z"):
        assert words in text


def test_a_sheet_without_signers_prints_places_to_sign() -> None:
    for name in LETTERS:
        form = form_of(name)
        required = sum(slot.required for slot in form.signers)
        text = text_of(render(full_sheet(form, signers=()), form))
        if required:
            assert text.count("NIP .....") >= required, name
