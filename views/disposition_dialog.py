"""Lembar disposisi: to whom, with which instructions, by when; and the answer back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLineEdit,
    QWidget,
)

from views.ask_dialog import AskDialog
from views.dialog_style import no_mnemonic
from views.fields import DayField, LinesEdit
from views.following_scroll import FollowingScroll

_NAME_LIMIT = 300
_COLUMNS = 2


class _Ticks(QGroupBox):
    """Boxes side by side; `chosen` answers the data of the ticked ones in their order."""

    def __init__(self, title: str, choices: Sequence[tuple[object, str]], parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)
        grid = QGridLayout(self)
        self.boxes: list[tuple[object, QCheckBox]] = []
        for place, (data, words) in enumerate(choices):
            box = QCheckBox(no_mnemonic(words), self)
            box.setAccessibleName(words)
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            self.boxes.append((data, box))

    def chosen(self) -> list[object]:
        return [data for data, box in self.boxes if box.isChecked()]


class DispositionDialog(AskDialog):
    """A new disposition, or one passed on; recipients are positions by id, or names the office listed."""

    fills = True

    def __init__(
        self,
        title: str,
        senders: Sequence[tuple[int, str]],
        recipients: Sequence[tuple[int | str, str]],
        instructions: Sequence[str],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title,
            "Pilih penerima dan instruksinya. Penerima melihatnya di Tugas Saya dan dapat menjawab.",
            "&Beri disposisi",
            parent,
        )
        self.giver = QComboBox(self)
        self.giver.setAccessibleName("Dari")
        for position_id, name in senders:
            self.giver.addItem(name, position_id)
        self.recipients = _Ticks("Diteruskan kepada", recipients, self)
        self.other = QLineEdit(self)
        self.other.setMaxLength(_NAME_LIMIT)
        self.other.setAccessibleName("Penerima lain")
        self.other.setPlaceholderText("nama atau jabatan yang tidak ada di daftar")
        self.instructions = _Ticks("Dengan hormat harap", [(words, words) for words in instructions], self)
        self.note = LinesEdit("Catatan", self, lines=3)
        self.due = DayField("Batas waktu", now, self)
        self._add_rows()
        self.giver.currentIndexChanged.connect(self._leave_giver_out)
        self._leave_giver_out()
        for _data, box in (*self.recipients.boxes, *self.instructions.boxes):
            box.toggled.connect(self.check)
        self.other.textChanged.connect(self.check)
        self.note.textChanged.connect(self.check)
        self.due.changed.connect(self.check)
        self.ready(680, 690)

    def _leave_giver_out(self) -> None:
        """Nobody gives a disposition to oneself."""
        for data, box in self.recipients.boxes:
            own = data == self.giver.currentData()
            box.setEnabled(not own)
            if own:
                box.setChecked(False)

    def _add_rows(self) -> None:
        """All fields in an area that scrolls: with large text they are higher than a screen."""
        inside = QWidget(self)
        rows = QFormLayout(inside)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow("&Dari", self.giver)
        rows.addRow(self.recipients)
        rows.addRow("Penerima &lain", self.other)
        rows.addRow(self.instructions)
        rows.addRow("&Catatan", self.note)
        rows.addRow("Batas &waktu", self.due)
        area = FollowingScroll("Isian disposisi", self)
        area.setWidget(inside)
        self.column.insertWidget(2, area, 1)

    def to(self) -> tuple[int | str, ...]:
        """Positions ticked, then who was typed."""
        ticked = [data for data in self.recipients.chosen() if isinstance(data, int | str)]
        other = " ".join(self.other.text().split())
        return (*ticked, other) if other else tuple(ticked)

    def asked(self) -> tuple[str, ...]:
        """The instructions ticked."""
        return tuple(str(words) for words in self.instructions.chosen())

    def due_day(self) -> str:
        """The due date as ISO text, "" for none."""
        day = self.due.day()
        return "" if day is None else day.isoformat()

    def problems(self) -> list[str]:
        """Somebody must get it, and must be told what to do."""
        found = [] if self.to() else ["Pilih sedikitnya satu penerima."]
        found += [] if self.asked() or self.note.text() else ["Pilih instruksi atau tulis catatan."]
        return found + (["Batas waktu tidak terbaca."] if self.due.unreadable() else [])

    def typed(self) -> object:
        """All fields."""
        return (
            self.giver.currentData(), self.to(), self.asked(), self.note.text(), self.due.edit.text(),
        )  # fmt: skip


class AnswerDialog(AskDialog):
    """The answer of a recipient to whoever gave the disposition."""

    def __init__(self, sender: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Jawaban untuk {sender}", "Jawaban masuk riwayat dan terlihat oleh pemberi disposisi.",
            "&Kirim jawaban", parent,
        )  # fmt: skip
        self.answer = LinesEdit("Jawaban", self, lines=5)
        self.form.addRow("&Jawaban", self.answer)
        self.answer.textChanged.connect(self.check)
        self.ready()

    def problems(self) -> list[str]:
        """Nothing to send without words."""
        return [] if self.answer.text() else ["Tulis jawabannya."]

    def typed(self) -> object:
        """The answer."""
        return self.answer.text()
