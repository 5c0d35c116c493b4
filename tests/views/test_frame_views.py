"""Top bar, sidebar, filters, tables, messages and themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from models.records.board import Sidebar, SidebarLine
from models.rules.search import parse_search
from tests.cards import badges, card
from views.dialog_style import tone_colours
from views.filter_bar import FilterBar
from views.message_bar import MessageBar
from views.shell import MainWindow
from views.sidebar import SidebarView
from views.sop_page import SopPage
from views.tasks import TasksView
from views.theme import apply_theme, colours, palette_of

COUNTS = Sidebar(
    7,
    2,
    (
        SidebarLine(1, "PAW", "PERMINTAAN APLIKASI DAN WEBSITE", 42, 3),
        SidebarLine(2, "PP", "Pengelolaan", 9, 0),
    ),
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp)
    yield
    apply_theme(qapp)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2."""

    def luminance(colour: QColor) -> float:
        channels = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["terang", "gelap"])
def test_all_text_reads_well_in_both_modes(mode: str) -> None:
    c = colours(palette_of(mode))
    for ground in (c.window, c.surface, c.card, c.column, c.group, c.selected, c.target):
        assert contrast(c.text, ground) >= 4.5
    for ground in (c.window, c.surface, c.card, c.column):
        assert contrast(c.muted, ground) >= 4.5
    assert contrast(c.on_accent, c.accent) >= 4.5
    assert contrast(c.heading, c.selected) >= 4.5
    for tone in c.tones.values():
        assert contrast(tone.text, tone.background) >= 4.5
    for stripe in c.stripes.values():
        assert contrast(stripe, c.card) >= 3
    assert contrast(c.accent, c.window) >= 3


def test_text_size_is_of_the_first_size_however_often_it_changes(qapp: QApplication) -> None:
    first = qapp.font().pointSizeF()
    for _ in range(3):
        apply_theme(qapp, "gelap", 150)
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * first)
    apply_theme(qapp, "terang", 100)
    assert qapp.font().pointSizeF() == pytest.approx(first)


