"""The live picture: the newest wish wins, pages turn, and a paper that cannot be made says so."""

from __future__ import annotations

import io
import threading

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.live_paper import LivePaper
from views.paper_preview import PaperPreview


def paper(pages: int) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(300, 400))
    for page in range(pages):
        canvas.drawString(20, 200, f"halaman {page + 1}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def preview(qtbot):
    one = PaperPreview()
    one.resize(400, 500)
    qtbot.addWidget(one)
    one.show()
    return one


def test_a_paper_is_shown_and_its_pages_turn(qtbot, preview):
    live = LivePaper(preview)
    with qtbot.waitSignal(live.made, timeout=5000):
        live.make(lambda: paper(3))
    assert preview.page_label.text() == "Halaman 1 dari 3"
    assert not preview.canvas.pixmap().isNull()
    preview.turn(2)
    qtbot.waitUntil(lambda: preview.page_label.text() == "Halaman 3 dari 3", timeout=5000)
    assert not preview.next_button.isEnabled()


def test_while_one_is_made_only_the_newest_wish_waits(qtbot, preview):
    live = LivePaper(preview)
    free = threading.Event()
    made: list[int] = []

    def maker(pages: int) -> bytes:
        free.wait(5)
        made.append(pages)
        return paper(pages)

    for pages in (1, 2, 3, 4):
        live.make(lambda pages=pages: maker(pages))
    free.set()
    qtbot.waitUntil(lambda: preview.pages == 4, timeout=5000)
    assert made == [1, 4]


def test_a_shorter_paper_shows_its_last_page(qtbot, preview):
    live = LivePaper(preview)
    live.make(lambda: paper(5))
    qtbot.waitUntil(lambda: preview.pages == 5, timeout=5000)
    preview.turn(4)
    qtbot.waitUntil(lambda: preview.page == 4 and "5 dari 5" in preview.page_label.text(), timeout=5000)
    live.make(lambda: paper(2))
    qtbot.waitUntil(lambda: preview.page_label.text() == "Halaman 2 dari 2", timeout=5000)


def test_a_new_size_while_the_first_is_made_counts(qtbot, preview):
    live = LivePaper(preview)
    free = threading.Event()

    def slow() -> bytes:
        free.wait(5)
        return paper(1)

    live.make(slow)
    preview.page_wanted.emit(0, 250)
    free.set()
    qtbot.waitUntil(lambda: preview.canvas.pixmap().width() == 250, timeout=5000)


def test_what_cannot_be_made_is_said_and_raised(qtbot, preview):
    live = LivePaper(preview)

    def broken() -> bytes:
        raise LookupError("rusak")

    with qtbot.capture_exceptions() as raised:
        live.make(broken)
        qtbot.waitUntil(lambda: bool(raised), timeout=5000)
    assert raised[0][0] is LookupError
    assert "Isian tetap ada" in preview.words.text()
    with qtbot.waitSignal(live.made, timeout=5000):
        live.make(lambda: paper(1))
