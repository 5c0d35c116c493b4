"""The table of records: columns that fit the width there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.records.board import CaseLine
from tests.cards import NOW, badges, seconds
from views.listing import ListingView
from views.theme import apply_theme

LONG = "Permintaan pengembangan website dan aplikasi antrean Puskesmas se-kabupaten"


def line(case_id: int) -> CaseLine:
    return CaseLine(
        case_id, f"{case_id:03d}/PAW/XI/2026", "PAW", LONG, "Dinas Kependudukan dan Pencatatan Sipil",
        seconds(NOW), "berjalan", "11", "Desain dan pemrograman", "IT Support Management, Web Programmer",
        "batas", None, seconds(NOW) - 90_000, None, True, None, "sangat_segera",
    )  # fmt: skip


@pytest.fixture
def listing(qtbot: QtBot, qapp: QApplication) -> Iterator[ListingView]:
    apply_theme(qapp)
    view = ListingView(badges(), all_sops=True)
    qtbot.addWidget(view)
    # what the sidebar and the margins leave of 1366 pixels
    view.resize(1130, 600)
    view.model.show_records([line(i) for i in range(60)])
    view.show_found(60, "berjalan", "received_at", descending=True)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    apply_theme(qapp)


@pytest.mark.parametrize("status", ["berjalan", "tutup", "semua"])
def test_all_columns_fit_a_small_screen_and_tell_what_they_cut(listing: ListingView, status: str) -> None:
    listing.show_found(60, status, "received_at", descending=True)
    QApplication.processEvents()
    table, model = listing.table, listing.model
    assert table.horizontalScrollBar().maximum() == 0
    titles = [column.title for column in model.columns]
    assert table.isColumnHidden(titles.index("Berakhir")) == (status == "berjalan")
    for place, column in enumerate(model.columns):
        if not table.isColumnHidden(place):
            assert table.columnWidth(place) >= table.fontMetrics().horizontalAdvance(column.title) + 20
    subject = model.index(0, titles.index("Perihal"))
    assert table.columnWidth(subject.column()) < table.fontMetrics().horizontalAdvance(LONG)
    assert subject.data(Qt.ItemDataRole.ToolTipRole) == LONG


def test_a_wide_screen_gives_every_column_its_own_width(listing: ListingView) -> None:
    listing.resize(2200, 600)
    QApplication.processEvents()
    one = listing.table.fontMetrics().horizontalAdvance("0")
    for place, column in enumerate(listing.model.columns):
        if not listing.table.isColumnHidden(place):
            assert listing.table.columnWidth(place) >= one * column.chars


def test_a_width_that_was_dragged_stays(listing: ListingView, monkeypatch: pytest.MonkeyPatch) -> None:
    table = listing.table
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    table.horizontalHeader().resizeSection(3, 333)
    monkeypatch.undo()
    listing.resize(1000, 600)
    QApplication.processEvents()
    assert table.columnWidth(3) == 333
