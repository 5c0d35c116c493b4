"""What takes the keyboard has a name, and no button of the step dialog is cut at 150 % text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QPushButton,
    QScrollBar,
    QWidget,
)

from tests.journeys.pages import Journey, Seat, dialogs, settle
from views.case_window import CaseWindow
from views.register_dialog import RegisterDialog
from views.theme import apply_theme

ROOM = (1366, 768)


def nameless(window: QWidget) -> list[str]:
    """What can take the keyboard, is in sight and says nothing to who cannot see it."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisibleTo(window) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is not None or inside_calendar(widget) or isinstance(widget, QScrollBar):
            continue
        said = QAccessible.queryAccessibleInterface(widget)
        if not said.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def inside_calendar(widget: QWidget) -> bool:
    """Parts of Qt's own calendar are Qt's to name."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QCalendarWidget, QAbstractSpinBox)):
            return True
        above = above.parentWidget()
    return False


def on_the_way(start: Callable[[str], Journey], code: str) -> tuple[Journey, Seat]:
    journey = start(code)
    journey.register()
    return journey, journey.sit(journey.small.people["tu"])


@pytest.mark.parametrize("screen", ["papan:PP", "semua", "tugas", "rekap"])
def test_the_main_window_names_what_takes_the_keyboard(start: Callable[[str], Journey], screen: str) -> None:
    _journey, seat = on_the_way(start, "PP")
    seat.main.go(screen)
    settle()
    assert nameless(seat.window) == []
    if screen.startswith("papan"):
        seat.main.board.show_mode("daftar")
        settle()
        assert nameless(seat.window) == []


@pytest.mark.parametrize("code", ["PP", "PA", "MLS", "PAW", "MPA"])
def test_the_step_dialog_names_what_takes_the_keyboard(start: Callable[[str], Journey], code: str) -> None:
    journey, _seat = on_the_way(start, code)
    small = journey.small
    if code != "MPA":
        small.walk(journey.case_id)
    if code == "PA":
        small.walk(journey.case_id)
        small.walk(journey.case_id)
    if code == "MLS":
        small.walk(journey.case_id)
    journey.stand_up()
    run = small.open_runs(journey.case_id)[0]
    part = small.sop(code).step(run.step).workers[0]
    page = journey.open(part.executor)
    assert nameless(page.dialog) == []
    page.close()


def test_the_case_window_names_what_takes_the_keyboard(start: Callable[[str], Journey]) -> None:
    journey, seat = on_the_way(start, "PP")
    journey.small.walk(journey.case_id)
    seat.main.reload()
    view = seat.select(journey.case_id, "kominfo")
    journey.qtbot.keyClick(view, Qt.Key.Key_Space)
    window = seat.opened(CaseWindow)
    assert nameless(window) == []
    window.close()


def test_the_register_dialog_names_what_takes_the_keyboard(start: Callable[[str], Journey]) -> None:
    journey = start("PP")
    seat = journey.sit(journey.small.people["tu"])
    journey.qtbot.keyClick(seat.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = dialogs(seat.window, RegisterDialog)[0]
    assert nameless(form) == []
    form.start.under_way_box.setChecked(True)
    assert nameless(form) == []
    form.close_done()


@pytest.fixture
def large_text(qtbot) -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "terang", 150)
    yield
    apply_theme(app, "terang", 100)


@pytest.mark.usefixtures("large_text")
def test_no_button_of_the_step_dialog_is_cut_at_large_text(start: Callable[[str], Journey]) -> None:
    journey, _seat = on_the_way(start, "PA")
    small = journey.small
    for _ in range(3):
        small.walk(journey.case_id)
    journey.stand_up()
    page = journey.open("kasi_ai")
    dialog = page.dialog
    least = dialog.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
    dialog.resize(*ROOM)
    settle()
    row = [b for b in dialog.children() if isinstance(b, QPushButton) and b.isVisible()]
    assert {"Selesaikan langkah", "Tutup", "Simpan draf", "Kembalikan"} <= {b.accessibleName() for b in row}
    for button in [b for b in dialog.findChildren(QAbstractButton) if b.isVisible() and b.text()]:
        words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
        assert button.width() >= words.width(), button.text()
        assert button.height() >= words.height(), button.text()
    for button in row:
        assert button.width() >= button.sizeHint().width(), button.text()
        assert dialog.rect().contains(button.geometry()), button.text()
    page.close()
