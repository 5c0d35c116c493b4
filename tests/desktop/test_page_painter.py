"""Previews of documents from anywhere: what they provoke stays in a process of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop import document_painting
from desktop.document_painting import DocumentPainting
from desktop.page_painter import PagePainter, PageRefusedError, PageWish
from tests.desktop.bombs import page, pdf, png, repeating
from views.document_preview import DocumentPreview

Put = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def painter() -> Iterator[PagePainter]:
    made = PagePainter()
    yield made
    made.close()


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


def refusal(painter: PagePainter, path: Path, kind: str) -> str:
    with pytest.raises(PageRefusedError) as caught:
        painter.paint(PageWish(path, kind, 0, 600))
    return str(caught.value)


def alive(painter: PagePainter, put: Put) -> bool:
    """Whether an honest page is painted afterwards."""
    turn = painter.paint(PageWish(put("jujur.pdf", page(b"0 0 595 842")), "pdf", 0, 595))
    return (turn.page, turn.pages, turn.image.width, turn.image.height) == (0, 1, 595, 842)


def test_a_page_that_takes_hours_is_given_up(put: Put) -> None:
    impatient = PagePainter(patience=1.0)
    try:
        begun = time.monotonic()
        assert refusal(impatient, put("bom.pdf", repeating(9)), "pdf") == "slow"
        assert time.monotonic() - begun < 4
        assert alive(impatient, put)
    finally:
        impatient.close()


@pytest.mark.parametrize(
    "box",
    [b"0 0 1 999999999", b"0 0 999999999 1", b"0 0 0 0", b"0 0 1e38 1e38", b"0 0 -5 -5", b"0 0 nan 1", b""],
)
def test_a_page_of_no_sensible_size_stays_small(painter: PagePainter, put: Put, box: bytes) -> None:
    try:
        image = painter.paint(PageWish(put("a.pdf", page(box)), "pdf", 0, 600)).image
    except PageRefusedError:
        return
    assert len(image.data) < 60_000_000
    assert max(image.width, image.height) <= 16_001


@pytest.mark.parametrize(
    "content",
    [
        b"", b"%PDF-1.7", b"bukan PDF", b"%PDF-1.7\n" + b"[" * 200_000, os.urandom(5000),
        pdf([b"<< /Type /Catalog >>"]),
        pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9999999 >>"]),
    ],
)  # fmt: skip
def test_what_is_no_pdf_is_refused(painter: PagePainter, put: Put, content: bytes) -> None:
    assert refusal(painter, put("a.pdf", content), "pdf") in ("broken", "empty")
    assert alive(painter, put)


def test_a_picture_that_unpacks_to_gigabytes_is_not_unpacked(painter: PagePainter, put: Put) -> None:
    bomb = put("bom.png", png(60_000, 60_000))
    assert bomb.stat().st_size < 200_000
    assert refusal(painter, bomb, "gambar") == "large"
    assert alive(painter, put)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(x) run\n",
        png(300, 300)[:60], png(0, 5), b"GIF89a" + b"\xff" * 20, b"BM" + b"\xff" * 60,
        b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x01" * 90, b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 40,
    ],
)  # fmt: skip
def test_what_is_no_plain_picture_is_refused(painter: PagePainter, put: Put, content: bytes) -> None:
    assert refusal(painter, put("foto.png", content), "gambar") in ("broken", "large")
    assert alive(painter, put)


@pytest.mark.parametrize("kind", ["tif", "webp", "png", "jpg", "gif", "bmp"])
def test_every_plain_picture_is_painted_by_a_new_process(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (30, 20), "red").save(tmp_path / f"a.{kind}")
    fresh = PagePainter()
    try:
        image = fresh.paint(PageWish(tmp_path / f"a.{kind}", "gambar", 0, 30)).image
    finally:
        fresh.close()
    assert image.data[0] > 240
    assert image.data[1] < 15


def test_pictures_come_upright_and_scans_page_by_page(painter: PagePainter, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(tmp_path / "foto.jpg", exif=exif)
    image = painter.paint(PageWish(tmp_path / "foto.jpg", "gambar", 0, 100)).image
    assert (image.width, image.height) == (100, 200)
    pages = [Image.new("1", (200, 300), at % 2) for at in range(3)]
    pages[0].save(tmp_path / "pindai.tif", save_all=True, append_images=pages[1:])
    turns = [painter.paint(PageWish(tmp_path / "pindai.tif", "gambar", at, 200)) for at in range(4)]
    assert [(turn.page, turn.pages, turn.image.data[0]) for turn in turns] == [
        (0, 3, 0), (1, 3, 255), (2, 3, 0), (2, 3, 0)
    ]  # fmt: skip
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(tmp_path / "bening.png")
    assert (
        painter.paint(PageWish(tmp_path / "bening.png", "gambar", 0, 100)).image.data[:3] == b"\xff\xff\xff"
    )


def test_a_process_that_died_is_replaced(put: Put) -> None:
    fragile = PagePainter()
    try:
        assert alive(fragile, put)
        assert fragile._child is not None
        fragile._child.kill()
        fragile._child.wait()
        assert alive(fragile, put)
        fragile._child.stdin.close()
        assert refusal(fragile, put("a.pdf", page(b"0 0 9 9")), "pdf") == "broken"
        assert alive(fragile, put)
    finally:
        fragile.close()
    assert fragile._child is None


def test_a_process_with_nothing_to_do_goes_and_comes_back(put: Put) -> None:
    short = PagePainter(idle=0.2)
    try:
        assert alive(short, put)
        child = short._child
        assert child is not None
        assert child.wait(5) is not None
        assert alive(short, put)
        assert short._child is not child
    finally:
        short.close()


def test_the_window_lives_while_a_document_takes_its_time(
    qtbot: QtBot, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = PagePainter(patience=1.0)
    monkeypatch.setattr(document_painting, "painter", impatient)
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()
    DocumentPainting(preview)
    gaps, last = [], [time.monotonic()]

    def tick() -> None:
        gaps.append(time.monotonic() - last[0])
        last[0] = time.monotonic()

    timer = QTimer(preview)
    timer.timeout.connect(tick)
    timer.start(5)
    try:
        preview.show_file(put("bom.pdf", repeating(9)), "bom.pdf")
        qtbot.waitUntil(lambda: "terlalu rumit" in preview.words.text(), timeout=8000)
        assert max(gaps) < 0.5, "the window stood still"
        bomb = put("bom.png", png(60_000, 60_000))
        preview.show_file(bomb, "bom.png")
        qtbot.waitUntil(lambda: "terlalu besar" in preview.words.text(), timeout=8000)
        preview.show_file(bomb, "gambar.svg")
        assert "tidak dapat dipratinjau" in preview.words.text()
        preview.show_file(put("b.pdf", page(b"0 0 100 100")), "b.pdf")
        qtbot.waitUntil(lambda: preview.pages == 1, timeout=8000)
        assert preview.page_label.text() == "Halaman 1 dari 1"
    finally:
        impatient.close()
