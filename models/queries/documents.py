"""The documents of a case as screens list them: every version, newest first."""

from __future__ import annotations

from models.queries.rows import raw_rows
from models.records.case import DocumentVersion
from models.records.sop import Sop
from models.store.office import Office
from models.store.secrecy import visible
from models.store.tables import Document, Person, StepRun


def versions_of(office: Office, case_id: int, sop: Sop) -> tuple[DocumentVersion, ...]:
    """All versions on a case, withdrawn ones too: types in the order of the SOP, newest first."""
    query = (
        Document.select(
            Document.id, Document.doc_type, Document.version, Document.kind, Document.file_name,
            Document.digest, Document.size, Document.place, Document.original_place, Document.note,
            Person.name, Document.added_at, StepRun.step, Document.stale, Document.withdrawn_at,
            Document.withdrawn_reason,
        )
        .left_outer_join(Person, on=(Document.added_by == Person.id))
        .switch(Document)
        .left_outer_join(StepRun, on=(Document.run == StepRun.id))
        .where(Document.case == case_id, *visible(office, Document.case))
        .order_by(Document.version.desc(), Document.id.desc())
    )  # fmt: skip
    labels = {d.id: d.label for d in sop.documents}
    numbers = {s.id: s.no for s in sop.steps}
    place = {doc_id: i for i, doc_id in enumerate(labels)}
    found = [
        DocumentVersion(
            id=row[0],
            doc_type=row[1],
            label=labels.get(row[1], row[1]),
            version=row[2],
            kind=row[3],
            file_name=row[4],
            digest=row[5],
            size=row[6],
            place=row[7],
            original_place=row[8],
            note=row[9],
            added_by=row[10] or "",
            added_at=office.local(row[11]),
            step_no=numbers.get(row[12], ""),
            stale=bool(row[13]),
            withdrawn=row[14] is not None,
            withdrawn_reason=row[15],
        )
        for row in raw_rows(query)
    ]
    return tuple(sorted(found, key=lambda v: (place.get(v.doc_type, len(place)), v.doc_type)))


def current_of(versions: tuple[DocumentVersion, ...]) -> dict[str, DocumentVersion]:
    """The newest version of every type that was not withdrawn."""
    found: dict[str, DocumentVersion] = {}
    for version in versions:
        if not version.withdrawn:
            found.setdefault(version.doc_type, version)
    return found
