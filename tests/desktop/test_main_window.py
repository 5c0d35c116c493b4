"""The main window on a real office: going about, following changes, drops, dialogs opened once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from models.actions import pauses, work
from models.actions.positions import assign_position
from models.records.board import CardRow
from models.store.people import standing
from models.store.tables import Holding, Person, Position, proxy
from tests.office import SmallOffice, done
from views.case_window import CaseWindow
from views.register_dialog import RegisterDialog
from views.settings_executors import ExecutorSettings
from views.settings_window import SettingsWindow
from views.shortcuts_dialog import ShortcutsDialog
from views.step_dialog import StepDialog
from views.vacancy_bar import VacancyBar

Opened = Callable[..., MainController]


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice) -> Iterator[Opened]:
    """Opens the window for a person of the small office."""
    made: list[MainController] = []

    def open_window(person: str = "tu", screen: str = "papan:PAW") -> MainController:
        person_id = small.people[person]
        who = standing(small.office, person_id, small.office.now())
        main = MainController(Session(small.office, person_id, who), Changes())
        with qtbot.waitExposed(main.window):
            main.show(screen)
        main.window.resize(1366, 768)
        made.append(main)
        return main

    yield open_window
    for main in made:
        main.doors.close_all()
        main.window.close()
        main.window.deleteLater()
        main.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def cards(main: MainController, executor: str) -> list[CardRow]:
    return list(main._sop_page.board.model.columns[executor].cards)


def dialogs(main: MainController, kind: type[QDialog]) -> list[QDialog]:
    return [dialog for dialog in main.window.findChildren(kind) if dialog.isVisible()]


def test_a_registered_request_appears_without_a_reload(small: SmallOffice, opened: Opened) -> None:
    main = opened()
    resets: list[int] = []
    for column in main._sop_page.board.model.columns.values():
        column.modelReset.connect(lambda: resets.append(1))
    case_id = small.register("PAW", subject="Situs PPID")
    main._changes.announce({f"case:{case_id}", "board:PAW", "tasks"})
    assert [card.subject for card in cards(main, "opd")] == ["Situs PPID"]
    assert resets == []
    assert "1 berjalan" in main._sop_page.subtitle.text()


def test_a_finished_step_moves_its_card_only(small: SmallOffice, opened: Opened) -> None:
    first, second = small.register("PAW"), small.register("PAW")
    main = opened()
    answer = small.walk(first)
    main._changes.announce(answer.subjects)
    assert [card.case_id for card in cards(main, "opd")] == [second]
    assert [card.case_id for card in cards(main, "tu")] == [first]
    assert "sekarang menunggu TU Kominfo, langkah 2" in main._sop_page.message.label.text()


def test_moving_a_card_reads_as_few_rows_on_a_full_board_as_on_an_empty_one(
    small: SmallOffice, opened: Opened
) -> None:
    first = small.register("PAW")
    main = opened()
    resets: list[int] = []
    for column in main._sop_page.board.model.columns.values():
        column.modelReset.connect(lambda: resets.append(1))
    alone = read_on_a_move(small, main, first)
    for _ in range(30):
        main._changes.announce({f"case:{small.register('PAW')}", "board:PAW", "tasks"})
    among_many = read_on_a_move(small, main, first)
    assert main._sop_page.board.model.total() > 30
    assert rows_of(among_many) == rows_of(alone) > 0
    assert resets == []
    for sql in (sql for sql in among_many if '"card"' in sql):
        steps = [row[3] for row in proxy.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
        # the case itself is looked up, everything else is counted on an index alone
        wanted = "COVERING INDEX" if "COUNT(" in sql else "INDEX card_case_id (case_id=?)"
        assert wanted in steps[0], sql
    assert "31 berjalan" in main._sop_page.subtitle.text()


def read_on_a_move(small: SmallOffice, main: MainController, case_id: int) -> list[str]:
    """The SELECTs of the window while it follows a finished step."""
    answer = small.walk(case_id)
    seen: list[str] = []
    connection = proxy.connection()
    connection.set_trace_callback(seen.append)
    main._changes.announce(answer.subjects)
    connection.set_trace_callback(None)
    return [sql for sql in seen if sql.startswith("SELECT")]


def rows_of(selects: list[str]) -> int:
    return sum(len(proxy.execute_sql(sql).fetchall()) for sql in selects)


def test_the_heading_follows_pauses_narrowed_or_not(small: SmallOffice, opened: Opened) -> None:
    case, _other = small.register("PAW", subject="Situs PPID"), small.register("PAW", subject="Lain")
    main = opened()
    leader, told = small.people["leader"], main._sop_page.subtitle
    for text in ("", "lain"):
        main.search(text)
        assert "· 0 ditunda" in told.text()
        answer = pauses.pause_case(small.office, leader, case, "rapat", "Rapat", small.version(case))
        main._changes.announce(done(answer).subjects)
        assert "· 1 ditunda" in told.text()
        answer = pauses.continue_case(small.office, leader, case, small.version(case))
        main._changes.announce(done(answer).subjects)
        assert "· 0 ditunda" in told.text()


def test_changes_on_another_board_leave_this_one_alone(small: SmallOffice, opened: Opened) -> None:
    main = opened()
    small.register("PAW")
    main._changes.announce({"board:PP", "tasks"})
    assert cards(main, "opd") == []


def test_an_empty_board_says_what_to_do_and_a_filter_how_to_leave_it(
    small: SmallOffice, opened: Opened
) -> None:
    main = opened()
    assert "Ctrl+N" in main._sop_page.empty.text()
    small.register("PAW", subject="Situs PPID")
    main.reload()
    assert not main._sop_page.empty.isVisible()
    main.search("tidakada")
    assert "Hapus saringan" in main._sop_page.empty.text()
    main.board.show_mode("daftar")
    assert not main._sop_page.empty.isVisible()
    assert "Hapus saringan" in main._sop_page.listing.table.empty_words
    main.board.show_mode("papan")
    main._sop_page.filters.clear_button.click()
    assert main.window.top.search.text() == ""
    assert len(cards(main, "opd")) == 1


def test_who_is_missing_is_said_until_every_executor_is_held(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW", subject="Situs PPID")
    kabid = Position.get(Position.id == Holding.get(Holding.person == small.people["PAW:kabid"]).position)
    Holding.delete().where(Holding.position == kabid.id).execute()
    Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    main = opened("leader")
    page = main._sop_page
    # nothing is asked before the first picture
    assert page.findChildren(VacancyBar) == []
    main.board.look_for_vacancies()
    bar = page.findChild(VacancyBar)
    assert bar.isVisible()
    assert "pemegang jabatan untuk Kabid:" in bar.label.text()
    tip = page.board.model.columns["opd"].index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Belum ada pemegang" not in tip
    bar.button.click()
    settings = main.window.findChild(SettingsWindow)
    assert settings.title() == "Jabatan"
    assert settings.findChild(ExecutorSettings) is None
    settings.list.choose("Pelaksana SOP")
    executors = settings.findChild(ExecutorSettings)
    assert executors.sop.currentText().startswith("PAW: Permintaan Pembangunan")
    executors.sop.setCurrentIndex(0)
    bar.button.click()
    settings.list.choose("Pelaksana SOP")
    assert executors.code() == "PAW"
    settings.close()
    main.go("papan:PP")
    assert not bar.isVisible()
    main.window.settings_wanted.emit()
    settings = dialogs(main, SettingsWindow)[-1]
    settings.list.choose("Pelaksana SOP")
    executors = settings.findChild(ExecutorSettings)
    assert executors.code() == "PP"
    settings.close()
    main.go("papan:PAW")
    assert bar.isVisible()
    office, leader = small.office, small.people["leader"]
    done(assign_position(office, leader, leader, kabid.id, date(2026, 1, 1)))
    main._changes.announce({"positions", "people", "tasks"})
    assert not bar.isVisible()


def test_cards_that_wait_for_nobody_say_so(small: SmallOffice, opened: Opened) -> None:
    case = small.register("PAW", subject="Situs PPID")
    Holding.delete().where(Holding.person == small.people["PAW:tu"]).execute()
    small.walk(case)
    main = opened("PP:kominfo")
    main.board.look_for_vacancies()
    bar = main._sop_page.findChild(VacancyBar)
    assert "Minta administrator" in bar.label.text()
    assert not bar.button.isVisible()
    tip = main._sop_page.board.model.columns["tu"].index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Belum ada pemegang jabatan TU Kominfo" in tip


def test_f1_tells_the_keys_from_every_window(small: SmallOffice, opened: Opened, qtbot: QtBot) -> None:
    main = opened()
    with qtbot.waitActive(main.window):
        main.window.activateWindow()
    qtbot.keyClick(main.window, Qt.Key.Key_F1)
    (told,) = dialogs(main, ShortcutsDialog)
    words = [label.text() for label in told.findChildren(QLabel)]
    assert {"F1", "Ctrl+K", "Papan", "membuka langkah"} <= set(words)
    qtbot.keyClick(told, Qt.Key.Key_F1)
    assert dialogs(main, ShortcutsDialog) == [told]
    qtbot.keyClick(told, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(main, ShortcutsDialog))
    case = small.register("PAW")
    main.doors.case(case)
    (window,) = dialogs(main, CaseWindow)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert len(dialogs(main, ShortcutsDialog)) == 1


def register_in(main: MainController, code: str, subject: str) -> None:
    """Through the form that Ctrl+N opens."""
    main.window.new_case_wanted.emit()
    (form,) = dialogs(main, RegisterDialog)
    form.sop.setCurrentIndex(form.sop.findData(code))
    form.subject.setPlainText(subject)
    form.agency.edit.setText("Dinas Contoh")
    form.agency.new_box.setChecked(True)
    form.ok_button.click()
    (told,) = dialogs(main, QMessageBox)
    told.close()
    QApplication.processEvents()


def test_what_was_just_registered_is_chosen_and_in_sight(small: SmallOffice, opened: Opened) -> None:
    for _ in range(30):
        small.register("PAW")
    main = opened()
    board = main._sop_page.board
    register_in(main, "PAW", "Kartu baru")
    view = next(v for v in board.columns if v.column.executor == "opd")
    assert view.current_card().subject == "Kartu baru"
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    assert main.window.focusWidget() is view


def test_what_was_registered_for_another_sop_is_shown_on_its_board(
    small: SmallOffice, opened: Opened
) -> None:
    main = opened()
    register_in(main, "PP", "Kartu lain")
    assert main.board.code == "PP"
    chosen = [view.current_card() for view in main._sop_page.board.columns if view.current_card()]
    assert [card.subject for card in chosen] == ["Kartu lain"]


def test_what_was_registered_is_chosen_in_lists_too(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW", subject="Yang lama")
    main = opened()
    main.board.show_mode("daftar")
    register_in(main, "PAW", "Baris baru")
    assert main._sop_page.listing.table.current().subject == "Baris baru"
    main.go("semua")
    register_in(main, "PP", "Baris lain")
    assert main._all_page.listing.table.current().subject == "Baris lain"


def test_a_filter_that_hides_what_was_registered_is_named(small: SmallOffice, opened: Opened) -> None:
    main = opened()
    main.search("dasbor")
    register_in(main, "PAW", "Kartu baru")
    assert "tidak tampak karena saringan" in main._sop_page.message.label.text()


def test_board_and_list_are_narrowed_by_one_text(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW", subject="Situs PPID")
    small.register("PAW", subject="Dasbor stunting")
    main = opened()
    main.search("dasbor")
    assert [card.subject for card in cards(main, "opd")] == ["Dasbor stunting"]
    main.board.show_mode("daftar")
    assert [line.subject for line in main._sop_page.listing.model.records] == ["Dasbor stunting"]


def test_an_unknown_keyword_is_told_in_the_window(opened: Opened) -> None:
    main = opened()
    main.search("telt:ya")
    assert "telt" in main._sop_page.filters.problems.text()


def test_enter_opens_the_step_once(small: SmallOffice, opened: Opened, qtbot: QtBot) -> None:
    small.register("PAW")
    main = opened()
    view = next(v for v in main._sop_page.board.columns if v.column.executor == "opd")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(dialogs(main, StepDialog)) == 1
    dialogs(main, StepDialog)[0].close()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(dialogs(main, StepDialog)) == 1


def test_space_opens_the_case_window(small: SmallOffice, opened: Opened, qtbot: QtBot) -> None:
    small.register("PAW")
    main = opened()
    view = next(v for v in main._sop_page.board.columns if v.column.executor == "opd")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert len(dialogs(main, CaseWindow)) == 1


def test_a_legal_drop_opens_the_step_and_moves_nothing(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened()
    card = cards(main, "opd")[0]
    main._sop_page.board.dropped.emit(card.run_id, card.part, "tu")
    assert len(dialogs(main, StepDialog)) == 1
    assert cards(main, "opd") == [card]


def test_an_illegal_drop_is_refused_with_its_reason(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened()
    card = cards(main, "opd")[0]
    main._sop_page.board.dropped.emit(card.run_id, card.part, "web")
    assert dialogs(main, StepDialog) == []
    assert main._sop_page.message.isVisible()
    assert "Web Programmer" in main._sop_page.message.label.text()
    assert cards(main, "opd") == [card]


def test_a_drop_back_opens_kembalikan(small: SmallOffice, opened: Opened) -> None:
    case_id = small.register("PAW")
    small.walk(case_id)
    main = opened()
    card = cards(main, "tu")[0]
    assert main.board._acts.legal_columns(card, main.board._sheet.columns)["opd"] == "return"
    main._sop_page.board.dropped.emit(card.run_id, card.part, "opd")
    assert dialogs(main, StepDialog) == []
    assert len(dialogs(main, QDialog)) == 1
    assert cards(main, "tu") == [card]


def test_lifting_marks_where_the_card_may_go(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened()
    main._sop_page.board.lifted.emit(cards(main, "opd")[0])
    assert [v.column.executor for v in main._sop_page.board.columns if v._target] == ["tu"]


def test_ambil_shows_on_the_card_at_once(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened()
    card = cards(main, "opd")[0]
    menu = main.board._acts.show_menu(main.window, card, main.window.pos())
    take = next(action for action in menu.actions() if action.text() == "&Ambil")
    take.trigger()
    menu.close()
    assert cards(main, "opd")[0].assignee_id == small.people["tu"]


def test_who_may_not_take_a_part_reads_why(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened("outsider")
    main.board._acts.give_to(cards(main, "opd")[0], small.people["outsider"])
    assert main._sop_page.message.isVisible()
    assert cards(main, "opd")[0].assignee_id is None


def test_tugas_saya_lists_what_this_person_may_do(small: SmallOffice, opened: Opened, qtbot: QtBot) -> None:
    small.register("PAW")
    small.register("PP")
    main = opened("tu", "tugas")
    assert main._tasks_page is not None
    assert len(main._tasks_page.model.records) == main._counts.tasks >= 1
    qtbot.keyClick(main._tasks_page.table, Qt.Key.Key_Return)
    assert len(dialogs(main, StepDialog)) == 1


def test_tugas_saya_tells_the_parts_of_a_step_apart(small: SmallOffice, opened: Opened) -> None:
    case_id = small.register("PAW")
    for _ in range(5):
        small.walk(case_id)
    main = opened("tu", "tugas")
    assert main._tasks_page is not None
    model = main._tasks_page.model
    place = [column.title for column in model.columns].index("Langkah")
    assert model.data(model.index(0, place)) == "6. OPD: Rapat alur dan proses bisnis"


def test_nobody_without_position_has_tasks_and_reads_so(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW")
    main = opened("outsider", "tugas")
    assert main._tasks_page is not None
    assert main._tasks_page.model.records == []
    assert "Tidak ada tugas" in main._tasks_page.table.empty_words


def test_all_cases_has_chips_for_what_is_finished(small: SmallOffice, opened: Opened) -> None:
    running = small.register("PAW")
    ended = small.register("PP")
    from models.actions import moves

    done(moves.cancel_case(small.office, small.people["leader"], ended, "Salah daftar", small.version(ended)))
    main = opened(screen="semua")
    assert main._all_page is not None
    listing = main._all_page.listing
    assert [line.case_id for line in listing.model.records] == [running]
    listing.chips["tutup"].click()
    assert [line.case_id for line in listing.model.records] == [ended]
    listing.chips["semua"].click()
    assert len(listing.model.records) == 2


def test_a_long_list_is_read_page_by_page(small: SmallOffice, opened: Opened) -> None:
    for i in range(230):
        small.register("PP", subject=f"Permohonan {i}")
    main = opened(screen="semua")
    assert main._all_page is not None
    model = main._all_page.listing.model
    assert len(model.records) == 200
    model.fetchMore(model.index(-1, -1))
    assert len({line.case_id for line in model.records}) == 230
    assert main._all_page.listing.count.text() == "230 permohonan"


def test_a_click_on_a_title_sorts(small: SmallOffice, opened: Opened) -> None:
    for subject in ("B", "C", "A"):
        small.register("PP", subject=subject)
    main = opened(screen="semua")
    assert main._all_page is not None
    listing = main._all_page.listing
    place = [c.sort for c in listing.model.columns].index("subject")
    listing.table.horizontalHeader().sectionClicked.emit(place)
    assert [line.subject for line in listing.model.records] == ["A", "B", "C"]
    listing.table.horizontalHeader().sectionClicked.emit(place)
    assert [line.subject for line in listing.model.records] == ["C", "B", "A"]


def test_what_another_program_wrote_is_seen(small: SmallOffice, opened: Opened) -> None:
    small.register("PAW", subject="Lama")
    main = opened()
    main._look_around()
    path = next(small.office.store.folder.glob("*.db"))
    other = sqlite3.connect(path)
    other.execute("update card set subject = 'Baru'")
    other.commit()
    other.close()
    main._look_around()
    assert [card.subject for card in cards(main, "opd")] == ["Baru"]


def test_own_acts_are_not_taken_for_those_of_another_program(small: SmallOffice, opened: Opened) -> None:
    main = opened()
    main._look_around()
    told: list[object] = []
    main._changes.happened.connect(told.append)
    small.register("PAW")
    main._look_around()
    assert told == []


def test_badges_move_with_the_clock_by_a_repaint(small: SmallOffice, opened: Opened) -> None:
    case_id = small.register("PP")
    run = small.open_runs(case_id)[0]
    main = opened(screen="papan:PP")
    card = next(c for column in main._sop_page.board.model.columns.values() for c in column.cards)
    assert run.due_at is not None
    before = main.badges.of(card)
    resets: list[int] = []
    for column in main._sop_page.board.model.columns.values():
        column.modelReset.connect(lambda: resets.append(1))
    small.clock.forward(days=40)
    assert main.badges.of(card) == before
    main._time_went_on()
    assert main.badges.of(card).tone == "merah"
    assert resets == []
    assert "1 lewat waktu" in main._sop_page.subtitle.text()


def test_the_sidebar_counts_and_leads(small: SmallOffice, opened: Opened, qtbot: QtBot) -> None:
    small.register("PAW")
    main = opened()
    side = main.window.sidebar
    texts = [side.item(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(side.count())]
    assert any("1 berjalan" in text for text in texts)
    place = next(i for i in range(side.count()) if side.item(i).text() == "Semua Permohonan")
    side.setCurrentRow(place)
    qtbot.keyClick(side, Qt.Key.Key_Return)
    assert main.window.pages.currentWidget() is main._all_page


def test_theme_and_text_size_change_and_are_kept(opened: Opened, qtbot: QtBot) -> None:
    from desktop.appearance import change_appearance, saved_appearance

    main = opened()
    height = main._sop_page.board.delegate.fonts.height
    title = main._sop_page.title.fontMetrics().height()
    row = main._sop_page.listing.table.verticalHeader().defaultSectionSize()
    try:
        main.window.theme_wanted.emit()
        main.window.scale_wanted.emit(150)
        assert saved_appearance() == ("gelap", 150)
        qtbot.waitUntil(lambda: main._sop_page.board.delegate.fonts.height > 1.3 * height)
        assert main._sop_page.title.fontMetrics().height() > 1.3 * title
        assert main._sop_page.listing.table.verticalHeader().defaultSectionSize() > 1.2 * row
        assert main.window.minimumSizeHint().width() <= 1366
    finally:
        change_appearance(QApplication.instance(), "terang", 100)


def test_every_control_has_a_name(small: SmallOffice, opened: Opened) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QWidget

    small.register("PAW")
    main = opened()
    for screen in ("semua", "tugas", "papan:PAW"):
        main.go(screen)
        for widget in main.window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found = QAccessible.queryAccessibleInterface(widget)
                assert found.text(QAccessible.Text.Name), widget


def test_typed_words_keep_the_window_open(small: SmallOffice, opened: Opened) -> None:
    main = opened()
    asked: list[int] = []
    main.window.may_close = lambda: bool(asked.append(1))
    main.window.close()
    assert main.window.isVisible()
    assert asked == [1]
    main.window.may_close = main.doors.close_all


def test_assigned_work_is_followed_on_the_board(small: SmallOffice, opened: Opened) -> None:
    case_id = small.register("PAW")
    main = opened()
    run = small.open_runs(case_id)[0]
    part = cards(main, "opd")[0].part
    answer = done(work.assign(small.office, small.people["tu"], run.id, part, small.people["tu"]))
    main._changes.announce(answer.subjects)
    assert cards(main, "opd")[0].assignee_name == "Petugas TU (CONTOH)"


def test_enter_in_the_search_leads_to_the_first_card_and_esc_back(
    small: SmallOffice, opened: Opened, qtbot: QtBot
) -> None:
    small.register("PAW", subject="Situs PPID")
    small.walk(small.register("PAW", subject="Dasbor stunting"))
    main = opened()
    search = main.window.top.search
    search.setFocus()
    qtbot.keyClicks(search, "dasbor")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    tu = next(v for v in main._sop_page.board.columns if v.column.executor == "tu")
    assert main.window.focusWidget() is tu
    assert cards(main, "opd") == []
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert len(cards(main, "opd")) == 1


def test_what_a_filter_hides_after_an_act_is_told(small: SmallOffice, opened: Opened) -> None:
    case = small.register("PP", subject="Perubahan alur")
    main = opened(screen="papan:PP")
    main.search("langkah:2")
    assert main.board._page.board.select(small.open_runs(case)[0].id, "a")
    changed = small.walk(case)
    main._changes.announce(changed.subjects)
    words = main._sop_page.message.label.text()
    number = small.case(case).number
    assert words == f"✓ {number} sekarang menunggu Dinas Kominfo, langkah 3; tidak tampak karena saringan."
    main.search("alur")
    changed = small.walk(case, "tidak_disetujui", outcome_reason="Tidak perlu")
    main._changes.announce(changed.subjects)
    assert main._sop_page.message.label.text().startswith(f"✓ {number} ditolak. Lihat di Daftar")
