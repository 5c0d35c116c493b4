"""The timeline of a request: every run of every step, oldest first, with doer, outcome and time in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.case import TimelineLine
from resources.indonesian import duration_text, moment_text
from views.dialog_style import outline, scale_font
from views.document_slots import StateMark
from views.fields import Section, WrappedLabel

_STATES = {
    "terbuka": ("kuning", "…", "sedang berjalan"),
    "selesai": ("hijau", "✓", "selesai"),
    "dikembalikan": ("merah", "↩", "dikembalikan"),
    "dilewati": ("abu", "→", "dilewati"),
    "ditutup": ("abu", "–", "ditutup tanpa diselesaikan"),
    "batal": ("abu", "×", "penyelesaiannya diurungkan"),
}


def run_title(line: TimelineLine) -> str:
    """Number, title and round of a run."""
    again = f" · putaran ke-{line.round}" if line.round > 1 else ""
    return f"{line.step_no} · {line.title}{again}"


def time_words(line: TimelineLine) -> str:
    """How long it took and how that was judged."""
    words = []
    if line.minutes is not None:
        words.append(f"{duration_text(line.minutes)} kerja")
    if line.late:
        words.append("terlambat" + (f": {line.late_reason}" if line.late_reason else ""))
    elif line.state == "selesai" and line.due is not None:
        words.append("tepat waktu")
    if line.past_target:
        words.append("lewat target")
    if line.state == "terbuka":
        if line.due is not None:
            words.append(f"batas {moment_text(line.due)}")
        elif line.target is not None:
            words.append(f"target {moment_text(line.target)}")
    return " · ".join(words)


def run_words(line: TimelineLine) -> str:
    """What happened in a run, without its time."""
    words = [_STATES[line.state][2], line.done_by or line.executors]
    if line.outcome:
        words.append(f"keputusan: {line.outcome}")
    if line.reason:
        words.append(f"“{line.reason}”")
    return " · ".join(word for word in words if word)


class Timeline(Section):
    """Rows of runs; an open one opens its step, a judged or limited one its explanation."""

    step_asked = Signal(int)
    explanation_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Linimasa", parent)

    def show_lines(self, lines: tuple[TimelineLine, ...]) -> None:
        """Draw the runs."""
        self.clear()
        for line in lines:
            self.add(self._row(line))
        if not lines:
            self.add(WrappedLabel("Belum ada langkah yang dibuka.", self, quiet=True))

    def _row(self, line: TimelineLine) -> QFrame:
        frame = QFrame(self)
        outline(frame)
        tone, sign, state = _STATES[line.state]
        if line.late:
            tone = "merah"
        row = QHBoxLayout(frame)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(StateMark(tone, sign, state, frame), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = WrappedLabel(run_title(line), frame)
        scale_font(title, 1.0, bold=True)
        words.addWidget(title)
        words.addWidget(WrappedLabel(run_words(line), frame))
        until = f" – {moment_text(line.closed_at)}" if line.closed_at else ""
        timing = f"{moment_text(line.opened_at)}{until}"
        judged = time_words(line)
        words.addWidget(WrappedLabel(f"{timing} · {judged}" if judged else timing, frame, quiet=True))
        row.addLayout(words, 1)
        if line.state == "terbuka":
            self._button(row, "Buka langkah", line).clicked.connect(lambda: self.step_asked.emit(line.run_id))
        self._button(row, "Tenggat", line).clicked.connect(lambda: self.explanation_asked.emit(line.run_id))
        frame.setAccessibleName(f"{run_title(line)}: {run_words(line)}. {timing}. {judged}")
        return frame

    def _button(self, row: QHBoxLayout, text: str, line: TimelineLine) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setObjectName(f"{text.lower().replace(' ', '_')}:{line.run_id}")
        button.setAccessibleName(f"{text} {line.step_no}, putaran ke-{line.round}")
        row.addWidget(button)
        return button
