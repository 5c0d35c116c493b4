"""The dialogs of one office as tests open them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop import case_dialogs
from desktop.changes import Changes
from desktop.session import Session
from models.store import case_state
from models.store.people import standing
from tests.office import SmallOffice
from views.attach_dialog import AttachDialog
from views.case_window import CaseWindow
from views.document_slots import SlotRow
from views.register_dialog import RegisterDialog
from views.step_dialog import StepDialog


class Desk:
    """A small office seen through the dialogs of one person at a time."""

    def __init__(self, small: SmallOffice, parent: QWidget) -> None:
        self.small = small
        self.parent = parent
        self.changes = Changes()
        self.heard: list[frozenset[str]] = []
        self.changes.happened.connect(self.heard.append)
        self.registered: list[int] = []

    def session(self, person: int) -> Session:
        office = self.small.office.seen_by(person)
        return Session(office, person, standing(office, person, office.now()))

    def step(self, case_id: int, person: int | None = None, **more: object) -> StepDialog:
        run = self.small.open_runs(case_id)[0]
        if person is None:
            sop = self.small.office.sop(self.small.case(case_id).version_id)
            person = self.small.person(sop.code, sop.step(run.step).workers[0].executor)
        dialog = case_dialogs.open_step(self.parent, self.session(person), self.changes, run.id, **more)
        assert dialog is not None
        return dialog

    def case(self, case_id: int, person: int) -> CaseWindow:
        window = case_dialogs.open_case(self.parent, self.session(person), self.changes, case_id)
        assert window is not None
        return window

    def register(self, code: str | None = "PP") -> RegisterDialog:
        return case_dialogs.open_register(
            self.parent, self.session(self.small.people["tu"]), self.changes, code, self.registered.append
        )


def child(parent: QWidget, kind: type):
    found = [w for w in parent.findChildren(kind) if w.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def slot(dialog: StepDialog, doc_type: str, *, output: bool = False) -> SlotRow:
    section = dialog.body.outputs if output else dialog.body.needs
    return next(
        r for r in section.findChildren(SlotRow) if r.slot.doc_type == doc_type and r.isVisibleTo(dialog)
    )


def at_step(small: SmallOffice, step_no: str, code: str = "PP") -> int:
    """A case of the change SOP taken to a row."""
    case_id = small.register(code)
    sop = small.sop(code)
    while (step := sop.step(small.at_steps(case_id)[0])).no != step_no:
        small.walk(case_id, step.outcomes[0].id if step.is_decision else None)
    return case_id


def first_doc(dialog: StepDialog) -> str:
    return dialog.sheet.needs[0].slots[0].doc_type


def decide(dialog: StepDialog, index: int) -> None:
    if len(dialog.sheet.outcomes) > 1:
        dialog.choose_outcome(dialog.sheet.outcomes[index].id)


def paper_everything(desk: Desk, dialog: StepDialog) -> None:
    """Attach a paper original to every slot that still wants one, through the attach dialog."""
    for output in (False, True):
        groups = dialog.sheet.outputs if output else dialog.sheet.needs
        for doc in [s.doc_type for g in groups for s in g.slots]:
            row = slot(dialog, doc, output=output)
            if row.is_met():
                continue
            row.attach_asked.emit(doc, "kertas")
            asked = child(dialog, AttachDialog)
            asked.place.setText("Rak 1 / boks 2")
            asked.ok_button.click()
            assert slot(dialog, doc, output=output).is_met()


def tentative_holder(small: SmallOffice, case_id: int) -> int:
    run = small.open_runs(case_id)[0]
    part = next(p for p in case_state.parts_of([run.id]) if p.state == "terbuka")
    return small.person("MLS", small.sop("MLS").step(run.step).part(part.part).executor)
