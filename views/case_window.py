"""The case window: one request with its timeline, documents, history and the explanation of its deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.records.case import CaseSheet
from models.records.completion import PAUSE_PARTIES
from models.rules.rights import may
from resources.indonesian import moment_text
from views.act_button import act_button
from views.case_dispositions import CaseDispositions
from views.case_documents import CaseDocuments
from views.case_papers import CasePapers
from views.case_records import CaseHistory, DeadlineExplanation
from views.case_secrecy import CaseSecrecy
from views.case_summary import CaseSummary
from views.dialog_style import scale_font, tint
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.notice import tell
from views.progress_line import ProgressLine
from views.screen_fit import fit_to_screen
from views.title_words import calm_title

_STATUS = {
    "berjalan": ("kuning", "Berjalan"),
    "selesai": ("hijau", "Selesai"),
    "ditolak": ("merah", "Ditolak"),
    "dibatalkan": ("abu", "Dibatalkan"),
}


def status_words(sheet: CaseSheet) -> tuple[str, str]:
    """Tone and words of the state of a request."""
    tone, words = _STATUS[sheet.status]
    if sheet.status == "berjalan" and sheet.paused_for:
        waiting = PAUSE_PARTIES.get(sheet.paused_for, sheet.paused_for)
        words = f"Ditunda, menunggu {waiting}"
        return ("merah", f"{words}, terlambat") if sheet.late else ("abu", words)
    return ("merah", f"{words}, terlambat") if sheet.late and sheet.status == "berjalan" else (tone, words)


def _without_records(sheet: CaseSheet) -> CaseSheet:
    """The sheet without what grows with every act."""
    return replace(sheet, history=(), papers=(), version=0)


class StatusBox(QFrame):
    """The state of a request, in a tone and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        scale_font(self.label, 1.0, bold=True)
        row.addWidget(self.label)

    def say(self, tone: str, words: str) -> None:
        """Show the state."""
        self.label.setText(words)
        self.setAccessibleName(f"Keadaan: {words}")
        tint(self, tone)


