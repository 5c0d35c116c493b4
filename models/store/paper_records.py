"""Reading papers as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from models.records.paper import PaperLine
from models.store.paper_tables import Paper
from models.store.rows import first_row
from models.store.tables import Case, Person

if TYPE_CHECKING:
    from models.store.office import Office


class PaperFacts(NamedTuple):
    """The columns of a paper that acts decide by."""

    id: int
    form: str
    name: str
    case_id: int | None
    run_id: int | None
    disposition_id: int | None
    state: str
    number_id: int | None
    number: str
    person_id: int
    digest: str


def read_paper(paper_id: int) -> PaperFacts | None:
    """The paper of that id, or None."""
    query = Paper.select(
        Paper.id, Paper.form, Paper.name, Paper.case, Paper.run, Paper.disposition, Paper.state, Paper.number,
        Paper.number_text, Paper.person, Paper.digest,
    )  # fmt: skip
    row = first_row(query.where(Paper.id == paper_id))
    return None if row is None else PaperFacts._make(row)


def line_query() -> Any:
    """A select of the columns that `line_of` reads."""
    return (
        Paper.select(
            Paper.id, Paper.form, Paper.name, Paper.number_text, Paper.day, Paper.case, Case.number,
            Paper.subject, Paper.state, Paper.signer, Paper.digest, Person.name,
        )
        .left_outer_join(Case, on=(Paper.case == Case.id))
        .switch(Paper)
        .join(Person, on=(Paper.person == Person.id))
    )  # fmt: skip


def line_of(_office: Office, row: tuple[Any, ...]) -> PaperLine:
    """A row of `line_query` as a line."""
    paper_id, form, name, number, day, case_id, case_number, subject, state, signer, digest, by = row
    return PaperLine(
        paper_id, form, name, number, "" if day is None else day.isoformat(), case_id, case_number or "",
        subject, state, signer, digest, by,
    )  # fmt: skip
