"""The live list of what keeps a step from being finished, always in sight above the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.dialog_style import scale_font, tint
from views.fields import WrappedLabel


class MissingList(QFrame):
    """Either what is missing, line by line, or that nothing is; long lists scroll inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        self.heading = WrappedLabel("", self)
        scale_font(self.heading, 1.0, bold=True)
        column.addWidget(self.heading)
        self.lines = WrappedLabel("", self)
        self._scroll = _ShortScroll(self)
        self._scroll.setWidget(self.lines)
        column.addWidget(self._scroll)

    def show_missing(self, heading: str, lines: Sequence[str], tone: str = "merah") -> None:
        """Say the heading and the lines; without lines only the heading stands."""
        self.heading.show_text(heading)
        self.lines.show_text("\n".join(f"• {line}" for line in lines))
        self._scroll.setVisible(bool(lines))
        self.setAccessibleName(" ".join((heading, *lines)))
        tint(self, tone)
        self._scroll.fit()

    def text(self) -> str:
        """Everything it says, for tests and for reading aloud."""
        return self.accessibleName()


class _ShortScroll(QScrollArea):
    """As high as its words, up to about five lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Daftar yang masih kurang")
        self.viewport().setAutoFillBackground(False)

    def fit(self) -> None:
        """Take the height that the words need at this width."""
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """At most five lines and a half, which shows that there is more."""
        widget = self.widget()
        if widget is None:
            return super().sizeHint()
        wanted = widget.heightForWidth(max(self.viewport().width(), 200))
        return QSize(200, min(wanted + 6, int(self.fontMetrics().lineSpacing() * 5.5)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A new width asks for a new height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
