"""Photographs on the notulen of a case: offered from its documents, broken ones told, kept with the paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.changes import Changes
from desktop.paper_dialogs import open_draft, open_paper
from models.actions import documents
from models.records.paper import PaperDraft, Signer
from models.records.registration import FileAttachment
from models.store.integrity import check_office
from models.store.paper_tables import Paper
from models.store.tables import Document
from tests.desktop.desk import Desk
from tests.desktop.paper_desk import drawn, stored_bytes, text_of
from tests.office import done
from tests.paper_office import issue, shown, with_officials

FILLED = {"hari_tanggal": "2026-11-20", "mulai": "09.00", "ketua": "A (CONTOH)", "pencatat": "B (CONTOH)",
          "pembahasan": "Isi rapat.", "keputusan": ("Lanjut",)}  # fmt: skip


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> int:
    """A case with a photograph, a file that only claims to be one, a text, and a picture withdrawn."""
    small = with_officials(desk.small)
    case_id = small.register("PAW")
    Image.new("RGB", (640, 480), "teal").save(tmp_path / "rapat & <b>.JPG", "JPEG")
    Image.new("RGB", (40, 40), "red").save(tmp_path / "salah.png")
    (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
    (tmp_path / "catatan.txt").write_text("catatan")
    for path in sorted(tmp_path.glob("*.*")):
        if path.suffix.casefold() not in (".jpg", ".png", ".txt"):
            continue
        stored = small.office.store.files.ingest(path)
        attachment = FileAttachment("notulen", stored.digest, stored.size, stored.name)
        done(documents.attach(small.office, small.people["tu"], case_id, attachment, None))
    wrong = Document.get(Document.file_name == "salah.png")
    done(documents.withdraw(small.office, small.people["tu"], wrong.id, "salah lampir"))
    return case_id


@pytest.fixture
def dialog(desk: Desk, qtbot, case: int):
    session = desk.session(desk.small.people["tu"])
    window = open_draft(None, session, Changes(), PaperDraft("notulen", case, values=FILLED))
    qtbot.addWidget(window, before_close_func=lambda one: one.close_done())
    drawn(qtbot, window)
    return window


def pictures(pdf: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_pictures_of_the_case_are_offered_and_broken_ones_told(qtbot, dialog):
    (photos,) = dialog.body.photos()
    assert [tick.text() for tick in photos.ticks.values()][:1] == ["rapat && <b>.JPG"]
    broken = photos.ticks[Document.get(Document.file_name == "rusak.png").digest]
    qtbot.waitUntil(lambda: not broken.isEnabled(), timeout=5000)
    assert "tidak dapat dibaca sebagai gambar" in broken.text()
    assert len(photos.ticks) == 2, "neither a text nor what was withdrawn"
    assert not photos.none.isVisibleTo(photos)
    assert photos.value() == ()


def test_a_photograph_is_printed_with_its_caption_and_kept(qtbot, desk: Desk, dialog, case: int):
    (photos,) = dialog.body.photos()
    digest, tick = next(iter(photos.ticks.items()))
    tick.click()
    qtbot.keyClicks(photos.captions[digest], "Suasana rapat")
    photos.apart.setPlainText("Di album")
    qtbot.waitUntil(lambda: "Suasana rapat" in text_of(drawn(qtbot, dialog)), timeout=5000)
    assert pictures(drawn(qtbot, dialog)) == 1
    dialog.draft_button.click()
    again = shown(desk.small, PaperDraft("notulen", case, paper_id=dialog.body.draft().paper_id))
    assert again.draft.values["dokumentasi"] == ((digest, "Suasana rapat"), ("", "Di album"))
    photos.offer(again.pictures)
    photos.show_value(again.draft.values["dokumentasi"])
    assert photos.value() == again.draft.values["dokumentasi"]


def test_the_stored_file_of_an_issued_paper_carries_it(qtbot, desk: Desk, case: int):
    small = desk.small
    found = shown(small, PaperDraft("notulen", case, values=FILLED))
    rows = tuple((picture.digest, picture.name) for picture in found.pictures)
    signers = {"pimpinan": found.signers[0].id, "notulis": Signer(name="B (CONTOH)")}
    draft = PaperDraft("notulen", case, values=FILLED | {"dokumentasi": rows}, signers=signers)
    line, sheet = issue(small, shown(small, draft).draft)
    assert sheet.values["dokumentasi"] == rows
    viewer = open_paper(None, desk.session(small.people["tu"]), Changes(), line.id)
    qtbot.addWidget(viewer)
    drawn(qtbot, viewer)
    qtbot.waitUntil(lambda: bool(Paper.get_by_id(line.id).digest), timeout=5000)
    stored = stored_bytes(small, Paper.get_by_id(line.id))
    assert pictures(stored) == 1, "the broken one is left out"
    assert "rapat & <b>.JPG" in text_of(stored)
    assert "rusak" not in text_of(stored)
    assert list(check_office(small.office)) == []
