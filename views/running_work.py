"""The question before work that still runs is called off because its window goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from views.progress_line import ProgressLine


def running_in(window: QWidget) -> list[ProgressLine]:
    """The lines of long work in a window and what belongs to it, also where another page is shown."""
    return [line for line in window.findChildren(ProgressLine) if not line.isHidden()]


def may_leave(window: QWidget) -> bool:
    """Whether the window may go: nothing runs, or the person calls off what does; nothing half is left."""
    running = running_in(window)
    if running and not _ask(window, "\n".join(line.words.text() for line in running)):
        return False
    # what ended while the question stood there needs no calling off
    for line in running_in(window):
        line.cancel()
    return True


def _ask(window: QWidget, words: str) -> bool:
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Masih ada yang dikerjakan")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        f"{words}\n\nPekerjaan ini belum selesai. Hentikan sekarang? Berkas yang sudah ada tidak berubah."
    )
    stop = box.addButton("&Hentikan", QMessageBox.ButtonRole.DestructiveRole)
    wait = box.addButton("&Tunggu sampai selesai", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(wait)
    box.setEscapeButton(wait)
    box.exec()
    return box.clickedButton() is stop
