"""What a recap tells, request by request: borders, lateness, lists, papers; no large table is scanned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from models.actions import moves, papers, pauses, safety, undo
from models.actions.recap_closing import close_month
from models.queries.recap import (
    issued_papers,
    late_runs,
    oldest_cases,
    part_work,
    recap,
    recap_cases,
    step_work,
    trend,
)
from models.queries.recap_steps import standard_minutes
from models.records.recap import Figures, RecapCase
from models.rules import periods
from models.rules.calendar import default_calendar
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, with_officials

OCTOBER, NOVEMBER, DECEMBER = (periods.month(2026, n) for n in (10, 11, 12))


@pytest.fixture
def small(small: SmallOffice) -> SmallOffice:
    small.clock.at("2026-10-05 09:00")
    return small


def totals(small: SmallOffice, *wanted: periods.Period) -> list[Figures]:
    return [recap(small.office, period).total._replace(late=0, unjudged=0, on_time=0) for period in wanted]


def cancel(small: SmallOffice, case_id: int) -> None:
    done(moves.cancel_case(small.office, small.people["leader"], case_id, "uji", small.version(case_id)))


def reopen(small: SmallOffice, case_id: int) -> None:
    done(moves.reopen_case(small.office, small.people["leader"], case_id, "uji", small.version(case_id)))


def end_at_once(small: SmallOffice) -> int:
    """A request that is entered at its last row and finished there."""
    last = small.sop("PA").work_steps[-1]
    case_id = small.register("PA", start_step=last.id)
    small.walk(case_id, last.outcomes[0].id)
    assert small.case(case_id).status == "selesai"
    return case_id


def only(small: SmallOffice, period: periods.Period) -> RecapCase:
    (row,) = recap_cases(small.office, period)
    return row


def test_midnight_belongs_to_the_day_that_begins(small: SmallOffice) -> None:
    small.clock.at("2026-11-01 00:00")
    first = small.register("PP")
    small.clock.at("2026-10-31 23:59")
    second = small.register("PP")
    small.clock.at("2026-12-01 00:00")
    cancel(small, first)
    small.clock.at("2026-11-30 23:59")
    cancel(small, second)
    assert totals(small, OCTOBER, NOVEMBER, DECEMBER) == [
        Figures(baru=1, sisa_akhir=1),
        Figures(sisa_awal=1, baru=1, dibatalkan=1, sisa_akhir=1),
        Figures(sisa_awal=1, dibatalkan=1),
    ]


def test_what_was_received_before_it_was_registered_came_in_when_it_was_received(small: SmallOffice) -> None:
    small.clock.at("2026-11-03 09:00")
    small.register("PP", received_at=datetime(2026, 10, 30, 15, 0))
    last = small.sop("PA").work_steps[-1].id
    small.register("PA", received_at=datetime(2026, 9, 1, 8, 0), start_step=last)
    assert totals(small, periods.month(2026, 9), OCTOBER, NOVEMBER) == [
        Figures(baru=1, sisa_akhir=1),
        Figures(sisa_awal=1, baru=1, sisa_akhir=2),
        Figures(sisa_awal=2, sisa_akhir=2),
    ]


def test_a_request_counts_once_whatever_it_went_through_in_a_month(small: SmallOffice) -> None:
    case = small.register("PP")
    for _ in range(2):
        cancel(small, case)
        reopen(small, case)
    cancel(small, case)
    assert totals(small, OCTOBER) == [Figures(baru=1, dibatalkan=1)]
    small.clock.at("2026-11-10 09:00")
    reopen(small, case)
    cancel(small, case)
    reopen(small, case)
    assert totals(small, OCTOBER, NOVEMBER, DECEMBER) == [
        Figures(baru=1, dibatalkan=1),
        Figures(dibuka_kembali=1, sisa_akhir=1),
        Figures(sisa_awal=1, sisa_akhir=1),
    ]
    assert [row.entry for row in recap_cases(small.office, NOVEMBER, figure="masuk")] == ["dibuka_kembali"]


def test_an_ending_that_was_undone_never_happened(small: SmallOffice) -> None:
    case = end_at_once(small)
    assert totals(small, OCTOBER) == [Figures(baru=1, selesai=1)]
    small.clock.at("2026-11-10 09:00")
    done(undo.undo_last(small.office, small.people["leader"], case, small.version(case)))
    assert totals(small, OCTOBER, NOVEMBER) == [
        Figures(baru=1, sisa_akhir=1),
        Figures(sisa_awal=1, sisa_akhir=1),
    ]


def test_a_request_without_a_judged_run_is_neither_late_nor_on_time(small: SmallOffice) -> None:
    case = small.register("PP")
    cancel(small, case)
    total = recap(small.office, OCTOBER).total
    assert (total.unjudged, total.on_time, total.late) == (1, 0, 0)


def test_an_open_run_is_late_from_its_limit_on_and_not_while_it_waits_in_a_pause(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    (run,) = small.open_runs(case)
    assert run.due_at is not None
    small.clock.now = run.due_at
    small.clock.forward(hours=-1)
    small_leader = small.people["leader"]
    done(pauses.pause_case(small.office, small_leader, case, "rapat", "uji", small.version(case)))
    small.clock.at("2027-01-05 09:00")
    assert recap(small.office, DECEMBER).total.late == 0, "it waits with the work"
    done(pauses.continue_case(small.office, small_leader, case, small.version(case)))
    small.clock.at("2027-03-05 09:00")
    assert [recap(small.office, periods.month(2027, m)).total.late for m in (1, 2)] == [1, 1]
    assert recap(small.office, OCTOBER).total.late == 0
    (late,) = late_runs(small.office, periods.month(2027, 2))
    assert (late.number, late.finished, late.reason) == (small.case(case).number, None, "")
    assert late.over_minutes > 0
    row = only(small, periods.month(2027, 2))
    assert row.late_runs == 1
    assert row.split.paused > 0
    assert row.split.whole == sum(row.split[1:])


def test_the_reason_of_a_late_run_and_what_it_ran_over(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    (run,) = small.open_runs(case)
    assert run.due_at is not None
    due = small.office.local(run.due_at)
    small.clock.at("2026-11-20 09:00")
    outcome = small.sop("PP").step(run.step).outcomes[0].id
    small.walk(case, outcome, late_code="dinas_luar", late_text="Rapat di provinsi")
    (late,) = late_runs(small.office, NOVEMBER)
    over = small.office.calendar().minutes_between(due, datetime(2026, 11, 20, 9, 0))
    assert (late.due, late.finished, late.over_minutes) == (due, datetime(2026, 11, 20, 9, 0), over)
    assert (late.reason, late.reason_text) == ("Pejabat dinas luar", "Rapat di provinsi")
    assert recap(small.office, NOVEMBER).late_reasons == (("Pejabat dinas luar", 1),)
    assert only(small, NOVEMBER).late_reason == "Pejabat dinas luar: Rapat di provinsi"
    assert recap(small.office, OCTOBER).late_reasons == ()
    (step,) = [s for s in recap(small.office, NOVEMBER).steps if s.late]
    assert (step.sop, step.runs, step.late, step.on_time) == ("PP", 1, 1, 0)


def test_a_row_of_the_list_tells_where_it_stood_then_and_how_long_it_took(small: SmallOffice) -> None:
    case = small.register("PP", subject="=1+1", agency_name="Dinas Satu (CONTOH)")
    step = small.sop("PP").step(small.at_steps(case)[0])
    small.clock.at("2026-11-03 10:00")
    small.walk(case, late_code="opd")
    was, now = only(small, OCTOBER), only(small, NOVEMBER)
    assert was.step == f"{step.no} {step.title}"
    assert now.step != was.step
    assert (was.subject, was.agency, was.sop) == ("=1+1", "Dinas Satu (CONTOH)", "PP")
    assert (was.received, was.closed, was.ending) == (datetime(2026, 10, 5, 9, 0), None, "sisa_akhir")
    assert (was.working_minutes, was.calendar_days) == (None, 27)
    assert now.working_minutes == small.office.calendar().minutes_between(was.received, small.office.local(
        small.clock()))  # fmt: skip
    assert now.calendar_days == 29
    assert now.split.office + now.split.agency == now.working_minutes, "one run after the other, no pause"
    assert now.split.whole == 29 * 24 * 60 + 60


def test_lists_can_be_narrowed_to_sops_and_agencies(small: SmallOffice) -> None:
    small.register("PP", agency_name="Dinas Satu (CONTOH)")
    small.register("PA", agency_name="Dinas Satu (CONTOH)")
    small.register("PA", agency_name="Dinas Dua (CONTOH)")
    told = recap(small.office, OCTOBER, ("PA",))
    assert told.total == Figures(baru=2, sisa_akhir=2)
    assert [s.key for s in told.per_sop] == ["PA"]
    one = next(s for s in told.per_agency if s.name == "Dinas Satu (CONTOH)")
    (row,) = recap_cases(small.office, OCTOBER, ("PA",), figure="baru", agency=int(one.key))
    assert (row.sop, row.agency) == ("PA", "Dinas Satu (CONTOH)")
    assert {e.sop for e in told.executors} == {"PA"}
    with pytest.raises(LookupError):
        recap(small.office, OCTOBER, ("TIDAK",))
    with pytest.raises(LookupError):
        recap_cases(small.office, OCTOBER, figure="tidak_ada")
    with pytest.raises(LookupError):
        step_work(small.office, OCTOBER, figure="berjalan")
    with pytest.raises(LookupError):
        part_work(small.office, OCTOBER, figure="ulang")


def test_the_oldest_requests_come_first(small: SmallOffice) -> None:
    small.register("PP")
    oldest = small.register("PA", received_at=datetime(2026, 3, 2, 8, 0))
    ended = small.register("PA", received_at=datetime(2026, 1, 5, 8, 0))
    cancel(small, ended)
    found = oldest_cases(small.office)
    assert found[0].case_id == oldest
    assert len(found) == 2
    assert found[0].calendar_days == 217
    assert len(oldest_cases(small.office, limit=1)) == len(oldest_cases(small.office, sops=("PP",))) == 1


def test_twelve_months_follow_one_another(small: SmallOffice) -> None:
    small.register("PP")
    # November has not begun: noughts would read as a fall
    shares = trend(small.office, NOVEMBER.until)
    assert [shares[0].key, shares[-1].key, len(shares)] == ["2025-11", "2026-10", 12]
    assert [s.figures.sisa_akhir for s in shares] == [0] * 11 + [1]
    assert trend(small.office, date(2026, 3, 31))[-1].key == "2026-03"
    assert [s.key for s in recap(small.office, periods.quarter(2026, 4)).per_month] == [
        "2026-10", "2026-11", "2026-12",
    ]  # fmt: skip


def test_an_empty_month_and_one_in_the_future(small: SmallOffice) -> None:
    empty = recap(small.office, periods.month(2020, 2))
    assert empty.total == Figures()
    assert (empty.steps, empty.people, empty.per_agency, empty.late_reasons) == ((), (), (), ())
    small.register("PP")
    future = periods.month(2030, 1)
    assert recap(small.office, future).total == Figures(sisa_awal=1, sisa_akhir=1)
    row = only(small, future)
    assert row.split.whole == row.calendar_days == 0, "nothing has happened yet"


def test_an_office_whose_clock_went_back_still_balances(small: SmallOffice) -> None:
    case = small.register("PP")
    small.clock.at("2026-11-20 09:00")
    cancel(small, case)
    small.clock.at("2026-11-19 09:00")
    done(safety.confirm_clock(small.office, small.people["leader"]))
    reopen(small, case)
    assert totals(small, OCTOBER, NOVEMBER) == [
        Figures(baru=1, sisa_akhir=1),
        Figures(sisa_awal=1, sisa_akhir=1),
    ]


def test_papers_count_by_their_date(small: SmallOffice) -> None:
    with_officials(small)
    case = small.register("PAW")
    line, _ = issue(small, note(small, case))
    other, _ = issue(small, note(small, None))
    done(papers.cancel_paper(small.office, small.people["admin"], other.id, "keliru"))
    first, second = issued_papers(small.office, OCTOBER)
    assert (first.number, first.state, first.case_number) == (line.number, "terbit", small.case(case).number)
    assert (first.day.isoformat(), first.signer) == (line.day, line.signer)
    assert (second.state, second.case_number) == ("batal", "")
    assert list(issued_papers(small.office, NOVEMBER)) == []
    assert [paper.number for paper in issued_papers(small.office, OCTOBER, ("PAW",))] == [line.number]
    assert list(issued_papers(small.office, OCTOBER, ("PA",))) == []


def test_the_officials_of_the_last_day_sign(small: SmallOffice) -> None:
    with_officials(small)
    head, maker = recap(small.office, OCTOBER).signers
    assert (head.heading, head.name) == ("Mengetahui,", "Kepala (CONTOH)")
    assert maker.name == "Rina (CONTOH)"
    told = recap(small.office, periods.month(2019, 5))
    assert [signer.name for signer in told.signers] == ["", ""], "nobody held a position then"
    assert (told.place, told.letterhead.name) == ("Kota Contoh", "DINAS KOMUNIKASI DAN INFORMATIKA")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30 Menit", 30), ("1-3 Jam", 180), ("2 Hari", 900), ("1 Minggu", 2250), ("1 Bulan", None), ("-", None),
     ("Maksimal 2×24 jam", None), ("tentatif", None), ("3 hari kalender", None)],
)  # fmt: skip
def test_standards_in_working_minutes(text: str, minutes: int | None) -> None:
    assert standard_minutes(text, default_calendar()) == minutes


#: Tables that grow with the work of the office.
_LARGE = {"case_span", "step_run", "part_run", "permohonan", "history", "naskah", "pause", "document"}


def test_no_large_table_is_scanned_for_a_month(small: SmallOffice) -> None:
    case = end_at_once(small)
    small.register("PP")
    cancel(small, small.register("PA"))
    seen: list[str] = []
    connection = small.office.store.db.connection()
    connection.set_trace_callback(seen.append)
    for sops in ((), ("PA",)):
        told = recap(small.office, OCTOBER, sops)
        assert told.steps
        assert {row.case_id for row in recap_cases(small.office, OCTOBER, sops)} >= {case}
        list(late_runs(small.office, OCTOBER, sops))
        list(issued_papers(small.office, OCTOBER, sops))
        assert list(step_work(small.office, OCTOBER, sops, figure="selesai"))
        for figure in ("selesai", "berjalan"):
            assert sops or list(part_work(small.office, OCTOBER, sops, figure=figure))
        assert oldest_cases(small.office, sops=())
    # a month that is over and closed is told from what was recorded since, too
    connection.set_trace_callback(None)
    small.clock.at("2026-11-20 09:00")
    done(close_month(small.office, small.people["leader"], OCTOBER))
    small.register("PP", received_at=datetime(2026, 10, 6, 9, 0))
    before = len(seen)
    connection.set_trace_callback(seen.append)
    assert list(part_work(small.office, OCTOBER, figure="berjalan"))
    assert {c.figure for c in recap(small.office, NOVEMBER).corrections} >= {"baru", "late"}
    connection.set_trace_callback(None)
    assert sum('"history" AS "event"' in sql for sql in seen[before:]) >= 1
    wanted = [sql for sql in seen if sql.startswith("SELECT")]
    assert sum("case_span" in sql for sql in wanted) >= 8
    assert sum("step_run" in sql for sql in wanted) >= 8
    for sql in wanted:
        assert set(scanned(small, sql)) & _LARGE == set(), sql


def scanned(small: SmallOffice, sql: str) -> Iterator[str]:
    """The tables that a query reads from end to end, also where it does so along an index."""
    tables = {alias: table for table, alias in re.findall(r'"(\w+)" AS "(\w+)"', sql)}
    for row in small.office.store.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall():
        # every request of an SOP is as bad as every request; the index of confidential ones has only those
        found = re.match(r"SCAN (\w+)|SEARCH (\w+) USING .*permohonan_sop_id \(sop_id=\?\)", row[3])
        if "USING INDEX permohonan_secret" in row[3]:
            continue
        if found:
            alias = found[1] or found[2]
            yield tables.get(alias, alias)
