"""A clerk who works in an office act by act, and says after each what must be there from then on.

What is said is one line of JSON an act: the newest row of the history as the clerk saw it, and the
facts that the act left in the database and on the disk. Faults make the clerk, or the store under it,
do deliberately what the program must never do; a harness that does not catch them proves nothing.
"""

from __future__ import annotations

import json
import os
import random
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from models.actions import dispositions, documents, moves, paper_numbers, papers, work
from models.records.disposition import NewDisposition
from models.records.paper import PaperDraft
from models.records.registration import FileAttachment
from models.records.results import Changed, Refused, Result
from models.store import case_state, history
from models.store.case_state import RunFacts
from models.store.files import DocumentFiles, StoredFile, digest_of_file
from models.store.opening import open_office
from models.store.paper_tables import Disposition, DispositionTo, Paper
from models.store.tables import Case, History, PartRun, Position
from tests.office import HandClock, SmallOffice, done
from tests.paper_office import shown

#: A fact: table, id, column and what stands there.
Fact = tuple[str, int, str, object]
#: Says a line, for good: whoever reads it may rely on it.
Say = Callable[[str], None]

#: What the program must never do, and the harness must find when it is done.
FAULTS = ("ack_first", "document_after", "document_unsynced", "sync_normal")

_BOARDS = ("PP", "PAW", "PA", "MPA", "MLS")
#: Refusals that an honest clerk runs into: another one was faster, or the step needs what is not at hand.
_HONEST = frozenset({
    "berubah", "langkah_sudah_berpindah", "permohonan_sudah_berakhir", "disposisi_sudah_dijawab",
    "disposisi_sudah_ditarik", "naskah_sudah_batal", "ditunda", "kembali_belum_dikerjakan",
    "kembali_antar_cabang", "jam_mundur", "waktu_sebelum_kejadian_lalu", "bagian_tidak_terbuka",
    "butir_belum", "target_belum_disepakati",
})  # fmt: skip
#: As long as a slow disk takes between an acknowledgement too early and what it promised.
_SLOW_DISK = 0.02
_RECENT = 12


class Refusal(Exception):  # noqa: N818 - somebody else was faster, not an error
    """An act that was refused for a reason that is part of an office's day."""


