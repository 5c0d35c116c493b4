"""A small real office for tests: a real SQLite file, a clock that is moved by hand, one person a position."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.actions import complete, documents, register
from models.actions.setup import publish_shipped_sops
from models.actions.sign_in import enter
from models.queries.sign_in import door_named
from models.records.completion import Attempt
from models.records.registration import PaperAttachment, Registration
from models.records.results import Changed, Obstacle, Refused, Result
from models.records.sop import Sop
from models.store import case_state
from models.store.case_state import RunFacts
from models.store.office import Office
from models.store.opening import open_office
from models.store.passwords import checked
from models.store.tables import (
    Agency,
    ExecutorPosition,
    Holding,
    Person,
    Position,
    SopRow,
    SopVersion,
)

WIB = timedelta(hours=7)

#: The published SOPs of the small office by version; one never changes, so copies share what was read.
_PUBLISHED: dict[int, Sop] = {}


@dataclass
class HandClock:
    """A clock that stands until it is moved; `at` takes office-local WIB."""

    now: datetime = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def at(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=UTC) - WIB

    def forward(self, **delta: int) -> None:
        self.now += timedelta(**delta)


@dataclass
class SmallOffice:
    """An office with one person for every executor, a TU person and a leader."""

    office: Office
    clock: HandClock
    people: dict[str, int] = field(default_factory=dict)

    def sop(self, code: str) -> Sop:
        return self.office.sop_by_code(code)[2]

    def person(self, code: str, executor: str) -> int:
        """Who may act on a part of that executor (TU for external ones)."""
        if self.sop(code).executor(executor).external:
            return self.people["tu"]
        return self.people[f"{code}:{executor}"]

    def register(self, code: str, **fields: object) -> int:
        values = {
            "subject": "Permohonan uji",
            "agency_name": "Dinas Contoh",
            "received_at": self.office.local(self.clock()),
            **fields,
        }
        answer = done(register.register(self.office, self.people["tu"], Registration(code, **values)))
        assert answer.case_id is not None
        return answer.case_id

    def open_runs(self, case_id: int) -> list[RunFacts]:
        return case_state.open_runs(case_id)

    def at_steps(self, case_id: int) -> list[str]:
        return [r.step for r in case_state.open_runs(case_id)]

    def version(self, case_id: int) -> int:
        return self.case(case_id).version

    def case(self, case_id: int) -> case_state.CaseFacts:
        case = case_state.read_case(case_id)
        assert case is not None
        return case

    def attach(self, case_id: int, doc_type: str, run_id: int | None = None) -> Result:
        paper = PaperAttachment(doc_type, "Rak 1")
        return documents.attach(self.office, self.people["tu"], case_id, paper, run_id)

    def supply(self, case_id: int, run: RunFacts, outcome: str | None, part: str) -> None:
        """Attach all that the step asks for and delivers on this outcome, and tick its points."""
        sop = self.office.sop(self.case(case_id).version_id)
        step = sop.step(run.step)
        present = case_state.newest_documents(case_id)
        for index, group in enumerate(step.needs):
            if not group.applies(outcome):
                continue
            for doc in group.docs:
                if doc not in present or present[doc].stale:
                    done(self.attach(case_id, doc, run.id))
            for point in range(len(group.points)):
                done(documents.tick(self.office, self.people["tu"], run.id, index, point, True))
        for group in (*step.part(part).gives, *step.gives):
            if group.applies(outcome):
                for doc in group.docs:
                    done(self.attach(case_id, doc, run.id))

    def attempt(self, run: RunFacts, part: str, outcome: str | None = None, **more: object) -> Attempt:
        """An attempt with the details that an external part needs."""
        case = self.case(run.case_id)
        sop = self.office.sop(case.version_id)
        values: dict[str, object] = {"part_id": part, "outcome": outcome}
        if sop.executor(sop.step(run.step).part(part).executor).external:
            values |= {
                "contact": "Kontak OPD (CONTOH)",
                "channel": "surat",
                "occurred_at": self.office.local(self.clock()),
            }
        later = [s for s in sop.steps if s.parts_mode == "dipilih" and s.chosen_at == run.step]
        values["chosen"] = {s.id: (s.workers[0].id,) for s in later}
        return Attempt(**(values | more))

    def complete(
        self, run: RunFacts, part: str, outcome: str | None = None, *, who: int | None = None, **more: object
    ) -> Result:
        case = self.case(run.case_id)
        sop = self.office.sop(case.version_id)
        executor = sop.step(run.step).part(part).executor
        return complete.complete_part(
            self.office,
            who or self.person(sop.code, executor),
            run.id,
            self.attempt(run, part, outcome, **more),
            case.version,
        )

    def walk(self, case_id: int, outcome: str | None = None, **more: object) -> Changed:
        """Take the case through its first open step, all parts, with everything supplied."""
        run = self.open_runs(case_id)[0]
        step = self.office.sop(self.case(case_id).version_id).step(run.step)
        answer: Changed | None = None
        for _ in step.workers:
            parts = [p for p in case_state.parts_of([run.id]) if p.state == "terbuka"]
            if not parts:
                break
            self.supply(case_id, run, outcome or (None if step.is_decision else ""), parts[0].part)
            answer = done(self.complete(run, parts[0].part, outcome, **more))
        assert answer is not None
        return answer


def done(answer: Result) -> Changed:
    """The answer of an act that must have been carried out."""
    assert isinstance(answer, Changed), answer
    return answer


def refused(answer: Result, code: str) -> Obstacle:
    """The obstacle of that code in an act that must have been refused."""
    assert isinstance(answer, Refused), answer
    found = [o for o in answer.obstacles if o.code == code]
    assert found, answer.obstacles
    return found[0]


def sign_in(office: Office, username: str, password: str) -> int | None:
    """Who comes in by a name and a password, as the window lets somebody in; None when nobody does."""
    door = door_named(office, username)
    found = checked(door.kept if door else None, password)
    if door is None or not found.right:
        return None
    return door.person_id if isinstance(enter(office, door.person_id, found), Changed) else None


def add_person(username: str, name: str, position: str, **flags: bool) -> int:
    """A person who holds a position of its own since long ago."""
    person_id: int = Person.insert(username=username, name=f"{name} (CONTOH)", password_hash="").execute()
    position_id = Position.insert(name=position, norm=position.casefold(), **flags).execute()
    Holding.insert(person=person_id, position=position_id, since="2020-01-01").execute()
    return person_id


def fill_positions(small: SmallOffice) -> None:
    """One person for every internal executor, one for TU, one leader and one outsider."""
    people = small.people
    people["tu"] = add_person("tu", "Petugas TU", "Petugas TU", is_secretariat=True)
    people["leader"] = add_person("kadis", "Kepala", "Kepala Dinas", is_leader=True)
    people["outsider"] = add_person("luar", "Orang Lain", "Penjaga")
    for row in SopRow.select():
        for executor in small.sop(row.code).executors:
            if executor.external:
                continue
            key = f"{row.code}:{executor.id}"
            people[key] = add_person(key.casefold(), executor.label, f"{row.code} {executor.label}")
            position = Holding.get(Holding.person == people[key]).position_id
            ExecutorPosition.insert(sop=row.id, executor=executor.id, position=position).execute()


def add_sop(code: str, text: str, office: Office) -> None:
    """Publish an SOP text as version 1, as it stands."""
    sop = SopRow.insert(code=code, name=code, ordinal=99).execute()
    SopVersion.insert(
        sop=sop, number=1, status="terbit", content=text, digest="", published_at=office.now()
    ).execute()


def folder_digest(folder: Path) -> str:
    """All file names and sizes below a folder, to see that nothing changed."""
    return json.dumps(sorted((str(p), p.stat().st_size) for p in folder.rglob("*") if p.is_file()))


def agency_id(name: str) -> int:
    found: int = Agency.get(Agency.name == name).id
    return found


def build_office(folder: Path) -> dict[str, int]:
    """Write the small office into a folder once; answers its people, for copies to share."""
    clock = HandClock()
    office = open_office(folder, clock, create=True)
    made = SmallOffice(office, clock)
    publish_shipped_sops(office)
    fill_positions(made)
    _PUBLISHED.update(office._kept.sops)
    office.close()
    return made.people


def copy_office(template: Path, people: dict[str, int], folder: Path) -> SmallOffice:
    """Open a copy of the small office: building one takes twenty times as long."""
    shutil.copytree(template, folder)
    clock = HandClock()
    office = open_office(folder, clock)
    office._kept.sops.update(_PUBLISHED)
    return SmallOffice(office, clock, dict(people))