def test_sidebar_tells_counts_in_words_and_writes_titles_calmly(qtbot: QtBot) -> None:
    side = SidebarView()
    qtbot.addWidget(side)
    side.show_counts(COUNTS, settings=True)
    said = [side.item(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(side.count())]
    assert "Tugas Saya, 7 tugas, 2 lewat waktu" in said
    assert "Permintaan Aplikasi dan Website, 42 berjalan, 3 lewat waktu" in said
    assert "Pengelolaan, 9 berjalan" in said


def test_sidebar_walks_over_headings_and_goes_on_enter(qtbot: QtBot) -> None:
    side = SidebarView()
    qtbot.addWidget(side)
    side.show_counts(COUNTS, settings=False)
    side.show_screen("tugas")
    gone: list[str] = []
    side.chosen.connect(gone.append)
    qtbot.keyClick(side, Qt.Key.Key_Down)
    assert gone == []
    assert side.here == "tugas"
    qtbot.keyClick(side, Qt.Key.Key_Return)
    assert gone == ["papan:PAW"]
    assert "Pengaturan" not in [side.item(i).text() for i in range(side.count())]


def test_sidebar_keeps_its_mark_when_counts_change(qtbot: QtBot) -> None:
    side = SidebarView()
    qtbot.addWidget(side)
    side.show_counts(COUNTS, settings=True)
    side.show_screen("papan:PP")
    side.show_counts(Sidebar(0, 0, COUNTS.boards), settings=True)
    assert side.here == "papan:PP"
    assert side.currentItem().text() == "Pengelolaan"


def test_filter_choices_write_what_a_person_could_type(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_agencies(["Dinas Kesehatan", "BPBD"])
    bar.set_people(["Siti Aminah"])
    texts: list[str] = []
    bar.text_changed.connect(texts.append)
    bar.text_changed.connect(bar.show_text)
    bar.show_text("antrean")
    bar.agency.setCurrentIndex(1)
    bar.agency.activated.emit(1)
    bar.deadline.activated.emit(1)
    bar.assignee.setCurrentIndex(1)
    bar.assignee.activated.emit(1)
    wanted = parse_search(texts[-1])
    assert wanted.words == ("antrean",)
    assert (wanted.agency, wanted.late, wanted.mine) == ("Dinas Kesehatan", True, True)
    bar.agency.setCurrentIndex(0)
    bar.agency.activated.emit(0)
    assert parse_search(texts[-1]).agency == ""


def test_filters_show_what_was_typed(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_agencies(["Dinas Kesehatan"])
    bar.show_text('opd:"dinas kesehatan" telat:ya petugas:kosong')
    assert bar.agency.currentText() == "Dinas Kesehatan"
    assert bar.deadline.currentText() == "Lewat waktu"
    assert bar.assignee.currentText() == "Belum diambil"
    bar.show_text("opd:tidakterdaftar")
    assert bar.agency.currentIndex() == -1
    assert bar.agency.placeholderText() == "tidakterdaftar"


def test_the_same_choices_again_leave_an_open_list_alone(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.set_agencies(["BPBD"])
    cleared: list[int] = []
    bar.agency.model().rowsRemoved.connect(lambda *_a: cleared.append(1))
    bar.set_agencies(["BPBD"])
    assert cleared == []


def test_filters_wrap_where_there_is_little_room(qtbot: QtBot) -> None:
    page = SopPage(badges())
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    bar = page.filters
    assert bar.hide_empty.y() < bar.agency.geometry().bottom()
    bar.show_text("opd:dinas")
    for width in (524, 1100, 524):
        page.resize(width, 600)
        QApplication.processEvents()
        assert page.width() == width
        wrapped = width < 1000
        assert (bar.hide_empty.y() > bar.agency.geometry().bottom()) == wrapped
        assert bar.clear_button.y() == bar.hide_empty.y()
        for combo in (bar.agency, bar.deadline, bar.assignee):
            words = combo.fontMetrics().horizontalAdvance(combo.itemText(0))
            assert combo.geometry().right() <= bar.width()
            assert combo.width() > words + combo.fontMetrics().height()
        for chip in (bar.hide_empty, bar.clear_button):
            assert chip.width() >= chip.sizeHint().width()


def test_search_waits_for_the_end_of_typing_and_runs_on_enter(qtbot: QtBot) -> None:
    window = MainWindow("Diskominfo (CONTOH)", "Petugas", sample=True)
    qtbot.addWidget(window)
    window.show()
    found: list[str] = []
    window.searched.connect(found.append)
    qtbot.keyClicks(window.top.search, "dinkes")
    assert found == []
    qtbot.waitUntil(lambda: found == ["dinkes"])
    qtbot.keyClicks(window.top.search, "x")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert found == ["dinkes", "dinkesx"]
    qtbot.wait(250)
    assert found == ["dinkes", "dinkesx"]


def test_a_sample_office_is_marked_everywhere(qtbot: QtBot) -> None:
    window = MainWindow("Diskominfo", "Petugas", sample=True)
    qtbot.addWidget(window)
    window.show()
    assert window.sample.isVisible()
    assert "CONTOH" in window.sample.text()
    assert "CONTOH" in window.windowTitle()
    real = MainWindow("Diskominfo", "Petugas", sample=False)
    qtbot.addWidget(real)
    real.show()
    assert not real.sample.isVisible()
    assert "CONTOH" not in real.windowTitle()


def test_keys_lead_to_search_and_new_request(qtbot: QtBot) -> None:
    window = MainWindow("Diskominfo", "A & B", sample=False)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(window.new_case_wanted):
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.sidebar.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.hasFocus()
    assert window.top.person.text().startswith("A && B")


def test_good_news_go_and_refusals_stay(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.refuse("Kolom itu bukan tujuan.")
    assert bar.isVisible()
    assert not bar._timer.isActive()
    assert bar.accessibleName() == "Kolom itu bukan tujuan."
    bar.tell("Tersimpan.")
    assert bar._timer.isActive()
    bar.close_button.click()
    assert not bar.isVisible()


def test_a_message_is_closed_by_a_quiet_cross(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.refuse("Tidak boleh.")
    assert bar.isVisible()
    assert (bar.close_button.text(), bar.close_button.accessibleName()) == ("×", "Tutup pesan")
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_ticked_box_shows_a_tick_in_the_dark_too(qtbot: QtBot, qapp: QApplication) -> None:
    box = QCheckBox("Uji")
    qtbot.addWidget(box)
    apply_theme(qapp, "gelap", 150)
    box.setChecked(True)
    box.show()
    inside = box.grab().toImage().copy(4, 4, box.height() - 8, box.height() - 8)
    seen = {inside.pixelColor(x, y).name() for x in range(inside.width()) for y in range(inside.height())}
    apply_theme(qapp, "terang", 100)
    assert {"#56b4dd", "#06222f"} <= seen, seen


def test_a_message_moves_no_card_from_under_the_pointer(qtbot: QtBot) -> None:
    page = SopPage(badges())
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    before, height = page.stack.mapTo(page, page.stack.rect().topLeft()), page.stack.height()
    page.message.tell("001/PAW/XI/2026 sekarang menunggu Kabid, langkah 4.")
    qtbot.waitUntil(lambda: page.stack.height() < height)
    assert page.stack.mapTo(page, page.stack.rect().topLeft()) == before
    assert page.rect().contains(page.message.geometry())


def test_tasks_keep_the_focus_on_the_same_task(qtbot: QtBot) -> None:
    view = TasksView(badges())
    qtbot.addWidget(view)
    cards = [card(i) for i in range(5)]
    view.show_tasks(cards, 1)
    view.table.selectRow(3)
    view.show_tasks(cards[1:], 0)
    assert view.table.current() == cards[3]
    assert view.model.data(view.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).startswith("Waktu: ")


def test_the_frame_follows_from_light_to_dark(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow("Diskominfo (CONTOH)", "Petugas", sample=True)
    qtbot.addWidget(window)
    window.show()
    light = window.sample.styleSheet(), window.top.office.styleSheet()
    apply_theme(qapp, "gelap", 100)
    qtbot.waitUntil(lambda: window.sample.styleSheet() != light[0])
    assert window.top.office.styleSheet() != light[1]
    assert tone_colours(QApplication.palette(), "kuning").text.name() in window.sample.styleSheet()


def test_tasks_tell_their_order_when_some_are_taken(qtbot: QtBot) -> None:
    view = TasksView(badges())
    qtbot.addWidget(view)
    cards = [card(i) for i in range(3)]
    view.show_tasks(cards, 1, 1)
    assert view.subtitle.text().endswith("1 lewat waktu · 1 yang Anda ambil di atas, lalu menurut sisa waktu")
    view.show_tasks(cards, 1)
    assert view.subtitle.text().endswith("1 lewat waktu")


def test_a_table_is_opened_by_enter_and_double_click(qtbot: QtBot) -> None:
    view = TasksView(badges())
    qtbot.addWidget(view)
    view.resize(1000, 500)
    view.show_tasks([card(1), card(2)], 0)
    view.show()
    opened: list[object] = []
    view.step_wanted.connect(opened.append)
    view.case_wanted.connect(opened.append)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    at = view.table.visualRect(view.model.index(1, 1)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert opened == [card(1), card(2), card(2)]
