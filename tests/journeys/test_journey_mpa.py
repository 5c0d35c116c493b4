"""The two-row change SOP (MPA) in the window, from registration to its end."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.pages import Journey


def test_both_rows(start: Callable[[str], Journey]) -> None:
    journey = start("MPA")
    journey.register()
    journey.stands(programmer="pelaksana", opd="peserta")
    journey.refused_to_others("programmer")
    journey.row(
        "programmer",
        missing=["Belum dapat diselesaikan", "Surat Serah Terima"],
        kasi_aplikasi="pelaksana",
        opd="peserta",
        programmer="peserta",
    )
    journey.refused_to_others("kasi_aplikasi", how="klik")
    journey.row("kasi_aplikasi", how="klik", missing=["Berita Acara"])
    assert journey.small.case(journey.case_id).status == "selesai"