class CaseWindow(QDialog):
    """Shows a case sheet and emits what the person wants; buttons that do not apply are hidden."""

    step_asked = Signal(int)
    note_asked = Signal()
    correct_asked = Signal()
    pause_asked = Signal()
    continue_asked = Signal()
    cancel_asked = Signal()
    reopen_asked = Signal()
    undo_asked = Signal()

    def __init__(self, sheet: CaseSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._sheet = sheet
        self._drawn: CaseSheet | None = None
        self.title = WrappedLabel("", self)
        scale_font(self.title, 1.3, bold=True)
        self.subtitle = WrappedLabel("", self, quiet=True)
        self.status = StatusBox(self)
        self.secrecy = CaseSecrecy(self)
        self.summary = CaseSummary(self)
        self.documents = CaseDocuments(self)
        self.papers = CasePapers(self)
        self.dispositions = CaseDispositions(self)
        self.history = CaseHistory(self)
        self.explanation = DeadlineExplanation(self)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Bagian jendela permohonan")
        self.tabs.addTab(self.summary, "R&ingkasan")
        self.tabs.addTab(self.documents, "&Dokumen")
        self.tabs.addTab(self.dispositions, "Disp&osisi")
        self.tabs.addTab(self.papers, "Naska&h")
        self.tabs.addTab(self.history, "Ri&wayat")
        self.tabs.addTab(self.explanation, "Penjelasan &Tenggat")
        self.progress = ProgressLine(self)
        column = QVBoxLayout(self)
        column.addLayout(self._head())
        column.addWidget(self.tabs, 1)
        column.addWidget(self.progress)
        column.addLayout(self._button_row())
        self.summary.timeline.step_asked.connect(self.step_asked)
        self.summary.timeline.explanation_asked.connect(self.explain)
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn, by))
        fit_to_screen(self, 1040, 700)
        # not the button that lets more people in, which stands above
        self.tabs.setFocus()

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.secrecy, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button_row(self) -> QHBoxLayout:
        self.step_button = act_button("Buka lan&gkah", self._open_step, self)
        self.note_button = act_button("&Catatan…", self.note_asked.emit, self)
        self.correct_button = act_button("&Koreksi pendaftaran…", self.correct_asked.emit, self)
        self.pause_button = act_button("Tu&nda…", self.pause_asked.emit, self)
        self.continue_button = act_button("La&njutkan", self.continue_asked.emit, self)
        self.undo_button = act_button("Urungk&an…", self.undo_asked.emit, self)
        self.cancel_button = act_button("Batalkan per&mohonan…", self.cancel_asked.emit, self)
        self.reopen_button = act_button("Buka k&embali…", self.reopen_asked.emit, self)
        self.close_button = act_button("Tutu&p", self.reject, self)
        self.step_button.setProperty("kind", "primary")
        row = QHBoxLayout()
        for button in (
            self.note_button, self.correct_button, self.pause_button, self.continue_button,
            self.undo_button, self.cancel_button, self.reopen_button,
        ):  # fmt: skip
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.step_button)
        return row

    def _open_step(self) -> None:
        if self._sheet.open_runs:
            self.step_asked.emit(self._sheet.open_runs[0].run_id)

    @property
    def sheet(self) -> CaseSheet:
        """The sheet that is shown now."""
        return self._sheet

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Show a newer reading; tab, selections and scroll positions stay."""
        self._sheet = sheet
        self.setWindowTitle(f"Permohonan {sheet.number}")
        self.title.show_text(f"{sheet.number} · {sheet.subject}")
        sop = f"{sheet.sop_code} {calm_title(sheet.sop_name)}"
        self.subtitle.show_text(f"{sheet.agency} · {sop} · diterima {moment_text(sheet.received_at)}")
        self.status.say(*status_words(sheet))
        self.secrecy.show_sheet(sheet)
        if _without_records(sheet) != self._drawn:
            # a paper or a note changes none of this, and many rows take long to draw anew
            self._drawn = _without_records(sheet)
            self.summary.show_sheet(sheet)
            self.documents.show_sheet(sheet)
        self.explanation.show_runs(sheet)
        self.history.show_lines(sheet.history)
        running = sheet.status == "berjalan"
        self.step_button.setVisible(len(sheet.open_runs) == 1)
        for button, act in (
            (self.note_button, "work.add_note"),
            (self.correct_button, "register.correct_registration"),
        ):
            button.setVisible(may(act, sheet.roles))
        self.documents.show_rights(
            may_attach=may("documents.attach", sheet.roles),
            may_withdraw=may("documents.withdraw", sheet.roles),
        )
        self.papers.show_rights(may_make=may("papers.save_draft", sheet.roles))
        self.dispositions.show_rights(may_act=may("dispositions.give_disposition", sheet.roles))
        may_pause = running and may("pauses.pause_case", sheet.roles)
        self.pause_button.setVisible(may_pause and not sheet.paused_for)
        self.continue_button.setVisible(may_pause and bool(sheet.paused_for))
        self.undo_button.setVisible(sheet.can_undo)
        self.cancel_button.setVisible(running and sheet.may_lead)
        self.reopen_button.setVisible(not running and sheet.may_lead)

    def explain(self, run_id: int) -> None:
        """Turn to the explanation of a run."""
        self.explanation.choose(run_id)
        self.tabs.setCurrentWidget(self.explanation)

    def show_dispositions(self) -> None:
        """Turn to the dispositions, with the keyboard on them."""
        self.tabs.setCurrentWidget(self.dispositions)
        self.dispositions.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_documents(self, version_id: int = 0) -> None:
        """Turn to the documents, at one version when told."""
        self.tabs.setCurrentWidget(self.documents)
        if version_id:
            self.documents.choose(version_id)

    def set_busy(self, *, busy: bool) -> None:
        """While a file is copied nothing else is started."""
        self.documents.attach_button.setEnabled(not busy)

    def show_refusal(self, lines: Sequence[str]) -> None:
        """Say why an act was refused."""
        tell(self, "Ditolak, tidak ada yang berubah", "\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
