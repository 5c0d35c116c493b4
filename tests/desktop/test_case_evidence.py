"""The zip of one request from its window: what is in it, calling it off, a target that cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import case_evidence
from desktop.case_dialogs import open_case
from desktop.case_evidence import CaseEvidence
from desktop.changes import Changes
from desktop.session import Session
from models.store.people import standing
from tests.office import SmallOffice
from views.case_window import CaseWindow

WAIT = 20_000


@pytest.fixture
def window(qtbot: QtBot, small: SmallOffice) -> Iterator[CaseWindow]:
    case_id = small.register("PP", subject="=1+1 <b>tebal</b>")
    small.walk(case_id)
    person = small.people["leader"]
    session = Session(small.office, person, standing(small.office, person, small.office.now()))
    made = open_case(None, session, Changes(), case_id)
    made.tabs.setCurrentWidget(made.papers)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def saved_at(monkeypatch: pytest.MonkeyPatch, target: Path | None) -> list[str]:
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kind: str) -> Path | None:
        asked.append(name)
        return target

    monkeypatch.setattr(case_evidence, "ask_target", answer)
    return asked


def maker(window: CaseWindow) -> CaseEvidence:
    found = window.findChild(CaseEvidence)
    assert isinstance(found, CaseEvidence)
    return found


def test_everything_of_the_request_lies_in_the_zip(
    window: CaseWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "bukti.zip"
    asked = saved_at(monkeypatch, target)
    papers = window.papers
    papers.zip_button.click()
    assert asked == ["bukti-dukung_001-PP-XI-2026.zip"]
    assert not papers.zip_button.isEnabled()
    qtbot.waitUntil(lambda: not maker(window).busy(), timeout=WAIT)
    assert papers.zip_button.isEnabled()
    with ZipFile(target) as written:
        names = written.namelist()
        assert written.testzip() is None
    folder = f"03_pelaksanaan/PP/{window.sheet.number.replace('/', '-')}"
    assert {f"{folder}/lembar_kendali.pdf", f"{folder}/riwayat.pdf", "00_daftar_bukti.xlsx"} <= set(names)
    assert not any(name.startswith("04_evaluasi") for name in names), "recaps tell of other requests"
    shown = papers.export.words.text().replace("\u200b", "")
    assert f"{len(names) - 1} berkas tersimpan: {target}" in shown
    assert "kekurangan" in shown


def test_no_place_chosen_writes_nothing(window: CaseWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_at(monkeypatch, None)
    window.papers.zip_button.click()
    assert not maker(window).busy()
    assert window.papers.zip_button.isEnabled()


def test_a_place_that_cannot_be_written_is_told(
    window: CaseWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved_at(monkeypatch, tmp_path / "tidak ada" / "bukti.zip")
    window.papers.zip_button.click()
    qtbot.waitUntil(lambda: not maker(window).busy(), timeout=WAIT)
    assert "Tidak dapat disimpan" in window.papers.message.label.text()
    assert not window.papers.export.result.isVisible()


def test_a_zip_that_is_called_off_leaves_the_old_file(
    window: CaseWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "bukti.zip"
    target.write_bytes(b"lama")
    saved_at(monkeypatch, target)
    window.papers.zip_button.click()
    window.papers.export.progress.cancel()
    qtbot.waitUntil(lambda: not maker(window).busy(), timeout=WAIT)
    assert target.read_bytes() == b"lama"
    assert "Dibatalkan" in window.papers.message.label.text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
