"""The line at the foot of the window: how things stand with what keeps the data safe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from views.dialog_style import no_mnemonic, tint
from views.tips import plain_tip

_ROOM = 10
#: What the button and the frame need beside the words.
_BESIDE = 24


class StatusLine(QFrame):
    """Empty until something is told; keeps its height, so that nothing moves when it is."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = ""
        self._said: tuple[str, str, bool] = ("", "", False)
        self.button = QPushButton(parent=self)
        self.button.setProperty("kind", "quiet")
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda _on=False: self.wanted.emit())
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        # its words must never widen the window
        self.button.setMinimumWidth(1)
        self._keep_room()

    def say(self, words: str, tone: str = "", *, leads: bool) -> None:
        """Show these words; a `tone` (kuning, merah) marks a warning, which its sign tells too."""
        if (words, tone, leads) == self._said:
            return
        self._said = (words, tone, leads)
        self.button.setAccessibleName(words)
        lead = "Buka Pengaturan, bagian Cadangan" if leads else ""
        self.button.setToolTip(plain_tip("\n".join(line for line in (words, lead) if line)))
        # who may not see the page reads the words all the same; Tab passes by
        self.button.setEnabled(leads or bool(tone))
        self.button.setVisible(bool(words))
        self._tone = tone
        self.restyle()
        self._fit()

    def words(self) -> str:
        """What is said now."""
        return self._said[0]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size; the window asks for `restyle` when light turns dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the words where they do not fit; the tooltip has all of them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words, tone, _leads = self._said
        font = self.button.font()
        font.setBold(True)
        room = self.width() - 2 * _BESIDE
        shown = QFontMetrics(font).elidedText(
            f"⚠ {words}" if tone else words, Qt.TextElideMode.ElideRight, max(room, 1)
        )
        self.button.setText(no_mnemonic(shown))

    def _keep_room(self) -> None:
        self.setMinimumHeight(self.fontMetrics().height() + _ROOM)

    def restyle(self) -> None:
        """Take the colours anew."""
        if self._tone:
            tint(self, self._tone, radius=0)
        elif self.styleSheet():
            self.setStyleSheet("")
