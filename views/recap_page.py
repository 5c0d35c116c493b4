"""Rekap: the period, its figures and charts, its tables, and what can be taken away from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from models.records.recap import (
    Correction,
    ExecutorShare,
    LateRun,
    PersonShare,
    Recap,
    RecapCase,
    Share,
    StepShare,
    WorkFigure,
)
from models.rules import periods
from views.fields import WrappedLabel
from views.heading import Heading
from views.message_bar import MessageBar
from views.recap_columns import CORRECTIONS, EXECUTORS, LATE, OLDEST, PEOPLE, STEPS, share_columns, sop_name
from views.recap_export_line import ExportLine
from views.recap_period import PeriodBar
from views.recap_summary import RecapSummary
from views.recap_table import RecapTableBox, is_sum
from views.recap_wishes import ListWish, WorkWish
from views.recap_words import WORK_FIGURES

_OPENS = "Enter atau klik ganda pada sebuah angka membuka daftarnya."


class RecapPage(QWidget):
    """Shows a recap; emits `list_wanted` with the list behind a figure, `case_wanted` for a request."""

    wanted = Signal()
    turned = Signal(str)
    list_wanted = Signal(object)
    case_wanted = Signal(int)
    export_wanted = Signal()
    print_wanted = Signal()
    close_wanted = Signal()
    reopen_wanted = Signal()
    monitoring_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("Rekap", self)
        self.period = PeriodBar(now, self)
        self.closed = WrappedLabel("", self, quiet=True)
        self.closed.hide()
        self.message = MessageBar(self)
        self.export = ExportLine(self)
        self.summary = RecapSummary(self)
        self._make_tables()
        self._make_tabs()
        self._make_buttons()
        self._lay_out()
        self._listen()
        self.setFocusProxy(self.period.this_month)

    def _make_tables(self) -> None:
        self.sops: RecapTableBox[Share] = RecapTableBox(
            "Rekap per SOP", share_columns("SOP", sop_name), intro=_OPENS, parent=self
        )
        self.agencies: RecapTableBox[Share] = RecapTableBox(
            "Rekap per OPD", share_columns("OPD"), intro=_OPENS, parent=self
        )
        self.steps: RecapTableBox[StepShare] = RecapTableBox(
            "Rekap per langkah", STEPS,
            intro="Langkah yang selesai dalam periode ini: median jam kerjanya terhadap waktu bakunya. "
            + _OPENS, frozen=2, parent=self,
        )  # fmt: skip
        self.executors: RecapTableBox[ExecutorShare] = RecapTableBox(
            "Beban per pelaksana", EXECUTORS,
            intro="Bagian langkah yang diselesaikan dalam periode ini, dan yang sedang dikerjakan pada "
            "akhirnya. " + _OPENS, parent=self,
        )  # fmt: skip
        self.people: RecapTableBox[PersonShare] = RecapTableBox(
            "Beban per petugas", PEOPLE, opens="Buka daftarnya", parent=self
        )
        self.late: RecapTableBox[LateRun] = RecapTableBox(
            "Langkah terlambat", LATE, opens="Buka permohonan",
            empty="Tidak ada langkah yang terlambat dalam periode ini.", parent=self,
        )  # fmt: skip
        self.oldest: RecapTableBox[RecapCase] = RecapTableBox(
            "Permohonan tertua", OLDEST, opens="Buka permohonan",
            intro="Yang paling lama menunggu sampai saat ini, yang tertua lebih dahulu.",
            empty="Tidak ada permohonan yang berjalan.", parent=self,
        )  # fmt: skip
        self.corrections: RecapTableBox[Correction] = RecapTableBox(
            "Koreksi", CORRECTIONS, opens="Buka daftarnya",
            intro="Angka bulan yang sudah ditutup dan berubah sesudahnya. Enter membuka daftar di balik "
            "angka sekarang.", parent=self,
        )  # fmt: skip

    def _make_tabs(self) -> None:
        load = QWidget(self)
        column = QVBoxLayout(load)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.executors, 3)
        column.addWidget(self.people, 2)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Bagian rekap")
        self._tabs: dict[str, int] = {}
        for name, words, widget in (
            ("ringkasan", "Rin&gkasan", self.summary), ("sop", "Per &SOP", self.sops),
            ("opd", "Per &OPD", self.agencies), ("langkah", "Per langka&h", self.steps),
            ("beban", "Be&ban kerja", load), ("terlambat", "&Terlambat", self.late),
            ("tertua", "Tert&ua", self.oldest), ("koreksi", "Ko&reksi", self.corrections),
        ):  # fmt: skip
            self._tabs[name] = self.tabs.addTab(widget, words)
        self.tabs.setTabVisible(self._tabs["koreksi"], False)

    def _make_buttons(self) -> None:
        self.export_button = self._button("&Ekspor Excel…", self.export_wanted)
        self.export_button.setProperty("kind", "primary")
        self.print_button = self._button("&Cetak…", self.print_wanted)
        self.close_button = self._button("Tutup bul&an…", self.close_wanted)
        self.reopen_button = self._button("Bu&ka kembali bulan…", self.reopen_wanted)
        self.reopen_button.hide()
        self.close_button.hide()
        self.more_button = QPushButton("Laporan lai&n", self)
        self.more_button.setAutoDefault(False)
        self.more_button.setAccessibleName("Laporan lain")
        menu = QMenu(self.more_button)
        menu.addAction("&Monitoring SOP semester…", self.monitoring_wanted.emit)
        menu.addAction("&Bukti dukung…", self.evidence_wanted.emit)
        self.more_button.setMenu(menu)

    def _button(self, words: str, signal: Any) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", "").replace("…", ""))
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head.addWidget(self.title, 1)
        buttons = (self.close_button, self.reopen_button, self.more_button, self.print_button)
        for button in (*buttons, self.export_button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.period, self.closed, self.message, self.export):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)

    def _listen(self) -> None:
        self.period.wanted.connect(self.wanted)
        self.tabs.currentChanged.connect(lambda _index: self._turned())
        self.summary.list_wanted.connect(self.list_wanted)
        self.summary.tab_wanted.connect(self.show_tab)
        self.summary.month_wanted.connect(lambda key: self.period.take(periods.parse_period(key)))
        self.sops.cell_opened.connect(self._open_sop)
        self.agencies.cell_opened.connect(self._open_agency)
        self.steps.cell_opened.connect(self._open_step)
        self.executors.cell_opened.connect(self._open_executor)
        self.people.cell_opened.connect(self._open_person)
        self.corrections.cell_opened.connect(self._open_correction)
        for box in (self.late, self.oldest):
            box.cell_opened.connect(lambda record, _figure: self.case_wanted.emit(record.case_id))

    def tables(self) -> dict[str, RecapTableBox[Any]]:
        """Every table by its tab, people beside executors."""
        return {
            "sop": self.sops, "opd": self.agencies, "langkah": self.steps, "beban": self.executors,
            "petugas": self.people, "terlambat": self.late, "tertua": self.oldest,
            "koreksi": self.corrections,
        }  # fmt: skip

    def tab(self) -> str:
        """The tab that is shown."""
        return next(name for name, place in self._tabs.items() if place == self.tabs.currentIndex())

    def show_tab(self, name: str) -> None:
        """Turn to a tab, the keyboard on its table."""
        self.tabs.setCurrentIndex(self._tabs[name])
        self._focus_tab()

    def _turned(self) -> None:
        """Who came by letter or mouse goes on in the tab; who walks over the tabs stays on them."""
        self.turned.emit(self.tab())
        if self.isVisible() and not self.tabs.tabBar().hasFocus():
            self._focus_tab()

    def _focus_tab(self) -> None:
        box = self.tables().get(self.tab())
        (self.summary.equation.tiles["sisa_awal"] if box is None else box.table).setFocus()

    def show_recap(self, recap: Recap, trend: Sequence[Share]) -> None:
        """Show what was read of a period."""
        before = periods.before(recap.period).name
        self.title.show_text(f"Rekap {recap.period.name}")
        self.summary.show_recap(recap, trend, before)
        begun = recap.period.since <= recap.made.date()
        total = Share("", "Jumlah", recap.total)
        for box, shares in ((self.sops, recap.per_sop), (self.agencies, recap.per_agency)):
            box.show_records([*shares, total] if shares and begun else [])
        self.steps.show_records(recap.steps if begun else ())
        self.executors.show_records(recap.executors if begun else ())
        self.people.show_records(recap.people if begun else ())
        self.corrections.show_records(recap.corrections)
        self.tabs.setTabVisible(self._tabs["koreksi"], bool(recap.corrections))
        closed = f"Bulan ini sudah ditutup {recap.closed}." if recap.closed else ""
        self.closed.show_text(" ".join(filter(None, (closed, recap.left_out))))
        self.closed.setVisible(bool(closed or recap.left_out))

    def allow(self, *, export: bool, close: bool, reopen: bool) -> None:
        """What can be done with the period that is shown; the keyboard stays with what is being done."""
        leaving = {
            self.export_button: not export, self.print_button: not export,
            self.close_button: not close, self.reopen_button: not reopen,
        }  # fmt: skip
        # also while a dialog stands before the window
        homeless = leaving.get(self.window().focusWidget(), False)  # type: ignore[call-overload]
        for button in (self.export_button, self.print_button):
            button.setEnabled(export)
        self.close_button.setVisible(close)
        self.reopen_button.setVisible(reopen)
        if homeless:
            self.focus_on_act()

    def focus_on_act(self) -> None:
        """The keyboard on calling off what runs, else on what can be done next."""
        cancel = self.export.progress.cancel_button
        shown = (self.close_button, self.reopen_button, self.export_button)
        nexts = (button for button in shown if not button.isHidden() and button.isEnabled())
        running = not self.export.progress.isHidden()
        (cancel if running else next(nexts, self.period.this_month)).setFocus()

    def _open_sop(self, share: Share, figure: str) -> None:
        self.list_wanted.emit(ListWish(figure, sop=share.key, where="" if is_sum(share) else share.key))

    def _open_agency(self, share: Share, figure: str) -> None:
        self.list_wanted.emit(ListWish(figure, agency=share.key, where="" if is_sum(share) else share.name))

    def _open_step(self, step: StepShare, figure: str) -> None:
        where = f"{step.sop} langkah {step.no}"
        self.list_wanted.emit(WorkWish(_work(figure), sop=step.sop, step=step.step, where=where))

    def _open_executor(self, executor: ExecutorShare, figure: str) -> None:
        where = f"{executor.sop} {executor.label}"
        wish = WorkWish(_work(figure), sop=executor.sop, executor=executor.executor, where=where)
        # the cell that tells how much of it is late tells of all when none is
        if wish.figure == "berjalan_terlambat" and not executor.open_late:
            wish = wish._replace(figure="berjalan")
        self.list_wanted.emit(wish)

    def _open_correction(self, correction: Correction, _figure: str) -> None:
        """The list of today; a figure that was only passed on the way has none."""
        if correction.month:
            where = "" if not (correction.sop or correction.agency) else correction.level
            self.list_wanted.emit(
                ListWish(correction.figure, correction.sop, correction.agency, where, correction.month)
            )

    def _open_person(self, person: PersonShare, figure: str) -> None:
        self.list_wanted.emit(WorkWish(_work(figure), person=person.person, where=person.name))


def _work(figure: str) -> WorkFigure:
    """The figure of a cell; one that counts nothing opens what was finished."""
    return next((known for known in WORK_FIGURES if known == figure), "selesai")
