"""The locked screen: covers over all windows, and the dialog that asks for the password again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from views.sign_in import SignInDialog
from views.typed_text import TITLE_BEHIND_LOCK

_TITLE = "Papan SOP (terkunci)"


class Cover(QWidget):
    """Lies over everything in a window until it is lifted; its title tells nothing meanwhile."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.over = window
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Layar terkunci")
        words = QLabel("Terkunci", self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(words)
        window.installEventFilter(self)
        window.setProperty(TITLE_BEHIND_LOCK, window.windowTitle())
        window.setWindowTitle(_TITLE)
        self._spread()
        self.show()

    def _spread(self) -> None:
        self.setGeometry(self.over.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay on top and as large as the window, and keep what it is about to itself."""
        if watched is self.over:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildPolished, QEvent.Type.LayoutRequest):
                self._spread()
            elif event.type() == QEvent.Type.WindowTitleChange and self.over.windowTitle() != _TITLE:
                # what is read again meanwhile may name the window anew
                self.over.setProperty(TITLE_BEHIND_LOCK, self.over.windowTitle())
                self.over.setWindowTitle(_TITLE)
        return False

    def lift(self) -> None:
        """Show the window again, as it is now."""
        self.over.removeEventFilter(self)
        self.over.setWindowTitle(self.over.property(TITLE_BEHIND_LOCK))
        self.over.setProperty(TITLE_BEHIND_LOCK, None)
        self.hide()
        self.deleteLater()


class LockDialog(SignInDialog):
    """Asks whose work stands behind it for the password; somebody else may only sign out."""

    act_words = "&Buka kunci"
    leave_wanted = Signal()

    def __init__(
        self, office: str, name: str, username: str, parent: QWidget | None = None, *, also: str = ""
    ) -> None:
        hint = f"Pekerjaan {name} tetap terbuka di balik layar ini, beserta isiannya. {also}".strip()
        super().__init__(office, [], hint, parent)
        self.setWindowTitle(_TITLE)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.heading.show_text("Papan SOP terkunci")
        self.username.setText(username)
        self.username.setReadOnly(True)
        self.username.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.quit_button.setText("K&eluar…")
        self.quit_button.setToolTip("Masuk sebagai orang lain")
        self.password.setFocus()

    def leave(self) -> None:
        """Somebody else wants to work here."""
        self.leave_wanted.emit()

    def reject(self) -> None:
        """Esc and the button of the window open nothing."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The lock goes with the password only."""
        event.ignore()
