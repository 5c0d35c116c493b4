"""A form whose fields say beneath them, in words, what is wrong with what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from views.dialog_style import tone_colours
from views.fields import WrappedLabel

Check = Callable[[], str]


@dataclass(slots=True)
class _Field:
    editor: QWidget
    check: Check
    fault: WrappedLabel
    touched: bool = False


class CheckedForm(QWidget):
    """Rows of a label, an editor and the words of its fault; a fault shows once the field was touched."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[_Field] = []
        # a grid: a form layout does not give wrapped words under a field the height they need
        self.rows = QGridLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(12)
        self.rows.setVerticalSpacing(2)
        self.rows.setColumnStretch(1, 1)

    def add(self, label: str, editor: QWidget, check: Check = lambda: "", hint: str = "") -> None:
        """Add a row; `check` answers the fault of the field in words, "" when it is good."""
        title = QLabel(label, self)
        title.setBuddy(editor)
        name = label.replace("&", "")
        editor.setAccessibleName(name)
        fault = WrappedLabel("", self)
        fault.hide()
        row = self.rows.rowCount()
        self.rows.addWidget(title, row, 0)
        self.rows.addWidget(editor, row, 1)
        if hint:
            self.rows.addWidget(WrappedLabel(hint, self, quiet=True), row + 1, 1)
            editor.setAccessibleDescription(hint)
        self.rows.addWidget(fault, row + 2, 1)
        self.rows.setRowMinimumHeight(row + 3, 8)
        if self._fields:
            QWidget.setTabOrder(self._fields[-1].editor, editor)
        field = _Field(editor, check, fault)
        self._fields.append(field)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self._touch(field))
            editor.textChanged.connect(lambda _text: self._look())
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(lambda _index: self._look())

    def faults(self) -> list[str]:
        """What is wrong, in the order of the fields."""
        return [words for words in (field.check() for field in self._fields) if words]

    def insist(self) -> bool:
        """Show every fault and go to the first; whether there is none."""
        for field in self._fields:
            field.touched = True
        self._look()
        for field in self._fields:
            if field.check():
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def forget(self) -> None:
        """Show no faults until a field is touched again."""
        for field in self._fields:
            field.touched = False
        self._look()

    def fault_of(self, editor: QWidget) -> str:
        """The words that stand under a field."""
        found = next(field for field in self._fields if field.editor is editor)
        return found.fault.text() if found.fault.isVisibleTo(self) else ""

    def _touch(self, field: _Field) -> None:
        field.touched = True
        self._look()

    def _look(self) -> None:
        colour = tone_colours(self.palette(), "merah").text.name()
        for field in self._fields:
            words = field.check() if field.touched else ""
            field.fault.show_text(words)
            field.fault.setStyleSheet(f"color: {colour};")
            field.fault.setVisible(bool(words))
        self.changed.emit()


class ScrollPage(QScrollArea):
    """A page that scrolls up and down when text is large or the screen is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(2, 2, 14, 2)
        self.column.setSpacing(10)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
