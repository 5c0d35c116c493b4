"""The change SOP of Trenggalek (PP): approved and tested twice to its end; and refused with a reason."""

from __future__ import annotations

from collections.abc import Callable

from models.store import case_state
from models.store.tables import StepRun
from tests.journeys.pages import Journey, StepPage


def test_every_row_with_a_failed_test_and_its_second_round(start: Callable[[str], Journey]) -> None:
    journey = start("PP")
    small = journey.small
    small.clock.at("2026-11-16 09:00")
    journey.register()
    journey.stands(opd="pelaksana")
    journey.refused_to_others("opd")
    dropped = journey.sit(small.people["outsider"])
    dropped.drop(journey.case_id, "opd", "kominfo")
    assert "jabatan Anda tidak termasuk" in dropped.message()
    journey.row("opd", how="ke:kominfo", missing=["Surat permohonan"], kominfo="pelaksana")

    journey.refused_to_others("kominfo")
    journey.row("kominfo", outcome="disetujui", missing=["keputusan"], kominfo="pelaksana")
    assert small.at_steps(journey.case_id) == ["4"]

    journey.row("kominfo", how="klik", missing=["Perubahan layanan"], kominfo="pelaksana")
    journey.row("kominfo", outcome="gagal", missing=["Hasil tes", "keputusan"], kominfo="pelaksana")
    run = small.open_runs(journey.case_id)[0]
    assert (run.step, run.round) == ("4", 2)

    # the change is made again in the second round, too late: its reason is asked for
    small.clock.at("2026-11-18 10:00")
    journey.stand_up()
    renewed: list[str] = []

    def renew(page: StepPage) -> None:
        assert "alasan" in page.missing.casefold()
        renewed.extend(doc for doc, _where in page.wanted())
        page.attach_all()
        assert not page.ready, "no late reason"
        page.pick("Alasan terlambat", "Lainnya")
        assert not page.ready, "another reason needs words"
        page.say("Keterangan keterlambatan", "Listrik padam")

    journey.row("kominfo", first=renew, kominfo="pelaksana")
    assert renewed == ["perubahan_layanan"]
    kept = StepRun.get_by_id(run.id)
    assert (kept.late, kept.late_code) == (True, "lainnya")

    journey.row("kominfo", outcome="berhasil", missing=["Hasil tes"], kominfo="pelaksana")
    journey.row("kominfo", missing=["jadwal untuk rilis"], kominfo="pelaksana")
    journey.row("kominfo", outcome="ada", missing=["keputusan"], kominfo="pelaksana")
    journey.row("kominfo", missing=["daftar asset"])
    assert small.case(journey.case_id).status == "selesai"
    done = [r.step for r in StepRun.select().where(StepRun.case == journey.case_id).order_by(StepRun.id)]
    assert [step for step in done if step not in ("1", "9")] == ["2", "3", "4", "5", "4", "5", "6", "7", "8"]
    assert case_state.open_runs(journey.case_id) == []


def test_not_approved_ends_with_its_reason(start: Callable[[str], Journey]) -> None:
    journey = start("PP")
    journey.register()
    journey.row("opd", kominfo="pelaksana")

    def refuse(page: StepPage) -> None:
        page.decide("tidak_disetujui")
        assert page.wanted() == [], "nothing is delivered on a refusal"
        assert not page.ready, "no reason"
        assert "alasan" in page.missing.casefold()
        page.say("Alasan keputusan", "Dampaknya <terlalu> besar")

    journey.row("kominfo", first=refuse, missing=["keputusan"])
    assert journey.small.case(journey.case_id).status == "ditolak"
