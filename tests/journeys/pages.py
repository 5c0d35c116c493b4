"""The window as journeys use it: screens, cards and fields found by what stands on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from models.records.board import CardRow
from models.store.files import DocumentFiles
from models.store.people import standing
from models.store.tables import Case, Document, History
from tests.office import SmallOffice
from views.attach_dialog import AttachDialog
from views.board_model import CARD_ROLE
from views.column_view import ColumnView
from views.message_bar import MessageBar
from views.register_dialog import RegisterDialog
from views.step_dialog import StepDialog

W = TypeVar("W", bound=QWidget)
_WAIT = 3000


def settle() -> None:
    """Let go of what was closed."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def shown(parent: QWidget, kind: type[W], name: str = "") -> W:
    """The one visible widget of that accessible name (or object name) below a window."""
    there = [w for w in parent.findChildren(kind) if w.isVisibleTo(parent)]
    found = [w for w in there if name in ("", w.accessibleName(), w.objectName())]
    assert len(found) == 1, (kind.__name__, name, [(w.accessibleName(), w.objectName()) for w in there])
    return found[0]


def has(parent: QWidget, kind: type[QWidget], name: str) -> bool:
    return any(
        w.isVisibleTo(parent) and name in (w.accessibleName(), w.objectName())
        for w in parent.findChildren(kind)
    )


def press(parent: QWidget, name: str) -> None:
    """Press the button that says so."""
    found = [
        b
        for b in parent.findChildren(QAbstractButton)
        if b.isVisibleTo(parent) and name in (b.accessibleName(), b.text().replace("&", "").rstrip("…"))
    ]
    assert len(found) == 1, (name, [b.text() for b in found])
    assert found[0].isEnabled(), f"{name} is grey"
    found[0].click()


def dialogs(parent: QWidget, kind: type[W]) -> list[W]:
    return [d for d in parent.findChildren(kind) if d.isVisible()]


def choose(box: QComboBox, words: str) -> None:
    index = box.findText(words, Qt.MatchFlag.MatchContains)
    assert index >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(index)


class StepPage:
    """An open step dialog."""

    def __init__(self, dialog: StepDialog, qtbot: QtBot, folder: Path, files: DocumentFiles) -> None:
        self.dialog = dialog
        self._files = files
        self._qtbot = qtbot
        self._folder = folder
        self._ways = 0

    @property
    def missing(self) -> str:
        return self.dialog.missing.text()

    @property
    def ready(self) -> bool:
        return self.dialog.complete_button.isEnabled()

    def wanted(self) -> list[tuple[str, str]]:
        """Documents still wanted, as the slots in sight show them: type and `kelengkapan` or `output`."""
        return [
            (b.objectName().split(":")[1], b.objectName().split(":")[2])
            for b in self.dialog.findChildren(QPushButton)
            if b.isVisibleTo(self.dialog) and b.objectName().startswith("lampirkan:") and b.parent().wants()  # type: ignore[union-attr]  # a slot holds its buttons
        ]

    def decide(self, outcome: str) -> None:
        shown(self.dialog, QAbstractButton, f"keputusan:{outcome}").click()

    def say(self, field: str, words: str) -> None:
        """Write words into the field of that name."""
        for kind in (QLineEdit, QPlainTextEdit):
            if has(self.dialog, kind, field):
                edit = shown(self.dialog, kind, field)
                edit.setPlainText(words) if isinstance(edit, QPlainTextEdit) else edit.setText(words)
                return
        raise AssertionError(f"no field {field}")

    def pick(self, box: str, words: str) -> None:
        choose(shown(self.dialog, QComboBox, box), words)

    def tick(self, name: str) -> None:
        shown(self.dialog, QCheckBox, name).click()

    def record_external(self) -> None:
        """What is recorded for the agency: who, how and when."""
        self.say("Kontak pihak luar", "Rina (CONTOH)")
        self.pick("Kanal", "Surat")
        press(self.dialog, "Terjadi pada: sekarang")

    def attach(self, doc: str, where: str, kind: str = "") -> None:
        """Attach a document by its slot's buttons: a file, a paper original or a link in turn."""
        kind = kind or ("kertas", "berkas", "tautan")[self._ways % 3]
        self._ways += 1
        slot = f"{doc}:{where}"
        if kind == "berkas":
            shown(self.dialog, QPushButton, f"lampirkan:{slot}").click()
        else:
            ways = shown(self.dialog, QPushButton, f"cara_lain:{slot}").menu()
            word = {"kertas": "Arsip kertas", "tautan": "Tautan"}[kind]
            next(a for a in ways.actions() if word in a.text().replace("&", "")).trigger()
        asked = dialogs(self.dialog, AttachDialog)[0]
        assert not asked.ok_button.isEnabled(), "nothing to attach yet"
        if kind == "berkas":
            source = self._folder / f"{doc} <&> Đ.pdf"
            source.write_bytes(b"%PDF-1.4 " + doc.encode())
            shown(asked, QLineEdit, "Berkas").setText(str(source))
        elif kind == "kertas":
            shown(asked, QLineEdit, "Tempat arsip").setText("Rak 2 / boks 7")
        else:
            shown(asked, QLineEdit, "Alamat tautan").setText("https://contoh.go.id/berkas")
        press(asked, "Lampirkan")
        self._qtbot.waitUntil(
            lambda: not dialogs(self.dialog, AttachDialog) and not self.dialog._busy, timeout=_WAIT
        )
        settle()
        assert (doc, where) not in self.wanted()
        if kind == "berkas":
            kept = Document.select().where((Document.doc_type == doc) & (Document.kind == "berkas"))
            digest = kept.order_by(Document.id.desc()).get().digest
            assert self._files.path_of(digest).read_bytes() == source.read_bytes()

    def attach_all(self) -> None:
        """Everything that the slots in sight still want."""
        for _ in range(20):
            wanted = self.wanted()
            if not wanted:
                return
            self.attach(*wanted[0])
        raise AssertionError(self.wanted())

    def complete_twice(self) -> None:
        """A double click on Selesaikan is one act."""
        assert self.ready, self.missing
        before = finished()
        button = self.dialog.complete_button
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
        assert not self.dialog.isVisible()
        assert finished() == before + 1
        settle()

    def close(self) -> None:
        press(self.dialog, "Tutup")
        assert not self.dialog.isVisible()
        settle()


