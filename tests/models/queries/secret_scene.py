"""An office with confidential requests, and one call of every query that could tell of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest.mock import patch

from models.actions import dispositions, documents, moves, papers, pauses, work
from models.queries import (
    access,
    board,
    case_sheet,
    control_sheet,
    drops,
    evidence,
    full_export,
    listing,
    lookups,
    monitoring,
    paper_numbers,
    recap,
    recap_cases,
    recap_open,
    recap_steps,
    recap_work,
    registers,
    step_sheet,
    tasks,
)
from models.queries import dispositions as disposition_queries
from models.queries import documents as document_queries
from models.queries import papers as paper_queries
from models.records.disposition import NewDisposition
from models.records.evidence import EvidenceCase
from models.records.paper import PaperDraft
from models.records.registration import FileAttachment, PaperAttachment
from models.rules.periods import parse_period
from models.rules.search import parse_search
from models.store.office import Office
from models.store.recap_figures import Window, window_of
from models.store.tables import Card, Document, Holding, Person, Position
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, with_officials

#: Stands in everything that was ever typed for a confidential request.
WORD = "KUNTUM"
#: The agency that has no other requests; lists of agencies may name it.
AGENCY = "Badan Mawar (CONTOH)"
OCTOBER = parse_period("2026-10")
NOVEMBER = parse_period("2026-11")
HALF_YEAR = parse_period("2026-S2")
#: Runs as long as the figures of October and November need.
FIRST, LAST = date(2026, 10, 1), date(2026, 11, 30)


@dataclass
class Scene:
    """Confidential requests: one under way and late, one paused, one cancelled; open ones beside them."""

    small: SmallOffice
    under_way: int
    paused: int
    ended: int
    run_id: int
    paper_id: int
    draft_id: int

    @property
    def people(self) -> dict[str, int]:
        return self.small.people

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(self.small.case(i).number for i in (self.under_way, self.paused, self.ended))

    @property
    def evidence(self) -> EvidenceCase:
        case = self.small.case(self.under_way)
        return EvidenceCase(case.id, case.number, "PA", case.version_id, ended=False)


def set_scene(small: SmallOffice) -> Scene:
    """Register the requests and let things happen on them, all by TU and those concerned."""
    with_officials(small)
    # whoever prepares papers of confidential requests has to see them
    small.office = small.office.seen_by(small.people["tu"])
    people, clock, office = small.people, small.clock, small.office
    with office.transaction():
        _more_people(people)
    clock.at("2026-10-05 08:00")
    under_way, paused, ended = (_secret(small) for _ in range(3))
    for code in ("PA", "PP"):
        small.register(code, subject="Permohonan terbuka")
    small.walk(under_way)
    clock.at("2026-10-08 09:00")
    small.walk(under_way, late_code="lainnya", late_text=f"alasan {WORD}")
    tu, leader, reason = people["tu"], people["leader"], f"alasan {WORD}"
    done(dispositions.give_disposition(office, tu, _disposition(under_way)))
    done(documents.attach(office, tu, under_way, PaperAttachment("surat_permohonan", f"Lemari {WORD}")))
    scan = office.store.folder.parent / f"{WORD}.pdf"
    scan.write_bytes(b"%PDF-1.4")
    stored = office.store.files.ingest(scan)
    file = FileAttachment("surat_permohonan", stored.digest, stored.size, stored.name)
    done(documents.attach(office, tu, under_way, file))
    lost = Document.get(Document.doc_type == "dokumen_proses_bisnis").id
    done(documents.withdraw(office, tu, lost, reason))
    done(work.add_note(office, tu, under_way, f"catatan {WORD}"))
    paper, _ = issue(small, note(small, under_way, values={"hal": f"Laporan {WORD}"}))
    kept = done(papers.save_draft(office, tu, note(small, under_way, values={"hal": f"Konsep {WORD}"})))
    assert kept.record_id is not None
    done(dispositions.no_disposition_needed(office, tu, paused, reason))
    done(pauses.pause_case(office, tu, paused, "opd", reason, small.version(paused)))
    done(moves.cancel_case(office, leader, ended, reason, small.version(ended)))
    clock.at("2026-11-20 09:00")
    run = small.open_runs(under_way)[0]
    return Scene(small, under_way, paused, ended, run.id, paper.id, kept.record_id)


def _more_people(people: dict[str, int]) -> None:
    people["sop"] = Person.insert(
        username="sop", name="Pengelola (CONTOH)", password_hash="", manages_sops=True
    ).execute()
    # whoever takes everything out has to administer the office, and leads it besides
    Person.update(is_admin=True).where(Person.id == people["leader"]).execute()
    people["reader"] = Person.insert(
        username="baca", name="Pembaca (CONTOH)", password_hash="", reads_only=True
    ).execute()
    head = Position.get(Position.is_leader).id
    Holding.insert(person=people["reader"], position=head, since="2020-01-01").execute()


def _secret(small: SmallOffice) -> int:
    return small.register(
        "PA", subject=f"Pemeriksaan {WORD}", agency_name=AGENCY, contact_name=f"Ibu {WORD}",
        contact_phone=f"0811 {WORD}", letter_number=f"R-7/{WORD}", note=f"titipan {WORD}", secret=True,
    )  # fmt: skip


def _disposition(case_id: int) -> NewDisposition:
    head = Position.get(Position.is_leader).id
    to = Position.get(Position.name.startswith("Kepala Bidang")).id
    return NewDisposition(case_id, head, (to,), (f"Telaah {WORD}",), f"disposisi {WORD}")


def _window(office: Office) -> Window:
    return window_of(office, OCTOBER)


def _top_of_board(office: Office) -> Any:
    with patch.object(board, "LARGE_BOARD", 0):
        return board.board_top(office, "PA")


def _sops(office: Office) -> recap_steps.Sops:
    return recap_steps.Sops(office)


Call = Callable[[Scene, Office], Any]

#: A call of every public query that tells of requests: the office is that of whoever looks.
CALLS: dict[str, Call] = {
    "access.access_sheet": lambda s, o: access.access_sheet(o, s.people["tu"], s.under_way),
    "board.board_sheet": lambda _s, o: board.board_sheet(o, "PA"),
    "board.board_cards": lambda _s, o: board.board_cards(o, "PA"),
    "board.board_top": lambda _s, o: _top_of_board(o),
    "board.cards_of_case": lambda s, o: board.cards_of_case(o, s.under_way),
    "board.sidebar": lambda s, o: board.sidebar(o, s.people["tu"]),
    "case_sheet.case_sheet": lambda s, o: case_sheet.case_sheet(o, s.people["tu"], s.under_way),
    "case_sheet.history_of": lambda s, o: case_sheet.history_of(o, s.under_way, s.small.sop("PA")),
    "case_sheet.explanation": lambda s, o: case_sheet.explanation(o, s.run_id),
    "control_sheet.control_sheet": lambda s, o: control_sheet.control_sheet(o, s.under_way),
    "control_sheet.case_of_number": lambda s, o: control_sheet.case_of_number(o, s.numbers[0].lower()),
    "dispositions.chain": lambda s, o: disposition_queries.chain(o, s.under_way),
    "dispositions.not_needed": lambda s, o: disposition_queries.not_needed(o, s.paused),
    "dispositions.inbox": lambda s, o: disposition_queries.inbox(o, s.people["kabid"]),
    "documents.versions_of": lambda s, o: document_queries.versions_of(o, s.under_way, s.small.sop("PA")),
    "drops.drop_target": lambda s, o: drops.drop_target(o, s.people["leader"], s.run_id, "a", "kasi_ai"),
    "evidence.cases_of": lambda _s, o: evidence.cases_of(o, OCTOBER),
    "evidence.case_of": lambda s, o: evidence.case_of(o, s.numbers[0]),
    "evidence.span_of": lambda s, o: evidence.span_of(o, s.under_way),
    "evidence.lacking_documents": lambda s, o: evidence.lacking_documents(o, s.evidence),
    "evidence.disposition_register": lambda _s, o: evidence.disposition_register(o, OCTOBER),
    "full_export.export_tables": lambda _s, o: [
        (table.name, table.count, list(table.rows)) for table in full_export.export_tables(o)
    ],
    "full_export.export_files": lambda _s, o: list(full_export.export_files(o)),
    "full_export.something_left_out": lambda _s, o: full_export.something_left_out(o),
    "listing.something_hidden": lambda _s, o: listing.something_hidden(o),
    "listing.cases": lambda _s, o: listing.cases(o, parse_search(WORD)),
    "listing.every_case": lambda _s, o: list(listing.every_case(o)),
    "listing.count_cases": lambda _s, o: listing.count_cases(o, parse_search(f'opd:"{AGENCY}"')),
    "listing.lines_of": lambda s, o: listing.lines_of(o, [s.under_way, s.paused, s.ended]),
    "lookups.same_letter": lambda _s, o: lookups.same_letter(o, f"R-7/{WORD}", None),
    "lookups.people_for": lambda s, o: lookups.people_for(o, s.run_id, "a"),
    "lookups.agencies_in": lambda s, o: lookups.agencies_in(o, s.under_way),
    "lookups.agency_lines": lambda _s, o: lookups.agency_lines(o),
    "monitoring.monitoring": lambda _s, o: monitoring.monitoring(o, HALF_YEAR),
    "paper_numbers.register_of": lambda _s, o: [
        paper_numbers.register_of(o, group, 2026) for group, _ in paper_numbers.groups(o)
    ],
    "papers.paper_form": lambda s, o: paper_queries.paper_form(
        o, s.people["tu"], PaperDraft("nota_dinas", s.under_way)
    ),
    "papers.stored_paper": lambda s, o: paper_queries.stored_paper(o, s.paper_id),
    "papers.paper_lines": lambda _s, o: paper_queries.paper_lines(o, text=WORD),
    "papers.papers_of_case": lambda s, o: paper_queries.papers_of_case(o, s.under_way),
    "papers.offers_for_run": lambda s, o: paper_queries.offers_for_run(o, s.people["tu"], s.run_id),
    "papers.offers_for_case": lambda s, o: paper_queries.offers_for_case(o, s.people["tu"], s.under_way),
    "papers.scan_target": lambda s, o: paper_queries.scan_target(o, s.paper_id),
    "recap.recap": lambda _s, o: recap.recap(o, OCTOBER),
    "recap.trend": lambda _s, o: recap.trend(o, LAST),
    "recap_cases.recap_cases": lambda _s, o: list(recap_cases.recap_cases(o, OCTOBER)),
    "recap_cases.oldest_cases": lambda _s, o: recap_cases.oldest_cases(o),
    "recap_cases.late_runs": lambda _s, o: list(recap_cases.late_runs(o, OCTOBER)),
    "recap_cases.issued_papers": lambda _s, o: list(recap_cases.issued_papers(o, OCTOBER)),
    "recap_open.open_parts": lambda _s, o: list(recap_open.open_parts(o, _window(o))),
    "recap_steps.step_shares": lambda _s, o: recap_steps.step_shares(o, _window(o), _sops(o)),
    "recap_steps.late_reasons": lambda _s, o: recap_steps.late_reasons(_window(o)),
    "recap_steps.finished_parts": lambda _s, o: recap_steps.finished_parts(_window(o)),
    "recap_steps.each_finished_part": lambda _s, o: recap_steps.each_finished_part(_window(o)),
    "recap_steps.each_finished_run": lambda _s, o: recap_steps.each_finished_run(_window(o)),
    "recap_work.step_work": lambda _s, o: list(recap_work.step_work(o, OCTOBER, figure="selesai")),
    "recap_work.part_work": lambda _s, o: [
        *recap_work.part_work(o, OCTOBER, figure="selesai"),
        *recap_work.part_work(o, OCTOBER, figure="berjalan"),
    ],
    "registers.incoming_agenda": lambda _s, o: registers.incoming_agenda(o, FIRST, LAST),
    "registers.outgoing_agenda": lambda _s, o: registers.outgoing_agenda(o, FIRST, LAST),
    "registers.request_agenda": lambda _s, o: registers.request_agenda(o, FIRST, LAST),
    "step_sheet.facts": lambda s, o: step_sheet.facts(o, s.people["leader"], s.run_id),
    "step_sheet.step_sheet": lambda s, o: step_sheet.step_sheet(o, s.people["leader"], s.run_id),
    "step_sheet.paused_reason": lambda s, o: step_sheet.paused_reason(o, s.paused),
    "tasks.my_tasks": lambda s, o: tasks.my_tasks(o, s.people["PA:kabid_iai"]),
    "tasks.is_task": lambda s, o: _cards_where(tasks.is_task(o, s.people["PA:kabid_iai"])),
}

#: Other ways to ask the same queries, which must keep as silent.
MORE_CALLS: dict[str, Call] = {
    "access.access_sheet": lambda s, o: access.access_sheet(o, s.people["tu"], s.under_way),
    "a draft by its id": lambda s, o: paper_queries.paper_form(
        o, s.people["tu"], PaperDraft("nota_dinas", paper_id=s.draft_id)
    ),
    "a stored draft": lambda s, o: paper_queries.stored_paper(o, s.draft_id),
    "the sheet of a disposition": lambda s, o: paper_queries.paper_form(
        o, s.people["tu"], PaperDraft("disposisi", s.under_way, disposition_id=1)
    ),
    "a filtered board": lambda _s, o: board.board_cards(o, "PA", parse_search(WORD)),
    "confidential ones": lambda _s, o: listing.cases(o, parse_search("sifat:rahasia")),
    "cards of confidential ones": lambda _s, o: board.board_cards(o, "PA", parse_search("sifat:rahasia")),
    "late ones": lambda _s, o: listing.cases(o, parse_search("telat:ya")),
    "tasks by a word": lambda s, o: tasks.my_tasks(o, s.people["PA:kabid_iai"], parse_search(WORD)),
    "by a column of cards": lambda _s, o: listing.cases(o, None, listing.Sort("time")),
    "a recap of one SOP": lambda _s, o: recap.recap(o, OCTOBER, ("PA",)),
    "those cancelled": lambda _s, o: list(recap_cases.recap_cases(o, OCTOBER, figure="dibatalkan")),
    "a later month": lambda _s, o: recap.recap(o, NOVEMBER),
}

#: Public functions that tell nothing of a request, each with the reason.
SILENT: dict[str, str] = {
    **dict.fromkeys(
        (
            "conditions.late_now", "conditions.is_late", "conditions.on_cards", "conditions.on_cases",
            "conditions.agencies_like", "documents.current_of", "history_words.history_words",
            "evidence.semesters_in", "recap_steps.standard_minutes", "recap_steps.executor_shares",
            "recap_steps.person_shares", "recap_times.late_then", "recap_times.limit_passed",
            "recap_times.past_target_then", "recap_times.passed_then", "rows.raw_rows",
            "rows.packed_columns", "rows.read_packed",
            "rows.read_cards", "step_sheet.doer_words", "step_words.outcome_words", "step_words.step_words",
            "step_words.executor_words", "paper_numbers.group_name",
        ),
        "words, conditions or sums of what was read elsewhere",
    ),
    **dict.fromkeys(
        (
            "timeline.timeline_of", "returns.reachable", "round_reason.round_reason",
            "recap_times.load", "recap_times.split_of", "evidence.history_register",
            "papers.picture_files",
        ),
        "is given the request, run or sheet as one of the queries above read it",
    ),
    **dict.fromkeys(
        (
            "dispositions.offered", "dispositions.positions_offered", "evidence.years_of",
            "evidence.effective_sops", "evidence.published_on", "evidence.papers_without_case",
            "evidence.follow_up_register", "evidence.follow_ups_open", "lookups.agencies",
            "lookups.sop_choices", "lookups.assignees", "office_settings.people", "office_settings.positions",
            "office_settings.holdings", "office_settings.executor_map", "office_settings.holidays",
            "office_settings.seasons", "office_settings.weekly_hours",
            "office_settings.years_without_holidays", "office_settings.sops", "office_settings.sop_offers",
            "office_settings.common_pattern", "office_settings.profile", "paper_numbers.groups",
            "paper_numbers.number_groups", "paper_numbers.years", "paper_numbers.missing_numbers",
            "papers.forms", "papers.letterhead", "papers.paper_defaults", "papers.logo_bytes",
            "papers.paper_years", "sign_in.door_named", "sign_in.door_of", "sign_in.person_named",
            "sign_in.usernames", "sign_in.username_of", "delegations.delegations",
            "delegations.positions_to_delegate", "leaving.busy_people", "leaving.colleagues",
            "leaving.left_behind",
            "unfilled.unfilled_executors", "unfilled.is_alone", "safety.clock_state", "safety.lock_minutes",
            "safety.safety_notes", "safety.unknown_recoveries", "backups.backup_lines", "backups.place_line",
            "backups.warn_days", "backups.lines_of", "full_export.schema_of",
        ),
        "of the office, its people, SOPs, calendar and series; no request is read",
    ),
}  # fmt: skip

#: Lists of agencies name every agency, whatever it asked for; the test looks at their other words.
NAMES_AGENCIES = frozenset({"lookups.agency_lines", "full_export.export_tables"})


def _cards_where(condition: Any) -> list[tuple[Any, ...]]:
    return list(Card.select(Card.number, Card.subject).where(condition).tuples())
