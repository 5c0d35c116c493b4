"""Monitoring SOP: the SOPs of a semester with what was found, to be assessed, saved and printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.records.monitoring import VERDICTS, Monitoring, MonitoringLine
from models.records.recap import Period
from resources.indonesian import number_text, short_date
from views.enter_key import enter_presses
from views.message_bar import MessageBar
from views.recap_export_line import ExportLine
from views.recap_table import RecapColumn, RecapTableBox
from views.screen_fit import fit_to_screen
from views.title_words import calm_title

_INTRO = (
    "Angka diisi dari permohonan semester ini; penilaian, catatan, dan tindakan diisi oleh penilai. "
    "Enter atau klik ganda membuka penilaian sebuah SOP."
)
_READ_ONLY = "Hanya pimpinan atau administrator yang dapat mengisi penilaian."


def _on_time(line: MonitoringLine) -> float | None:
    judged = line.fact.judged_runs
    return (judged - line.fact.late_runs) / judged if judged else None


def _percent(line: MonitoringLine) -> str:
    share = _on_time(line)
    return "–" if share is None else f"{100 * share:.0f} %"


def _action(line: MonitoringLine) -> str:
    kept = line.assessment
    return f"{kept.action} ({short_date(kept.done_on)})" if kept.done_on is not None else kept.action


def _handled(line: MonitoringLine) -> int:
    return line.fact.figures.sisa_awal + line.fact.figures.masuk


COLUMNS: tuple[RecapColumn[MonitoringLine], ...] = (
    RecapColumn("SOP", "", lambda line: f"{line.code} {calm_title(line.name)}", 40, least=28),
    RecapColumn("Permohonan", "", lambda line: number_text(_handled(line)), 8, number=_handled),
    RecapColumn("Langkah\ntepat waktu", "", _percent, 8, number=_on_time),
    RecapColumn("Penilaian", "", lambda line: VERDICTS[line.assessment.verdict], 24, least=16),
    RecapColumn("Catatan hasil penilaian", "", lambda line: line.note, 60),
    RecapColumn("Tindakan", "", _action, 30),
    RecapColumn("Usulan standar", "", lambda line: line.fact.proposal, 36),
)


class MonitoringDialog(QDialog):
    """Emits what the person wants; `semester_wanted` when another semester is to be read."""

    semester_wanted = Signal()
    assess_wanted = Signal(object)
    book_wanted = Signal()
    pdf_wanted = Signal()
    print_wanted = Signal()

    def __init__(
        self, semesters: Sequence[Period], *, may_assess: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Monitoring SOP")
        self._may_assess = may_assess
        self.semester = QComboBox(self)
        self.semester.setAccessibleName("Semester")
        for period in semesters:
            self.semester.addItem(period.name, period)
        self.message = MessageBar(self)
        self.export = ExportLine(self)
        self.box: RecapTableBox[MonitoringLine] = RecapTableBox(
            "Monitoring SOP", COLUMNS, intro=_INTRO if may_assess else _READ_ONLY,
            opens="&Nilai…" if may_assess else "", empty="Membaca…", parent=self,
        )  # fmt: skip
        self.book_button = self._button("Simpan &Excel…", self.book_wanted)
        self.pdf_button = self._button("Simpan &PDF…", self.pdf_wanted)
        self.print_button = self._button("&Cetak…", self.print_wanted)
        self.close_button = QPushButton("&Tutup", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.box.buttons.addWidget(self.close_button)
        self._lay_out()
        self.semester.currentIndexChanged.connect(lambda _index: self.semester_wanted.emit())
        if may_assess:
            self.box.cell_opened.connect(lambda line, _figure: self.assess_wanted.emit(line))
        self.allow(on=False)
        fit_to_screen(self, 1180, 520)
        self.semester.setFocus()

    def _button(self, words: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", "").replace("…", ""))
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        label = QLabel("&Semester", self)
        label.setBuddy(self.semester)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.semester)
        head.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.book_button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.export)
        column.addWidget(self.box, 1)

    def period(self) -> Period:
        """The semester that is chosen."""
        chosen: Period = self.semester.currentData()
        return chosen

    def show_reading(self) -> None:
        """A semester is being read."""
        self.box.table.empty_words = "Membaca…"
        self.box.show_records([])
        self.allow(on=False)

    def show_monitoring(self, monitoring: Monitoring) -> None:
        """Show what was read."""
        self.box.table.empty_words = "Belum ada SOP yang dipakai."
        self.box.show_records(monitoring.lines)
        self.allow(on=True)

    def allow(self, *, on: bool) -> None:
        """Whether what is shown can be taken away and assessed."""
        for button in (self.book_button, self.pdf_button, self.print_button):
            button.setEnabled(on)
        if self._may_assess:
            self.box.open_button.setEnabled(on and bool(self.box.model.records))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