class Clerk(SmallOffice):
    """Does one thing after the other, with real files, and says each after it was committed."""

    say: Say
    chance: random.Random
    fault = ""
    desk: Path
    largest_paper = 20_000
    refusals: list[str]

    def work(self, *, papers: bool = True) -> None:
        """One thing of an office's day, of one act or several."""
        # others work in the same office by the same time
        self.clock.now = _after_all(self.clock.now)
        self.clock.forward(seconds=self.chance.randint(1, 4))
        cases = {self.take_in: 30, self.go_on: 40, self.send_back: 3}
        desk = {
            self.write_paper: 12, self.pass_on: 8, self.answer: 6, self.take_number: 4, self.cancel_paper: 3,
        }  # fmt: skip
        weights = cases | (desk if papers else {})
        thing = self.chance.choices(tuple(weights), tuple(weights.values()))[0]
        try:
            thing()
        except Refusal as refused:
            self.refusals.append(str(refused))

    def do(self, act: Callable[[], Result], facts: Callable[[Changed], list[Fact]]) -> Changed:
        """Carry an act out and say it."""
        if self.fault == "ack_first":
            with self.office.transaction():
                changed = _honestly(act())
                self._acknowledge(facts(changed))
                time.sleep(_SLOW_DISK)
            return changed
        changed = _honestly(act())
        self._acknowledge(facts(changed))
        return changed

    def _acknowledge(self, facts: list[Fact]) -> None:
        newest = history.head()
        self.say(json.dumps({"head": [newest.id, newest.digest], "facts": facts}))

    # what the walks of the small office are made of, each act said by itself

    def register(self, code: str, **fields: object) -> int:
        case_id = 0

        def act() -> Result:
            nonlocal case_id
            case_id = super(Clerk, self).register(code, **fields)
            return Changed(frozenset(), case_id, number=self.case(case_id).number)

        self.do(act, lambda changed: [("permohonan", case_id, "number", changed.number)])
        return case_id

    def attach(self, case_id: int, doc_type: str, run_id: int | None = None) -> Result:
        paper = self._paper()
        late = self.fault == "document_after"
        stored = _promised(paper) if late else self.office.store.files.ingest(paper)
        attachment = FileAttachment(doc_type, stored.digest, stored.size, stored.name)
        with _believing() if late else nullcontext():
            answer = self.do(
                lambda: documents.attach(self.office, self.people["tu"], case_id, attachment, run_id),
                lambda changed: [("document", changed.record_id or 0, "digest", stored.digest)],
            )
        if late:
            time.sleep(_SLOW_DISK)
            self.office.store.files.ingest(paper)
        return answer

    def supply(self, case_id: int, run: RunFacts, outcome: str | None, part: str) -> None:
        step = self.office.sop(self.case(case_id).version_id).step(run.step)
        present = case_state.newest_documents(case_id)
        for index, group in enumerate(step.needs):
            if group.applies(outcome):
                for doc in group.docs:
                    if doc not in present or present[doc].stale:
                        self.attach(case_id, doc, run.id)
                for point in range(len(group.points)):
                    self._tick(run.id, index, point)
        for group in (*step.part(part).gives, *step.gives):
            if group.applies(outcome):
                for doc in group.docs:
                    self.attach(case_id, doc, run.id)

    def _tick(self, run_id: int, need: int, point: int) -> None:
        tu = self.people["tu"]
        self.do(lambda: documents.tick(self.office, tu, run_id, need, point, True), lambda _: [])

    def complete(
        self, run: RunFacts, part: str, outcome: str | None = None, *, who: int | None = None, **more: object
    ) -> Result:
        row = PartRun.get((PartRun.run == run.id) & (PartRun.part == part)).id
        words: dict[str, object] = {
            "late_code": "gangguan", "late_text": "Listrik padam", "outcome_reason": "Diperiksa", **more,
        }  # fmt: skip
        return self.do(
            lambda: super(Clerk, self).complete(run, part, outcome, who=who, **words),
            lambda _: [("part_run", row, "state", "selesai")],
        )

    def _paper(self) -> Path:
        size = int(self.largest_paper ** self.chance.random()) + 8
        path = self.desk / f"surat-{self.chance.randint(1, 99)}.pdf"
        path.write_bytes(b"%PDF-1.4" + self.chance.randbytes(size))
        return path

    # the things of a day

    def take_in(self) -> None:
        """A letter comes in: registered, and its scan attached."""
        code = self.chance.choice(_BOARDS)
        case_id = self.register(code, letter_number=f"{self.chance.randint(1, 10**6)}/B", channel="surat")
        step = self.sop(code).step(self.open_runs(case_id)[0].step)
        doc = next((d for g in step.needs for d in g.docs), self.sop(code).documents[0].id)
        self.attach(case_id, doc)

    def go_on(self) -> None:
        """An open case takes its next step."""
        running = (Case.status == "berjalan") & (Case.paused_for == "")
        case_id = self._some(Case.select(Case.id).where(running))
        runs = [] if case_id is None else self.open_runs(case_id)
        if not runs:
            return
        run = runs[0]
        step = self.office.sop(self.case(run.case_id).version_id).step(run.step)
        if run.time_kind not in ("batas", "rentang") and run.target_at is None:
            self._agree(run)
        outcome = self.chance.choice(step.outcomes).id if step.is_decision else None
        for _ in step.workers:
            parts = [p for p in case_state.parts_of([run.id]) if p.state == "terbuka"]
            if not parts:
                break
            self.supply(run.case_id, run, outcome or (None if step.is_decision else ""), parts[0].part)
            self.complete(run, parts[0].part, outcome)

    def _agree(self, run: RunFacts) -> None:
        target = self.office.local(self.clock()) + timedelta(days=30)
        leader, version = self.people["leader"], self.version(run.case_id)
        self.do(
            lambda: work.agree_target(self.office, leader, run.id, target, "OPD (CONTOH)", version),
            lambda _: [],
        )

    def write_paper(self) -> None:
        """A note is issued under a number, and its PDF kept."""
        case_id = self._some(Case.select(Case.id))
        first = shown(self, PaperDraft("nota_dinas", case_id, values=_NOTE))
        draft = replace(first.draft, filled=True)
        tu = self.people["tu"]
        issued = self.do(
            lambda: papers.issue_paper(self.office, tu, draft),
            lambda changed: [("naskah", changed.record_id or 0, "number_text", changed.number)],
        )
        paper_id = issued.record_id or 0
        stored = self.office.store.files.ingest(self._paper())
        self.do(
            lambda: papers.keep_file(self.office, tu, paper_id, stored),
            lambda _: [("naskah", paper_id, "digest", stored.digest)],
        )

    def cancel_paper(self) -> None:
        """A paper was wrong: it is cancelled, its number spent."""
        paper_id = self._some(Paper.select(Paper.id).where(Paper.state == "terbit"))
        if paper_id is not None:
            self.do(
                lambda: papers.cancel_paper(self.office, self.people["tu"], paper_id, "Salah alamat"),
                lambda _: [("naskah", paper_id, "state", "batal")],
            )

    def take_number(self) -> None:
        """A number is taken for a paper to come."""
        day = self.office.local(self.office.now()).date()
        self.do(
            lambda: paper_numbers.reserve_number(
                self.office, self.people["tu"], "nota_dinas", day, "Naskah menyusul"
            ),
            lambda changed: [("paper_number", changed.record_id or 0, "text", changed.number)],
        )

    def pass_on(self) -> None:
        """The head passes a letter on to two positions."""
        case_id = self._some(Case.select(Case.id))
        if case_id is None:
            return
        head = Position.get(Position.name == "Kepala Dinas").id
        others = [row.id for row in Position.select().where(Position.id != head).order_by(Position.id)]
        new = NewDisposition(
            case_id, head, tuple(self.chance.sample(others, 2)), ("Tindak lanjuti",), "Segera"
        )
        self.do(
            lambda: dispositions.give_disposition(self.office, self.people["tu"], new),
            lambda changed: [("disposition", changed.record_id or 0, "sender", "Kepala Dinas")],
        )

    def answer(self) -> None:
        """One of those it went to answers back."""
        waiting = DispositionTo.select(DispositionTo.id).join(Disposition)
        query = waiting.where(DispositionTo.answered_at.is_null() & (Disposition.state == "aktif"))
        recipient = self._some(query)
        if recipient is not None:
            words = f"Sudah dikerjakan {self.chance.randint(1, 10**6)}"
            self.do(
                lambda: dispositions.answer_disposition(self.office, self.people["tu"], recipient, words),
                lambda _: [("disposition_to", recipient, "answer", words)],
            )

    def send_back(self) -> None:
        """The head sends a case back to a row already done."""
        case_id = self._some(Case.select(Case.id).where(Case.status == "berjalan"))
        runs = [] if case_id is None else self.open_runs(case_id)
        if runs:
            case = self.case(runs[0].case_id)
            first = self.office.sop(case.version_id).first.id
            self.do(
                lambda: moves.return_case(
                    self.office, self.people["leader"], runs[0].id, first, "Kurang lengkap", case.version
                ),
                lambda _: [],
            )

    def _some(self, query: Any) -> int | None:
        """One of the newest rows."""
        newest = [row.id for row in query.order_by(query.model.id.desc()).limit(_RECENT)]
        return self.chance.choice(newest) if newest else None


