"""The application SOP (PAW), all seventeen rows, with three parts at a time in three of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.pages import Journey


def test_every_row_with_three_parallel_parts(start: Callable[[str], Journey]) -> None:
    journey = start("PAW")
    small = journey.small
    journey.register()
    journey.stands(opd="pelaksana")
    journey.refused_to_others("opd")
    journey.row("opd", how="ke:tu", missing=["surat permintaan"], tu="pelaksana")
    journey.refused_to_others("tu")
    journey.row("tu", missing=["arsip"], kadis="pelaksana")
    journey.row("kadis", how="klik", missing=["laporan"], kabid="pelaksana", kasi="peserta")
    journey.refused_to_others("kabid")
    journey.row("kabid", missing=["disposisi", "surat tugas"], kasi="pelaksana")
    journey.row("kasi", how="klik", opd="pelaksana", kasi="pelaksana")
    journey.row("opd", missing=["data"], opd="selesai", kasi="pelaksana")
    journey.row("kasi", missing=["notulen"], itsm="pelaksana")
    for _row in (7, 8, 9):
        journey.row("itsm", missing=["output"], itsm="pelaksana")
    assert small.at_steps(journey.case_id) == ["10"]
    both = {"itsm": "pelaksana", "web": "pelaksana+pelaksana"}
    journey.row("itsm", how="ke:web", missing=["output"], **both)
    for number, more in (("11", {}), ("12", {"opd": "peserta"}), ("13", {})):
        assert small.at_steps(journey.case_id) == [number]
        three_parts(journey, more)
    assert small.at_steps(journey.case_id) == ["14"]
    journey.refused_to_others("sekuriti")
    journey.row("sekuriti", missing=["aplikasi"], kasi="pelaksana")
    journey.row("kasi", missing=["nota dinas"], kasi="pelaksana", opd="peserta")
    journey.row("kasi", missing=["surat pemberitahuan"], itsm="pelaksana", kasi="pelaksana", opd="peserta")
    journey.row("itsm", itsm="selesai", kasi="pelaksana", opd="peserta")
    journey.row("kasi", missing=["uji coba"])
    assert small.case(journey.case_id).status == "selesai"


def three_parts(journey: Journey, more: dict[str, str]) -> None:
    """Three parts in any order; the card counts those that are done, the row goes on with the last."""
    now = journey.small.at_steps(journey.case_id)[0]
    after = {"11": {"itsm": "pelaksana", "web": "pelaksana+pelaksana", "opd": "peserta"},
             "12": {"itsm": "pelaksana", "web": "pelaksana+pelaksana"},
             "13": {"sekuriti": "pelaksana"}}[now]  # fmt: skip
    journey.row("web", part="c", missing=["output"], itsm="pelaksana", web="pelaksana+selesai", **more)
    assert counts(journey) == {(1, 3)}
    journey.row("itsm", part="a", missing=["output"], itsm="selesai", web="pelaksana+selesai", **more)
    assert counts(journey) == {(2, 3)}
    journey.row("web", part="b", missing=["output"], **after)


def counts(journey: Journey) -> set[tuple[int, int]]:
    """Parts done of all, as the cards of the request say."""
    seat = journey._seats[-1]
    cards = [c for e in seat.columns() for c in seat.cards(e) if c.case_id == journey.case_id]
    return {(card.done, card.total) for card in cards}
