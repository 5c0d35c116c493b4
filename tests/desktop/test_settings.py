"""The settings on a real office: who sees what, every page through its dialogs, refusals, previews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import slices
from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_agencies import AgenciesPage
from desktop.settings_calendar import CalendarPage
from desktop.settings_people import OfficePage, OwnPasswordPage, PeoplePage
from desktop.settings_positions import ExecutorsPage, PositionsPage
from desktop.settings_window import SettingsController, open_settings
from models.actions.agencies import create_agency
from models.actions.people import change_person, create_person
from models.actions.setup import set_up_office
from models.queries.lookups import agency_lines, sop_choices
from models.queries.office_settings import executor_map, holidays, people, profile, seasons, weekly_hours
from models.records.office import NewPerson, OfficeProfile
from models.store import shipped
from models.store.opening import open_office
from models.store.people import standing
from models.store.tables import Case, Person, StepRun
from tests.office import HandClock, SmallOffice, add_person, done, sign_in
from views.heading import Heading
from views.working_dialog import WorkingDialog

Opened = Callable[..., SettingsController]


@pytest.fixture
def admin(small: SmallOffice) -> int:
    person_id = add_person("atur", "Pengatur", "Pengelola Aplikasi")
    Person.update(is_admin=True).where(Person.id == person_id).execute()
    small.people["admin"] = person_id
    return person_id


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice, admin: int) -> Iterator[Opened]:
    """Opens the settings for a person of the small office."""
    made: list[SettingsController] = []

    def open_window(person: str = "admin", tab: str = "") -> SettingsController:
        person_id = small.people[person]
        who = standing(small.office, person_id, small.office.now())
        controller = SettingsController(
            None, Session(small.office.seen_by(person_id), person_id, who), Changes()
        )
        with qtbot.waitExposed(controller.window):
            controller.window.show()
        if tab:
            controller.turn_to(tab)
        made.append(controller)
        return controller

    yield open_window
    for controller in made:
        controller.window.close()
        controller.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def page(controller: SettingsController, title: str) -> object:
    controller.turn_to(title)
    return controller.page(title)


def told(controller: SettingsController) -> str:
    return controller.window.message.label.text() if controller.window.message.isVisible() else ""


def test_only_an_administrator_sees_all_pages(opened: Opened) -> None:
    assert opened().titles() == [
        "Kantor", "Kalender", "OPD", "Orang", "Jabatan", "Delegasi", "Pelaksana SOP", "Naskah",
        "Cadangan", "Pemeriksaan", "Keamanan", "Kata sandi saya",
    ]  # fmt: skip
    assert opened("tu").titles() == ["OPD", "Delegasi", "Naskah", "Cadangan", "Kata sandi saya"]
    alone = opened("outsider")
    assert alone.titles() == ["Delegasi", "Kata sandi saya"]
    assert "administrator" in alone.window.intro.text()


def test_the_window_is_opened_and_goes_away(small: SmallOffice, admin: int) -> None:
    who = standing(small.office, admin, small.office.now())
    window = open_settings(None, Session(small.office.seen_by(admin), admin, who), Changes())
    assert window.isVisible()
    assert window.close()


def test_a_person_is_added_renamed_and_deactivated(small: SmallOffice, opened: Opened) -> None:
    controller = opened()
    orang = page(controller, "Orang")
    assert isinstance(orang, PeoplePage)
    dialog = orang.add()
    assert dialog.focusWidget() is dialog.name
    assert not dialog.ok_button.isEnabled()
    dialog.name.setText("Đewi <Sari> (CONTOH)")
    dialog.username.setText("Dewi Sari")
    dialog.password.setText("rahasia-2")
    dialog.repeated.setText("rahasia-3")
    assert "huruf kecil" in dialog.message.text()
    assert "Kedua kata sandi tidak sama." in dialog.message.text()
    dialog.username.setText("tu")
    dialog.repeated.setText("rahasia-2")
    dialog.submit()
    assert "sudah dipakai" in dialog.message.text()
    assert dialog.isVisible()
    dialog.username.setText("dewi")
    dialog.submit()
    assert told(controller).endswith("saat pertama masuk. Tetapkan jabatannya di bagian Jabatan.")
    assert sign_in(small.office, "dewi", "rahasia-2") is not None
    made = orang.page.current()
    assert made is not None
    assert made.line.username == "dewi"
    assert "ditambahkan" in told(controller)
    row = next(r for r in orang.page.model.records if r.line.username == "dewi")
    change = orang.change(row)
    change.name.setText("Dewi Sari (CONTOH)")
    change.active.setChecked(False)
    change.submit()
    line = next(p for p in people(small.office.seen_by(small.people["admin"])) if p.username == "dewi")
    assert (line.name, line.active) == ("Dewi Sari (CONTOH)", False)
    assert sign_in(small.office, "dewi", "rahasia-2") is None
    shown = next(r for r in orang.page.model.records if r.line.username == "dewi")
    assert shown.line == line


def test_the_last_administrator_stays_one(small: SmallOffice, opened: Opened, admin: int) -> None:
    orang = page(opened(), "Orang")
    assert isinstance(orang, PeoplePage)
    dialog = orang.change(next(r for r in orang.page.model.records if r.line.id == admin))
    dialog.admin.setChecked(False)
    dialog.submit()
    assert "administrator terakhir" in dialog.message.text()
    assert standing(small.office, admin, small.office.now()).is_admin
    dialog.close_done()


def test_a_password_is_reset_for_others_and_changed_for_oneself(
    small: SmallOffice, opened: Opened, admin: int
) -> None:
    person_id = done(create_person(small.office, admin, NewPerson("rina", "Rina", "rahasia-1"))).record_id
    small.people["rina"] = person_id or 0
    controller = opened()
    orang = page(controller, "Orang")
    assert isinstance(orang, PeoplePage)
    dialog = orang.reset_password(next(r for r in orang.page.model.records if r.line.id == person_id))
    assert dialog is not None
    dialog.password.setText("baru-sekali")
    dialog.repeated.setText("baru-sekali")
    dialog.submit()
    assert sign_in(small.office, "rina", "baru-sekali") == person_id
    assert orang.reset_password(next(r for r in orang.page.model.records if r.line.id == admin)) is None
    mine = opened("rina")
    own = mine.page("Kata sandi saya")
    assert isinstance(own, OwnPasswordPage)
    own.page.present.setText("salah-sandi")
    own.page.password.setText("punya-saya-1")
    own.page.repeated.setText("punya-saya-1")
    own.page.save_button.click()
    assert "tidak cocok" in told(mine)
    own.page.present.setText("baru-sekali")
    own.page.save_button.click()
    assert sign_in(small.office, "rina", "punya-saya-1") == person_id
    assert own.page.present.text() == ""


def test_a_position_is_made_held_and_ended(small: SmallOffice, opened: Opened) -> None:
    jabatan = page(opened(), "Jabatan")
    assert isinstance(jabatan, PositionsPage)
    dialog = jabatan.add()
    dialog.name.setText("Sekretaris")
    dialog.leader.setChecked(True)
    dialog.submit()
    jabatan.page.positions.choose(
        next(r.line.id for r in jabatan.page.positions.model.records if r.line.name == "Sekretaris")
    )
    row = jabatan.page.positions.current()
    assert row is not None
    holding = jabatan.assign(row)
    holding.person.setCurrentIndex(holding.person.findData(small.people["outsider"]))
    holding.kind.setCurrentIndex(holding.kind.findData("plt"))
    holding.until.take_day(date(2020, 1, 1))
    assert "“Sampai” tidak boleh sebelum" in holding.message.text()
    holding.until.take_day(date(2026, 12, 31))
    holding.submit()
    who = standing(small.office, small.people["outsider"], small.office.now())
    assert who.is_leader
    assert "Plt. Sekretaris" in who.position_names
    [held] = jabatan.page.holdings.model.records
    assert held.state == "sekarang"
    end = jabatan.end(held)
    end.until.take_day(date(2026, 11, 15))
    end.submit()
    assert not standing(small.office, small.people["outsider"], small.office.now()).is_leader
    assert [h.state for h in jabatan.page.holdings.model.records] == ["sudah berakhir"]


def test_executors_are_filled_and_say_where_they_come_from(small: SmallOffice, opened: Opened) -> None:
    pelaksana = page(opened(), "Pelaksana SOP")
    assert isinstance(pelaksana, ExecutorsPage)
    view = pelaksana.page
    view.sop.setCurrentIndex(view.sop.findData("PP"))
    assert "Simbol bagan alir tidak ada" in view.notes.text()
    words = {row.source for row in view.sources.model.records}
    assert words <= {"tertulis di sel naskah", "dibaca dari kalimat kegiatan", "ditetapkan kantor"}
    assert len(words) > 1
    lines = {line.executor.id: line for line in executor_map(small.office, "PP")}
    view.executors.choose("opd")
    assert not view.executors._needing[0].isEnabled()
    view.executors.choose("kominfo")
    assert view.executors._needing[0].isEnabled()
    dialog = pelaksana.fill(lines["kominfo"])
    before = dialog.chosen()
    item = next(
        dialog.choices.item(i)
        for i in range(dialog.choices.count())
        if dialog.choices.item(i).text() == "Penjaga"
    )
    item.setCheckState(Qt.CheckState.Checked)
    dialog.submit()
    filled = {line.executor.id: {i for i, _ in line.positions} for line in executor_map(small.office, "PP")}
    assert filled["kominfo"] == before | {item.data(Qt.ItemDataRole.UserRole)}


def test_an_sop_is_taken_out_of_use_and_a_shipped_one_taken_into_use(qtbot: QtBot, tmp_path: Path) -> None:
    office = open_office(tmp_path / "baru", HandClock(), create=True)
    admin_id = done(
        set_up_office(office, OfficeProfile("Dinas"), NewPerson("atur", "Atur", "rahasia-1"), ("PP", "PA"))
    ).record_id
    assert admin_id is not None
    changes = Changes()
    who = standing(office, admin_id, office.now())
    controller = SettingsController(None, Session(office.seen_by(admin_id), admin_id, who), changes)
    qtbot.addWidget(controller.window)
    pelaksana = page(controller, "Pelaksana SOP")
    assert isinstance(pelaksana, ExecutorsPage)
    dialog = pelaksana.use()
    offered = [dialog.choices.item(row).text() for row in range(dialog.choices.count())]
    assert "PA: Pengembangan Aplikasi" in offered
    for row in range(dialog.choices.count()):
        item = dialog.choices.item(row)
        code = item.data(Qt.ItemDataRole.UserRole)
        item.setCheckState(Qt.CheckState.Checked if code in ("PA", "PAW") else Qt.CheckState.Unchecked)
    dialog.submit()
    assert [choice.code for choice in sop_choices(office)] == ["PA", "PAW"]
    filled = {line.executor.id: bool(line.positions) for line in executor_map(office, "PAW")}
    assert filled == {**dict.fromkeys(filled, True), "opd": False}
    assert "PAW" in [pelaksana.page.sop.itemData(i) for i in range(pelaksana.page.sop.count())]
    empty = pelaksana.use()
    for row in range(empty.choices.count()):
        empty.choices.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not empty.ok_button.isEnabled()
    empty.close_done()
    office.close()


def test_agencies_are_added_merged_and_imported_by_the_secretariat(
    small: SmallOffice, opened: Opened
) -> None:
    case_id = small.register("PAW", agency_name="Dinkes")
    done(create_agency(small.office, small.people["tu"], "Dinas Kesehatan", "Dinkes"))
    controller = opened("tu")
    opd = controller.page("OPD")
    assert isinstance(opd, AgenciesPage)
    line = next(a for a in agency_lines(small.office) if a.name == "Dinkes")
    dialog = opd.merge(line)
    dialog.target.setCurrentText("Dinas yang tidak ada")
    assert dialog.problems()
    dialog.target.setCurrentText("Dinas Kesehatan")
    assert "1 permohonan (1 berjalan) berpindah" in dialog.preview.text()
    dialog.submit()
    target = next(a for a in agency_lines(small.office) if a.name == "Dinas Kesehatan")
    assert Case.get_by_id(case_id).agency_id == target.id
    imported = opd.import_list()
    imported.lines.setPlainText("Dinas Kesehatan\n\nDinas <Sosial> & Rekan\tDinsos\nDinas Pertanian\n")
    imported.submit()
    assert "2 OPD ditambahkan dari 3 baris" in told(controller)
    opd.page.narrow.setText("tidak ada yang begini")
    assert "Tidak ada OPD yang cocok" in opd.page.list.table.empty_words
    opd.page.narrow.setText("sosial")
    assert [a.name for a in opd.page.list.model.records] == ["Dinas <Sosial> & Rekan"]
    rename = opd.change(opd.page.list.model.records[0])
    rename.name.setText("Dinas Pertanian")
    rename.submit()
    assert "sudah ada" in rename.message.text()
    rename.close_done()


def test_a_holiday_shows_what_it_moves_before_it_is_entered(small: SmallOffice, opened: Opened) -> None:
    case_id = small.register("PA")
    for _ in range(6):
        if StepRun.select().where((StepRun.case == case_id) & StepRun.due_at.is_null(False)).exists():
            break
        small.walk(case_id)
    run = StepRun.get((StepRun.case == case_id) & (StepRun.state == "terbuka"))
    assert run.due_at is not None
    due = small.office.local(run.due_at).date()
    controller = opened()
    kalender = page(controller, "Kalender")
    assert isinstance(kalender, CalendarPage)
    dialog = kalender.add_holiday()
    dialog.day.take_day(due)
    dialog.name.setText("Hari jadi daerah")
    dialog.submit()
    effect = kalender.effect
    assert effect is not None
    assert small.case(case_id).number in effect.lines.text()
    assert "1 langkah" in effect.intro.text()
    effect.reject()
    assert dialog.isVisible()
    assert dialog.ok_button.isEnabled()
    assert not [h for h in holidays(small.office) if h.name == "Hari jadi daerah"]
    dialog.submit()
    assert kalender.effect is not effect
    assert kalender.effect is not None
    kalender.effect.submit()
    assert not dialog.isVisible()
    assert [h.day for h in holidays(small.office) if h.name == "Hari jadi daerah"] == [due]
    moved = StepRun.get_by_id(run.id).due_at
    assert small.office.local(moved).date() > due
    assert "1 tenggat bergeser" in told(controller)


def test_a_long_preview_shows_how_far_it_is_and_can_be_cancelled(
    small: SmallOffice, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(40):
        small.register("PP")
    monkeypatch.setattr(slices, "_SLICE_MS", 0)
    kalender = page(opened(), "Kalender")
    assert isinstance(kalender, CalendarPage)
    dialog = kalender.add_holiday()
    dialog.day.take_day(small.office.local(small.clock()).date() + timedelta(days=1))
    dialog.name.setText("Hari jadi daerah")
    seen: list[tuple[int, int]] = []

    def press_cancel() -> None:
        working = QApplication.activeModalWidget()
        assert isinstance(working, WorkingDialog)
        seen.append((working.value(), working.maximum()))
        button = working.findChild(QPushButton)
        assert button is not None
        button.click()

    QTimer.singleShot(0, press_cancel)
    dialog.submit()
    [(reached, total)] = seen
    assert reached < total == 40
    assert kalender.effect is None
    assert "Dihentikan; tidak ada yang berubah." in dialog.message.text()
    dialog.submit()
    assert kalender.effect is not None
    assert "40 langkah" in kalender.effect.intro.text()
    QTimer.singleShot(0, press_cancel)
    kalender.effect.submit()
    assert kalender.effect.isVisible()
    assert not holidays(small.office)
    kalender.effect.submit()
    assert len(holidays(small.office)) == 1


def test_a_year_without_holidays_is_warned_of_until_a_list_is_imported(
    small: SmallOffice, opened: Opened, tmp_path: Path
) -> None:
    controller = opened()
    kalender = page(controller, "Kalender")
    assert isinstance(kalender, CalendarPage)
    assert "2026 dan 2027" in kalender.page.warning.words.text()
    text = (
        "tanggal,jenis,nama,dasar\n"
        "2026-12-25,libur nasional,Natal,SKB\n"
        "2027-01-01,libur nasional,Tahun Baru,SKB\n"
    )
    csv = tmp_path / "libur.csv"
    csv.write_text(text)
    kalender.import_csv(csv)
    assert kalender.effect is not None
    kalender.effect.submit()
    assert not kalender.page.warning.isVisible()
    assert len(holidays(small.office)) == 2
    kalender.import_csv(csv)
    assert "sudah ada" in told(controller)
    (tmp_path / "rusak.csv").write_text("tanggal,jenis,nama,dasar\n31-31-2026,libur nasional,Natal,SKB\n")
    kalender.import_csv(tmp_path / "rusak.csv")
    assert "Baris 2" in told(controller)
    kalender.import_csv(tmp_path / "tidak-ada.csv")
    assert "tidak dapat diimpor" in told(controller)
    (tmp_path / "latin.csv").write_bytes(b"tanggal,jenis,nama,dasar\n2026-12-26,libur daerah,caf\xe9,x\n")
    kalender.import_csv(tmp_path / "latin.csv")
    assert "UTF-8" in told(controller)
    assert len(holidays(small.office)) == 2
    kalender.page.year.setCurrentIndex(kalender.page.year.findData(2027))
    kalender._remove_holiday(kalender.page.holidays.model.records[0])
    kalender.effect.submit()
    assert [h.day.year for h in holidays(small.office)] == [2026]


def test_seasons_and_weekly_hours(small: SmallOffice, opened: Opened) -> None:
    kalender = page(opened(), "Kalender")
    assert isinstance(kalender, CalendarPage)
    dialog = kalender.put_season(None)
    dialog.name.setText("Ramadan")
    dialog.since.take_day(date(2027, 2, 8))
    dialog.until.take_day(date(2027, 3, 9))
    dialog.hours.days[0].setText("08.00-12.00 11.00-15.00")
    assert "bertumpuk" in dialog.message.text()
    dialog.hours.days[0].setText("08.00-12.00 12.30-15.00")
    dialog.submit()
    assert kalender.effect is not None
    kalender.effect.submit()
    [season] = seasons(small.office)
    assert season.hours[0] == "08.00-12.00 12.30-15.00"
    again = kalender.put_season(None)
    again.name.setText("Lagi")
    again.since.take_day(date(2027, 3, 1))
    again.until.take_day(date(2027, 3, 20))
    again.submit()
    assert "bertumpuk" in again.message.text()
    again.close_done()
    hours = kalender.page.hours
    hours.days[5].setText("delapan")
    kalender.page.hours_button.click()
    assert "Tidak terbaca" in hours.fault_of(hours.days[5])
    hours.days[5].setText("08.00-12.00")
    kalender.page.hours_button.click()
    kalender.effect.submit()
    assert weekly_hours(small.office)[5] == "08.00-12.00"


def test_the_office_and_its_numbers(small: SmallOffice, opened: Opened) -> None:
    controller = opened()
    kantor = controller.page("Kantor")
    assert isinstance(kantor, OfficePage)
    view = kantor.page
    assert not view.save_button.isEnabled()
    view.name.setText("Dinas Kominfo Baru")
    view.zone.setCurrentIndex(view.zone.findData("WIT"))
    view.save_button.click()
    assert profile(small.office).name == "Dinas Kominfo Baru"
    assert profile(small.office).timezone == "WIT"
    view.sop.setCurrentIndex(view.sop.findData("PAW"))
    view.pattern.setText("{kode}-{urut:04}-{tahun}")
    assert view.example.text() == "Contoh: PAW-0012-2026"
    view.pattern.setText("{kode}-{tahun}")
    assert "{urut}" in view.example.text()
    assert not view.pattern_button.isEnabled()
    view.pattern.setText("{kode}-{urut:04}-{tahun}")
    view.pattern_button.click()
    case_id = small.register("PAW")
    assert small.case(case_id).number == "PAW-0001-2026"


def test_typed_names_survive_news_from_elsewhere(opened: Opened) -> None:
    controller = opened()
    kantor = controller.page("Kantor")
    assert isinstance(kantor, OfficePage)
    kantor.page.name.setText("Sedang diketik")
    kantor.changes.announce({"settings"})
    assert kantor.page.name.text() == "Sedang diketik"


def test_a_heading_stands_apart_from_what_is_above_it(opened: Opened) -> None:
    controller = opened()
    for title in ("Kantor", "Kata sandi saya"):
        view = page(controller, title).page
        QApplication.processEvents()
        first, *later = (h for h in view.findChildren(Heading) if h.isVisible())
        assert first.mapTo(view, first.rect().topLeft()).y() >= 10
        for heading in later:
            above = max(
                w.geometry().bottom()
                for w in heading.parentWidget().children()
                if isinstance(w, QWidget) and w.geometry().bottom() < heading.y()
            )
            assert heading.y() - above >= 18


def test_the_page_in_front_follows_changes(small: SmallOffice, opened: Opened, admin: int) -> None:
    controller = opened(tab="Orang")
    orang = controller.page("Orang")
    assert isinstance(orang, PeoplePage)
    answer = done(create_person(small.office, admin, NewPerson("baru", "Orang Baru", "rahasia-1")))
    orang.changes.announce(answer.subjects)
    assert "baru" in [r.line.username for r in orang.page.model.records]


def test_who_lost_the_right_meanwhile_is_refused_in_words(
    small: SmallOffice, opened: Opened, admin: int
) -> None:
    second = done(
        create_person(small.office, admin, NewPerson("dua", "Kedua", "rahasia-1", is_admin=True))
    ).record_id
    controller = opened()
    kantor = controller.page("Kantor")
    assert isinstance(kantor, OfficePage)
    done(change_person(small.office, second or 0, admin, name="Pengatur", is_admin=False, active=True))
    kantor.page.name.setText("Tidak boleh")
    kantor.page.save_button.click()
    assert "administrator" in told(controller)
    assert profile(small.office).name != "Tidak boleh"


def test_every_control_of_every_page_has_a_name(opened: Opened) -> None:
    controller = opened()
    for title in controller.titles():
        page(controller, title)
    nameless = [
        widget
        for kind in (QLineEdit, QComboBox, QAbstractButton)
        for widget in controller.window.findChildren(kind)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _within(widget, QComboBox)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def _within(widget: QWidget, kind: type[QWidget]) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, kind)


def test_the_shipped_holidays_can_be_imported_as_they_are(small: SmallOffice, opened: Opened) -> None:
    kalender = page(opened(), "Kalender")
    assert isinstance(kalender, CalendarPage)
    kalender.import_csv(Path("resources/kalender/hari-libur.csv"))
    assert kalender.effect is not None
    kalender.effect.submit()
    assert len(holidays(small.office)) == len(shipped.holidays())
