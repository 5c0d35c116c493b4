"""The dialogs of the calendar: a holiday, a season, and the effect of a change before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.records.office import HOLIDAY_KINDS, NewHoliday, SeasonEntry
from models.records.office_lines import SeasonLine
from views.ask_dialog import AskDialog
from views.checked_form import ScrollPage
from views.fields import DayField, WrappedLabel
from views.settings_calendar import HoursForm

#: More lines than anybody reads; the number of the rest is told.
_SHOWN = 200


class HolidayDialog(AskDialog):
    """A day off with its decree."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__("Hari libur baru", "", "&Lihat akibatnya…", parent)
        self.day = DayField("Tanggal", now, self)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Jenis")
        for kind in HOLIDAY_KINDS:
            self.kind.addItem(kind.capitalize(), kind)
        self.kind.setCurrentIndex(len(HOLIDAY_KINDS) - 1)
        self.name = _line("Nama", self)
        self.basis = _line("Dasar", self)
        self.basis.setPlaceholderText("misalnya Keputusan Bupati Nomor …")
        self.form.addRow("Tan&ggal", self.day)
        self.form.addRow("&Jenis", self.kind)
        self.form.addRow("&Nama", self.name)
        self.form.addRow("&Dasar", self.basis)
        self.day.changed.connect(self.check)
        self.name.textChanged.connect(self.check)
        self.ready()

    def problems(self) -> list[str]:
        """Day and name are needed."""
        found = [] if self.day.day() is not None else ["Isi tanggalnya."]
        return [*found, *([] if self.name.text().strip() else ["Isi nama hari libur."])]

    def typed(self) -> object:
        """All fields."""
        return self.day.edit.text(), self.kind.currentData(), self.name.text(), self.basis.text()

    def holiday(self) -> NewHoliday | None:
        """The holiday as entered; None without a day."""
        day = self.day.day()
        if day is None:
            return None
        return NewHoliday(day, str(self.kind.currentData()), self.name.text(), self.basis.text())


class SeasonDialog(AskDialog):
    """A season with its own hours."""

    def __init__(
        self,
        hours: Sequence[str],
        now: Callable[[], datetime],
        line: SeasonLine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "Musim baru" if line is None else f"Ubah {line.name}"
        super().__init__(title, "", "&Lihat akibatnya…", parent)
        self.fills = True
        self.name = _line("Nama musim", self)
        self.since = DayField("Mulai", now, self)
        self.until = DayField("Selesai", now, self)
        self.estimate = QCheckBox("Tanggalnya masih pe&rkiraan", self)
        self.hours = HoursForm(self)
        self.hours.show_hours(line.hours if line is not None else hours)
        if line is not None:
            self.name.setText(line.name)
            self.since.take_day(line.since)
            self.until.take_day(line.until)
            self.estimate.setChecked(line.estimate)
        self.form.addRow("&Nama musim", self.name)
        self.form.addRow("&Mulai", self.since)
        self.form.addRow("Sel&esai", self.until)
        self.form.addRow("", self.estimate)
        page = ScrollPage(self)
        page.column.addWidget(WrappedLabel("Jam kerja selama musim ini:", page))
        page.column.addWidget(self.hours)
        page.column.addStretch(1)
        self.column.insertWidget(2, page, 1)
        self.name.textChanged.connect(self.check)
        for changed in (self.since.changed, self.until.changed, self.hours.changed):
            changed.connect(self.check)
        self.ready(580, 600)

    def problems(self) -> list[str]:
        """Name, both days and readable hours are needed."""
        found = [] if self.name.text().strip() else ["Isi nama musim."]
        since, until = self.since.day(), self.until.day()
        if since is None or until is None:
            found.append("Isi tanggal mulai dan selesai.")
        elif until < since:
            found.append("Tanggal selesai tidak boleh sebelum mulai.")
        return found + sorted(set(self.hours.faults()))

    def typed(self) -> object:
        """All fields."""
        return (
            self.name.text(), self.since.edit.text(), self.until.edit.text(),
            self.estimate.isChecked(), self.hours.texts(),
        )  # fmt: skip

    def season(self) -> SeasonEntry | None:
        """The season as entered; None without its days."""
        since, until = self.since.day(), self.until.day()
        if since is None or until is None:
            return None
        return SeasonEntry(self.name.text(), since, until, self.hours.texts(), self.estimate.isChecked())


class EffectDialog(AskDialog):
    """What a change of the calendar would move; nothing is kept before Terapkan."""

    def __init__(self, change: str, moved: Sequence[str], parent: QWidget | None = None) -> None:
        intro = (
            f"{change}\n\nTenggat {len(moved)} langkah yang terbuka akan bergeser:"
            if moved
            else f"{change}\n\nTidak ada tenggat yang bergeser."
        )
        super().__init__("Akibat perubahan kalender", intro, "Terap&kan", parent)
        self.fills = bool(moved)
        self.lines = WrappedLabel("", self)
        if moved:
            more = [f"… dan {len(moved) - _SHOWN} lagi"] if len(moved) > _SHOWN else []
            self.lines.show_text("\n".join([*moved[:_SHOWN], *more]))
            page = ScrollPage(self)
            page.column.addWidget(self.lines)
            page.column.addStretch(1)
            self.column.insertWidget(2, page, 1)
        self.ready(620, 420 if moved else 220)
        self.ok_button.setFocus()


def _line(name: str, parent: QWidget) -> QLineEdit:
    edit = QLineEdit(parent)
    edit.setAccessibleName(name)
    edit.setMaxLength(300)
    return edit
