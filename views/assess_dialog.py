"""The assessment of one SOP in a semester: good or not, note, action, and the seven questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from models.records.monitoring import QUESTIONS, VERDICTS, Assessment, MonitoringLine, Verdict
from views.ask_dialog import AskDialog
from views.fields import DayField, LinesEdit, Section
from views.title_words import calm_title

_VERDICTS: tuple[Verdict, ...] = ("", "baik", "tidak_baik")
_ANSWERS = (("-", "belum dijawab"), ("y", "Ya"), ("t", "Tidak"))


class AssessDialog(AskDialog):
    """Begins with what was kept; the note begins with what the runs tell."""

    def __init__(
        self, line: MonitoringLine, period: str, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Monitoring {line.code}, {period}", calm_title(line.name), "&Simpan penilaian", parent
        )
        self._line = line
        kept = line.assessment
        self.verdict = QComboBox(self)
        self.verdict.setAccessibleName("Penilaian terhadap penerapan")
        for verdict in _VERDICTS:
            self.verdict.addItem(VERDICTS[verdict], verdict)
        self.verdict.setCurrentIndex(_VERDICTS.index(kept.verdict))
        self.note = LinesEdit("Catatan hasil penilaian", self, lines=5)
        self.note.setPlainText(line.note)
        self.action = LinesEdit("Tindakan yang harus diambil", self, lines=3)
        self.action.setPlainText(kept.action)
        self.done_day = DayField("Tindakan dilaksanakan", now, self)
        if kept.done_on is not None:
            self.done_day.take_day(kept.done_on)
        self.form.addRow("&Penilaian", self.verdict)
        self.form.addRow("&Catatan", self.note)
        self.from_data = QPushButton("Isi catatan dari &data", self)
        self.from_data.setAutoDefault(False)
        self.from_data.setAccessibleName("Isi catatan dari data")
        self.from_data.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.from_data.clicked.connect(lambda: self.note.setPlainText(line.proposed_note))
        self.form.addRow("", self.from_data)
        self.form.addRow("T&indakan", self.action)
        self.form.addRow("Di&laksanakan", self.done_day)
        self.answers = self._questions(kept.answers)
        self.done_day.changed.connect(self.check)
        self.action.textChanged.connect(self.check)
        self.ready(680, 620)

    def _questions(self, kept: str) -> list[QComboBox]:
        """The seven questions of the evaluation, each with its answer at the right."""
        part = Section("Evaluasi", self)
        asked = QWidget(part)
        grid = QGridLayout(asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        boxes = []
        for row, (words, answer) in enumerate(zip(QUESTIONS, kept, strict=True)):
            box = QComboBox(asked)
            box.setAccessibleName(words)
            for letter, answered in _ANSWERS:
                box.addItem(answered, letter)
            box.setCurrentIndex([letter for letter, _ in _ANSWERS].index(answer))
            label = QLabel(words, asked)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            boxes.append(box)
        part.add(asked)
        self.form.addRow(part)
        return boxes

    def problems(self) -> list[str]:
        """A day that cannot be read, or one without an action."""
        if self.done_day.unreadable():
            return ["Tanggal pelaksanaan tidak terbaca."]
        if self.done_day.day() is not None and not self.action.text():
            return ["Isi tindakannya, atau kosongkan tanggal pelaksanaannya."]
        return []

    def first_missing(self) -> QWidget:
        """Where the problem lies."""
        return self.done_day if self.done_day.unreadable() else self.action

    def typed(self) -> object:
        """What would be kept."""
        return self.found(), self.done_day.edit.text()

    def found(self) -> Assessment:
        """The assessment as entered; the program's own words are not kept as somebody's note."""
        note = self.note.text()
        return Assessment(
            verdict=self.verdict.currentData(),
            note=None if note == self._line.proposed_note else note,
            action=self.action.text(),
            answers="".join(box.currentData() for box in self.answers),
            done_on=self.done_day.day(),
        )
