"""The page Pemeriksaan on a real office: a sound one, tampering named, anchors, text, who sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_check import CheckPage
from desktop.settings_window import SettingsController
from models.store.anchors import anchor_now
from models.store.check_state import read_check
from models.store.opening import DATABASE_NAME
from models.store.people import standing
from models.store.sqlite import library
from models.store.tables import History
from tests.office import SmallOffice


def settings_of(small: SmallOffice, person: str) -> SettingsController:
    person_id = small.people[person]
    who = standing(small.office, person_id, small.office.now())
    return SettingsController(None, Session(small.office.seen_by(person_id), person_id, who), Changes())


@pytest.fixture
def page(qtbot: QtBot, small: SmallOffice) -> Iterator[CheckPage]:
    small.walk(small.register("PP"))
    controller = settings_of(small, "leader")
    with qtbot.waitExposed(controller.window):
        controller.window.show()
    found = controller.page("Pemeriksaan")
    assert isinstance(found, CheckPage)
    controller.turn_to("Pemeriksaan")
    yield found
    controller.window.close()


def checked(qtbot: QtBot, page: CheckPage) -> str:
    """Press the button and wait for the result; what it says."""
    page.page.check_button.click()
    assert not page.page.check_button.isEnabled()
    assert page.page.progress.isVisible()
    qtbot.waitUntil(page.page.check_button.isEnabled, timeout=20_000)
    return page.page.state.words.text()


def alter(small: SmallOffice, statement: str) -> None:
    connection = library.connect(str(small.office.store.folder / DATABASE_NAME), isolation_level=None)
    connection.execute(statement)
    connection.close()


def test_a_sound_office_is_said_to_be_sound_and_the_check_leaves_a_trace(
    qtbot: QtBot, page: CheckPage, small: SmallOffice
) -> None:
    assert "belum pernah diperiksa" in page.page.state.words.text()
    assert checked(qtbot, page).startswith("Baik: basis data, riwayat, setiap baris data, dan setiap dokumen")
    assert page.page.list.model.records == []
    assert not page.page.save_button.isEnabled()
    assert read_check(small.office.store.folder).findings == 0
    newest = History.select(History.kind, History.data).order_by(History.id.desc()).tuples().first()
    assert newest == ("riwayat_diperiksa", '{"contents":true,"findings":0}')
    page.reload()
    assert page.page.state.words.text().endswith("tanpa temuan.")


def test_what_was_changed_is_named_and_saved_as_text(
    qtbot: QtBot, page: CheckPage, small: SmallOffice, tmp_path: Path
) -> None:
    alter(small, "UPDATE permohonan SET subject = '<b>Lain</b>'")
    assert checked(qtbot, page).startswith("1 temuan.")
    (line,) = page.page.list.model.records
    assert "permohonan “001/PP/XI/2026”" in line.words
    assert page.page.whole.text().replace("\u200b", "") == line.words
    target = tmp_path / "hasil.txt"
    page.save_to(target)
    text = target.read_text("utf-8")
    assert f"[TEMUAN] {line.words}" in text
    assert f"Jangkar riwayat: {anchor_now()}" in text
    assert read_check(small.office.store.folder).findings == 1


def test_a_check_can_be_stopped(qtbot: QtBot, page: CheckPage, small: SmallOffice) -> None:
    page.page.check_button.click()
    page.page.progress.cancel()
    qtbot.waitUntil(page.page.check_button.isEnabled, timeout=20_000)
    assert "dihentikan" in page.window.message.label.text()
    assert read_check(small.office.store.folder).full_at is None


def test_an_anchor_from_paper_is_matched(page: CheckPage, small: SmallOffice) -> None:
    now = anchor_now()
    assert now in page.page.present.text().replace("\u200b", "")
    page.page.anchor.setText(f"Jangkar riwayat: {now.upper()}")
    page.page.anchor_button.click()
    assert "masih seperti ketika" in page.page.answer.words.text()
    alter(small, "DROP TRIGGER seal_is_not_changed")
    alter(small, "UPDATE seal SET digest = 'f' || digest")
    page.page.anchor_button.click()
    assert "tidak cocok" in page.page.answer.words.text()
    page.page.anchor.setText("rekap")
    page.page.anchor_button.click()
    assert "bukan jangkar" in page.page.answer.words.text()


def test_only_administrators_and_leaders_see_the_page(qtbot: QtBot, small: SmallOffice) -> None:
    for person, sees in (("leader", True), ("tu", False), ("outsider", False)):
        controller = settings_of(small, person)
        assert ("Pemeriksaan" in controller.titles()) is sees
        controller.window.close()
