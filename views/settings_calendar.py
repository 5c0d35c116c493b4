"""Pengaturan > Kalender: holidays by year, seasons, weekly hours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.records.office_lines import HolidayLine, SeasonLine
from models.rules.calendar import WEEKDAYS, read_spans
from resources.indonesian import long_date, short_date
from views.checked_form import CheckedForm, ScrollPage
from views.fields import WrappedLabel
from views.record_table import Column
from views.settings_list import SettingsList
from views.told import Told


class CalendarSettings(QWidget):
    """Three lists on tabs of their own; every change is shown with its effect before it is made."""

    year_chosen = Signal(int)
    add_holiday_wanted = Signal()
    remove_holiday_wanted = Signal(object)
    import_wanted = Signal()
    season_wanted = Signal(object)
    remove_season_wanted = Signal(object)
    hours_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.warning = Told(self)
        self.parts = QTabWidget(self)
        self.parts.setAccessibleName("Bagian kalender")
        self.parts.addTab(self._holiday_page(), "Hari libur")
        self.parts.addTab(self._season_page(), "Musim")
        self.parts.addTab(self._hours_page(), "Jam kerja mingguan")
        column = QVBoxLayout(self)
        column.addWidget(
            WrappedLabel(
                "Sebelum disimpan, setiap perubahan menunjukkan tenggat mana yang bergeser. Langkah yang "
                "sudah selesai tidak dinilai ulang.",
                self,
                quiet=True,
            )
        )
        column.addWidget(self.warning)
        column.addWidget(self.parts, 1)

    def _holiday_page(self) -> QWidget:
        page = QWidget(self)
        self.year = QComboBox(page)
        self.year.setAccessibleName("Tahun")
        label = QLabel("Ta&hun", page)
        label.setBuddy(self.year)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.year)
        top.addStretch(1)
        self.holidays = SettingsList[HolidayLine](
            "Hari libur",
            (
                Column("Tanggal", "", lambda r: long_date(r.day), 30),
                Column("Jenis", "", lambda r: r.kind, 16),
                Column("Nama", "", lambda r: r.name, 44),
                Column("Dasar", "", lambda r: r.basis, 40),
            ),
            lambda line: line.id,
            empty="Belum ada hari libur untuk tahun ini. Tambahkan, atau impor berkas CSV.",
            parent=page,
        )
        self.holidays.add_button("&Tambah hari libur…", self.add_holiday_wanted.emit)
        self.holidays.add_button(
            "Ha&pus…", self.holidays.on_current(self.remove_holiday_wanted.emit), on_record=True
        )
        self.holidays.add_button("&Impor CSV…", self.import_wanted.emit)
        self.holidays.end_buttons()
        column = QVBoxLayout(page)
        column.addLayout(top)
        column.addWidget(self.holidays, 1)
        self.year.currentIndexChanged.connect(lambda _index: self.year_chosen.emit(self.chosen_year()))
        return page

    def _season_page(self) -> QWidget:
        self.seasons = SettingsList[SeasonLine](
            "Musim",
            (
                Column("Musim", "", lambda r: r.name, 24),
                Column("Mulai", "", lambda r: short_date(r.since), 14),
                Column("Selesai", "", lambda r: short_date(r.until), 14),
                Column("Keterangan", "", lambda r: "perkiraan" if r.estimate else "", 14),
                Column("Jam hari Senin", "", lambda r: r.hours[0] or "libur", 26),
            ),
            lambda line: line.id,
            "Musim mengganti jam kerja mingguan untuk sementara, misalnya selama Ramadan.",
            "Belum ada musim.",
            self,
        )
        self.seasons.add_button("&Tambah musim…", lambda: self.season_wanted.emit(None))
        self.seasons.add_button("U&bah…", self.seasons.on_current(self.season_wanted.emit), on_record=True)
        self.seasons.add_button(
            "Ha&pus…", self.seasons.on_current(self.remove_season_wanted.emit), on_record=True
        )
        self.seasons.end_buttons()
        self.seasons.opened.connect(self.season_wanted)
        return self.seasons

    def _hours_page(self) -> QWidget:
        page = ScrollPage(self)
        self.hours = HoursForm(page)
        self.hours_button = QPushButton("&Simpan jam kerja…", page)
        self.hours_button.setAccessibleName("Simpan jam kerja")
        self.hours_button.setAutoDefault(False)
        self.hours_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hours_button.clicked.connect(self._save_hours)
        page.column.addWidget(
            WrappedLabel(
                "Tulis rentang jam tiap hari, dipisah spasi, istirahat tidak termasuk: 07.30-12.00 "
                "13.00-16.00. Kosong berarti tidak ada kerja.",
                page,
                quiet=True,
            )
        )
        page.column.addWidget(self.hours)
        page.column.addWidget(self.hours_button)
        page.column.addStretch(1)
        return page

    def chosen_year(self) -> int:
        """The year whose holidays are shown."""
        return int(self.year.currentData() or 0)

    def show_years(self, years: Sequence[int], missing: Sequence[int], usual: int) -> None:
        """Offer these years; warn of those that have no holidays."""
        chosen = self.chosen_year() or usual
        self.year.blockSignals(True)
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self.year.blockSignals(False)
        names = " dan ".join(str(year) for year in missing)
        self.warning.say(
            f"Tahun {names} belum mempunyai hari libur: tenggat pada tahun itu dihitung seolah-olah tidak "
            "ada libur. Tambahkan atau impor daftarnya."
            if missing
            else "",
            "kuning",
        )

    def _save_hours(self) -> None:
        if self.hours.insist():
            self.hours_wanted.emit(self.hours.texts())


class HoursForm(CheckedForm):
    """Seven lines of intervals, Monday first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: list[QLineEdit] = []
        self._kept: tuple[str, ...] = ()
        for name in WEEKDAYS:
            edit = QLineEdit()
            edit.setMaxLength(120)
            edit.setPlaceholderText("tidak ada kerja")
            self.days.append(edit)
            self.add(name.capitalize(), edit, lambda edit=edit: _span_fault(edit.text()))  # type: ignore[misc]

    def show_hours(self, hours: Sequence[str]) -> None:
        """Show these, unless something was typed that is not kept yet."""
        if self._kept and self.texts() != self._kept:
            self._kept = tuple(hours)
            return
        self._kept = tuple(hours)
        for edit, text in zip(self.days, hours, strict=True):
            edit.setText(text)

    def texts(self) -> tuple[str, ...]:
        """The seven texts."""
        return tuple(" ".join(edit.text().split()) for edit in self.days)


def _span_fault(text: str) -> str:
    try:
        spans = read_spans(text)
    except ValueError as error:
        return f"Tidak terbaca: {error}."
    ends = [moment for span in spans for moment in span]
    return "" if ends == sorted(set(ends)) else "Rentang jam harus berurutan dan tidak bertumpuk."
