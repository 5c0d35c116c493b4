"""Opening a document with the programs of the computer: a proven copy, asked about what can do harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop import handed_copy
from desktop.attaching import Attaching
from resources.wording_opening import OPENING, opening_words
from tests.desktop.desk import Desk, at_step, child
from tests.desktop.hostile_office import MARKUP, markup_in
from tests.office import SmallOffice
from views.case_window import CaseWindow
from views.open_question import OpenQuestion

PDF = b"%PDF-1.4 isi asli"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the system, which is not asked."""
    handed: list[Path] = []

    def take(url: QUrl) -> bool:
        handed.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr("desktop.document_opening.QDesktopServices.openUrl", take)
    return handed


@pytest.fixture
def window(desk: Desk, small: SmallOffice) -> CaseWindow:
    return desk.case(at_step(small, "3"), small.people["tu"])


@pytest.fixture
def attach(window: CaseWindow, qtbot: QtBot, tmp_path: Path) -> Callable[[str, bytes], int]:
    """Attaches a file of that name and content by dropping it; the id of the document."""

    def put(name: str, content: bytes) -> int:
        source = tmp_path / name
        source.write_bytes(content)
        count = len(window.sheet.documents)
        kind = window.sheet.doc_types[0][0]
        attaching = window.findChild(Attaching)
        assert attaching is not None
        attaching.drop(window.sheet.case_id, None, kind, [str(source)])
        qtbot.waitUntil(lambda: len(window.sheet.documents) > count)
        return max(v.id for v in window.sheet.documents)

    return put


def test_the_viewer_gets_a_copy(
    window: CaseWindow, small: SmallOffice, attach: Callable[..., int], opened: list[Path],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    document = attach("surat <1>: Đ.pdf", PDF)
    window.documents.open_asked.emit(document)
    (copy,) = opened
    stored = small.office.store.files.path_of(next(v.digest for v in window.sheet.documents))
    assert copy.name == "surat -1-- Đ.pdf"
    assert copy.read_bytes() == PDF
    assert not copy.stat().st_mode & 0o111
    copy.write_bytes(b"diubah di luar")
    assert stored.read_bytes() == PDF
    window.documents.open_asked.emit(document)
    assert opened[1].read_bytes() == PDF
    kept = tmp_path / "salinan.pdf"
    monkeypatch.setattr("desktop.document_opening.QFileDialog.getSaveFileName", lambda *_: (str(kept), ""))
    window.documents.save_asked.emit(document)
    assert kept.read_bytes() == PDF


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pasang.exe", b"MZ"),
        ("surat.pdf", b"MZ\x90\x00" + bytes(60)),
        ("surat\u202efdp.exe", PDF),
        ("surat.pdf.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60)),
        ("nota.txt", b"#!/bin/sh\n"),
    ],
)
def test_a_program_is_never_opened(
    window: CaseWindow, attach: Callable[..., int], opened: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes,
) -> None:  # fmt: skip
    window.documents.open_asked.emit(attach(name, content))
    question = child(window, OpenQuestion)
    assert "tidak dibuka dari sini" in question.text()
    assert question.open_button is None
    assert "\u202e" not in question.text()
    kept = tmp_path / "salinan"
    monkeypatch.setattr("desktop.document_opening.QFileDialog.getSaveFileName", lambda *_: (str(kept), ""))
    question.save_button.click()
    assert kept.read_bytes() == content
    assert opened == []


def test_what_can_carry_commands_is_opened_after_a_question_only(
    window: CaseWindow, attach: Callable[..., int], opened: list[Path], qtbot: QtBot
) -> None:
    document = attach(f"{MARKUP.replace('/', '')}.docm", b"PK\x05\x06" + bytes(18))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        window.documents.open_asked.emit(document)
        question = child(window, OpenQuestion)
        assert "makro" in question.text()
        assert "“b-x-b--img src=x" in question.text()
        assert markup_in(question) == []
        qtbot.keyClick(question, key)
        assert not question.isVisible()
        assert opened == [], "Esc and Enter leave it closed"
    window.documents.open_asked.emit(document)
    again = child(window, OpenQuestion)
    assert again.open_button is not None
    again.open_button.click()
    assert [path.suffix for path in opened] == [".docm"]


def test_a_photograph_with_a_wrong_ending_is_opened_under_the_right_one(
    window: CaseWindow, attach: Callable[..., int], opened: list[Path]
) -> None:
    window.documents.open_asked.emit(attach("foto.png", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)))
    assert [path.name for path in opened] == ["foto.jpg"]


def test_a_file_that_changed_since_it_was_attached_is_not_handed_out(
    window: CaseWindow, small: SmallOffice, attach: Callable[..., int], opened: list[Path],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    document = attach("surat.pdf", PDF)
    stored = small.office.store.files.path_of(window.sheet.documents[0].digest)
    stored.write_bytes(PDF.replace(b"asli", b"lain"))
    window.documents.open_asked.emit(document)
    assert "tidak sama lagi" in child(window, QMessageBox).text()
    assert opened == []
    kept = tmp_path / "salinan.pdf"
    kept.write_text("sudah ada")
    monkeypatch.setattr("desktop.document_opening.QFileDialog.getSaveFileName", lambda *_: (str(kept), ""))
    window.documents.save_asked.emit(document)
    assert kept.read_text() == "sudah ada"
    assert sorted(p.name for p in tmp_path.iterdir() if "sebagian" in p.name) == []


def test_windows_is_told_that_the_copy_came_from_elsewhere(tmp_path: Path) -> None:
    copy = tmp_path / "surat.docx"
    copy.write_bytes(b"isi")
    handed_copy.mark_as_foreign(copy, "win32")
    beside = tmp_path / "surat.docx:Zone.Identifier"
    if beside.exists():  # on Windows it is a stream of the file itself
        assert beside.read_bytes() == b"[ZoneTransfer]\r\nZoneId=3\r\n"
    handed_copy.mark_as_foreign(tmp_path / "lain", "linux")
    assert not (tmp_path / "lain:Zone.Identifier").exists()


def test_every_reason_has_words() -> None:
    for reason in OPENING:
        what, advice = opening_words(reason, "{0} <b>")
        assert "“{0} <b>”" in what
        assert advice
