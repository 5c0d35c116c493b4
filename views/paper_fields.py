"""The blanks of a form as fields: each shows a value and answers what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.records.paper import FormField, Value
from views.dialog_style import no_mnemonic
from views.fields import DayField, LinesEdit
from views.paper_field import PaperField
from views.paper_pictures import PicturesField
from views.paper_table import TableField

_TEXT_LIMIT = 2_000
_PARAGRAPH_LINES, _LIST_LINES = 5, 3


class _LineField(PaperField):
    """One line of text."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(_TEXT_LIMIT)
        self.edit.setPlaceholderText(field.hint)
        self.put(self.edit)
        self.edit.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> Value:
        return self.edit.text().strip()

    def show_value(self, value: Value) -> None:
        text = value if isinstance(value, str) else ""
        if text != self.edit.text():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)


class _LinesField(PaperField):
    """Free text, or a list with an entry on every line."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._is_list = field.kind == "daftar"
        self.edit = LinesEdit(field.label, self, lines=_LIST_LINES if self._is_list else _PARAGRAPH_LINES)
        self.edit.setPlaceholderText(field.hint or ("Satu butir tiap baris." if self._is_list else ""))
        self.put(self.edit)
        self.edit.textChanged.connect(self.edited)

    def value(self) -> Value:
        if not self._is_list:
            return self.edit.text()
        return tuple(line.strip() for line in self.edit.toPlainText().splitlines() if line.strip())

    def show_value(self, value: Value) -> None:
        text = value if isinstance(value, str) else "\n".join(str(line) for line in value)
        if text == self.edit.toPlainText():
            return
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)


class _DateField(PaperField):
    """A date, kept as ISO text."""

    def __init__(self, field: FormField, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.day = DayField(field.label, now, self)
        self.box.addWidget(self.day)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self.edited)

    def value(self) -> Value:
        day = self.day.day()
        return "" if day is None else day.isoformat()

    def unreadable(self) -> bool:
        return self.day.unreadable()

    def show_value(self, value: Value) -> None:
        if value == self.value():
            return
        self.day.blockSignals(True)
        if isinstance(value, str) and value:
            self.day.take_day(date.fromisoformat(value))
        else:
            self.day.edit.clear()
        self.day.blockSignals(False)


class _ChoiceField(PaperField):
    """One of some words; another one may be typed."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.choice = QComboBox(self)
        self.choice.setEditable(True)
        self.choice.addItems(["", *field.choices])
        self.put(self.choice)
        self.choice.currentTextChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> Value:
        return self.choice.currentText().strip()

    def show_value(self, value: Value) -> None:
        text = value if isinstance(value, str) else ""
        if text == self.choice.currentText():
            return
        self.choice.blockSignals(True)
        self.choice.setCurrentText(text)
        self.choice.blockSignals(False)


class _TicksField(PaperField):
    """Some of the choices, ticked."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.boxes: dict[str, QCheckBox] = {}
        for choice in field.choices:
            box = QCheckBox(no_mnemonic(choice), self)
            box.setAccessibleName(f"{field.label}: {choice}")
            box.clicked.connect(lambda _on: self.edited.emit())
            self.box.addWidget(box)
            self.boxes[choice] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> Value:
        return tuple(choice for choice, box in self.boxes.items() if box.isChecked())

    def show_value(self, value: Value) -> None:
        ticked = {value} if isinstance(value, str) else {str(one) for one in value}
        for choice, box in self.boxes.items():
            box.setChecked(choice in ticked)


def paper_field(field: FormField, now: Callable[[], datetime], parent: QWidget | None = None) -> PaperField:
    """The field for a blank; `now` gives the office-local moment."""
    if field.kind == "tanggal":
        return _DateField(field, now, parent)
    kinds: dict[str, Callable[[FormField, QWidget | None], PaperField]] = {
        "paragraf": _LinesField,
        "daftar": _LinesField,
        "pilihan": _ChoiceField,
        "centang": _TicksField,
        "tabel": TableField,
        "foto": PicturesField,
    }
    return kinds.get(field.kind, _LineField)(field, parent)
