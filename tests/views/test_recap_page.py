"""The page Rekap: figures that read as an equation, charts with words, tables that open lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.records.recap import Figures, Recap, TimeSplit
from models.rules import periods
from tests.views import recap_sample
from tests.views.recap_sample import BEFORE, LATE, NOW, OCTOBER, TOTAL, case, recap, trend
from views.dialog_style import muted_colour, tone_colours
from views.recap_chart import Chart
from views.recap_charts import apart
from views.recap_clipboard import number_cell, safe_cell
from views.recap_list import RecapList
from views.recap_page import RecapPage
from views.recap_table import empty_columns
from views.recap_tiles import FigureTile, equation_words
from views.recap_wishes import LateWish, ListWish, WorkWish
from views.recap_words import compared, compared_share, over_words, percent
from views.theme import apply_theme


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[RecapPage]:
    apply_theme(qapp)
    made = RecapPage(lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1150, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.show_recap(recap(), trend())
    QApplication.processEvents()
    yield made
    apply_theme(qapp)


def wishes(page: RecapPage) -> list[object]:
    heard: list[object] = []
    page.list_wanted.connect(heard.append)
    return heard


def test_the_identity_reads_as_an_equation(page: RecapPage) -> None:
    shown = {name: tile.number for name, tile in page.summary.equation.tiles.items()}
    assert list(shown) == ["sisa_awal", "masuk", "selesai", "ditolak", "dibatalkan", "sisa_akhir"]
    assert int(shown["sisa_awal"]) + int(shown["masuk"]) == sum(
        int(shown[name]) for name in ("selesai", "ditolak", "dibatalkan", "sisa_akhir")
    )
    assert TOTAL.balanced()
    assert equation_words(TOTAL) == (
        "sisa awal 7 + masuk 19 = selesai 16 + ditolak 1 + dibatalkan 1 + sisa akhir 8"
    )
    assert page.summary.equation.tiles["masuk"].words.startswith("18 baru, 1 dibuka kembali")
    assert page.title.text() == "Rekap Oktober 2026"


def test_comparison_is_in_signs_and_words(page: RecapPage) -> None:
    assert compared(7, 3) == "▲ 4 lebih banyak"
    assert compared(3, 7) == "▼ 4 lebih sedikit"
    assert compared(3, 3) == "= sama dengan sebelumnya"
    assert compared_share(9 / 16, 0.7) == "▼ turun 13,8 poin"
    assert compared_share(None, 0.7) == "tanpa pembanding"
    assert percent(None) == "–"
    assert percent(0.5625) == "56,2 %"
    tile = page.summary.quality.tiles["on_time"]
    assert tile.number == "56,2 %"
    assert tile.words == "9 dari 16 berakhir yang dinilai\n▼ turun 13,8 poin"
    assert "September 2026" in page.summary.compared.text()
    assert BEFORE.on_time / (BEFORE.on_time + BEFORE.late) == 0.7


@pytest.mark.parametrize("name", ["sisa_awal", "masuk", "selesai", "ditolak", "dibatalkan", "sisa_akhir"])
def test_every_figure_opens_its_list_by_keyboard(page: RecapPage, qtbot: QtBot, name: str) -> None:
    heard = wishes(page)
    tile = page.summary.equation.tiles[name]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert heard == [ListWish(name)]
    assert tile.toolTip()
    assert tile.number in tile.accessibleName()


def test_a_cell_of_a_table_opens_the_list_of_its_row_and_column(page: RecapPage, qtbot: QtBot) -> None:
    heard = wishes(page)
    page.show_tab("sop")
    titles = [column.title for column in page.sops.model.columns]
    place = titles.index("Selesai")
    for row, sop in ((0, "PAW"), (2, "")):
        page.sops.table.setCurrentIndex(page.sops.model.index(row, place))
        qtbot.keyClick(page.sops.table, Qt.Key.Key_Return)
        assert heard[-1] == ListWish("selesai", sop=sop, where=sop)
    page.show_tab("opd")
    page.agencies.table.setCurrentIndex(page.agencies.model.index(0, titles.index("Terlam-\nbat")))
    qtbot.keyClick(page.agencies.table, Qt.Key.Key_Return)
    assert heard[-1] == ListWish("late", agency="4", where="Dinas Contoh")
    page.show_tab("langkah")
    for place, figure in ((0, "selesai"), (8, "selesai"), (9, "terlambat"), (10, "ulang")):
        page.steps.table.setCurrentIndex(page.steps.model.index(1, place))
        page.steps.open_button.click()
        assert heard[-1] == WorkWish(figure, sop="PAW", step="uji", where="PAW langkah 7")
    page.show_tab("beban")
    for row, figure in ((0, "berjalan_terlambat"), (1, "berjalan")):
        page.executors.table.setCurrentIndex(page.executors.model.index(row, 4))
        page.executors.open_button.click()
        assert heard[-1].figure == figure
    assert heard[-1] == WorkWish("berjalan", sop="PAW", executor="opd", where="PAW OPD")
    page.people.table.setCurrentIndex(page.people.model.index(0, 3))
    qtbot.keyClick(page.people.table, Qt.Key.Key_Return)
    assert heard[-1] == WorkWish("terlambat", person=5, where="Petugas Satu (CONTOH)")


def test_the_sums_of_a_table_are_those_of_its_rows_and_stay_last(page: RecapPage) -> None:
    box = page.agencies
    places = [p for p, column in enumerate(box.model.columns) if column.title == "OPD"]
    for _ in range(2):
        box.table.horizontalHeader().sectionClicked.emit(places[0])
        assert box.model.records[-1].name == "Jumlah"
    rows = box.model.records
    for name in Figures._fields:
        assert sum(getattr(s.figures, name) for s in rows[:-1]) == getattr(rows[-1].figures, name)


def test_how_far_past_the_limit_is_said_in_working_time() -> None:
    assert [over_words(minutes) for minutes in (0, 12, 60, 2250)] == [
        "lewat batas", "lewat 12 menit", "lewat 1,0 jam", "lewat 37,5 jam",
    ]  # fmt: skip


def test_steps_say_in_words_which_are_often_late(page: RecapPage) -> None:
    model = page.steps.model
    titles = [column.title for column in model.columns]
    words = [model.index(row, titles.index("Penilaian")).data() for row in range(3)]
    assert words == ["ada yang terlambat", "sering terlambat", "tidak dinilai"]
    against = [model.index(row, titles.index("Terhadap standar")).data() for row in range(3)]
    assert against == ["67 % dari standar", "2,0 × standar", "tidak ada standar"]


def test_a_table_is_copied_without_formulas(page: RecapPage, qtbot: QtBot) -> None:
    page.show_tab("opd")
    qtbot.keyClick(page.agencies.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert {len(line) for line in lines} == {14}
    assert lines[0][0] == "OPD"
    assert [line[0] for line in lines[1:]] == ["Dinas Contoh", "'=HYPERLINK(1)", "Jumlah"]
    assert lines[3][1:6] == ["7", "18", "1", "19", "16"]
    assert lines[3][-1] == "0,5625"
    page.show_tab("terlambat")
    page.late.show_records(LATE)
    page.late.copy_button.click()
    assert "\t'=cmd()\t" in QGuiApplication.clipboard().text()
    assert page.late.answer.isVisible()


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+62 812", "'+62 812"), ("-", "'-"), ("@x", "'@x"), ("  =1", "'=1"),
     ("a\tb\r\nc\x00d", "a b c d"), ("\t=1", "'=1"), ("Biasa", "Biasa"), ("", ""), ("\u2028=1", "'=1")],
)  # fmt: skip
def test_user_text_stays_text_on_the_clipboard(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_numbers_go_to_the_clipboard_as_indonesian_spreadsheets_read_them() -> None:
    assert [number_cell(v) for v in (1234, 2.5, 0.33333, 3.0, None)] == ["1234", "2,5", "0,3333", "3", ""]


def charts(page: RecapPage) -> list[Chart]:
    return page.summary.findChildren(Chart)


def test_charts_describe_all_they_show(page: RecapPage) -> None:
    words = {chart.title: chart.accessibleDescription() for chart in charts(page)}
    assert words["Masuk dan selesai per SOP"] == "PAW: masuk 11, selesai 9; MLS: masuk 8, selesai 7"
    assert "Oktober 2026: masuk 11, selesai 5, sisa akhir 6" in words["Dua belas bulan terakhir"]
    assert words["Permohonan berakhir: tepat waktu"].startswith("PAW: 75 % · 6 dari 8")
    assert words["Alasan keterlambatan"].endswith("Lainnya: 1, kumulatif 100 %")
    assert "Di kantor: 40 % (40,0 jam)" in words["Ke mana waktu permohonan terpakai"]
    for chart in charts(page):
        assert QAccessible.queryAccessibleInterface(chart).text(QAccessible.Text.Name) == chart.title


def grey_levels(chart: Chart) -> set[int]:
    """The levels of grey in a picture of it, as a printer without colours gives them."""
    picture = QPixmap(chart.size())
    chart.render(picture)
    image = picture.toImage().convertToFormat(picture.toImage().Format.Format_Grayscale8)
    return {
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(image.height())
    }


@pytest.mark.parametrize("mode", ["terang", "gelap"])
def test_charts_are_drawn_in_both_modes(page: RecapPage, qapp: QApplication, mode: str) -> None:
    apply_theme(qapp, mode)
    for chart in charts(page):
        levels = grey_levels(chart)
        assert max(levels) - min(levels) > 100
        assert chart.places
    # series differ by pattern, stroke and sign, not by colour alone
    for chart in charts(page):
        looks = [look for _words, look in chart.legend]
        assert len({(look.pattern, look.stroke, look.sign) for look in looks}) == len(looks)


def test_a_bar_opens_its_list_and_a_month_its_recap(page: RecapPage, qtbot: QtBot) -> None:
    heard = wishes(page)
    summary = page.summary
    area, _key = next(p for p in summary.sops.places if p[1] == "MLS:selesai")
    qtbot.mouseClick(summary.sops, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert heard == [ListWish("selesai", sop="MLS", where="MLS")]
    summary.reasons.opened.emit("alasan:Menunggu OPD")
    assert heard[-1] == LateWish("Menunggu OPD")
    summary.time.opened.emit("Di OPD")
    assert heard[-1] == ListWish("berakhir")
    summary.trend.opened.emit("2026-03")
    assert page.period.period() == periods.month(2026, 3)
    summary.sops.setFocus()
    qtbot.keyClick(summary.sops, Qt.Key.Key_Return)
    assert page.tab() == "sop"


def test_labels_at_the_ends_of_lines_do_not_cover_one_another() -> None:
    moved = apart([(50.0, 3), (51.0, 2), (10.0, 9)], 12)
    assert [value for _y, value in moved] == [9, 3, 2]
    ys = [y for y, _value in moved]
    assert all(b - a >= 12 for a, b in pairwise(ys))


def test_an_empty_month_and_one_to_come_are_told_kindly(page: RecapPage) -> None:
    nothing = {"total": Figures(), "before": Figures(), "split": TimeSplit(), "late_reasons": ()}
    page.show_recap(recap(**nothing), trend())
    assert page.summary.nothing.isVisible()
    assert "Tidak ada permohonan dalam Oktober 2026" in page.summary.nothing.text()
    assert not page.summary.equation.isVisible()
    page.show_recap(recap(**nothing, period=periods.month(2027, 5)), trend())
    assert "Mei 2027 belum tiba" in page.summary.nothing.text()
    page.show_recap(recap(), trend())
    assert not page.summary.nothing.isVisible()
    assert page.summary.equation.isVisible()


def test_a_closed_month_and_corrections_are_shown(page: RecapPage) -> None:
    assert not page.closed.isVisible()
    corrected = {"corrections": (recap_sample.CORRECTION,)}
    page.show_recap(recap(closed="2 November 2026 pukul 08.00 oleh Kepala (CONTOH)", **corrected), trend())
    assert page.closed.isVisible()
    assert "oleh Kepala (CONTOH)" in page.closed.text()
    page.show_tab("koreksi")
    assert page.corrections.table.isVisible()
    words = [page.corrections.model.index(0, column).data() for column in (2, 5)]
    assert words == ["Terlambat", "Batas waktu bergeser: kalender kerja diubah"]
    heard = wishes(page)
    page.corrections.open_button.click()
    assert heard == [ListWish("late", agency="4", where="Dinas Contoh", month="2026-09")]
    on_the_way = recap_sample.CORRECTION._replace(month="")
    page.corrections.show_records([on_the_way])
    page.corrections.open_button.click()
    assert len(heard) == 1, "no list tells a figure that was only passed on the way"
    page.show_recap(recap(), trend())
    assert page.tab() != "koreksi"


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_at_any_text_size(page: RecapPage, qapp: QApplication, scale: int) -> None:
    apply_theme(qapp, "terang", scale)
    page.resize(1020, 620)
    big = TOTAL._replace(baru=50_000, selesai=40_000, sisa_akhir=10_006)
    page.show_recap(recap(total=big), trend())
    for _ in range(5):
        QApplication.processEvents()
    assert page.summary.horizontalScrollBar().maximum() == 0
    for tile in page.summary.findChildren(FigureTile):
        assert tile.height() >= tile.heightForWidth(tile.width()), tile.name
        assert tile.width() >= tile.sizeHint().width(), tile.name
    assert page.minimumSizeHint().width() <= 1020, scale


def test_every_control_of_the_page_has_a_name(page: RecapPage) -> None:
    for name in ("ringkasan", "sop", "opd", "langkah", "beban", "terlambat", "tertua"):
        page.show_tab(name)
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found = QAccessible.queryAccessibleInterface(widget)
                assert found.text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("name", ["ringkasan", "sop", "opd", "langkah", "beban", "terlambat", "tertua"])
def test_no_letter_leads_to_two_places(page: RecapPage, name: str) -> None:
    page.period.take(periods.any_days(date(2026, 10, 3), date(2026, 11, 7)))
    page.allow(export=True, close=True, reopen=True)
    page.export.start("Menulis…")
    page.export.result.show()
    page.show_recap(recap(corrections=(recap_sample.CORRECTION,)), trend())
    page.show_tab(name)
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    words += [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
    words += [label.text() for label in page.findChildren(QLabel) if label.buddy() and label.isVisible()]
    letters = [found[1].upper() for text in words for found in re.finditer("&([^&])", text)]
    assert sorted(set(letters)) == sorted(letters)


def test_a_tab_reached_by_letter_takes_the_keyboard_along(page: RecapPage, qtbot: QtBot) -> None:
    page.period.last_month.setFocus()
    bar = page.tabs.tabBar()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert page.tab() == "sop"
    assert page.focusWidget() is page.sops.table
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert page.tab() == "opd"
    assert page.focusWidget() is bar


def test_tab_brings_what_is_below_into_sight(page: RecapPage) -> None:
    bar = page.summary.verticalScrollBar()
    page.summary.time.setFocus()
    QApplication.processEvents()
    assert bar.value() > 0
    page.summary.equation.tiles["masuk"].setFocus()
    QApplication.processEvents()
    assert bar.value() < bar.maximum() / 2


def test_a_list_opens_requests_and_says_how_many(qtbot: QtBot) -> None:
    dialog = RecapList(ListWish("selesai", sop="PAW", where="PAW"), OCTOBER.name)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Selesai · PAW · Oktober 2026"
    opened: list[int] = []
    dialog.case_wanted.connect(opened.append)
    dialog.show_records([case(3), case(4, late_runs=1, ending="ditolak")])
    assert dialog.count.text() == "2 permohonan"
    dialog.box.table.setFocus()
    qtbot.keyClick(dialog.box.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.box.table, Qt.Key.Key_Return)
    assert opened == [4]
    titles = [column.title for column in dialog.box.model.columns]
    assert dialog.box.model.index(1, titles.index("Keadaan")).data() == "Ditolak, terlambat"
    qtbot.keyClick(dialog.box.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "\t'=1+1\t" in QGuiApplication.clipboard().text()
    viewport = dialog.box.table.viewport()
    cell = dialog.box.table.visualRect(dialog.box.model.index(0, 3)).center()
    # a button left down would stay so for the tests that follow
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        press(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cell)
    assert opened[-1] == 3


def test_late_runs_are_found_by_their_reason() -> None:
    assert [run.case_id for run in LATE if LateWish("Menunggu OPD").takes(run)] == [7]
    assert [run for run in LATE if LateWish("").takes(run)] == [], "what is open has no reason yet"


def test_the_arrows_walk_over_the_bars_of_a_chart(page: RecapPage, qtbot: QtBot) -> None:
    heard = wishes(page)
    chart = page.summary.sops
    chart.setFocus()
    chart.grab()
    whole = chart.accessibleDescription()
    for key, words in (
        (Qt.Key.Key_Right, "PAW: masuk 11"), (Qt.Key.Key_Down, "PAW: selesai 9"),
        (Qt.Key.Key_Left, "PAW: masuk 11"), (Qt.Key.Key_Up, "MLS: selesai 7"),
    ):  # fmt: skip
        qtbot.keyClick(chart, key)
        assert chart.accessibleDescription() == words
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert heard == [ListWish("selesai", sop="MLS", where="MLS")]
    page.summary.trend.setFocus()
    assert chart.accessibleDescription() == whole
    for other in page.summary.all_charts():
        other.grab()
        assert all(other.words_of(key) for _area, key in other.places)


def test_copying_a_table_is_answered_beside_the_button(page: RecapPage, qtbot: QtBot) -> None:
    page.show_tab("sop")
    page.sops.copy_button.click()
    assert page.sops.answer.text() == "✓ 3 baris disalin; tempel di lembar kerja"
    assert page.sops.answer.isVisible()
    page.show_tab("opd")
    qtbot.keyClick(page.agencies.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert page.agencies.answer.text().startswith("✓ 3 baris disalin")
    page.agencies._answered.timeout.emit()
    assert page.agencies.answer.text() == ""


def test_the_first_column_of_a_wide_table_stays_in_sight(page: RecapPage, qtbot: QtBot) -> None:
    page.show_tab("sop")
    page.resize(1600, 600)
    QApplication.processEvents()
    table, stays = page.sops.table, page.sops.table.frozen
    assert stays.isHidden(), "all columns have room"
    page.resize(760, 600)
    QApplication.processEvents()
    assert stays.isVisible()
    last = page.sops.model.columnCount() - 1
    table.setCurrentIndex(page.sops.model.index(1, last))
    assert table.horizontalScrollBar().value() > 0
    assert table.visualRect(page.sops.model.index(1, 0)).right() < 0
    assert stays.visualRect(stays.model().index(1, 0)).left() == 0
    assert stays.columnWidth(0) == table.columnWidth(0)
    assert stays.horizontalHeader().height() == table.horizontalHeader().height()
    # walking back, no cell under the focus lies below it
    for place in range(last - 1, -1, -1):
        qtbot.keyClick(table, Qt.Key.Key_Left)
        assert table.currentIndex().column() == place
        assert place == 0 or table.visualRect(table.currentIndex()).left() >= stays.covered()
    heard = wishes(page)
    spot = stays.visualRect(stays.model().index(1, 0)).center()
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        press(stays.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert heard == [ListWish("", sop="MLS", where="MLS")]
    page.resize(1600, 600)
    QApplication.processEvents()
    assert stays.isHidden()


def test_columns_without_anything_in_them_are_left_out_of_a_list(qtbot: QtBot) -> None:
    rows = [case(3, late_reason="", assignee=""), case(4, late_reason="", assignee="")]
    dialog = RecapList(ListWish("selesai"), OCTOBER.name)
    qtbot.addWidget(dialog)
    without = empty_columns(dialog.columns, rows)
    assert without == {"Petugas", "Alasan terlambat"}
    assert empty_columns(dialog.columns, []) == frozenset()
    dialog.show_records(rows, without)
    titles = [column.title for column in dialog.columns]
    hidden = {title for place, title in enumerate(titles) if dialog.box.table.isColumnHidden(place)}
    assert hidden == without


def test_the_page_takes_a_recap_without_anything_optional(page: RecapPage) -> None:
    bare = Recap(
        OCTOBER, datetime(2026, 11, 1), (), TOTAL, Figures(), (), (), (), (), (), (), (), TimeSplit()
    )
    page.show_recap(bare, ())
    assert all(not chart.accessibleDescription() or chart for chart in charts(page))
    assert page.sops.model.records == []
    assert not page.sops.copy_button.isEnabled()
    assert OCTOBER.since == date(2026, 10, 1)


def test_quiet_words_and_the_line_of_an_export_follow_light_and_dark(page: RecapPage, qapp: QApplication):
    page.export.show_result("tersimpan")
    try:
        for mode in ("gelap", "terang"):
            apply_theme(qapp, mode)
            QApplication.processEvents()
            assert muted_colour(qapp.palette()).name() in page.summary.compared.styleSheet()
            shown = tone_colours(qapp.palette(), "hijau")
            assert shown.background.name() in page.export.result.styleSheet()
    finally:
        apply_theme(qapp)
