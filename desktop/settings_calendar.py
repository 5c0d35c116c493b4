"""The page Kalender at work: every change is previewed, and made only after Terapkan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.case_acts import refusal_lines
from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage, begin_typing
from desktop.slices import in_slices
from models.actions.calendar_settings import Affected, change_calendar, preview_calendar
from models.queries.office_settings import holidays, seasons, weekly_hours, years_without_holidays
from models.records.office import (
    AddHoliday,
    CalendarChange,
    NewHoliday,
    PutHours,
    PutSeason,
    RemoveHoliday,
    RemoveSeason,
)
from models.records.office_lines import HolidayLine, SeasonLine
from models.records.results import Refused
from models.rules.calendar import CalendarDataError, read_holidays
from resources.indonesian import date_text, moment_text
from views.ask_dialog import AskDialog
from views.settings_calendar import CalendarSettings
from views.settings_calendar_dialogs import EffectDialog, HolidayDialog, SeasonDialog
from views.settings_window import SettingsWindow

#: A list of holidays is short; what is larger is another file.
_CSV_LIMIT = 1_000_000


class CalendarPage(SettingsPage):
    """Kalender."""

    subjects = ("calendar",)
    page: CalendarSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(CalendarSettings(), window, session, changes)
        self.effect: EffectDialog | None = None
        page = self.page
        page.year_chosen.connect(lambda _year: self._show_holidays())
        page.add_holiday_wanted.connect(self.add_holiday)
        page.remove_holiday_wanted.connect(self._remove_holiday)
        page.import_wanted.connect(self._pick_csv)
        page.season_wanted.connect(self.put_season)
        page.remove_season_wanted.connect(self._remove_season)
        page.hours_wanted.connect(self._put_hours)

    def reload(self) -> None:
        """Years, holidays, seasons and hours."""
        this_year = self.now().year
        known = {line.day.year for line in holidays(self.office)}
        years = sorted(known | {this_year, this_year + 1})
        self.page.show_years(years, years_without_holidays(self.office), this_year)
        self._show_holidays()
        self.page.seasons.show_records(seasons(self.office))
        self.page.hours.show_hours(weekly_hours(self.office))

    def _show_holidays(self) -> None:
        self.page.holidays.show_records(holidays(self.office, self.page.chosen_year()))

    def add_holiday(self) -> HolidayDialog:
        """Tambah hari libur."""
        dialog = HolidayDialog(self.now, self.window)
        dialog.submitted.connect(lambda: self._propose_holiday(dialog))
        self._open(dialog)
        return dialog

    def _propose_holiday(self, dialog: HolidayDialog) -> None:
        holiday = dialog.holiday()
        if holiday is not None:
            words = f"Menambah {holiday.name.strip()} pada {date_text(holiday.day)}."
            self.propose((AddHoliday(holiday),), words, dialog)

    def _remove_holiday(self, line: HolidayLine) -> None:
        self.propose((RemoveHoliday(line.id),), f"Menghapus {line.name} pada {date_text(line.day)}.")

    def put_season(self, line: SeasonLine | None) -> SeasonDialog:
        """Tambah or Ubah musim."""
        dialog = SeasonDialog(weekly_hours(self.office), self.now, line, self.window)
        season_id = None if line is None else line.id
        dialog.submitted.connect(lambda: self._propose_season(dialog, season_id))
        self._open(dialog)
        return dialog

    def _propose_season(self, dialog: SeasonDialog, season_id: int | None) -> None:
        season = dialog.season()
        if season is not None:
            words = (
                f"{season.name.strip()}: {date_text(season.since)} sampai {date_text(season.until)} "
                "dengan jam kerjanya sendiri."
            )
            self.propose((PutSeason(season, season_id),), words, dialog)

    def _remove_season(self, line: SeasonLine) -> None:
        self.propose((RemoveSeason(line.id),), f"Menghapus musim {line.name}.")

    def _put_hours(self, hours: tuple[str, ...]) -> None:
        self.propose((PutHours(hours),), "Mengganti jam kerja mingguan.")

    def _pick_csv(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self.window, "Pilih daftar hari libur", "", "Daftar CSV (*.csv);;Semua berkas (*)"
        )
        if name:
            self.import_csv(Path(name))

    def import_csv(self, path: Path) -> None:
        """Add the holidays of a file that are not there yet; nothing is added when a line is wrong."""
        try:
            fresh = self._fresh(_read(path))
        except (OSError, UnicodeDecodeError, CalendarDataError) as error:
            self.window.refuse([f"{path.name} tidak dapat diimpor; tidak ada yang berubah.", _why(error)])
            return
        if not fresh:
            self.window.refuse([f"Semua hari libur dalam {path.name} sudah ada."])
            return
        years = sorted({holiday.day.year for holiday in fresh})
        words = f"Menambah {len(fresh)} hari libur tahun {', '.join(map(str, years))} dari {path.name}."
        self.propose(tuple(AddHoliday(holiday) for holiday in fresh), words)

    def _fresh(self, text: str) -> list[NewHoliday]:
        known = {(line.day, line.name) for line in holidays(self.office)}
        fresh: list[NewHoliday] = []
        for found in read_holidays(text):
            name = " ".join(found.name.split())
            if (found.day, name) not in known:
                known.add((found.day, name))
                fresh.append(NewHoliday(found.day, found.kind, name, found.basis))
        return fresh

    def propose(
        self, changes: Sequence[CalendarChange], words: str, dialog: AskDialog | None = None
    ) -> EffectDialog | None:
        """Show what the changes would move; Terapkan makes them, Batal keeps what was typed."""
        parent: QWidget = dialog if dialog is not None else self.window
        found = in_slices(
            parent,
            "Menghitung akibatnya pada tenggat langkah yang terbuka…",
            lambda progress: preview_calendar(self.office, self.actor_id, *changes, progress=progress),
        )
        if isinstance(found, Refused):
            self._refuse(refusal_lines(found), dialog)
            return None
        effect = EffectDialog(words, [_line(each) for each in found], parent)
        self.effect = effect
        self.ask(
            effect,
            lambda: in_slices(
                effect,
                "Mengubah kalender dan menghitung ulang tenggat…",
                lambda progress: change_calendar(self.office, self.actor_id, *changes, progress=progress),
            ),
            lambda: f"Kalender diubah; {len(found)} tenggat bergeser.",
        )
        if dialog is not None:
            effect.accepted.connect(dialog.close_done)
            effect.rejected.connect(lambda: dialog.show_refusal([]))
        return effect

    def _refuse(self, lines: list[str], dialog: AskDialog | None) -> None:
        if dialog is not None:
            dialog.show_refusal(lines)
        else:
            self.window.refuse(lines)

    def _open(self, dialog: AskDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        begin_typing(dialog)


def _line(run: Affected) -> str:
    return f"{run.number}, langkah {run.step_no}: {_moment(run.before)} menjadi {_moment(run.after)}"


def _moment(moment: datetime | None) -> str:
    return "tanpa tenggat" if moment is None else moment_text(moment)


def _read(path: Path) -> str:
    if path.stat().st_size > _CSV_LIMIT:
        raise CalendarDataError("Berkasnya terlalu besar untuk sebuah daftar libur.")
    return path.read_text("utf-8-sig")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "Berkasnya bukan teks UTF-8; simpan ulang sebagai CSV UTF-8."
    if isinstance(error, OSError):
        return error.strerror or "Berkasnya tidak dapat dibaca."
    return str(error)
