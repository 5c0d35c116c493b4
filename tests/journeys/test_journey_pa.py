"""The Bali SOP (PA): "belum lengkap" waits for the agency, six points, one of two papers at the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from tests.journeys.pages import Journey, StepPage, press


def test_every_row_with_a_pause_for_the_agency(start: Callable[[str], Journey]) -> None:
    journey = start("PA")
    small = journey.small
    small.clock.at("2026-11-02 09:00")
    journey.register()
    journey.stands(pd="pelaksana")
    journey.refused_to_others("pd")
    journey.row("pd", missing=["surat permohonan"], kasubbag_tu="pelaksana", kadis="menunggu")

    # in order: who comes second is told to wait
    seat = journey.sit(journey.person("kadis"))
    early = seat.open(journey.case_id, "kadis")
    assert not early.ready
    assert "menunggu" in early.missing.casefold()
    early.close()
    journey.refused_to_others("kasubbag_tu", how="klik")
    journey.row("kasubbag_tu", how="ke:kadis", kasubbag_tu="selesai", kadis="pelaksana")
    journey.row("kadis", missing=["disposisi"], kabid_iai="pelaksana", kasi_ai="peserta")
    journey.row("kabid_iai", how="ke:kasi_ai", missing=["disposisi"], kasi_ai="pelaksana", pd="peserta")

    incomplete_waits_for_the_agency(journey)
    complete_with_six_points(journey)

    journey.row("kasi_ai", kasi_ai="selesai", tim_spbe="pelaksana", pd="peserta")
    journey.row("tim_spbe", missing=["laporan"], kasi_ai="pelaksana", pd="peserta")
    journey.row("kasi_ai", missing=["kesepakatan"], kadis="pelaksana", pd="peserta")

    def only_one(page: StepPage) -> None:
        outputs = [doc for doc, where in page.wanted() if where == "output"]
        assert set(outputs) == {"berita_acara", "surat_tugas"}
        assert not page.ready
        page.attach("surat_tugas", "output")
        page.complete_twice()

    journey.refused_to_others("kadis")
    page = journey.open("kadis")
    only_one(page)
    journey.stands()
    assert small.case(journey.case_id).status == "selesai"


def incomplete_waits_for_the_agency(journey: Journey) -> None:
    """ "Belum lengkap" needs its reason, then stands with the agency until Lanjutkan."""

    def incomplete(page: StepPage) -> None:
        page.decide("belum_lengkap")
        assert page.wanted() == []
        assert not page.ready, "no reason"
        page.say("Alasan keputusan", "Alur sistem belum ada")

    journey.row("kasi_ai", first=incomplete, missing=["keputusan"], kasi_ai="peserta", pd="pelaksana")
    small = journey.small
    assert small.case(journey.case_id).paused_for != ""
    assert small.open_runs(journey.case_id)[0].round == 2
    small.clock.at("2026-11-09 10:00")
    journey.stand_up()
    seat = journey.sit(journey.person("kasi_ai"))
    seat.drop(journey.case_id, "pd", "tim_spbe")
    assert "ditunda" in seat.message().casefold()
    page = seat.open(journey.case_id, "pd")
    assert not page.ready
    assert "ditunda" in page.missing.casefold()
    press(page.dialog, "Lanjutkan")
    assert small.case(journey.case_id).paused_for == ""
    journey.stands(kasi_ai="pelaksana", pd="peserta")
    page.close()


def complete_with_six_points(journey: Journey) -> None:
    """ "Lengkap" wants every point of the list ticked and its document."""

    def points(page: StepPage) -> None:
        names = [
            b.objectName()
            for b in page.dialog.findChildren(QCheckBox)
            if b.objectName().startswith("butir:") and b.isVisibleTo(page.dialog)
        ]
        assert len(names) == 6
        page.attach_all()
        for name in names:
            assert not page.ready, f"{name} is not ticked"
            page.tick(name)

    journey.row(
        "kasi_ai",
        outcome="lengkap",
        first=points,
        missing=["keputusan"],
        kasi_ai="pelaksana",
        tim_spbe="pelaksana",
        pd="peserta",
    )
