"""Tutup Bulan: frozen figures, corrections afterwards, reopening with a reason."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import peewee
import pytest

from models.actions import agencies, calendar_settings, moves, recap_closing, register, undo
from models.queries.recap import recap
from models.records.office import AddHoliday, NewHoliday
from models.records.recap import Correction
from models.rules import periods
from models.store import history
from models.store.closings import figures_now
from models.store.integrity import check_office
from models.store.recap_tables import MonthClosing
from models.store.tables import History, Person
from resources.wording_store import finding_text
from tests.office import SmallOffice, agency_id, done, refused
from tests.paper_office import with_officials

OCTOBER = periods.month(2026, 10)
NOVEMBER = periods.month(2026, 11)


@pytest.fixture
def october(small: SmallOffice) -> SmallOffice:
    """Three requests of October, one of them cancelled, one finished by its last act; November has begun."""
    small.clock.at("2026-10-05 09:00")
    first = small.register("PP", agency_name="Dinas Satu (CONTOH)")
    second = small.register("PA", agency_name="Dinas Dua (CONTOH)")
    small.register("PA", agency_name="Dinas Dua (CONTOH)")
    small.clock.at("2026-10-20 09:00")
    done(moves.cancel_case(small.office, small.people["leader"], first, "uji", small.version(first)))
    last = small.sop("PA").work_steps[-1].id
    while small.at_steps(second) != [last]:
        run = small.open_runs(second)[0]
        outcome = small.sop("PA").step(run.step).outcomes[0].id
        moves.skip_step(
            small.office, small.people["leader"], run.id, "uji", small.version(second), outcome=outcome
        )
    small.walk(second, small.sop("PA").step(last).outcomes[0].id, late_code="opd")
    assert small.case(second).status == "selesai"
    small.clock.at("2026-11-02 08:00")
    return small


def close(small: SmallOffice) -> None:
    done(recap_closing.close_month(small.office, small.people["leader"], OCTOBER, "a" * 64))


def test_a_closed_month_says_so_and_stands_in_the_history(october: SmallOffice) -> None:
    close(october)
    told = recap(october.office, OCTOBER)
    assert told.closed.startswith("2 November 2026 pukul 08.00 oleh ")
    assert told.corrections == ()
    assert recap(october.office, NOVEMBER).closed == ""
    event = History.select().order_by(History.id.desc()).get()
    assert event.kind == "bulan_ditutup"
    assert json.loads(event.data)["total"] == told.total._asdict()
    assert list(history.verify()) == []


def test_what_is_entered_afterwards_is_a_correction_on_every_level(october: SmallOffice) -> None:
    close(october)
    before = recap(october.office, OCTOBER).total
    october.register("PP", agency_name="Dinas Tiga (CONTOH)", received_at=datetime(2026, 10, 30, 14, 0))
    for period in (OCTOBER, NOVEMBER, periods.quarter(2026, 4), periods.whole_year(2026)):
        assert recap(october.office, period).corrections == tuple(
            Correction("Oktober 2026", level, figure, *counts, "", "2026-10", sop, agency)
            for level, sop, agency, new, rest in (
                ("Seluruhnya", "", "", (before.baru, before.baru + 1),
                 (before.sisa_akhir, before.sisa_akhir + 1)),
                ("PP", "PP", "", (1, 2), (0, 1)),
                ("Dinas Tiga (CONTOH)", "", str(agency_id("Dinas Tiga (CONTOH)")), (0, 1), (0, 1)),
            )
            for figure, counts in (("baru", new), ("sisa_akhir", rest))
        )  # fmt: skip
    assert recap(october.office, periods.month(2026, 9)).corrections == ()
    assert {c.level for c in recap(october.office, NOVEMBER, ("PP",)).corrections} == {"PP"}
    assert recap(october.office, NOVEMBER, ("PA",)).corrections == ()


def test_an_undone_ending_of_a_closed_month_is_a_correction(october: SmallOffice) -> None:
    close(october)
    ended = next(c for c in range(1, 9) if october.case(c).status == "selesai")
    done(undo.undo_last(october.office, october.people["leader"], ended, october.version(ended)))
    changed = {c.figure: (c.closed_as, c.now) for c in recap(october.office, NOVEMBER).corrections}
    assert changed["selesai"] == (1, 0)
    assert changed["sisa_akhir"] == (1, 2)


def late_at_the_end(small: SmallOffice) -> None:
    """A request of October whose first step is open and late when the month ends."""
    small.clock.at("2026-10-26 09:00")
    case = small.register("PP", agency_name="Dinas Empat (CONTOH)")
    small.walk(case)
    (run,) = small.open_runs(case)
    assert run.due_at is not None
    assert small.office.local(run.due_at) < datetime(2026, 10, 31)
    small.clock.at("2026-11-02 08:00")


def no_work_until(small: SmallOffice, last: str) -> None:
    """Days off from 26 October on, entered after the month was closed."""
    days = [date(2026, 10, 26) + timedelta(days=n) for n in range(9)]
    holidays = [
        AddHoliday(NewHoliday(day, "libur daerah", "Libur (CONTOH)")) for day in days if str(day) <= last
    ]
    done(calendar_settings.change_calendar(small.office, small.people["admin"], *holidays))


def test_a_calendar_that_is_changed_is_named_as_the_cause(october: SmallOffice) -> None:
    with_officials(october)
    late_at_the_end(october)
    late = recap(october.office, OCTOBER).total.late
    close(october)
    assert recap(october.office, OCTOBER).corrections == ()
    no_work_until(october, "2026-11-03")
    assert recap(october.office, OCTOBER).total.late == late - 1
    agency = str(agency_id("Dinas Empat (CONTOH)"))
    of_calendar = (
        Correction("Oktober 2026", "Seluruhnya", "late", late, late - 1, "kalender", "2026-10"),
        Correction("Oktober 2026", "PP", "late", 1, 0, "kalender", "2026-10", "PP"),
        Correction("Oktober 2026", "Dinas Empat (CONTOH)", "late", 1, 0, "kalender", "2026-10", "", agency),
    )
    assert recap(october.office, OCTOBER).corrections == of_calendar
    # what was entered afterwards and is late by itself stands apart
    october.register("PP", agency_name="Dinas Lima (CONTOH)", received_at=datetime(2026, 10, 12, 9, 0))
    told = [c for c in recap(october.office, NOVEMBER).corrections if c.level == "Seluruhnya"]
    assert [(c.figure, c.closed_as, c.now, c.cause, c.month) for c in told if c.figure == "late"] in (
        [("late", late, late - 1, "kalender", "2026-10")],
        [("late", late, late - 1, "kalender", ""), ("late", late - 1, late, "", "2026-10")],
    )
    assert {c.cause for c in told if c.figure != "late"} == {""}


def test_a_calendar_of_working_days_only_changes_nothing_that_was_judged(october: SmallOffice) -> None:
    with_officials(october)
    late_at_the_end(october)
    close(october)
    no_work_until(october, "2026-10-26")
    assert recap(october.office, OCTOBER).corrections == (), "the limit moved, and had passed all the same"


def test_a_month_closed_long_ago_is_corrected_too(october: SmallOffice) -> None:
    close(october)
    october.register("PP", received_at=datetime(2026, 10, 30, 14, 0))
    october.clock.at("2029-05-04 09:00")
    changed = recap(october.office, periods.month(2029, 4)).corrections
    assert {c.period for c in changed} == {"Oktober 2026"}
    assert {c.figure for c in changed if c.level == "PP"} == {"baru", "sisa_akhir"}


def test_closings_of_before_limits_were_kept_are_told_as_they_are(
    october: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_officials(october)
    late_at_the_end(october)
    monkeypatch.setattr("models.store.closings.limits_at_end", lambda _window: {})
    close(october)
    monkeypatch.undo()
    no_work_until(october, "2026-11-03")
    assert {c.cause for c in recap(october.office, OCTOBER).corrections} == {""}


def test_what_happens_later_or_only_renames_is_no_correction(october: SmallOffice) -> None:
    close(october)
    tu = october.people["tu"]
    done(moves.reopen_case(october.office, october.people["leader"], 1, "uji", october.version(1)))
    done(
        register.correct_registration(
            october.office, tu, 3, october.version(3), {"agency_id": agency_id("Dinas Satu (CONTOH)")}
        )
    )
    one, two = agency_id("Dinas Satu (CONTOH)"), agency_id("Dinas Dua (CONTOH)")
    assert recap(october.office, OCTOBER).corrections == ()
    assert {s.key: s.figures.sisa_akhir for s in recap(october.office, OCTOBER).per_agency} == {
        str(one): 0,
        str(two): 1,
    }, "a past period keeps the agency of then"
    done(agencies.merge_agencies(october.office, tu, two, one))
    done(agencies.rename_agency(october.office, tu, one, "Badan Baru (CONTOH)"))
    told = recap(october.office, OCTOBER)
    assert told.corrections == ()
    assert [s.name for s in told.per_agency] == ["Badan Baru (CONTOH)"], "merging renames"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE month_closing SET figures = replace(figures, ':1', ':2')",
        "UPDATE month_closing SET digest = 'b'",
        "UPDATE month_closing SET reopened_at = 1",
        "DELETE FROM month_closing",
        (
            "INSERT INTO month_closing (period, figures, digest, closed_at, person_id, reason)"
            " SELECT '2026-09', figures, digest, closed_at, person_id, '' FROM month_closing"
        ),
    ],
)
def test_a_closing_changed_past_the_program_is_found(october: SmallOffice, sql: str) -> None:
    close(october)
    done(recap_closing.reopen_month(october.office, october.people["leader"], OCTOBER, "keliru"))
    close(october)
    assert list(check_office(october.office)) == []
    database = october.office.store.db
    for trigger in ("closed_figures_are_not_changed", "closing_is_not_erased"):
        database.execute_sql(f"DROP TRIGGER {trigger}")
    database.execute_sql(sql)
    found = {finding.code: finding for finding in check_office(october.office)}
    # the row itself is sealed, too
    assert found.keys() <= {"tutup_bulan_berubah", "baris_diubah", "baris_hilang", "baris_asing"}
    told = found["tutup_bulan_berubah"]
    assert "2026 yang ditutup" in finding_text(told.code, told.data)


def test_only_a_month_that_is_over_is_closed_once_by_who_may(october: SmallOffice) -> None:
    office, leader = october.office, october.people["leader"]
    refused(recap_closing.close_month(office, october.people["tu"], OCTOBER, ""), "bukan_penutup_bulan")
    refused(recap_closing.close_month(office, leader, NOVEMBER, ""), "bulan_belum_berakhir")
    refused(recap_closing.close_month(office, leader, periods.whole_year(2025), ""), "hanya_bulan")
    refused(recap_closing.reopen_month(office, leader, OCTOBER, "keliru"), "bulan_tidak_ditutup")
    close(october)
    refused(recap_closing.close_month(office, leader, OCTOBER, ""), "bulan_sudah_ditutup")


def test_other_figures_than_those_of_the_workbook_are_not_frozen(october: SmallOffice) -> None:
    office, leader = october.office, october.people["leader"]
    handed = figures_now(office, "2026-10")
    october.register("PP", received_at=datetime(2026, 10, 30, 14, 0))
    refused(recap_closing.close_month(office, leader, OCTOBER, "a" * 64, handed), "angka_bulan_berubah")
    assert MonthClosing.select().count() == 0
    handed = figures_now(office, "2026-10")
    october.register("PP")
    done(recap_closing.close_month(office, leader, OCTOBER, "a" * 64, handed))


def test_reopening_needs_a_reason_and_keeps_what_was_closed(october: SmallOffice) -> None:
    office, admin = october.office, october.people["outsider"]
    Person.update(is_admin=True).where(Person.id == admin).execute()
    close(october)
    october.register("PP", received_at=datetime(2026, 10, 30, 14, 0))
    refused(recap_closing.reopen_month(office, admin, OCTOBER, "  "), "alasan_diperlukan")
    done(recap_closing.reopen_month(office, admin, OCTOBER, "Surat terlambat dicatat"))
    assert recap(office, OCTOBER).closed == ""
    assert recap(office, OCTOBER).corrections == ()
    close(october)
    assert recap(office, OCTOBER).closed
    assert recap(office, OCTOBER).corrections == ()
    assert MonthClosing.select().count() == 2
    for change in (MonthClosing.update(figures="{}"), MonthClosing.delete()):
        with pytest.raises(peewee.IntegrityError, match="bulan"):
            change.execute()