_NOTE: dict[str, Any] = {"yth": "Kepala Dinas", "isi": "Laporan singkat.", "hal": "Laporan"}


def _honestly(answer: Result) -> Changed:
    if isinstance(answer, Refused) and {o.code for o in answer.obstacles} <= _HONEST:
        raise Refusal(", ".join(o.code for o in answer.obstacles))
    return done(answer)


@contextmanager
def at_work(folder: Path, people: dict[str, int], say: Say, seed: int, fault: str = "") -> Iterator[Clerk]:
    """A clerk in the office of a folder; the time goes on where the history ends."""
    clock = HandClock()
    with _faulty(fault), tempfile.TemporaryDirectory(prefix="papan-sop-meja-") as desk:
        office = open_office(folder, clock)
        clock.now = _after_all(clock.now)
        if fault == "sync_normal":
            office.store.db.ask("synchronous = NORMAL")
        clerk = Clerk(office, clock, people)
        clerk.say, clerk.fault, clerk.desk = say, fault, Path(desk)
        clerk.chance, clerk.refusals = random.Random(seed), []
        yield clerk
        office.close()


def _after_all(start: datetime) -> datetime:
    newest = History.select(History.recorded_at).order_by(History.id.desc()).limit(1).scalar()
    return start if newest is None else max(start, newest.astimezone(UTC))


@contextmanager
def _faulty(fault: str) -> Iterator[None]:
    """Let the store do what it must not."""
    sync = os.fsync
    if fault == "document_unsynced":
        os.fsync = lambda handle: None if stat.S_ISREG(os.fstat(handle).st_mode) else sync(handle)
    try:
        yield
    finally:
        os.fsync = sync


@contextmanager
def _believing() -> Iterator[None]:
    """Let acts believe that every document has been copied in."""
    exists = DocumentFiles.exists
    DocumentFiles.exists = lambda *_: True  # type: ignore[method-assign]
    try:
        yield
    finally:
        DocumentFiles.exists = exists  # type: ignore[method-assign]


def _promised(paper: Path) -> StoredFile:
    """A document as it will be called once it is copied in."""
    return StoredFile(digest_of_file(paper), paper.stat().st_size, paper.name)
