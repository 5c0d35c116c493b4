"""The photographs of a notulen: in their own proportions; what is broken or elsewhere has no frame."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from filled_papers import form_of, full_sheet, pages_of, text_of
from PIL import Image
from pypdf import PdfReader

from models.records.paper import PAPER_SIZES, PaperSize
from reports.pdf.papers import render
from reports.pdf.photo import unreadable
from reports.pdf.picture import on_white

FORM = form_of("notulen")


def saved(path: Path, size: tuple[int, int], **more: object) -> Path:
    Image.new("RGB", size, "teal").save(path, **more)  # type: ignore[arg-type]
    return path


def minutes(*rows: tuple[str, str], paper: PaperSize = "a4", **pictures: Path) -> bytes:
    return render(full_sheet(FORM, paper=paper, values={"dokumentasi": rows}), FORM, None, pictures)


def drawn(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every picture as it stands on paper, in points."""
    found: list[tuple[float, float]] = []

    def see(operator: bytes, _words: object, matrix: list[float], *_more: object) -> None:
        if operator == b"Do":
            found.append((matrix[0], matrix[3]))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_operand_before=see)
    return found


@pytest.mark.parametrize("paper", PAPER_SIZES)
@pytest.mark.parametrize("size", [(4000, 3000), (300, 900), (60, 40), (5000, 20)])
def test_a_photograph_keeps_its_proportions(tmp_path: Path, paper: PaperSize, size: tuple[int, int]) -> None:
    pdf = minutes(("a", "Suasana <b>&</b> GEĐE"), paper=paper, a=saved(tmp_path / "a.jpg", size))
    ((wide, high),) = drawn(pdf)
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.05)
    assert wide <= 153 * 72 / 25.4 + 0.1
    assert high <= 103 * 72 / 25.4 + 0.1
    assert "Foto 1. Suasana <b>&</b> GEĐE" in text_of(pdf)


def test_a_picture_taken_upright_stands_upright(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    pdf = minutes(("a", ""), a=saved(tmp_path / "a.jpg", (800, 400), exif=turned))
    ((wide, high),) = drawn(pdf)
    assert wide / high == pytest.approx(0.5, rel=0.02)


def test_broken_and_lost_pictures_are_left_out_and_known_before(tmp_path: Path) -> None:
    broken, cut = tmp_path / "broken.jpg", saved(tmp_path / "cut.png", (400, 300))
    broken.write_bytes(b"no picture")
    cut.write_bytes(cut.read_bytes()[:60])
    whole = saved(tmp_path / "whole.png", (400, 300))
    pictures = {"broken": broken, "cut": cut, "whole": whole, "lost": tmp_path / "lost.jpg"}
    assert unreadable(pictures) == ("broken", "cut", "lost")
    pdf = minutes(*((name, f"Gambar {name}") for name in pictures), ("gone", "Gambar gone"), **pictures)
    assert len(drawn(pdf)) == 1
    said = pages_of(pdf)[-1]
    assert "Foto 1. Gambar whole" in said
    assert said.count("Gambar") == 1
    assert "DOKUMENTASI" not in text_of(minutes(("broken", "x"), broken=broken))


def test_photographs_elsewhere_are_named_without_a_frame(tmp_path: Path) -> None:
    pdf = minutes(("a", "Di sini"), ("", "Di album"), a=saved(tmp_path / "a.jpg", (40, 30)))
    said = pages_of(pdf)[-1]
    assert "Foto 1. Di sini" in said
    assert "Foto 2. Di album (terlampir tersendiri)" in said
    assert len(drawn(pdf)) == 1


def test_two_stand_on_a_page_each_with_its_caption_and_always_the_same_bytes(tmp_path: Path) -> None:
    pictures = {f"p{at}": saved(tmp_path / f"{at}.jpg", (640, 480)) for at in range(5)}
    rows = [(name, f"Keterangan {name}") for name in pictures]
    pdf = minutes(*rows, **pictures)
    counts = [page.count("Keterangan p") for page in pages_of(pdf)]
    assert [count for count in counts if count] == [2, 2, 1]
    assert minutes(*rows, **pictures) == pdf


def test_a_photograph_is_kept_as_bytes(tmp_path: Path) -> None:
    noise = tmp_path / "noise.jpg"
    Image.effect_noise((1200, 900), 60).convert("RGB").save(noise, quality=85)
    pdf = minutes(("a", ""), a=noise)
    assert b"ASCII85" not in pdf, "letters of base 85 would take a second for a few photographs"
    assert len(pdf) - len(minutes()) < noise.stat().st_size * 1.1


def test_a_picture_that_would_start_a_program_to_be_drawn_is_none(tmp_path: Path) -> None:
    """Pillow draws EPS by starting Ghostscript, whatever the name of the file says."""
    path = tmp_path / "foto.jpg"
    Image.new("RGB", (20, 20), "red").save(path, "EPS")
    assert on_white(path, 100) is None
    for kind in ("TIFF", "WEBP", "GIF", "BMP"):
        Image.new("RGB", (20, 20), "red").save(path, kind)
        assert on_white(path, 100) is not None, kind
