"""Damaged pictures and pages, hundreds of ways: painted or refused, and the next honest one is painted."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.logo_file import fitting_picture
from desktop.page_painter import PagePainter, PageRefusedError, PageWish
from models.records.paper import Letterhead
from reports.pdf.picture import on_white
from tests.desktop.bombs import page, png, repeating, stream
from views.bounded_picture import PictureRefusedError, read_picture
from views.page_image import PageTurn
from views.settings_letterhead import LetterheadSettings

ROUNDS = 15


@pytest.fixture(scope="module")
def painter() -> Iterator[PagePainter]:
    made = PagePainter(patience=5)
    yield made
    made.close()


def picture(kind: str) -> bytes:
    kept = io.BytesIO()
    chance = random.Random(1)
    made = Image.new("RGB", (64, 48))
    made.putdata([(chance.randrange(256), 0, at % 256) for at in range(64 * 48)])
    made.save(kept, kind)
    return kept.getvalue()


def changed(content: bytes, chance: random.Random) -> bytes:
    """Bytes exchanged, cut out or doubled; often in the head, where the sizes stand."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(min(len(made), 64) if chance.random() < 0.5 else len(made))
        how = chance.random()
        if how < 0.6:
            made[at] = chance.choice((0, 255, 127, chance.randrange(256)))
        elif how < 0.8 and len(made) > 200:
            del made[at : at + chance.randint(1, 60)]
        else:
            made[at:at] = made[at : at + chance.randint(1, 200)]
    return bytes(made)


PAGE = page(
    b"0 0 200 200",
    stream(b"", b"q 1 0 0 1 5 5 cm 0 0 m 50 50 l S BT /F1 12 Tf (Halo) Tj ET Q"),
    about=b"/Contents 4 0 R /Resources << /Font << /F1 "
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "pdf", "forms"])
def test_a_damaged_document_is_painted_or_refused(painter: PagePainter, tmp_path: Path, kind: str) -> None:
    whole = {"pdf": PAGE, "forms": repeating(1, 3)}.get(kind) or picture(kind)
    wanted = "pdf" if kind in ("pdf", "forms") else "gambar"
    for seed in range(ROUNDS):
        path = tmp_path / f"{seed}"
        path.write_bytes(changed(whole, random.Random(seed)))
        try:
            turn = painter.paint(PageWish(path, wanted, seed % 3, 300))
        except PageRefusedError as refused:
            assert str(refused) in ("broken", "large", "empty", "slow")  # noqa: PT017 - one of two answers
        else:
            assert isinstance(turn, PageTurn)
            assert turn.image.picture().width() == turn.image.width
    path.write_bytes(whole)
    assert painter.paint(PageWish(path, wanted, 0, 100)).pages >= 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_a_damaged_logo_or_photograph_is_read_or_refused(qapp: QGuiApplication, kind: str) -> None:
    whole = picture(kind)
    for seed in range(ROUNDS):
        content = changed(whole, random.Random(seed))
        made = on_white(content, 100)
        assert made is None or max(made.size) <= 100
        try:
            assert read_picture(content, 1_000_000).width() > 0
        except PictureRefusedError as refused:
            assert "Gambar" in str(refused)  # noqa: PT017 - one of two answers


@pytest.mark.parametrize(
    "content", [png(60_000, 60_000), b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"GIF89a", PAGE]
)
def test_a_logo_that_is_a_bomb_or_no_picture_is_refused(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"logo\.png|Gambar"):
        fitting_picture(path, 1_000_000)
    # one that somebody wrote past the program is not unpacked for the settings either
    page_of_settings = LetterheadSettings()
    qtbot.addWidget(page_of_settings)
    page_of_settings.show_letterhead(Letterhead((), "Dinas", ()), content)
    assert page_of_settings.picture.text() in ("Logo tidak dapat dibaca.", "Belum ada logo.")
    assert page_of_settings.picture.pixmap().isNull()
    assert on_white(content, 100) is None
