"""Rekap in the window of a real office: figures and their lists, the workbook, paper, closing of a month."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop import recap_closing, recap_saving
from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.recap_controller import RecapController
from desktop.session import Session
from models.queries import recap as queries
from models.records.recap import Recap
from models.rules import periods
from models.store import closings
from models.store.people import standing
from tests.desktop.desk import child
from tests.desktop.paper_desk import catch_prints
from tests.office import SmallOffice
from views.ask_dialog import AskDialog
from views.case_window import CaseWindow
from views.recap_list import RecapList

WAIT = 20_000
SLY = "=HYPERLINK(1) <b>& perihal"
Opened = Callable[..., RecapController]


@pytest.fixture
def filled(small: SmallOffice) -> SmallOffice:
    """Four requests of October, all open and long late since, and one of November."""
    small.clock.at("2026-10-05T08:00")
    for code in ("PAW", "MLS", "PP"):
        small.register(code, subject=SLY)
    case_id = small.register("PP", subject="Perubahan kedua")
    small.walk(case_id)
    small.clock.at("2026-11-16T09:00")
    small.register("PAW", subject="Bulan ini")
    return small


@pytest.fixture
def opened(qtbot: QtBot, filled: SmallOffice) -> Iterator[Opened]:
    made: list[MainController] = []

    def open_window(person: str = "leader", *, last_month: bool = True) -> RecapController:
        person_id = filled.people[person]
        who = standing(filled.office, person_id, filled.office.now())
        main = MainController(Session(filled.office, person_id, who), Changes())
        made.append(main)
        with qtbot.waitExposed(main.window):
            main.show("rekap")
        main.window.resize(1366, 768)
        controller = main.paper_screens["rekap"]
        assert isinstance(controller, RecapController)
        shown(qtbot, controller)
        if last_month:
            controller.page.period.last_month.click()
            shown(qtbot, controller, "Oktober 2026")
        return controller

    yield open_window
    for main in made:
        main.window.may_close = lambda: True
        main.doors.close_all()
        main.window.close()
        main.window.deleteLater()
        main.deleteLater()
    # gone at once: a page that is about to read must not do so after its office
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(qtbot: QtBot, controller: RecapController, name: str = "") -> Recap:
    """Wait until the recap of a period stands there."""
    qtbot.waitUntil(
        lambda: (
            controller.recap is not None
            and not controller.busy()
            and name in controller.page.title.text()
            and "Menghitung" not in controller.page.title.text()
        ),
        timeout=WAIT,
    )
    assert controller.recap is not None
    return controller.recap


def listed(qtbot: QtBot, controller: RecapController) -> RecapList:
    dialog: RecapList = child(controller.page.window(), RecapList)
    qtbot.waitUntil(lambda: "Membaca" not in dialog.count.text(), timeout=WAIT)
    return dialog


def choose(monkeypatch: pytest.MonkeyPatch, target: Path | None) -> list[str]:
    """Answer the system's file dialog; what it was asked."""
    asked: list[str] = []

    def answer(_parent: object, name: str) -> Path | None:
        asked.append(name)
        return target

    monkeypatch.setattr(recap_saving, "ask_target", answer)
    return asked


def exported(qtbot: QtBot, controller: RecapController) -> None:
    qtbot.waitUntil(lambda: not controller.saving.busy(), timeout=WAIT)


def test_the_sidebar_leads_to_the_recap_of_this_month(opened: Opened, filled: SmallOffice) -> None:
    controller = opened(last_month=False)
    page = controller.page
    assert page.title.text() == "Rekap November 2026"
    assert controller.recap == queries.recap(filled.office, periods.month(2026, 11))
    tiles = page.summary.equation.tiles
    assert (tiles["sisa_awal"].number, tiles["masuk"].number, tiles["sisa_akhir"].number) == ("4", "1", "5")
    assert page.window().focusWidget() is page.period.this_month
    # a month that is not over is not closed
    assert not page.close_button.isVisible()


