"""A message inside the window that interrupts nobody: what was refused or done, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from views.dialog_style import tint
from views.fields import WrappedLabel

#: How long good news stays; a refusal stays until it is closed or the next message comes.
_GOOD_NEWS_MS = 8000


class MessageBar(QFrame):
    """One message at a time, with a button that closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = WrappedLabel("", self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        # a sign, for in a dialog the word would stand beside the dialog's own "Tutup"
        self.close_button = QPushButton("×", parent=self)
        self.close_button.setAccessibleName("Tutup pesan")
        self.close_button.setToolTip("Tutup pesan")
        self.close_button.setProperty("kind", "quiet")
        # in a dialog it would draw itself as the answer to Enter
        self.close_button.setAutoDefault(False)
        self.close_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def refuse(self, words: str) -> None:
        """Say why something was not done."""
        self._timer.stop()
        self._show(words, "merah", "✕ ")

    def tell(self, words: str) -> None:
        """Say what was done; goes away by itself."""
        self._show(words, "hijau", "✓ ")
        self._timer.start(_GOOD_NEWS_MS)

    def _show(self, words: str, tone: str, sign: str) -> None:
        self.label.show_text(sign + words)
        self.setAccessibleName(words)
        tint(self, tone)
        self.show()
        # its many enumerations are made when it is imported: not before the first picture
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
