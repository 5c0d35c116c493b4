"""The service SOP (MLS): the executor chosen before, dates agreed where the SOP says "tentatif"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from models.store.tables import StepRun
from tests.journeys.pages import Journey, StepPage, press, shown
from views.small_dialogs import TargetDialog


def agree(day: str) -> Callable[[StepPage], None]:
    """Sepakati target, refused while it is half filled."""

    def act(page: StepPage) -> None:
        page.attach_all()
        assert not page.ready
        assert "target" in page.missing.casefold()
        press(page.dialog, "Sepakati target")
        asked = next(d for d in page.dialog.findChildren(TargetDialog) if d.isVisible())
        shown(asked, QLineEdit, "Target selesai").setText(f"{day} 16.00")
        assert not asked.ok_button.isEnabled(), "agreed with nobody"
        shown(asked, QLineEdit, "Disepakati dengan").setText("Pemilik sistem (CONTOH)")
        press(asked, "Sepakati")
        assert page.dialog.sheet.target is not None

    return act


def test_every_row_with_chosen_executor_and_agreed_dates(start: Callable[[str], Journey]) -> None:
    journey = start("MLS")
    small = journey.small
    small.clock.at("2026-11-16 09:00")
    journey.register()
    journey.stands(opd="pelaksana")
    journey.refused_to_others("opd")
    journey.row("opd", how="ke:kasi_aplikasi", missing=["nota"], kasi_aplikasi="pelaksana")

    def choose(page: StepPage) -> None:
        page.attach_all()
        assert not page.ready, "nobody chosen"
        assert "pelaksana" in page.missing.casefold()
        page.tick("pilih:3:b")

    journey.refused_to_others("kasi_aplikasi")
    journey.row("kasi_aplikasi", first=choose, missing=["surat tugas"], its="pelaksana")

    # who was not chosen reads it only
    others = journey.sit(journey.person("programmer")).open(journey.case_id, "its")
    assert not others.dialog.complete_button.isVisible()
    others.close()
    third = small.open_runs(journey.case_id)[0]
    journey.row(
        "its",
        first=agree("20-11-2026"),
        missing=["laporan"],
        appsec="pelaksana",
        kasi_aplikasi="pelaksana",
    )
    assert not StepRun.get_by_id(third.id).past_target

    journey.row("appsec", first=agree("18-11-2026"), missing=["berita acara"], opd="pelaksana")
    journey.row("opd", how="klik", kasi_aplikasi="pelaksana", opd="peserta")
    journey.row("kasi_aplikasi", missing=["laporan"])
    assert small.case(journey.case_id).status == "selesai"
