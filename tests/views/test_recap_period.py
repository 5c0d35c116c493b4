"""The choice of a period: a click, the keyboard, any days, some SOPs."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.rules import periods
from tests.views.recap_sample import NOW
from views.recap_period import PeriodBar


@pytest.fixture
def bar(qtbot: QtBot) -> PeriodBar:
    made = PeriodBar(lambda: NOW)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_with_this_month_and_last_month_is_a_click_away(bar: PeriodBar, qtbot: QtBot) -> None:
    assert bar.period() == periods.month(2026, 11)
    assert bar.this_month.isChecked()
    with qtbot.waitSignal(bar.wanted):
        bar.last_month.click()
    assert bar.period() == periods.month(2026, 10)
    assert bar.last_month.isChecked()
    assert not bar.this_month.isChecked()


@pytest.mark.parametrize(
    ("kind", "name", "before"),
    [
        ("bulan", "November 2026", "Oktober 2026"),
        ("triwulan", "Triwulan IV 2026", "Triwulan III 2026"),
        ("semester", "Semester II 2026", "Semester I 2026"),
        ("tahun", "Tahun 2026", "Tahun 2025"),
    ],
)
def test_every_kind_is_chosen_by_keyboard_and_walked(
    bar: PeriodBar, qtbot: QtBot, kind: str, name: str, before: str
) -> None:
    bar.kind.setFocus()
    while bar.kind.currentData() != "bulan":
        qtbot.keyClick(bar.kind, Qt.Key.Key_Up)
    while bar.kind.currentData() != kind:
        qtbot.keyClick(bar.kind, Qt.Key.Key_Down)
    assert bar.period().name == name
    bar.earlier.click()
    assert bar.period().name == before
    bar.later.click()
    assert bar.period().name == name


def test_any_days_are_typed_and_what_makes_no_sense_is_told(bar: PeriodBar, qtbot: QtBot) -> None:
    bar.take(periods.any_days(date(2026, 10, 3), date(2026, 11, 7)))
    assert bar.days.isVisible()
    assert not bar.year.isVisible()
    assert bar.period() == periods.any_days(date(2026, 10, 3), date(2026, 11, 7))
    asked: list[int] = []
    bar.wanted.connect(lambda: asked.append(1))
    qtbot.wait(200)
    asked.clear()
    bar.until.edit.setText("01-10-2026")
    assert bar.period() is None
    assert bar.problem.isVisible()
    bar.until.edit.setText("")
    assert "Isi tanggal" in bar.problem.text()
    bar.until.edit.setText("31-12-9999")
    assert bar.period() is None
    qtbot.wait(200)
    assert asked == []
    with qtbot.waitSignal(bar.wanted):
        bar.until.edit.setText("30-10-2026")
    assert not bar.problem.isVisible()
    bar.later.click()
    assert bar.period() == periods.any_days(date(2026, 10, 31), date(2026, 11, 27))


def test_the_ends_of_the_calendar_are_not_passed(bar: PeriodBar) -> None:
    bar.take(periods.whole_year(periods.LAST_YEAR))
    bar.later.click()
    assert bar.period() == periods.whole_year(periods.LAST_YEAR)
    bar.take(periods.month(periods.FIRST_YEAR, 1))
    bar.earlier.click()
    assert bar.period() == periods.month(periods.FIRST_YEAR, 1)


def test_another_kind_stays_around_the_days_that_were_shown(bar: PeriodBar) -> None:
    bar.take(periods.month(2025, 3))
    for kind, expected in (
        ("semester", periods.semester(2025, 1)), ("tahun", periods.whole_year(2025)),
        ("bebas", periods.any_days(date(2025, 1, 1), date(2025, 12, 31))),
    ):  # fmt: skip
        bar.kind.setCurrentIndex(bar.kind.findData(kind))
        bar.kind.activated.emit(bar.kind.currentIndex())
        assert bar.period() == expected


def test_quick_turns_ask_once(bar: PeriodBar, qtbot: QtBot) -> None:
    asked: list[int] = []
    bar.wanted.connect(lambda: asked.append(1))
    for _ in range(5):
        bar.earlier.click()
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.wait(200)
    assert asked == [1]
    assert bar.period() == periods.month(2026, 6)


def test_several_sops_are_ticked_without_closing_the_menu(bar: PeriodBar, qtbot: QtBot) -> None:
    sops = bar.sops
    sops.show_sops([("MLS", "Layanan & lain"), ("PAW", "Permintaan"), ("PP", "Perubahan")])
    assert sops.chosen() == ()
    menu = sops.menu_of_sops
    menu.popup(sops.mapToGlobal(sops.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    for place in (2, 4):
        menu.setActiveAction(menu.actions()[place])
        qtbot.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
    assert sops.chosen() == ("MLS", "PP")
    assert sops.text() == "SOP MLS, PP"
    sops.show_sops([("MLS", "Layanan & lain"), ("PP", "Perubahan")])
    assert sops.chosen() == ("MLS", "PP")
    menu.actions()[0].trigger()
    assert sops.chosen() == ()
    assert sops.text() == "Semua SOP"
    menu.close()
    QApplication.processEvents()
