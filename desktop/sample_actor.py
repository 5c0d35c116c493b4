"""Carries the planned beats of the sample office out, each by the action that the window would call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from desktop import sample_words as words
from desktop.sample_plans import Beat, Plan
from desktop.sample_staff import Staff
from models.actions import complete, documents, moves, pauses, register, undo, work
from models.records.completion import CHANNELS, LATE_REASONS, Attempt
from models.records.priorities import PRIORITIES
from models.records.registration import (
    Attachment,
    FileAttachment,
    LinkAttachment,
    PaperAttachment,
    Registration,
)
from models.records.results import Changed, Refused, Result
from models.records.sop import DocumentGroup, Sop, Step
from models.store import case_state
from models.store.case_state import RunFacts
from models.store.files import StoredFile
from models.store.office import Office


class SampleRefusedError(Exception):
    """An act of the sample that the office refused: a plan that does not fit its SOP."""


@dataclass(slots=True)
class Story:
    """A request under way: its plan, how far it came, and the case once it is registered."""

    plan: Plan
    sop: Sop
    sop_id: int
    beat: int = 0
    case_id: int = 0
    version: int = 0
    number: str = ""
    registered: datetime = field(default=datetime.min)


class SampleActor:
    """Performs beats in one office; the clock is set by whoever calls."""

    def __init__(self, office: Office, staff: Staff, files: list[StoredFile], rng: Random) -> None:
        self._office = office
        self._staff = staff
        self._files = files
        self._rng = rng
        self._late_codes = list(LATE_REASONS)
        self._subjects = {code: words.subjects_of(code) for code in staff.codes}

    def perform(self, story: Story, beat: Beat) -> None:
        """Carry one beat out; raises `SampleRefusedError` when the office refuses it."""
        getattr(self, f"_{beat.kind}")(story, beat)

    def _register(self, story: Story, beat: Beat) -> None:
        rng, now = self._rng, self._now()
        received = now - timedelta(minutes=rng.randint(0, 40))
        step = story.sop.step(beat.step) if beat.step else story.sop.first
        first = None
        docs = _docs(step.needs)
        if not beat.step:
            following = story.plan.beats[1] if len(story.plan.beats) > 1 else None
            if following is not None and following.kind == "part" and rng.random() < 0.6:
                first = self._first_act(story, step, now)
            docs += _docs(_outputs(step)) if first is not None or rng.random() < 0.3 else []
        registration = Registration(
            sop_code=story.sop.code,
            subject=rng.choice(self._subjects[story.sop.code]),
            received_at=received,
            agency_id=rng.choice(self._staff.agencies),
            contact_name=f"{rng.choice(words.CONTACTS)} {words.MARK}",
            contact_phone=f"0800-{rng.randint(0, 9999):04d}-{rng.randint(0, 999):03d}",
            channel=rng.choice(list(CHANNELS)),
            priority=rng.choices(list(PRIORITIES), (70, 15, 10, 5))[0],
            letter_number=f"{rng.randint(1, 999):03d}/CONTOH/{received:%m/%Y}",
            letter_date=(received - timedelta(days=rng.randint(0, 5))).date(),
            finish_first=first,
            start_step=beat.step,
        )
        attachments = [self._attachment(story, doc) for doc in dict.fromkeys(docs)]
        answer = done(register.register(self._office, self._staff.secretary, registration, attachments))
        story.case_id, story.number = answer.case_id or 0, answer.number
        story.version = answer.version or 1
        if first is not None:
            story.beat += 1

    def _first_act(self, story: Story, step: Step, now: datetime) -> Attempt | None:
        """The external first row, finished while registering; None where the office itself begins."""
        if len(step.workers) != 1 or not story.sop.executor(step.workers[0].executor).external:
            return None
        return Attempt(
            step.workers[0].id, contact=f"{self._rng.choice(words.CONTACTS)} {words.MARK}",
            channel="surat", occurred_at=now,
        )  # fmt: skip

    def _part(self, story: Story, beat: Beat) -> None:
        step = story.sop.step(beat.step)
        run = self._run(story, beat.step)
        part = step.part(beat.part)
        external = story.sop.executor(part.executor).external
        who = self._staff.who(story.sop_id, part.executor, self._rng)
        last = self._is_last(story, beat)
        outcome = (beat.outcome or step.outcomes[0].id) if last else None
        self._provide(story, run, step, outcome, who)
        groups = [g for g in (*part.gives, *(step.gives if last else ())) if g.applies(outcome)]
        self._deliver(story, run, groups, who)
        late = run.due_at is not None and self._office.now() > run.due_at and last
        code = self._rng.choice(self._late_codes) if late else ""
        reason = last and step.is_decision and step.outcome(outcome or "").reason
        attempt = Attempt(
            beat.part,
            outcome=beat.outcome if last else None,
            outcome_reason=words.REFUSAL_REASON if reason else "",
            late_code=code,
            late_text=words.LATE_WORDS if code == "lainnya" else "",
            chosen=beat.chosen,
            contact=f"{self._rng.choice(words.CONTACTS)} {words.MARK}" if external else "",
            channel="wa" if external else "",
            occurred_at=self._now() if external else None,
        )
        self._keep(story, complete.complete_part(self._office, who, run.id, attempt, story.version))

    def _provide(self, story: Story, run: RunFacts, step: Step, outcome: str | None, who: int) -> None:
        """Attach what the row requires and is not there, and tick its points."""
        usable = {d.doc_type for d in self._documents(story).values() if not d.stale}
        for index, group in enumerate(step.needs):
            if not group.applies(outcome):
                continue
            for doc in _enough(group, self._rng):
                if doc not in usable:
                    self._attach(story, doc, run.id, who)
                    usable.add(doc)
            ticked = case_state.ticks_of(run.id) if group.points else frozenset()
            for point in range(len(group.points)):
                if (index, point) not in ticked:
                    done(documents.tick(self._office, who, run.id, index, point, True))

    def _deliver(self, story: Story, run: RunFacts, groups: list[DocumentGroup], who: int) -> None:
        """Give the outputs: a new version, or a word that the present one is still valid."""
        if not groups:
            return
        there = self._documents(story)
        given = {d.doc_type for d in there.values() if d.run_id == run.id} | case_state.confirmed_types(
            run.id
        )
        for group in groups:
            for doc in _enough(group, self._rng):
                if doc in given:
                    continue
                given.add(doc)
                if doc in there and self._rng.random() < 0.5:
                    done(documents.confirm_valid(self._office, who, run.id, doc))
                else:
                    self._attach(story, doc, run.id, who)

    def _supply(self, story: Story, beat: Beat) -> None:
        step = story.sop.step(beat.step)
        run = self._run(story, beat.step)
        who = self._worker(story, step)
        there = self._documents(story)
        wanted = [d for d in _docs((*step.needs, *_outputs(step))) if d not in there or there[d].stale]
        for doc in wanted[: max(1, len(wanted) // 2)]:
            self._attach(story, doc, run.id, who)

    def _withdraw(self, story: Story, beat: Beat) -> None:
        step = story.sop.step(beat.step)
        docs = _docs((*step.needs, *_outputs(step)))
        if not docs:
            return
        who, run = self._worker(story, step), self._run(story, beat.step)
        answer = self._attach(story, docs[0], run.id, who)
        done(documents.withdraw(self._office, who, answer.record_id or 0, "Salah unggah berkas."))
        self._attach(story, docs[0], run.id, who)

    def _hold(self, story: Story, beat: Beat) -> None:
        reason = words.PAUSE_REASONS[beat.word]
        self._keep(
            story,
            pauses.pause_case(
                self._office, self._staff.secretary, story.case_id, beat.word, reason, story.version
            ),
        )

    def _resume(self, story: Story, _beat: Beat) -> None:
        self._keep(
            story, pauses.continue_case(self._office, self._staff.secretary, story.case_id, story.version)
        )

    def _target(self, story: Story, beat: Beat) -> None:
        run = self._run(story, beat.step)
        days = 2 if beat.word == "merah" else self._rng.randint(5, 20)
        target = datetime.combine((self._now() + timedelta(days=days)).date(), datetime.min.time())
        self._keep(
            story,
            work.agree_target(
                self._office, self._staff.leader, run.id, target.replace(hour=15),
                f"{self._rng.choice(words.CONTACTS)} {words.MARK}", story.version,
            ),
        )  # fmt: skip

    def _take(self, story: Story, beat: Beat) -> None:
        step = story.sop.step(beat.step)
        run = self._run(story, beat.step)
        who = self._worker(story, step)
        for part in case_state.parts_of([run.id]):
            external = story.sop.executor(part.executor).external
            if part.state == "terbuka" and self._staff.may(
                story.sop_id, part.executor, who, external=external
            ):
                done(work.assign(self._office, who, run.id, part.part, who))
                return

    def _note(self, story: Story, _beat: Beat) -> None:
        text = self._rng.choice(words.NOTES)
        done(work.add_note(self._office, self._staff.secretary, story.case_id, text))

    def _send_back(self, story: Story, beat: Beat) -> None:
        reason = self._rng.choice(words.RETURN_REASONS)
        run = self._run(story, beat.step)
        self._keep(
            story,
            moves.return_case(self._office, self._staff.leader, run.id, beat.word, reason, story.version),
        )

    def _skip(self, story: Story, beat: Beat) -> None:
        run = self._run(story, beat.step)
        reason = "Sudah dikerjakan bersama langkah sebelumnya."
        self._keep(story, moves.skip_step(self._office, self._staff.leader, run.id, reason, story.version))

    def _cancel(self, story: Story, _beat: Beat) -> None:
        reason = self._rng.choice(words.CANCEL_REASONS)
        self._keep(
            story, moves.cancel_case(self._office, self._staff.leader, story.case_id, reason, story.version)
        )

    def _reopen(self, story: Story, _beat: Beat) -> None:
        reason = "Pemohon menyampaikan kekurangan pada hasil."
        self._keep(
            story, moves.reopen_case(self._office, self._staff.leader, story.case_id, reason, story.version)
        )

    def _undo(self, story: Story, _beat: Beat) -> None:
        self._keep(story, undo.undo_last(self._office, self._staff.leader, story.case_id, story.version))

    def _attach(self, story: Story, doc: str, run_id: int, who: int) -> Changed:
        attachment = self._attachment(story, doc)
        return done(documents.attach(self._office, who, story.case_id, attachment, run_id))

    def _attachment(self, story: Story, doc: str) -> Attachment:
        drawn = self._rng.random()
        if drawn < 0.15:
            return PaperAttachment(doc, self._rng.choice(words.PLACES))
        if drawn < 0.22:
            return LinkAttachment(doc, self._rng.choice(words.LINKS))
        stored = self._rng.choice(self._files)
        label = story.sop.document(doc).label.replace("/", "-")
        place = self._rng.choice(words.PLACES) if drawn < 0.35 else ""
        ending = stored.name.rpartition(".")[2]
        return FileAttachment(doc, stored.digest, stored.size, f"{label} {words.MARK}.{ending}", place)

    def _run(self, story: Story, step: str) -> RunFacts:
        for run in case_state.open_runs(story.case_id):
            if run.step == step:
                return run
        raise SampleRefusedError(f"{story.number}: no open run of row {step}")

    def _is_last(self, story: Story, beat: Beat) -> bool:
        """Whether no later beat finishes another part of the same run."""
        step = story.sop.step(beat.step)
        if len(step.workers) == 1 or step.parts_mode == "salah_satu":
            return True
        run = self._run(story, beat.step)
        left = [p for p in case_state.parts_of([run.id]) if p.state in ("terbuka", "menunggu")]
        return len(left) == 1

    def _documents(self, story: Story) -> dict[str, case_state.DocumentFacts]:
        return case_state.newest_documents(story.case_id)

    def _worker(self, story: Story, step: Step) -> int:
        return self._staff.who(story.sop_id, step.workers[0].executor, self._rng)

    def _now(self) -> datetime:
        return self._office.local(self._office.now())

    def _keep(self, story: Story, answer: Result) -> None:
        story.version = done(answer).version or story.version


def done(answer: Result) -> Changed:
    """The answer of an act that must have been carried out; raises `SampleRefusedError` otherwise."""
    if isinstance(answer, Refused):
        raise SampleRefusedError(str([(o.code, o.data) for o in answer.obstacles]))
    return answer


def _docs(groups: tuple[DocumentGroup, ...] | list[DocumentGroup]) -> list[str]:
    return [doc for group in groups for doc in group.docs]


def _outputs(step: Step) -> list[DocumentGroup]:
    return [*step.gives, *(g for part in step.parts for g in part.gives)]


def _enough(group: DocumentGroup, rng: Random) -> tuple[str, ...]:
    """All documents of a group, or of dan/atau documents often just as many as are enough."""
    if group.at_least < len(group.docs) and rng.random() < 0.7:
        return tuple(rng.sample(group.docs, group.at_least))
    return group.docs
