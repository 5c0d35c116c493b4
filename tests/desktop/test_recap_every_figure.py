"""Every figure that the page Rekap shows opens a list of as many rows, on random histories of an office."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.recap_controller import RecapController, rows_behind
from desktop.session import Session
from models.actions.recap_closing import close_month
from models.records.recap import Recap
from models.rules import periods
from models.store.people import standing
from tests.models.recap_story import RecapStory
from tests.office import SmallOffice, copy_office, done
from views.recap_chart import Chart
from views.recap_table import RecapColumn, RecapTableBox
from views.recap_tiles import FigureTile
from views.recap_wishes import Wish

WAIT = 20_000


@pytest.fixture(params=[11, 12])
def story(
    request: pytest.FixtureRequest, template: tuple[Path, dict[str, int]], tmp_path: Path
) -> Iterator[SmallOffice]:
    small = copy_office(*template, tmp_path / "kantor")
    told = RecapStory(small, random.Random(request.param))
    for _ in range(90):
        told.act()
    yield small
    small.office.close()


@pytest.fixture
def controller(story: SmallOffice, qtbot: QtBot) -> Iterator[RecapController]:
    person = story.people["leader"]
    session = Session(story.office, person, standing(story.office, person, story.office.now()))
    main = MainController(session, Changes())
    with qtbot.waitExposed(main.window):
        main.show("rekap")
    found = main.paper_screens["rekap"]
    assert isinstance(found, RecapController)
    yield found
    main.window.may_close = lambda: True
    main.doors.close_all()
    main.window.close()
    main.window.deleteLater()
    main.deleteLater()
    # gone at once: a page that is about to read must not do so after its office
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def turned_to(qtbot: QtBot, controller: RecapController, period: periods.Period) -> Recap:
    controller.page.period.take(period)
    qtbot.waitUntil(
        lambda: controller.recap is not None and controller.recap.period == period and not controller.busy(),
        timeout=WAIT,
    )
    assert controller.recap is not None
    return controller.recap


def test_every_figure_is_as_many_rows(controller: RecapController, story: SmallOffice, qtbot: QtBot) -> None:
    today = story.office.local(story.office.now()).date()
    past = periods.before(periods.before(periods.month_of(today)))
    shown = 0
    for period in (past, periods.month_of(today), periods.whole_year(today.year)):
        recap = turned_to(qtbot, controller, period)
        for what, number, wish in figures(controller):
            assert sum(1 for _ in rows_behind(story.office, recap, wish)) == number, (period.name, what)
            shown += number > 0
    assert shown > 150


def figures(controller: RecapController) -> Iterator[tuple[str, int, Wish]]:
    """Every number that the page shows, and what it asks for when it is opened."""
    page, heard = controller.page, []
    page.list_wanted.disconnect(controller.open_list)
    page.list_wanted.connect(heard.append)
    for name, box in page.tables().items():
        for number in numbers(box):
            yield name, number, heard.pop()
    for tiles in (page.summary.equation.tiles, page.summary.quality.tiles):
        for name, tile in tiles.items():
            tile.click()
            yield name, number_of(tile), heard.pop()
    for chart in (page.summary.sops, page.summary.on_time, page.summary.reasons):
        for key, number in bars(chart):
            chart.opened.emit(key)
            yield f"{chart.title} {key}", number, heard.pop()
    page.list_wanted.disconnect(heard.append)
    page.list_wanted.connect(controller.open_list)


def numbers(box: RecapTableBox) -> Iterator[int]:
    """Every count in a table, after its cell was opened; shares of a hundred are no counts."""
    for row, record in enumerate(box.model.records):
        for place, column in enumerate(box.model.columns):
            value = column.number(record) if isinstance(column, RecapColumn) and column.number else None
            if isinstance(value, int) and column.figure:
                box.table.setCurrentIndex(box.model.index(row, place))
                box.table.opened.emit(record)
                yield value


def number_of(tile: FigureTile) -> int:
    """The count of a tile; that of a share stands in its words."""
    words = tile.words if "%" in tile.number or tile.number == "–" else tile.number
    return int(words.split(" ")[0].replace(".", ""))


def bars(chart: Chart) -> Iterator[tuple[str, int]]:
    """Every bar of a chart and the number that is said of it."""
    chart.grab()
    for _area, key in chart.places:
        yield key, int(chart.words_of(key).rpartition(": ")[2].split(",")[0].split(" ")[-1])


def test_the_time_of_what_ended_is_that_of_its_rows(
    controller: RecapController, story: SmallOffice, qtbot: QtBot
) -> None:
    year = periods.whole_year(story.office.local(story.office.now()).year)
    recap = turned_to(qtbot, controller, year)
    heard: list[Wish] = []
    controller.page.list_wanted.connect(heard.append)
    controller.page.summary.time.opened.emit("Di kantor")
    rows = list(rows_behind(story.office, recap, heard[0]))
    assert rows
    assert sum(row.split.office for row in rows) == recap.split.office
    assert sum(row.split.whole for row in rows) == recap.split.whole


def test_a_correction_opens_the_list_of_its_month(
    controller: RecapController, story: SmallOffice, qtbot: QtBot
) -> None:
    today = story.office.local(story.office.now()).date()
    past = periods.before(periods.month_of(today))
    done(close_month(story.office, story.people["leader"], past))
    received = datetime.combine(past.until, time(14))
    for code in ("PP", "PA"):
        story.register(code, received_at=received, agency_name="Dinas Satu (CONTOH)")
    recap = turned_to(qtbot, controller, periods.whole_year(today.year))
    assert recap.corrections
    heard: list[Wish] = []
    controller.page.list_wanted.connect(heard.append)
    for correction in recap.corrections:
        controller.page.corrections.cell_opened.emit(correction, "sekarang")
        rows = list(rows_behind(story.office, recap, heard[-1]))
        assert len(rows) == correction.now, correction
    assert len(heard) == len(recap.corrections)
