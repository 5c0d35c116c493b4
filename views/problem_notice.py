"""A condition of the outside world in a dialog: what happened, what was kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from resources.problems import Problem

_standing: set[QMessageBox] = set()


def problem_box(parent: QWidget | None, problem: Problem) -> QMessageBox:
    """The message, not yet shown, with one button."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Papan SOP")
    # user text (names of files and folders) is shown as it is, never as markup
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(problem.title)
    box.setInformativeText(
        "\n\n".join(words for words in (problem.what, problem.kept, problem.todo) if words)
    )
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    close = box.addButton("Tutu&p", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    return box


def tell_problem(parent: QWidget | None, problem: Problem) -> QMessageBox:
    """Show the message without stopping the program while it stands."""
    box = problem_box(parent, problem)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # without a parent nothing else would keep it from vanishing at once; let go of only when Qt has
    # taken it away, never from inside its own signals
    _standing.add(box)
    box.destroyed.connect(lambda: _standing.discard(box))
    box.open()
    return box
