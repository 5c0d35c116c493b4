"""Connects the screen Rekap: reads a period in a worker, opens the lists, exports, prints, closes months."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop.background import Progress, run_in_background
from desktop.case_acts import CaseActs
from desktop.changes import Changes, touched
from desktop.doors import Doors
from desktop.first_case_words import registers
from desktop.newest_reading import NewestReading
from desktop.printing import PaperOutput
from desktop.recap_closing import MonthClosing
from desktop.recap_saving import RecapSaving
from desktop.session import Session
from desktop.window_first import window_first
from models.queries import recap as queries
from models.queries.board import sidebar
from models.queries.papers import logo_bytes, paper_defaults
from models.records.recap import Period, Recap, Share
from models.rules.periods import parse_period
from models.store.office import Office
from resources.indonesian import number_text
from views.recap_list import RecapList
from views.recap_page import RecapPage
from views.recap_table import empty_columns
from views.recap_wishes import LateWish, ListWish, Wish, WorkWish
from views.title_words import calm_title

if TYPE_CHECKING:
    from views.evidence_dialog import EvidenceDialog
    from views.monitoring_dialog import MonitoringDialog

_OLDEST = 50
#: Counting that takes longer says so.
_PATIENCE_MS = 300
#: Reading a list tells how far it is every so many rows.
_STEP = 200


class RecapController(QObject):
    """Lives as long as its page; `recap` is what is shown."""

    def __init__(self, page: RecapPage, session: Session, changes: Changes, doors: Doors) -> None:
        super().__init__(page)
        self.page = page
        page.summary.registers = registers(session.standing)
        self._session = session
        self._changes = changes
        self._doors = doors
        self.recap: Recap | None = None
        self.figures = NewestReading(self, session.office)
        self.lists = NewestReading(self, session.office)
        self.output = PaperOutput(page)
        self.saving = RecapSaving(page, session.office)
        acts = CaseActs(session, changes, lambda lines: page.message.refuse(" ".join(lines)))
        self.closing = MonthClosing(page, acts, self.saving)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self._say_slow)
        self._read_for: tuple[Period, tuple[str, ...]] | None = None
        self._monitoring: MonitoringDialog | None = None
        self._evidence: EvidenceDialog | None = None
        self._connect()
        changes.happened.connect(self._heard)

    def _connect(self) -> None:
        page = self.page
        page.wanted.connect(self._read)
        page.turned.connect(lambda _name: self._read_tab())
        page.list_wanted.connect(self.open_list)
        page.case_wanted.connect(self._doors.case)
        page.export_wanted.connect(self._export)
        page.print_wanted.connect(self.print)
        page.close_wanted.connect(lambda: self.recap and self.closing.close(self.recap))
        page.reopen_wanted.connect(lambda: self.recap and self.closing.reopen(self.recap))
        self.saving.turned.connect(self._allow)
        page.monitoring_wanted.connect(self.open_monitoring)
        page.evidence_wanted.connect(self.open_evidence)

    def busy(self) -> bool:
        """Whether anything is being read."""
        return self.figures.busy() or self.lists.busy()

    def show(self) -> None:
        """Read the period that is asked for."""
        boards = sidebar(self._session.office, self._session.person_id).boards
        self.page.period.sops.show_sops([(board.code, calm_title(board.name)) for board in boards])
        self._read()

    def _heard(self, subjects: frozenset[str]) -> None:
        if self.page.isVisible() and touched(subjects, "case:", "recap", "calendar", "agencies", "people"):
            self._read()

    def _read(self) -> None:
        period, sops = self.page.period.period(), self.page.period.sops.chosen()
        if period is None:
            return
        office = self._session.office
        self._read_for = period, sops

        def read() -> tuple[Recap, tuple[Share, ...]]:
            return queries.recap(office, period, sops), queries.trend(office, period.until, sops=sops)

        if not self._slow.isActive():
            self._slow.start()
        self.figures.ask(read, self._show)

    def _say_slow(self) -> None:
        if self._read_for is not None:
            self.page.title.show_text(f"Menghitung rekap {self._read_for[0].name}…")

    def _show(self, read: tuple[Recap, tuple[Share, ...]]) -> None:
        self._slow.stop()
        self.recap = read[0]
        self.page.show_recap(*read)
        self._allow()
        self._read_tab()

    def _allow(self) -> None:
        recap = self.recap
        if recap is None:
            return
        begun = recap.period.since <= recap.made.date()
        free = not self.saving.busy()
        close, reopen = self.closing.possible(recap, self._session.standing)
        self.page.allow(export=begun and free, close=close and free, reopen=reopen)

    def _read_tab(self) -> None:
        """The lists of two tabs are read when they are looked at."""
        recap, office, page = self.recap, self._session.office, self.page
        if recap is None:
            return
        if page.tab() == "terlambat":
            self.lists.ask(
                lambda: list(queries.late_runs(office, recap.period, recap.sops)), page.late.show_records
            )
        elif page.tab() == "tertua":
            self.lists.ask(
                lambda: queries.oldest_cases(office, _OLDEST, recap.sops), page.oldest.show_records
            )

    def open_list(self, wish: Wish) -> RecapList | None:
        """The list behind a figure, read in a worker beside its window."""
        recap, office = self.recap, self._session.office
        if recap is None:
            return None
        dialog = RecapList(wish, period_of(recap, wish).name, self.page.window())
        dialog.case_wanted.connect(self._doors.case)

        columns = dialog.columns

        def read(progress: Progress) -> tuple[list[Any], frozenset[str]]:
            found: list[Any] = []
            with window_first(), office.reading():
                for place, row in zip(count(1), rows_behind(office, recap, wish), strict=False):
                    found.append(row)
                    if place % _STEP == 0 and not progress(place, place * 2):
                        break
                return found, empty_columns(columns, found)

        def advanced(done: int, _total: int) -> None:
            dialog.count.show_text(f"Membaca daftar… {number_text(done)}")

        def done(read: tuple[list[Any], frozenset[str]]) -> None:
            if isValid(dialog):
                dialog.show_records(*read)

        run_in_background(dialog, read, done, None, advanced)
        dialog.show()
        return dialog

    def open_monitoring(self) -> MonitoringDialog:
        """The monitoring of SOPs by semester, in a window beside."""
        from desktop.monitoring_controller import open_monitoring

        if self._monitoring is None or not _shown_again(self._monitoring):
            self._monitoring = open_monitoring(self.page.window(), self._session, self._changes)
        return self._monitoring

    def open_evidence(self) -> EvidenceDialog | None:
        """Bukti dukung of a year, in a window beside."""
        from desktop.evidence_controller import open_evidence

        if self._evidence is None or not _shown_again(self._evidence):
            self._evidence = open_evidence(self.page.window(), self._session)
        return self._evidence

    def _export(self) -> None:
        if self.recap is not None:
            self.saving.start(self.recap)

    def print(self) -> None:
        """Draw what the page shows as PDF, its tables in a worker, then ask for the printer."""
        from desktop.recap_chart_paper import charts_page
        from desktop.recap_paper import registers
        from models.store.anchors import note_anchor

        recap, office = self.recap, self._session.office
        if recap is None:
            return
        books = registers(self.page, recap, paper_defaults(office).paper)
        logo, charts = logo_bytes(office), charts_page(self.page.summary, recap)

        def draw(_progress: Progress) -> list[bytes]:
            from reports.pdf.register import render_register

            first, *others = (render_register(book, logo) for book in books)
            return [first, charts, *others]

        title = f"Rekap {recap.period.name}"
        note_anchor(office, recap.anchor, f"{title} (cetakan)")
        run_in_background(self, draw, lambda papers: self.output.print(papers, title))


def _shown_again(dialog: QDialog) -> bool:
    """Bring a window that is open to the front; False when it was closed."""
    if not isValid(dialog) or not dialog.isVisible():
        return False
    dialog.raise_()
    dialog.activateWindow()
    return True


def period_of(recap: Recap, wish: Wish) -> Period:
    """The period whose list is asked for: that of the recap, or a closed month of its corrections."""
    return parse_period(wish.month) if isinstance(wish, ListWish) and wish.month else recap.period


def rows_behind(office: Office, recap: Recap, wish: Wish) -> Iterator[Any]:
    """What stands behind a figure of a recap, row by row."""
    period = period_of(recap, wish)
    if isinstance(wish, LateWish):
        return filter(wish.takes, queries.late_runs(office, period, recap.sops))
    sops = (wish.sop,) if wish.sop else recap.sops
    if isinstance(wish, WorkWish):
        if wish.step:
            return queries.step_work(office, period, sops, figure=wish.figure, step=wish.step)
        return queries.part_work(
            office, period, sops, figure=wish.figure, executor=wish.executor, person=wish.person
        )
    agency = int(wish.agency) if wish.agency else None
    return queries.recap_cases(office, period, sops, figure=wish.figure, agency=agency)
