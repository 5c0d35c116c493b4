"""Opens the dialogs and windows of a request, each with its controller."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from desktop.case_acts import CaseActs
from desktop.case_controller import CaseController
from desktop.case_dispositions import CaseDispositionsController
from desktop.case_evidence import CaseEvidence
from desktop.case_papers import CasePapersController, StepPapersController
from desktop.case_secrecy import CaseSecrecyController
from desktop.changes import Changes
from desktop.register_controller import RegisterController
from desktop.session import Session
from desktop.step_controller import StepController
from desktop.step_questions import ask_return
from models.queries.case_sheet import CaseGoneError, case_sheet
from models.queries.lookups import sop_choices
from models.queries.step_sheet import RunGoneError, step_sheet
from views.case_window import CaseWindow
from views.notice import tell
from views.register_dialog import RegisterDialog
from views.step_dialog import StepDialog

_GONE = "Langkah ini sudah ditutup atau berpindah. Papan sedang dimuat ulang."


def open_step(
    parent: QWidget, session: Session, changes: Changes, run_id: int, *, outcome: str | None = None
) -> StepDialog | None:
    """The step dialog of an open run, with a decision chosen beforehand or not."""
    office = session.office
    try:
        sheet = step_sheet(office, session.person_id, run_id)
    except RunGoneError:
        _say_gone(parent, changes)
        return None
    dialog = StepDialog(sheet, office.calendar(), lambda: office.local(office.now()), parent)
    StepController(dialog, session, changes)
    StepPapersController(dialog, session, changes)
    dialog.case_asked.connect(lambda: open_case(parent, session, changes, sheet.case_id))
    if outcome is not None:
        dialog.choose_outcome(outcome)
    _show(dialog)
    return dialog


def open_return(
    parent: QWidget, session: Session, changes: Changes, run_id: int, step: str
) -> QDialog | None:
    """Kembalikan, as a card dropped on an earlier column asks for it."""
    try:
        sheet = step_sheet(session.office, session.person_id, run_id)
    except RunGoneError:
        _say_gone(parent, changes)
        return None
    return ask_return(parent, CaseActs(session, changes, lambda _lines: None), sheet, step)


def open_case(parent: QWidget, session: Session, changes: Changes, case_id: int) -> CaseWindow | None:
    """The case window."""
    try:
        sheet = case_sheet(session.office, session.person_id, case_id)
    except CaseGoneError:
        tell(parent, "Permohonan", "Permohonan ini tidak ditemukan.")
        return None
    window = CaseWindow(sheet, parent)
    CaseController(
        window,
        session,
        changes,
        lambda run: open_step(window, session, changes, run),
        lambda: open_correction(window, session, changes),
    )
    CasePapersController(window, session, changes)
    CaseEvidence(window, session)
    CaseDispositionsController(window, session, changes)
    CaseSecrecyController(window, session, changes)
    window.show_sheet(sheet)
    _show(window)
    return window


def open_register(
    parent: QWidget, session: Session, changes: Changes, sop_code: str | None, then: Callable[[int], None]
) -> RegisterDialog:
    """The form of a new request; once registered, its number is told and its step can be opened."""
    office = session.office
    sops = [office.sop_by_code(choice.code)[2] for choice in sop_choices(office)]
    dialog = RegisterDialog(sops, lambda: office.local(office.now()), sop_code, None, parent)
    controller = RegisterController(dialog, session, changes)
    controller.registered.connect(lambda case_id, _run, _number: then(case_id))
    controller.registered.connect(
        lambda case_id, _run, number: _tell_number(parent, session, changes, case_id, number)
    )
    _show(dialog)
    return dialog


def open_correction(window: CaseWindow, session: Session, changes: Changes) -> RegisterDialog:
    """Koreksi pendaftaran of the request that the window shows."""
    office, sheet = session.office, window.sheet
    dialog = RegisterDialog((), lambda: office.local(office.now()), None, sheet, window)
    RegisterController(dialog, session, changes, sheet)
    _show(dialog)
    return dialog


def _show(dialog: QDialog) -> None:
    """Show a window that goes away, with the controller that it owns, when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def _say_gone(parent: QWidget, changes: Changes) -> None:
    changes.announce({Changes.EVERYTHING})
    tell(parent, "Langkah sudah berpindah", _GONE)


def _tell_number(parent: QWidget, session: Session, changes: Changes, case_id: int, number: str) -> None:
    """The number stands on the letter: it is shown large enough to copy, and leads to the request."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Permohonan terdaftar")
    box.setText(f"Nomor permohonan: {number}")
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    show = box.addButton("&Buka permohonan", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton("Tutu&p", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.buttonClicked.connect(
        lambda button: open_case(parent, session, changes, case_id) if button is show else None
    )
    box.open()
