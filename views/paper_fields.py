"""The blanks of a form as fields: each shows a value and answers what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.records.paper import FormField, Value
from views.dialog_style import no_mnemonic
from views.fields import DayField, LinesEdit

_TEXT_LIMIT = 2_000
_PARAGRAPH_LINES, _LIST_LINES = 5, 3
_FEWEST_ROWS = 3


class PaperField(QWidget):
    """One blank; `edited` tells that a person changed it."""

    edited = Signal()

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)

    def value(self) -> Value:
        """What stands in it."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Write a value without telling."""
        raise NotImplementedError

    def put(self, editor: QWidget) -> None:
        """Take the editor in; the keyboard that reaches the field reaches it."""
        editor.setAccessibleName(self.field.label)
        if self.field.hint:
            editor.setAccessibleDescription(self.field.hint)
        self.box.addWidget(editor)
        self.setFocusProxy(editor)


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


class _TableField(PaperField):
    """Rows under headings; an empty last row waits for the next entry."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.table = QTableWidget(_FEWEST_ROWS, len(field.columns), self)
        self.table.setHorizontalHeaderLabels(list(field.columns))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setVisible(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.put(self.table)
        self.add_button = self._button("Tambah baris", self._add)
        self.remove_button = self._button("Hapus baris", self._remove)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.box.addLayout(row)
        self.table.cellChanged.connect(lambda _row, _column: self.edited.emit())
        self._fit()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{self.field.label}: {words.lower()}")
        button.clicked.connect(lambda _on=False: act())
        return button

    def _add(self) -> None:
        at = self.table.rowCount()
        self.table.insertRow(at)
        self._fit()
        self.table.setCurrentCell(at, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        at = self.table.currentRow()
        if at >= 0:
            self.table.removeRow(at)
            self.edited.emit()
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), _FEWEST_ROWS), 8)
        height = self.table.horizontalHeader().sizeHint().height() + 4
        self.table.setFixedHeight(height + rows * self.table.verticalHeader().defaultSectionSize())

    def value(self) -> Value:
        rows = (
            tuple(self._cell(row, column) for column in range(self.table.columnCount()))
            for row in range(self.table.rowCount())
        )
        return tuple(row for row in rows if any(row))

    def _cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip()

    def show_value(self, value: Value) -> None:
        if value == self.value():
            return
        rows = () if isinstance(value, str) else tuple(row for row in value if not isinstance(row, str))
        self.table.blockSignals(True)
        self.table.clearContents()
        self.table.setRowCount(max(_FEWEST_ROWS, len(rows) + 1))
        for at, cells in enumerate(rows):
            for column, words in enumerate(cells[: self.table.columnCount()]):
                self.table.setItem(at, column, QTableWidgetItem(words))
        self.table.blockSignals(False)
        self._fit()


def paper_field(field: FormField, now: Callable[[], datetime], parent: QWidget | None = None) -> PaperField:
    """The field for a blank; `now` gives the office-local moment."""
    if field.kind == "tanggal":
        return _DateField(field, now, parent)
    kinds: dict[str, Callable[[FormField, QWidget | None], PaperField]] = {
        "paragraf": _LinesField,
        "daftar": _LinesField,
        "pilihan": _ChoiceField,
        "centang": _TicksField,
        "tabel": _TableField,
    }
    return kinds.get(field.kind, _LineField)(field, parent)
