"""Keeping the assessment of an SOP: who may, what is refused, what the history tells."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from models.actions.monitoring import assess_sop
from models.records.monitoring import Assessment
from models.store.monitoring_tables import SopMonitoring
from models.store.tables import History, SopRow
from tests.office import SmallOffice, done, refused

FOUND = Assessment("tidak_baik", "Langkah 3 lama.", "Tambah pemeriksa.", "ytyyy-t", date(2026, 11, 16))


@pytest.fixture
def sop_id(small: SmallOffice) -> int:
    found: int = SopRow.get(SopRow.code == "PAW").id
    assert small.office
    return found


def assess(small: SmallOffice, sop_id: int, found: Assessment, who: str = "leader") -> object:
    return assess_sop(small.office, small.people[who], "2026-S2", sop_id, found)


def test_an_assessment_is_kept_and_changed_with_its_trace(small: SmallOffice, sop_id: int) -> None:
    first = done(assess(small, sop_id, FOUND))
    assert first.subjects == {"monitoring"}
    again = done(assess(small, sop_id, replace(FOUND, verdict="baik", note=None)))
    assert again.record_id == first.record_id
    row = SopMonitoring.get()
    assert (row.period, row.verdict, row.note, row.answers) == ("2026-S2", "baik", None, "ytyyy-t")
    assert (row.done_on, row.person_id) == (date(2026, 11, 16), small.people["leader"])
    events = [json.loads(e.data) for e in History.select().where(History.kind == "monitoring_sop_dinilai")]
    assert [e["after"]["verdict"] for e in events] == ["tidak_baik", "baik"]
    assert events[1]["before"]["note"] == "Langkah 3 lama."
    assert events[0]["after"]["done_on"] == "2026-11-16"
    assert events[0]["sop"] == "PAW"


def test_another_semester_is_another_assessment(small: SmallOffice, sop_id: int) -> None:
    done(assess(small, sop_id, FOUND))
    done(assess_sop(small.office, small.people["leader"], "2027-S1", sop_id, FOUND))
    assert SopMonitoring.select().count() == 2


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Assessment(), "tidak_ada_perubahan"),
        (replace(FOUND, verdict="bagus"), "penilaian_tidak_dikenal"),  # type: ignore[arg-type]
        (replace(FOUND, answers="yyy"), "jawaban_evaluasi_tidak_sah"),
        (replace(FOUND, answers="yyyyyyx"), "jawaban_evaluasi_tidak_sah"),
        (replace(FOUND, note="x" * 5_001), "catatan_terlalu_panjang"),
        (replace(FOUND, action=" \x07 "), "tindakan_belum_ada"),
        (replace(FOUND, done_on=date(2026, 11, 17)), "tanggal_pelaksanaan_di_depan"),
    ],
)
def test_what_cannot_be_is_refused(small: SmallOffice, sop_id: int, found: Assessment, code: str) -> None:
    refused(assess(small, sop_id, found), code)
    assert SopMonitoring.select().count() == 0


def test_only_leaders_and_administrators_assess(small: SmallOffice, sop_id: int) -> None:
    refused(assess(small, sop_id, FOUND, "outsider"), "bukan_pimpinan")
    refused(assess(small, 9_999, FOUND), "sop_tidak_ada")


def test_words_are_kept_without_control_signs(small: SmallOffice, sop_id: int) -> None:
    done(assess(small, sop_id, replace(FOUND, note="=1+1\x00\x1b[31m", action="  A\x07B  ")))
    row = SopMonitoring.get()
    assert (row.note, row.action) == ("=1+1[31m", "AB")