def test_every_figure_opens_as_many_rows_as_it_says(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    recap = controller.recap
    assert recap is not None
    assert recap.total.baru == 4
    assert recap.total.late > 0
    for tiles in (controller.page.summary.equation.tiles, controller.page.summary.quality.tiles):
        for name, tile in tiles.items():
            tile.click()
            dialog = listed(qtbot, controller)
            assert len(dialog.box.model.records) == getattr(recap.total, name), name
            dialog.close()
            QApplication.sendPostedEvents(None, 0)


def test_a_row_of_a_list_opens_its_request(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    page = controller.page
    page.show_tab("sop")
    row = next(n for n, share in enumerate(page.sops.model.records) if share.key == "PP")
    titles = [column.title for column in page.sops.model.columns]
    page.sops.table.setCurrentIndex(page.sops.model.index(row, titles.index("Baru")))
    qtbot.keyClick(page.sops.table, Qt.Key.Key_Return)
    dialog = listed(qtbot, controller)
    assert dialog.windowTitle() == "Baru · PP · Oktober 2026"
    assert [case.subject for case in dialog.box.model.records] == [SLY, "Perubahan kedua"]
    dialog.box.table.setCurrentIndex(dialog.box.model.index(1, 0))
    qtbot.keyClick(dialog.box.table, Qt.Key.Key_Return)
    window = child(page.window(), CaseWindow)
    assert "Perubahan kedua" in window.windowTitle() or dialog.box.model.records[1].number in (
        window.windowTitle()
    )


def test_an_agency_and_several_sops_narrow_the_lists(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    page = controller.page
    for action in page.period.sops.menu_of_sops.actions():
        if action.text().startswith(("PAW", "MLS")):
            action.trigger()
    qtbot.waitUntil(lambda: controller.recap is not None and controller.recap.sops != (), timeout=WAIT)
    recap = shown(qtbot, controller)
    assert recap.total.baru == 2
    page.show_tab("opd")
    titles = [column.title for column in page.agencies.model.columns]
    page.agencies.table.setCurrentIndex(page.agencies.model.index(0, titles.index("Masuk")))
    page.agencies.open_button.click()
    assert {case.sop for case in listed(qtbot, controller).box.model.records} == {"PAW", "MLS"}
    # a month is closed as a whole
    assert not page.close_button.isVisible()


def test_late_and_oldest_are_read_when_they_are_looked_at(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    page = controller.page
    assert page.late.model.records == []
    page.show_tab("terlambat")
    qtbot.waitUntil(lambda: bool(page.late.model.records), timeout=WAIT)
    page.show_tab("tertua")
    qtbot.waitUntil(lambda: len(page.oldest.model.records) == 5, timeout=WAIT)
    received = [case.received for case in page.oldest.model.records]
    assert received == sorted(received)


def test_what_happens_in_the_office_is_followed(opened: Opened, qtbot: QtBot, filled: SmallOffice) -> None:
    controller = opened(last_month=False)
    case_id = filled.register("MLS")
    controller.closing._acts.changes.announce({f"case:{case_id}"})
    qtbot.waitUntil(lambda: controller.recap is not None and controller.recap.total.baru == 2, timeout=WAIT)
    assert controller.page.summary.equation.tiles["masuk"].number == "2"


def test_only_the_newest_wish_is_shown(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    for month in (3, 4, 5, 6, 9):
        controller.page.period.take(periods.month(2026, month))
        controller.page.wanted.emit()
    recap = shown(qtbot, controller, "September 2026")
    assert recap.period == periods.month(2026, 9)
    assert "Tidak ada permohonan dalam September 2026" in controller.page.summary.nothing.text()


def test_a_month_to_come_is_told_and_offers_nothing_to_take_away(opened: Opened, qtbot: QtBot) -> None:
    controller = opened(last_month=False)
    controller.page.period.later.click()
    shown(qtbot, controller, "Desember 2026")
    assert "belum tiba" in controller.page.summary.nothing.text()
    assert not controller.page.export_button.isEnabled()
    assert not controller.page.print_button.isEnabled()
    assert controller.page.sops.model.records == []


def test_from_the_page_to_a_workbook_that_says_the_same(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    page, target = controller.page, tmp_path / "Rekap Oktober.xlsx"
    asked = choose(monkeypatch, target)
    page.export_button.click()
    assert asked == ["Rekap Oktober 2026.xlsx"]
    assert not page.export_button.isEnabled()
    assert page.export.progress.isVisible()
    exported(qtbot, controller)
    assert page.export_button.isEnabled()
    assert page.export.result.isVisible()
    assert str(target) in page.export.words.text().replace("\u200b", "")
    book = load_workbook(target)
    rows = list(book["Daftar permohonan"].iter_rows(min_row=5, values_only=True))
    assert len([row for row in rows if row[0]]) == 4
    cells = [cell for row in book["Daftar permohonan"].iter_rows() for cell in row if cell.value == SLY]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert sorted(p.name for p in tmp_path.iterdir() if "Rekap" in p.name) == ["Rekap Oktober.xlsx"]
    seen: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not seen.append(url))
    page.export.open_button.click()
    page.export.folder_button.click()
    assert [url.toLocalFile() for url in seen] == [str(target), str(tmp_path)]
    target.unlink()
    page.export.open_button.click()
    assert "sudah tidak ada" in page.message.label.text()


def test_no_place_chosen_writes_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    controller = opened()
    choose(monkeypatch, None)
    controller.page.export_button.click()
    assert not controller.saving.busy()
    assert controller.page.export_button.isEnabled()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "cakram penuh"), (errno.EACCES, "sedang dibuka program lain"), (errno.EIO, "ditulisi")],
)
def test_a_file_that_cannot_be_written_leaves_the_old_one(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, words: str
) -> None:
    controller = opened()
    target = tmp_path / "rekap.xlsx"
    target.write_bytes(b"lama")
    choose(monkeypatch, target)

    def full(_descriptor: int) -> None:
        raise OSError(number, "fault")

    monkeypatch.setattr("os.fsync", full)
    controller.page.export_button.click()
    exported(qtbot, controller)
    monkeypatch.undo()
    assert target.read_bytes() == b"lama"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert words in controller.page.message.label.text()
    assert not controller.page.export.result.isVisible()
    assert not controller.page.export.progress.isVisible()


def test_a_cancelled_export_leaves_the_old_file(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    target = tmp_path / "rekap.xlsx"
    target.write_bytes(b"lama")
    choose(monkeypatch, target)
    # so few rows are written before anybody could press a button
    monkeypatch.setattr("reports.excel.recap_book._STEP", 1)
    controller.page.export_button.setFocus()
    controller.page.export_button.click()
    controller.page.export.progress.cancel()
    exported(qtbot, controller)
    assert target.read_bytes() == b"lama"
    assert controller.page.window().focusWidget() is controller.page.close_button
    assert "dibatalkan" in controller.page.message.label.text()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_page_is_printed_with_all_its_tables(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = opened()
    printed = catch_prints(monkeypatch)
    controller.page.print_button.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=WAIT)
    words = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages) for pdf in printed[0]
    )
    plain = " ".join(words.split())
    assert "REKAPITULASI PERMOHONAN" in plain
    assert "Oktober 2026" in plain
    assert "sisa awal 0 + masuk 4 =" in plain
    for chart in controller.page.summary.all_charts():
        assert chart.title in plain
    for title in ("REKAP PER SOP", "REKAP PER OPD", "REKAP PER LANGKAH", "BEBAN PER PELAKSANA"):
        assert title in plain


def closing_of(month: str) -> closings.Closing | None:
    return closings.closing_of(month)


def test_a_leader_closes_a_month_and_opens_it_again(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    page, target = controller.page, tmp_path / "Rekap.xlsx"
    choose(monkeypatch, target)
    page.close_button.setFocus()
    page.close_button.click()
    child(page, AskDialog).ok_button.click()
    assert page.window().focusWidget() is page.export.progress.cancel_button
    qtbot.waitUntil(page.closed.isVisible, timeout=WAIT)
    assert page.window().focusWidget() is page.export.open_button, "what was just written can be opened"
    closing = closing_of("2026-10")
    assert closing is not None
    assert closing.digest == recap_saving._digest(target)
    assert "Kepala (CONTOH)" in page.closed.text()
    assert not page.close_button.isVisible()
    assert page.reopen_button.isVisible()
    page.reopen_button.setFocus()
    page.reopen_button.click()
    dialog = child(page, AskDialog)
    dialog.reason.setPlainText("Ada surat yang terlewat")
    dialog.ok_button.click()
    qtbot.waitUntil(page.close_button.isVisible, timeout=WAIT)
    assert closing_of("2026-10") is None
    assert not page.closed.isVisible()
    assert page.window().focusWidget() is page.close_button


def test_a_month_whose_workbook_cannot_be_written_stays_open(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    choose(monkeypatch, tmp_path / "tidak ada" / "rekap.xlsx")
    controller.page.close_button.click()
    child(controller.page, AskDialog).ok_button.click()
    exported(qtbot, controller)
    assert closing_of("2026-10") is None
    assert "foldernya tidak ada" in controller.page.message.label.text()


def test_a_month_that_changes_after_its_workbook_stays_open(
    opened: Opened, filled: SmallOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    choose(monkeypatch, tmp_path / "Rekap.xlsx")
    close = recap_closing.close_month

    def late(*given: Any) -> object:
        filled.register("PP", received_at=datetime(2026, 10, 30, 14, 0))
        return close(*given)

    monkeypatch.setattr(recap_closing, "close_month", late)
    controller.page.close_button.click()
    child(controller.page, AskDialog).ok_button.click()
    exported(qtbot, controller)
    assert closing_of("2026-10") is None
    assert "angkanya berubah sesudah buku kerja ditulis" in controller.page.message.label.text()


def test_whoever_leads_nothing_is_not_offered_to_close(opened: Opened) -> None:
    controller = opened("tu")
    assert not controller.page.close_button.isVisible()
    assert not controller.page.reopen_button.isVisible()


def asked_to_stop(monkeypatch: pytest.MonkeyPatch, button: str) -> list[str]:
    """Answer the question of a window that goes while something runs; what it says."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(b for b in box.buttons() if button in b.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def test_a_window_that_goes_while_a_workbook_is_written_asks_first(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    window, target = controller.page.window(), tmp_path / "rekap.xlsx"
    choose(monkeypatch, target)
    monkeypatch.setattr("reports.excel.recap_book._STEP", 1)
    asked = asked_to_stop(monkeypatch, "Tunggu")
    controller.page.export_button.click()
    assert not window.close()
    assert "Menulis rekap Oktober 2026" in asked[0]
    exported(qtbot, controller)
    assert load_workbook(target).sheetnames
    before = target.read_bytes()
    asked = asked_to_stop(monkeypatch, "Hentikan")
    controller.page.export_button.click()
    assert window.close()
    assert len(asked) == 1
    exported(qtbot, controller)
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_window_in_which_nothing_runs_goes_without_a_question(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_to_stop(monkeypatch, "Hentikan")
    assert opened().page.window().close()
    assert asked == []


def test_a_window_that_is_gone_leaves_no_half_workbook(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    controller = opened()
    choose(monkeypatch, tmp_path / "rekap.xlsx")
    monkeypatch.setattr("reports.excel.recap_book._STEP", 1)
    asked_to_stop(monkeypatch, "Hentikan")
    controller.page.export_button.click()
    controller.page.window().close()
    controller.page.window().deleteLater()
    QApplication.sendPostedEvents(None, 0)
    from PySide6.QtCore import QThreadPool

    assert QThreadPool.globalInstance().waitForDone(WAIT)
    QApplication.processEvents()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
