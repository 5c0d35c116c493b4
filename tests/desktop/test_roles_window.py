"""What each role is offered: new requests, pages of the settings, acts on a request."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.settings_window import SettingsController
from models.actions.moves import cancel_case
from models.store.tables import Person
from tests.desktop.desk import Desk
from tests.office import SmallOffice, done
from views.listing import ListingView
from views.recap_summary import RecapSummary

EVERY_PAGE = [
    "Kantor", "Kalender", "OPD", "Orang", "Jabatan", "Delegasi", "Pelaksana SOP", "Naskah", "Cadangan",
    "Pemeriksaan", "Keamanan", "Kata sandi saya",
]  # fmt: skip
WORK = {"note", "correct", "pause", "attach", "withdraw", "paper", "disposition"}

#: Role -> whether requests may be registered, the pages of the settings, the acts on a request.
OFFERED: dict[str, tuple[bool, list[str], set[str]]] = {
    "administrator": (False, EVERY_PAGE, {"note", "paper"}),
    "pengelola_sop": (False, ["Pelaksana SOP", "Naskah", "Kata sandi saya"], set()),
    "tata_usaha": (True, ["OPD", "Delegasi", "Naskah", "Cadangan", "Kata sandi saya"], WORK),
    "petugas": (True, ["Delegasi", "Kata sandi saya"], WORK),
    "pimpinan": (
        True,
        ["Delegasi", "Cadangan", "Pemeriksaan", "Keamanan", "Kata sandi saya"],
        WORK | {"cancel", "undo"},
    ),
    "pembaca": (False, ["Kata sandi saya"], set()),
}


@pytest.fixture
def people(small: SmallOffice) -> dict[str, int]:
    """One account for every role, and a request to look at."""
    with small.office.transaction():
        made = {
            name: Person.insert(username=name, name=f"{name} (CONTOH)", password_hash="", **flags).execute()
            for name, flags in (
                ("administrator", {"is_admin": True}),
                ("pengelola_sop", {"manages_sops": True}),
                ("pembaca", {"reads_only": True}),
            )
        }
    small.people["case"] = small.register("PP")
    small.walk(small.people["case"])
    return made | {
        "tata_usaha": small.people["tu"],
        "petugas": small.people["PP:kominfo"],
        "pimpinan": small.people["leader"],
    }


@pytest.mark.parametrize("role", OFFERED)
def test_a_role_is_offered_what_it_may(
    desk: Desk, small: SmallOffice, people: dict[str, int], qtbot: QtBot, role: str
) -> None:
    registers, pages, acts = OFFERED[role]
    session = desk.session(people[role])
    main = MainController(session, Changes())
    qtbot.addWidget(main.window)
    assert main.window.top.new_case.isHidden() is not registers
    settings = SettingsController(None, session, Changes())
    qtbot.addWidget(settings.window)
    assert settings.titles() == pages
    window = desk.case(small.people["case"], people[role])
    buttons = {
        "note": window.note_button, "correct": window.correct_button, "pause": window.pause_button,
        "cancel": window.cancel_button, "undo": window.undo_button,
        "attach": window.documents.attach_button, "withdraw": window.documents.withdraw_button,
        "paper": window.papers.new_button, "disposition": window.dispositions.give_button,
    }  # fmt: skip
    offered = {name for name, button in buttons.items() if not button.isHidden()}
    # whoever took the last step may take it back
    assert offered - ({"undo"} if role == "tata_usaha" else set()) == acts


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        ("administrator", ["Kop dan kertas", "Nomor naskah", "Kalimat", "Disposisi"]),
        ("pengelola_sop", ["Kalimat"]),
        ("tata_usaha", ["Nomor naskah", "Disposisi"]),
    ],
)
def test_the_page_of_papers_shows_what_a_role_may_set(
    desk: Desk, people: dict[str, int], qtbot: QtBot, role: str, tabs: list[str]
) -> None:
    settings = SettingsController(None, desk.session(people[role]), Changes())
    qtbot.addWidget(settings.window)
    page = settings.page("Naskah").page
    assert isinstance(page, QTabWidget)
    assert [page.tabText(place).replace("&", "") for place in range(page.count())] == tabs


@pytest.mark.parametrize("role", ["tata_usaha", "administrator", "pembaca"])
def test_empty_screens_tell_of_what_the_reader_is_offered(
    desk: Desk, small: SmallOffice, people: dict[str, int], qtbot: QtBot, role: str
) -> None:
    registers = OFFERED[role][0]
    case_id = small.people["case"]
    version = small.case(case_id).version
    done(cancel_case(small.office, people["pimpinan"], case_id, "salah catat", version))
    small.clock.forward(days=40)
    session = desk.session(people[role])
    main = MainController(session, Changes())
    qtbot.addWidget(main.window)
    with qtbot.waitExposed(main.window):
        main.window.show()
    main.go("papan:PP")
    told = [main._sop_page.empty.text()]
    main.go("semua")
    told.append(main.window.findChild(ListingView).table.empty_words)
    main.go("rekap")
    summary = main.window.findChild(RecapSummary)
    qtbot.waitUntil(lambda: "Tidak ada permohonan dalam" in summary.nothing.text(), timeout=5000)
    told.append(summary.nothing.text())
    for words in told:
        assert ("Ctrl+N" in words) is registers, words
    window = desk.case(case_id, people[role])
    assert ("Lampirkan" in window.documents.empty.text()) is ("attach" in OFFERED[role][2])
    window.show_dispositions()
    assert ("Beri disposisi" in window.dispositions.words.text()) is registers
