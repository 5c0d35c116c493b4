"""Small form fields of the dialogs: wrapped labels, sections, several lines of text, dates and moments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from resources.indonesian import parse_date
from views.dialog_style import breakable, mute, muted_colour, scale_font


class WrappedLabel(QLabel):
    """Plain text that wraps anywhere it must and can be selected with mouse and keyboard."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)
        if quiet:
            mute(self)

    def show_text(self, text: str) -> None:
        """Replace the words; hidden from layouts when there are none."""
        self.setText(breakable(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Stay readable when light turns dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_quiet", False):
            mute(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the layout wants, as high as that width needs."""
        return QSize(40, self.fontMetrics().height())


class Section(QWidget):
    """A titled block of a dialog that disappears as a whole when it does not apply."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title.upper(), self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        scale_font(self.title, 0.85, bold=True)
        self.title.setStyleSheet(f"color: {muted_colour(self.palette()).name()};")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.body.addWidget(self.title)

    def rename(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title.upper())
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Put a widget below, in sight at once: a layout would show it only with the next event."""
        self.body.addWidget(widget)
        widget.show()

    def clear(self) -> None:
        """Remove everything below the title."""
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                # names lead focus back after a reload: those of the dying must not be found
                for child in widget.findChildren(QWidget):
                    child.setObjectName("")
                widget.hide()
                widget.deleteLater()


class LinesEdit(QPlainTextEdit):
    """Several lines of plain text; Tab moves on instead of indenting."""

    def __init__(self, label: str, parent: QWidget | None = None, *, lines: int = 2) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setAccessibleName(label)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines."""
        margins = self.contentsMargins()
        extra = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin()) + 4
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + extra)

    def text(self) -> str:
        """The words without blank ends."""
        return self.toPlainText().strip()


class DayField(QWidget):
    """A date typed as text, with "Hari ini" and a calendar; empty means not given."""

    changed = Signal()
    hint = "tt-bb-tttt, misalnya 21-11-2026"
    here = "Hari ini"

    def __init__(self, label: str, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(self.hint)
        self.edit.setClearButtonEnabled(True)
        self.now_button = QPushButton(self.here, self)
        self.now_button.setAutoDefault(False)
        self.now_button.setAccessibleName(f"{label}: {self.here.lower()}")
        self.calendar_button = QPushButton("Kalender", self)
        self.calendar_button.setAutoDefault(False)
        self.calendar_button.setAccessibleName(f"{label}: pilih dari kalender")
        self.problem_label = WrappedLabel("", self)
        self.problem_label.hide()
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        row.addWidget(self.now_button)
        row.addWidget(self.calendar_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.problem_label)
        # Qt lets the letter of a label lead only to what takes the focus itself;
        # said after the proxy it would be said of the proxy
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.now_button.clicked.connect(self._take_now)
        self.calendar_button.setMenu(self._calendar_menu())

    def _calendar_menu(self) -> QMenu:
        menu = QMenu(self)
        self.calendar = QCalendarWidget(menu)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.calendar)
        menu.addAction(action)
        menu.aboutToShow.connect(self._aim_calendar)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        return menu

    def _aim_calendar(self) -> None:
        day = self.day() or self._now().date()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _pick(self, picked: QDate) -> None:
        self.take_day(date(picked.year(), picked.month(), picked.day()))
        menu = self.calendar_button.menu()
        if menu is not None:
            menu.close()

    def _take_now(self) -> None:
        self.take_day(self._now().date())

    def take_day(self, day: date) -> None:
        """Write a date into the field."""
        self.edit.setText(f"{day:%d-%m-%Y}")

    def day(self) -> date | None:
        """The date typed; None when empty or not understood."""
        return parse_date(self.edit.text().strip())

    def unreadable(self) -> bool:
        """Whether something stands there that is no date."""
        return bool(self.edit.text().strip()) and self.day() is None

    def _typed(self) -> None:
        self.problem_label.show_text(f"Tidak terbaca. Tulis {self.hint}." if self.unreadable() else "")
        self.problem_label.setVisible(self.unreadable())
        self.changed.emit()


class MomentField(DayField):
    """A date with its time, typed as text; empty means not given."""

    hint = "tt-bb-tttt jj.mm, misalnya 21-11-2026 09.15"
    here = "Sekarang"

    def take(self, moment: datetime | None) -> None:
        """Write a moment into the field, or empty it."""
        self.edit.setText("" if moment is None else f"{moment:%d-%m-%Y %H.%M}")

    def _take_now(self) -> None:
        self.take(self._now())

    def take_day(self, day: date) -> None:
        """Change the date and keep the time that stands there."""
        at = self.moment() or self._now()
        self.take(datetime.combine(day, at.time()))

    def _halves(self) -> tuple[str, time] | None:
        found = re.fullmatch(r"(.*\S)\s+(\d{1,2})[.:](\d{2})", self.edit.text().strip())
        if found is None or int(found[2]) > 23 or int(found[3]) > 59:
            return None
        return found[1], time(int(found[2]), int(found[3]))

    def moment(self) -> datetime | None:
        """The moment typed; None when empty or not understood."""
        halves = self._halves()
        if halves is None:
            return None
        day = parse_date(halves[0])
        return None if day is None else datetime.combine(day, halves[1])

    def day(self) -> date | None:
        """The date of the moment typed."""
        moment = self.moment()
        return None if moment is None else moment.date()
