"""Papers, numbers and dispositions at random: whatever is tried, no number is double or missing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from models.actions import dispositions, paper_numbers, papers
from models.queries.dispositions import chain
from models.queries.paper_numbers import missing_numbers, register_of
from models.queries.papers import paper_lines, stored_paper
from models.records.disposition import NewDisposition
from models.records.paper import PaperDraft
from models.records.results import Changed, Result
from models.store.integrity import check_office
from models.store.paper_tables import PaperNumber
from models.store.tables import Position
from tests.office import SmallOffice
from tests.paper_office import shown, with_officials

FORMS = ("nota_dinas", "surat_tugas", "surat_pemberitahuan", "disposisi", "laporan")
BOOKS = ("nota_dinas", "surat_tugas")


class Clerk:
    """Does one thing after the other, sensible or not."""

    def __init__(self, small: SmallOffice, seed: int) -> None:
        self.small, self.random = small, random.Random(seed)
        self.office = small.office
        self.cases = [small.register("PAW"), small.register("PA")]
        self.who = [small.people[name] for name in ("tu", "tu", "leader", "kabid", "outsider", "admin")]
        self.positions = [row.id for row in Position.select().order_by(Position.id)]
        self.issued: dict[int, object] = {}
        self.done: Counter[str] = Counter()

    def step(self) -> None:
        acts: list[Callable[[int], Result]] = [
            self.issue, self.issue, self.issue, self.draft, self.cancel, self.discard, self.reserve,
            self.between, self.outside, self.cancel_number, self.give, self.answer, self.withdraw,
        ]  # fmt: skip
        act = self.random.choice(acts)
        answer = act(self.random.choice(self.who))
        if isinstance(answer, Changed):
            self.done[act.__name__] += 1

    def any_paper(self) -> int:
        return self.random.choice([line.id for line in paper_lines(self.office)] or [1])

    def any_number(self) -> int:
        return self.random.choice([row.id for row in PaperNumber.select(PaperNumber.id)] or [1])

    def day(self) -> date:
        return date(2026, 11, 16) + timedelta(days=self.random.randint(-400, 20))

    def made(self, who: int) -> PaperDraft:
        case = self.random.choice([*self.cases, None])
        form = self.random.choice(FORMS)
        extra: dict[str, object] = {"day": self.day().isoformat()}
        if self.random.random() < 0.1:
            extra["outside_number"] = self.random.choice(["A/1", "a / 1", "000.8.3/2/2026", "555/9"])
        elif self.random.random() < 0.15:
            extra["number_id"] = self.any_number()
        if self.random.random() < 0.15:
            extra["paper_id"] = self.any_paper()
        first = shown(self.small, PaperDraft(form, case, values={"hal": "H"}, **extra))  # type: ignore[arg-type]
        wanted = {
            field.id: "2026-11-20" if field.kind == "tanggal" else "x"
            for field in first.form.fields
            if field.required and not first.draft.values.get(field.id)
        }
        return replace(first.draft, filled=True, values={**first.draft.values, **wanted})

    def issue(self, who: int) -> Result:
        answer = papers.issue_paper(self.office, who, self.made(who))
        if isinstance(answer, Changed) and answer.record_id is not None:
            self.issued[answer.record_id] = stored_paper(self.office, answer.record_id)[1:]
        return answer

    def draft(self, who: int) -> Result:
        return papers.save_draft(self.office, who, self.made(who))

    def cancel(self, who: int) -> Result:
        return papers.cancel_paper(self.office, who, self.any_paper(), "uji")

    def discard(self, who: int) -> Result:
        return papers.discard_draft(self.office, who, self.any_paper())

    def reserve(self, who: int) -> Result:
        return paper_numbers.reserve_number(self.office, who, self.random.choice(BOOKS), self.day(), "uji")

    def between(self, who: int) -> Result:
        book = self.random.choice(BOOKS)
        return paper_numbers.insert_number(self.office, who, book, self.any_number(), self.day(), "uji")

    def outside(self, who: int) -> Result:
        text = f"000.8.3/{self.random.randint(1, 12)}/{self.random.choice((2025, 2026))}"
        return paper_numbers.enter_outside_number(self.office, who, "nota_dinas", text, self.day(), "uji")

    def cancel_number(self, who: int) -> Result:
        return paper_numbers.cancel_number(self.office, who, self.any_number(), "uji")

    def give(self, who: int) -> Result:
        case = self.random.choice(self.cases)
        nodes = [node.id for node in chain(self.office, case)]
        to = tuple(self.random.sample(self.positions, 2))
        parent = self.random.choice([None, *nodes])
        order = NewDisposition(case, self.random.choice(self.positions), to, ("x",), parent_id=parent)
        return dispositions.give_disposition(self.office, who, order)

    def answer(self, who: int) -> Result:
        return dispositions.answer_disposition(self.office, who, self.random.randint(1, 12), "beres")

    def withdraw(self, who: int) -> Result:
        return dispositions.withdraw_disposition(self.office, who, self.random.randint(1, 6), "uji")


def test_no_number_is_double_or_missing_whatever_is_tried(small: SmallOffice) -> None:
    clerk = Clerk(with_officials(small), 1)
    for _ in range(150):
        clerk.step()
    office = small.office
    norms = [row.norm for row in PaperNumber.select()]
    assert len(set(norms)) == len(norms)
    lines = paper_lines(office, limit=-1)
    carried = [line.number for line in lines if line.number]
    assert len({"".join(number.split()).casefold() for number in carried}) == len(carried) > 5
    for book in (*BOOKS, "surat_keluar"):
        for year in (2025, 2026):
            assert missing_numbers(office, book, year) == ()
            ordinals = [(n.ordinal, n.suffix) for n in register_of(office, book, year) if n.ordinal]
            assert ordinals == sorted(set(ordinals))
    assert {paper_id: stored_paper(office, paper_id)[1:] for paper_id in clerk.issued} == clerk.issued
    assert [finding for finding in check_office(office) if finding.grave] == []
    assert len(clerk.done) > 8, clerk.done
