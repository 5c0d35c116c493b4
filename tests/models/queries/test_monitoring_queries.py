"""The monitoring of a semester as read from real runs of a small office."""

from __future__ import annotations

from datetime import date

import pytest

from models.actions.monitoring import assess_sop
from models.queries.monitoring import monitoring
from models.queries.recap import recap
from models.records.monitoring import Assessment, Monitoring, MonitoringLine
from models.rules.periods import semester
from models.store.tables import SopRow
from tests.office import SmallOffice, done

SECOND = semester(2026, 2)


def line_of(read: Monitoring, code: str) -> MonitoringLine:
    return next(line for line in read.lines if line.code == code)


def test_an_empty_semester_says_so_and_judges_nothing(small: SmallOffice) -> None:
    read = monitoring(small.office, semester(2031, 1))
    assert [line.code for line in read.lines] == ["MPA", "MLS", "PP", "PA", "PAW"]
    for line in read.lines:
        assert line.note == "Tidak ada permohonan dalam semester ini."
        assert line.assessment == Assessment()
        assert line.fact.proposal.startswith("belum cukup data (0 ")


def test_runs_steps_and_documents_are_counted(small: SmallOffice) -> None:
    first = small.register("PP")
    small.walk(first)
    second = small.register("PP")
    small.clock.forward(days=20)
    small.walk(second, late_code="lainnya", late_text="Menunggu")
    fact = line_of(monitoring(small.office, SECOND), "PP").fact
    assert fact.figures.baru == 2
    assert fact.figures.sisa_akhir == 2
    assert fact.finished_runs == 2
    assert (fact.judged_runs, fact.late_runs) == (2, 1)
    step = fact.steps[0]
    assert (step.runs, step.judged, step.late) == (2, 2, 1)
    assert step.median is not None
    assert step.median > 0
    assert step.proposal == "belum cukup data (2 pelaksanaan; paling sedikit 10)"


def test_the_note_is_the_programs_until_somebody_writes_one(small: SmallOffice) -> None:
    small.walk(small.register("PP"))
    office, leader = small.office, small.people["leader"]
    line = line_of(monitoring(office, SECOND), "PP")
    assert line.note.startswith("1 permohonan ditangani, 0 selesai. 100 % langkah tepat waktu (1 dari 1).")
    done(assess_sop(office, leader, "2026-S2", line.sop_id, Assessment("baik", "", "Lanjutkan")))
    after = line_of(monitoring(office, SECOND), "PP")
    assert after.note == ""
    assert after.assessment.verdict == "baik"
    assert after.assessor == "Kepala (CONTOH)"
    other = line_of(monitoring(office, semester(2026, 1)), "PP")
    assert other.assessment == Assessment()


def test_runs_of_another_semester_do_not_count(small: SmallOffice) -> None:
    small.walk(small.register("PP"))
    small.clock.at("2027-01-02T09:00")
    assert line_of(monitoring(small.office, semester(2027, 1)), "PP").fact.finished_runs == 0
    past = line_of(monitoring(small.office, SECOND), "PP")
    assert past.fact.finished_runs == 1
    assert past.fact.missing == ()


def test_ten_finished_requests_give_a_proposal(small: SmallOffice) -> None:
    for _ in range(10):
        small.walk(small.register("PP"))
    step = line_of(monitoring(small.office, SECOND), "PP").fact.steps[0]
    assert step.runs == 10
    assert step.proposal == "90 % pelaksanaan selesai dalam 5 menit"


def test_an_sop_out_of_use_is_told_only_where_it_has_something(small: SmallOffice) -> None:
    SopRow.update(active=False).where(SopRow.code.in_(("PP", "PAW"))).execute()
    small.register("MPA")
    codes = [line.code for line in monitoring(small.office, SECOND).lines]
    assert codes == ["MPA", "MLS", "PA"]


@pytest.mark.parametrize("with_times", [True, False])
def test_the_head_of_the_time_signs(small: SmallOffice, with_times: bool) -> None:
    read = monitoring(small.office, SECOND, with_times=with_times)
    assert read.signers[0].name == "Kepala (CONTOH)"
    assert read.signers[1].heading == "Penilai,"
    assert read.made.date() == date(2026, 11, 16)


def test_documents_that_open_steps_wait_for_are_named(small: SmallOffice) -> None:
    first = small.register("PP")
    small.register("PP")
    done(small.attach(first, "surat_permohonan"))
    line = line_of(monitoring(small.office, SECOND), "PP")
    assert [count for _, count in line.fact.missing] == [2, 1]
    assert "Dokumen yang paling banyak ditunggu sekarang: " in line.note


def test_the_form_and_the_recap_tell_the_same(small: SmallOffice) -> None:
    for code in ("PP", "MLS", "PA"):
        case = small.register(code)
        small.walk(case)
        small.clock.forward(days=9)
        step = small.sop(code).step(small.at_steps(case)[0])
        outcome = step.outcomes[0].id if step.is_decision else None
        small.walk(case, outcome, late_code="lainnya", late_text="Menunggu")
    told = recap(small.office, SECOND)
    shares = {(step.sop, step.no): step for step in told.steps}
    read = monitoring(small.office, SECOND)
    assert sum(line.fact.finished_runs for line in read.lines) == 6
    for line in read.lines:
        for step in line.fact.steps:
            share = shares.get((line.code, step.no))
            counted = (0, 0, 0) if share is None else (share.runs, share.on_time + share.late, share.late)
            assert (step.runs, step.judged, step.late) == counted
            assert step.median == (None if share is None or share.median is None else round(share.median))
    assert {share.key: share.figures for share in told.per_sop} == {
        line.code: line.fact.figures for line in read.lines
    }