def finished() -> int:
    """How many acts of finishing a part the history tells of."""
    kinds = ("langkah_diselesaikan", "bagian_diselesaikan")
    return History.select().where(History.kind.in_(kinds)).count()


class Seat:
    """The main window of one person, on the board of one SOP."""

    def __init__(self, small: SmallOffice, qtbot: QtBot, person_id: int, code: str, folder: Path) -> None:
        self.small = small
        self._qtbot = qtbot
        self._folder = folder
        who = standing(small.office, person_id, small.office.now())
        self.main = MainController(Session(small.office, person_id, who), Changes())
        self.window = self.main.window
        with qtbot.waitExposed(self.window):
            self.main.show(f"papan:{code}")
        self.window.resize(1366, 768)

    def leave(self) -> None:
        assert self.main.doors.close_all()
        self.window.close()
        self.window.deleteLater()
        self.main.deleteLater()
        settle()

    def columns(self) -> dict[str, ColumnView]:
        views = self.window.findChildren(ColumnView)
        return {view.column.executor: view for view in views if view.isVisibleTo(self.window)}

    def cards(self, executor: str) -> list[CardRow]:
        model = self.columns()[executor].model()
        return [model.index(row, 0).data(CARD_ROLE) for row in range(model.rowCount())]

    def places(self, case_id: int) -> dict[str, list[str]]:
        """Where the cards of a case stand: executor to roles, `selesai` or `menunggu` for such parts."""
        found = {
            e: sorted(
                c.role if c.state in ("terbuka", "peserta") else c.state
                for c in self.cards(e)
                if c.case_id == case_id
            )
            for e in self.columns()
        }
        return {executor: roles for executor, roles in found.items() if roles}

    def message(self) -> str:
        return " ".join(bar.label.text() for bar in dialogs(self.window, MessageBar))

    def register(self, subject: str) -> int:
        """Ctrl+N, the form, its refusal while it is empty, the number that is told."""
        self._qtbot.keyClick(self.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        form = dialogs(self.window, RegisterDialog)[0]
        assert not form.ok_button.isEnabled()
        assert "Isi perihal" in form.message.text()
        shown(form, QPlainTextEdit, "Perihal").setPlainText(subject)
        shown(form, QLineEdit, "OPD pemohon").setText("Dinas Contoh")
        assert not form.ok_button.isEnabled(), "an unknown agency must be meant"
        # offered when the list of agencies has been asked
        self._qtbot.waitUntil(form.agency.new_box.isVisible, timeout=_WAIT)
        shown(form, QCheckBox, "Buat OPD baru Dinas Contoh").click()
        press(form, "Daftarkan")
        told = dialogs(self.window, QMessageBox)[0]
        case = Case.get(Case.subject == subject)
        assert case.number in told.text()
        press(told, "Tutup")
        settle()
        return int(case.id)

    def select(self, case_id: int, executor: str, part: str = "") -> ColumnView:
        view = self.columns()[executor]
        row = next(
            i
            for i, card in enumerate(self.cards(executor))
            if card.case_id == case_id and part in ("", card.part)
        )
        view.setFocus()
        view.setCurrentIndex(view.model().index(row, 0))
        return view

    def open(self, case_id: int, executor: str, *, part: str = "", how: str = "enter") -> StepPage:
        """The step dialog of a card: by Enter, a double click, or dropped on a column (`ke:<executor>`)."""
        view = self.select(case_id, executor, part)
        if how == "enter":
            self._qtbot.keyClick(view, Qt.Key.Key_Return)
        elif how == "klik":
            QApplication.processEvents()
            at = view.visualRect(view.currentIndex()).center()
            assert view.viewport().rect().contains(at), (at, view.viewport().rect())
            # a double click begins with a click
            self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
            self._qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        else:
            self.drop(case_id, executor, how.removeprefix("ke:"), part=part)
        return self.step_page()

    def step_page(self) -> StepPage:
        opened = dialogs(self.window, StepDialog)
        assert len(opened) == 1, self.message()
        return StepPage(opened[0], self._qtbot, self._folder, self.small.office.store.files)

    def drop(self, case_id: int, executor: str, target: str, *, part: str = "") -> None:
        """Carry a card to another column: what the drag carries is what the drop gets."""
        view = self.select(case_id, executor, part)
        before = self.places(case_id)
        carried = view.model().mimeData([view.currentIndex()])
        there = self.columns()[target]
        event = QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.MoveAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        there.dropEvent(event)
        assert self.places(case_id) == before, "a drop moves nothing by itself"

    def opened(self, kind: type[W]) -> W:
        found = dialogs(self.window, kind)
        assert len(found) == 1, found
        return found[0]


Supply = Callable[[StepPage], None]


class Journey:
    """One request on its way, looked after by whoever must act."""

    def __init__(self, small: SmallOffice, qtbot: QtBot, folder: Path, code: str) -> None:
        self.small = small
        self.code = code
        self.qtbot = qtbot
        self._folder = folder
        self.case_id = 0
        self._seats: list[Seat] = []
        self._person = 0

    def sit(self, person: int) -> Seat:
        """The window of a person; the one who sat there before signed out."""
        if self._seats and self._person == person:
            return self._seats[-1]
        self.stand_up()
        self._seats.append(Seat(self.small, self.qtbot, person, self.code, self._folder))
        self._person = person
        return self._seats[-1]

    def stand_up(self) -> None:
        while self._seats:
            self._seats.pop().leave()

    def close_windows(self) -> None:
        """After a test, failed or not: nothing typed holds a window open."""
        while self._seats:
            seat = self._seats.pop()
            for dialog in seat.window.findChildren(QDialog):
                if hasattr(dialog, "close_done"):
                    dialog.close_done()
            seat.leave()

    def person(self, executor: str) -> int:
        return self.small.person(self.code, executor)

    def register(self, subject: str = 'Permohonan <b>uji</b> & "Đ"') -> None:
        self.case_id = self.sit(self.small.people["tu"]).register(subject)

    def stands(self, **roles: str) -> None:
        """The columns in which the request has cards, on the board that is open."""
        seat = self._seats[-1]
        wanted = {executor: sorted(role.split("+")) for executor, role in roles.items()}
        there = seat.places(self.case_id)
        assert there == wanted, (there, wanted)

    def refused_to_others(self, executor: str, how: str = "enter") -> None:
        """Somebody without the position reads the step and who may act, and can finish nothing."""
        seat = self.sit(self.small.people["outsider"])
        page = seat.open(self.case_id, executor, how=how)
        assert not page.dialog.complete_button.isVisible()
        assert "Hanya dapat dibaca" in page.missing
        may = "dicatat oleh TU" if self.small.sop(self.code).executor(executor).external else "(CONTOH)"
        assert may in page.missing, page.missing
        page.close()

    def open(self, executor: str, *, part: str = "", how: str = "enter") -> StepPage:
        return self.sit(self.person(executor)).open(self.case_id, executor, part=part, how=how)

    def row(
        self,
        executor: str,
        *,
        part: str = "",
        how: str = "enter",
        outcome: str = "",
        first: Supply | None = None,
        missing: Sequence[str] = (),
        **then: str,
    ) -> None:
        """One part of one row: refusals first, then the way through; cards move after the commit only."""
        page = self.open(executor, part=part, how=how)
        seat = self._seats[-1]
        before = seat.places(self.case_id)
        for words in missing:
            assert words.casefold() in page.missing.casefold(), page.missing
        if page.dialog.sheet.outcomes[1:] and page.dialog.body.decision.outcome() is None:
            assert not page.ready, "no decision"
        if has(page.dialog, QLineEdit, "Kontak pihak luar"):
            assert not page.ready, "nobody recorded"
            page.record_external()
        if outcome:
            page.decide(outcome)
        if first is not None:
            first(page)
        if page.wanted():
            assert not page.ready, "a document is missing"
            assert_refuses_enter(page)
        page.attach_all()
        assert seat.places(self.case_id) == before
        page.complete_twice()
        self.stands(**then)


def assert_refuses_enter(page: StepPage) -> None:
    """Ctrl+Enter finishes nothing while something is missing."""
    before = finished()
    page._qtbot.keyClick(page.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.dialog.isVisible()
    assert finished() == before
