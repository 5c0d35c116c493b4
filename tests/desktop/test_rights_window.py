"""Refusals through the window: rights that went while a window stood open are refused there, in words."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop import case_dialogs
from desktop.card_acts import CardActs
from desktop.changes import Changes
from desktop.doors import Doors
from desktop.main_window import MainController
from desktop.settings_window import SettingsController
from models.actions import documents, work
from models.queries.board import cards_of_case
from models.records.disposition import DispositionLists
from models.records.office import AddHoliday, NewHoliday, OfficeProfile
from models.records.paper import PaperDefaults
from models.records.registration import PaperAttachment
from models.store.tables import Case, History, Holding, Person, Position
from tests.desktop.desk import Desk, child
from tests.office import SmallOffice, done
from views.ask_dialog import AskDialog
from views.card_menu import CardMenu
from views.message_bar import MessageBar
from views.papers_page import PapersPage
from views.small_dialogs import NoteDialog, PauseDialog, ReasonDialog

#: One person who may do everything, until the account is left to read only.
ALMIGHTY = "almighty"
#: How a refusal for want of a role reads.
REFUSALS = ("Hanya ", "hanya dapat dilakukan oleh", "tidak berhak", "dikelola oleh")


@pytest.fixture
def rich(small: SmallOffice) -> SmallOffice:
    """Somebody with every role, who holds the column that works on changes of services; one request there."""
    with small.office.transaction():
        person = Person.insert(
            username="serba", name="Serba Bisa (CONTOH)", password_hash="", is_admin=True, manages_sops=True
        ).execute()
        for who in ("leader", "tu", "PP:kominfo"):
            position = Holding.get(Holding.person == small.people[who]).position_id
            Holding.insert(person=person, position=position, since="2020-01-01").execute()
        Person.insert(username="lain", name="Lain (CONTOH)", password_hash="", is_admin=True).execute()
    small.people[ALMIGHTY] = person
    small.people["case"] = small.register("PP", agency_name="Dinas Satu (CONTOH)")
    small.walk(small.people["case"])
    run = small.open_runs(small.people["case"])[0]
    done(work.assign(small.office, person, run.id, "a", person))
    small.register("PP", agency_name="Dinas Dua (CONTOH)")
    return small


def leave_to_read(small: SmallOffice) -> int:
    """What another administrator did meanwhile; answers how long the history is."""
    with small.office.transaction():
        Person.update(reads_only=True).where(Person.id == small.people[ALMIGHTY]).execute()
    return History.select().count()


@pytest.fixture
def settings(qtbot: QtBot, rich: SmallOffice) -> Iterator[SettingsController]:
    desk = Desk(rich, None)  # type: ignore[arg-type]
    controller = SettingsController(None, desk.session(rich.people[ALMIGHTY]), Changes())
    with qtbot.waitExposed(controller.window):
        controller.window.show()
    yield controller
    for dialog in controller.window.findChildren(AskDialog):
        dialog.close_done()
    controller.window.close()
    controller.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def position(name: str) -> Any:
    return Position.get(Position.name == name)


def person_row(controller: Any, username: str) -> Any:
    return next(r for r in controller.page.model.records if r.line.username == username)


def new_person(page: Any) -> Any:
    dialog = page.add()
    dialog.name.setText("Baru (CONTOH)")
    dialog.username.setText("baru")
    dialog.password.setText("sandi-baru-1")
    dialog.repeated.setText("sandi-baru-1")
    return dialog


def renamed_person(page: Any) -> Any:
    dialog = page.change(person_row(page, "luar"))
    dialog.name.setText("Nama Lain")
    return dialog


def official(page: Any) -> Any:
    dialog = page.official(person_row(page, "luar"))
    dialog.rank.setText("Pembina, IV/a")
    return dialog


def reset(page: Any) -> Any:
    dialog = page.reset_password(person_row(page, "luar"))
    dialog.password.setText("sandi-baru-1")
    dialog.repeated.setText("sandi-baru-1")
    return dialog


def new_position(page: Any) -> Any:
    dialog = page.add()
    dialog.name.setText("Arsiparis")
    return dialog


def changed_position(page: Any) -> Any:
    dialog = page.change(page.page.positions.current())
    dialog.name.setText("Nama Lain")
    return dialog


def ended_holding(page: Any) -> Any:
    return page.end(page.page.holdings.current())


def new_holder(page: Any) -> Any:
    dialog = page.assign(page.page.positions.current())
    dialog.person.setCurrentIndex(dialog.person.count() - 1)
    return dialog


def filled(page: Any) -> Any:
    line = next(r for r in page.page.executors.model.records if not r.executor.external)
    dialog = page.fill(line)
    for row in range(dialog.choices.count()):
        dialog.choices.item(row).setCheckState(Qt.CheckState.Checked)
    return dialog


def used(page: Any) -> Any:
    dialog = page.use()
    dialog.choices.item(0).setCheckState(Qt.CheckState.Unchecked)
    return dialog


def new_agency(page: Any) -> Any:
    dialog = page.add()
    dialog.name.setText("Dinas Baru")
    return dialog


def renamed_agency(page: Any) -> Any:
    dialog = page.change(page.page.list.current())
    dialog.name.setText("Dinas Lain")
    return dialog


def merged(page: Any) -> Any:
    dialog = page.merge(page.page.list.current())
    other = next(a for a in page.page.list.model.records if a.id != page.page.list.current().id)
    dialog.target.setCurrentText(other.name)
    return dialog


def imported(page: Any) -> Any:
    dialog = page.import_list()
    dialog.lines.setPlainText("Dinas Impor")
    return dialog


def holiday(page: Any) -> None:
    page.propose((AddHoliday(NewHoliday(date(2026, 12, 30), "libur daerah", "Hari jadi")),), "Menambah.")


def delegated(page: Any) -> Any:
    dialog = page.add()
    dialog.position.setCurrentIndex(dialog.position.count() - 1)
    dialog.person.setCurrentIndex(dialog.person.count() - 1)
    dialog.until.take_day(date(2026, 11, 20))
    return dialog


#: (page, what is filled in: a dialog that is then submitted, or an act done at once)
SETTINGS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "identitas kantor": ("Kantor", lambda p: p.page.profile_wanted.emit(OfficeProfile("Dinas Lain"))),
    "pola nomor": ("Kantor", lambda p: p.page.pattern_wanted.emit("{urut}/{kode}/{tahun}", "")),
    "orang baru": ("Orang", new_person),
    "ubah orang": ("Orang", renamed_person),
    "NIP": ("Orang", official),
    "sandi": ("Orang", reset),
    "alihkan": ("Orang", lambda p: p.reassign(person_row(p, "serba"))),
    "tutup akun": ("Orang", lambda p: p.close(person_row(p, "luar"))),
    "jabatan baru": ("Jabatan", new_position),
    "ubah jabatan": ("Jabatan", changed_position),
    "pemegang": ("Jabatan", new_holder),
    "akhiri jabatan": ("Jabatan", ended_holding),
    "pengisi kolom": ("Pelaksana SOP", filled),
    "SOP dipakai": ("Pelaksana SOP", used),
    "OPD baru": ("OPD", new_agency),
    "ubah OPD": ("OPD", renamed_agency),
    "gabung OPD": ("OPD", merged),
    "impor OPD": ("OPD", imported),
    "hari libur": ("Kalender", holiday),
    "kop": ("Naskah", lambda p: p.kop.letterhead_wanted.emit((), "Dinas Lain", ())),
    "kertas": ("Naskah", lambda p: p.kop.defaults_wanted.emit(PaperDefaults(unit="X"))),
    "pola naskah": ("Naskah", lambda p: p.numbers.pattern_wanted.emit("nota_dinas", "{urut}/ND/{tahun}")),
    "nomor awal": ("Naskah", lambda p: p.numbers.first_wanted.emit("nota_dinas", 50)),
    "kalimat": ("Naskah", lambda p: p.templates.text_wanted.emit("nota_dinas", "penutup", "Terima kasih.")),
    "disposisi": ("Naskah", lambda p: p.lists.lists_wanted.emit(DispositionLists(("Tindak lanjuti",), ()))),
    "delegasi": ("Delegasi", delegated),
    "kunci layar": ("Keamanan", lambda p: p.page.lock_wanted.emit(5)),
    "peringatan cadangan": ("Cadangan", lambda p: p.page.days_wanted.emit(5)),
    "cadangkan": ("Cadangan", lambda p: p.page.backup_wanted.emit()),
}


#: Acts without a dialog to be filled in before.
AT_ONCE = ("<lambda>", "holiday")


@pytest.mark.parametrize("what", SETTINGS)
def test_settings_refuse_whoever_lost_the_right(
    rich: SmallOffice, settings: SettingsController, what: str
) -> None:
    title, fill = SETTINGS[what]
    page = settings.page(title)
    settings.turn_to(title)
    dialog = fill(page) if inspect.isfunction(fill) and fill.__name__ not in AT_ONCE else None
    before = leave_to_read(rich)
    if dialog is None:
        fill(page)
    else:
        dialog.submit()
    told = settings.window.message.label.text() if settings.window.message.isVisible() else ""
    words = told if dialog is None else dialog.message.text()
    assert any(part in words for part in REFUSALS), words
    assert History.select().count() == before
    if dialog is not None:
        assert dialog.isVisible(), "what was typed stays"


def opened_case(desk: Desk, small: SmallOffice) -> Any:
    return desk.case(small.people["case"], small.people[ALMIGHTY])


def noted(window: Any) -> Any:
    window.note_asked.emit()
    dialog = child(window, NoteDialog)
    dialog.reason.setPlainText("catatan")
    return dialog


def paused(window: Any) -> Any:
    window.pause_asked.emit()
    dialog = child(window, PauseDialog)
    dialog.party.setCurrentIndex(dialog.party.count() - 1)
    dialog.reason.setPlainText("menunggu rapat")
    return dialog


def cancelled(window: Any) -> Any:
    window.cancel_asked.emit()
    dialog = child(window, ReasonDialog)
    dialog.reason.setPlainText("tidak jadi")
    return dialog


def marked(window: Any) -> Any:
    window.secrecy.mark_asked.emit()
    dialog = child(window, ReasonDialog)
    dialog.reason.setPlainText("pribadi")
    return dialog


def undone(window: Any) -> Any:
    window.undo_asked.emit()
    return child(window, AskDialog)


@pytest.mark.parametrize("fill", [noted, paused, cancelled, marked, undone])
def test_the_case_window_refuses_whoever_lost_the_right(
    desk: Desk, rich: SmallOffice, fill: Callable[[Any], Any]
) -> None:
    window = opened_case(desk, rich)
    dialog = fill(window)
    before = leave_to_read(rich)
    dialog.submit()
    words = dialog.message.text()
    assert any(part in words for part in REFUSALS), words
    assert (History.select().count(), dialog.isVisible()) == (before, True)


def test_the_step_dialog_refuses_whoever_lost_the_right(desk: Desk, rich: SmallOffice) -> None:
    case_id, who = rich.people["case"], rich.people[ALMIGHTY]
    run = rich.open_runs(case_id)[0]
    rich.supply(case_id, run, "disetujui", "a")
    dialog = desk.step(case_id, who)
    dialog.choose_outcome("disetujui")
    assert dialog.complete_button.isEnabled()
    before = leave_to_read(rich)
    dialog.complete_button.click()
    assert dialog.isVisible()
    assert any("hanya dapat dilakukan oleh" in words for words in said(dialog)), said(dialog)
    assert (History.select().count(), rich.at_steps(case_id)) == (before, ["3"])


def test_the_register_dialog_refuses_whoever_lost_the_right(desk: Desk, rich: SmallOffice) -> None:
    form = case_dialogs.open_register(
        desk.parent, desk.session(rich.people[ALMIGHTY]), desk.changes, "PP", desk.registered.append
    )
    form.subject.setPlainText("Permohonan baru")
    form.agency.prefix_typed.emit("dinas satu")
    form.agency.edit.setText("Dinas Satu (CONTOH)")
    assert form.ok_button.isEnabled(), form.message.text()
    cases = Case.select().count()
    before = leave_to_read(rich)
    form.ok_button.click()
    assert form.isVisible()
    assert any("hanya dapat dilakukan oleh" in words for words in said(form)), said(form)
    assert (History.select().count(), Case.select().count()) == (before, cases)


def test_a_card_refuses_whoever_lost_the_right(desk: Desk, rich: SmallOffice, qtbot: QtBot) -> None:
    session = desk.session(rich.people[ALMIGHTY])
    message = MessageBar(desk.parent)
    acts = CardActs(session, desk.changes, Doors(desk.parent, session, desk.changes), message)
    card = next(c for c in cards_of_case(session.office, rich.people["case"]) if c.role == "pelaksana")
    before = leave_to_read(rich)
    acts.give_to(card, None)
    assert "hanya dapat dilakukan oleh" in message.label.text()
    assert History.select().count() == before
    desk.parent.show()
    menu = CardActs(desk.session(rich.people[ALMIGHTY]), desk.changes, acts._doors, message).show_menu(
        desk.parent, card, desk.parent.rect().topLeft()
    )
    assert isinstance(menu, CardMenu)
    assert [a.text().replace("&", "") for a in menu.actions()] == ["Buka langkah", "Buka permohonan"]
    menu.close()


def said(window: Any) -> list[str]:
    """All words of a window that tells why something was refused."""
    found = [box.text() for box in window.findChildren(QMessageBox)]
    for name in ("message", "missing"):
        shown = getattr(window, name, None)
        if shown is not None:
            found.append(shown.text())
    return found


def test_a_reader_is_offered_nothing_to_change(desk: Desk, rich: SmallOffice, qtbot: QtBot) -> None:
    case_id = rich.people["case"]
    done(
        documents.attach(
            rich.office, rich.people["tu"], case_id, PaperAttachment("surat_permohonan", "Rak 1")
        )
    )
    leave_to_read(rich)
    session = desk.session(rich.people[ALMIGHTY])
    main = MainController(session, Changes())
    qtbot.addWidget(main.window)
    main.window.show()
    top = main.window.top
    assert not top.new_case.isVisible()
    top.new_case.click()
    assert not main.window.findChildren(AskDialog)
    main.go("cetak")
    lists = main.window.findChild(PapersPage)
    assert lists is not None
    kept = (lists.papers.new_button, lists.papers.cancel_button, *lists.numbers.keeping)
    assert all(button.isHidden() for button in kept)
    assert not lists.papers.print_button.isHidden()
    window = opened_case(desk, rich)
    hidden = (
        window.note_button, window.correct_button, window.pause_button, window.cancel_button,
        window.undo_button, window.documents.attach_button, window.documents.withdraw_button,
        window.papers.new_button, window.dispositions.give_button, window.dispositions.not_needed_button,
    )  # fmt: skip
    assert all(button.isHidden() for button in hidden)
    assert not window.documents.open_button.isHidden()
    step = desk.step(case_id, rich.people[ALMIGHTY])
    assert step.complete_button.isHidden()
    assert step.draft_button.isHidden()
    assert step.print_button.isHidden()
    assert [a.text().replace("&", "") for a in step.more_button.menu().actions()] == ["Buka permohonan"]
