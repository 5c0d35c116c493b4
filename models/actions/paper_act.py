"""The frame of acts on papers: who may, for which case, and their trace in the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.actions import office_act
from models.actions.act import CaseAct, on_case, stop, who_acts
from models.actions.documents import must_take_part
from models.records.results import Changed
from models.store.office import Office
from models.store.paper_records import PaperFacts, read_paper
from models.store.people import Standing
from models.store.secrecy import may_see


@dataclass(slots=True)
class PaperAct:
    """One act on a paper, with its case when it belongs to one."""

    office: Office
    who: Standing
    current: CaseAct | None

    def record(self, kind: str, data: dict[str, Any], run_id: int | None = None) -> int:
        """Append to the history, of the case when there is one."""
        if self.current is not None:
            return self.current.record(kind, data, run_id=run_id)
        return office_act.record(self.office, self.who, kind, data)

    def changed(self, record_id: int, number: str = "") -> Changed:
        """The answer; screens reload the papers, and the case that they belong to."""
        subjects = {"papers", "numbers"}
        case_id = None
        if self.current is not None:
            case_id = self.current.case.id
            subjects |= {f"case:{case_id}"}
        return Changed(frozenset(subjects), case_id=case_id, number=number, record_id=record_id)


def on_papers(office: Office, person_id: int, case_id: int | None) -> PaperAct:
    """Begin an act on a paper: of a case by those who take part in it, else by the secretariat."""
    if case_id is None:
        who = who_acts(office, person_id)
        if not (who.is_admin or who.is_secretariat):
            raise stop("naskah_lepas_oleh_tu")
        return PaperAct(office, who, None)
    current = on_case(office, person_id, case_id, running=False)
    must_take_part(current)
    return PaperAct(office, current.who, current)


def on_paper(office: Office, person_id: int, paper_id: int) -> tuple[PaperAct, PaperFacts]:
    """Begin an act on a stored paper; stops when it is gone."""
    paper = read_paper(paper_id)
    if paper is None or (paper.case_id is not None and not may_see(office, paper.case_id, person_id)):
        raise stop("naskah_tidak_ada")
    return on_papers(office, person_id, paper.case_id), paper
