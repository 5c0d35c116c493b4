"""Signing in: a name, a password, a word when they do not fit, and a wait after too many wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resources.indonesian import seconds_text
from views.dialog_style import scale_font, tint
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.screen_fit import fit_to_screen

_AFTER_FIRST_PICTURE_MS = 200
_SECOND_MS = 1000


class SignInDialog(QDialog):
    """Asks who is there; `tried` tells what was typed, the answer comes by `refuse` or `accept`."""

    tried = Signal(str, str)
    act_words = "&Masuk"

    def __init__(
        self,
        office: str,
        accounts: Sequence[tuple[str, str]],
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Papan SOP - Masuk")
        self.heading = WrappedLabel("Papan SOP", self)
        scale_font(self.heading, 1.6, bold=True)
        self.office = WrappedLabel(office, self)
        self.hint = WrappedLabel(hint, self)
        self.hint.setVisible(bool(hint))
        if hint:
            self.hint.setContentsMargins(8, 6, 8, 6)
            tint(self.hint, "kuning")
        self.username = QLineEdit(self)
        self.username.setAccessibleName("Nama pengguna")
        self.username.setMaxLength(60)
        # offered once there is something to type into: the list is not needed for the first picture
        QTimer.singleShot(_AFTER_FIRST_PICTURE_MS, self, lambda: self._offer([name for name, _ in accounts]))
        self.password = QLineEdit(self)
        self.password.setAccessibleName("Kata sandi")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setProperty("secret", True)
        self.password.setMaxLength(200)
        self.message = WrappedLabel("", self)
        self.message.setContentsMargins(8, 6, 8, 6)
        tint(self.message, "merah")
        self.message.hide()
        self._seconds = 0
        self._countdown = QTimer(self)
        self._countdown.setInterval(_SECOND_MS)
        self._countdown.timeout.connect(self._count_down)
        self.forgotten = WrappedLabel(
            "Lupa kata sandi? Administrator dapat mengatur ulang.", self, quiet=True
        )
        self._build()
        # the wait is that of one account: another one may come in meanwhile
        self.username.textEdited.connect(self._end_wait)
        if len(accounts) == 1:
            self.username.setText(accounts[0][0])
            self.password.setFocus()
        fit_to_screen(self, 420, 300)

    def _offer(self, usernames: list[str]) -> None:
        from views.click_through import ClickThrough  # noqa: PLC0415 - not for the first picture

        completer = QCompleter(usernames, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        offers = completer.popup()
        if offers is not None:
            offers.setObjectName("offers")
            ClickThrough(offers, self.username)
        self.username.setCompleter(completer)

    def _build(self) -> None:
        self.show_password = QPushButton("&Lihat", self)
        self.show_password.setCheckable(True)
        self.show_password.setAutoDefault(False)
        self.show_password.setAccessibleName("Lihat kata sandi")
        self.show_password.toggled.connect(self._show_password)
        self.sign_in_button = QPushButton(self.act_words, self)
        self.sign_in_button.setDefault(True)
        self.sign_in_button.setProperty("kind", "primary")
        self.sign_in_button.clicked.connect(self._try)
        self.quit_button = QPushButton("&Tutup program", self)
        self.quit_button.setAutoDefault(False)
        self.quit_button.clicked.connect(self.leave)
        password = QHBoxLayout()
        password.addWidget(self.password, 1)
        password.addWidget(self.show_password)
        form = QFormLayout()
        form.addRow(_label("&Nama pengguna", self.username), self.username)
        form.addRow(_label("&Kata sandi", self.password), password)
        buttons = QHBoxLayout()
        buttons.addWidget(self.quit_button)
        buttons.addStretch(1)
        buttons.addWidget(self.sign_in_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (self.heading, self.office, self.hint, self.message):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.forgotten)
        column.addStretch(1)
        column.addLayout(buttons)

    def _show_password(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)

    def _try(self) -> None:
        if self._countdown.isActive():
            return
        if not self.username.text().strip():
            self.refuse("Isi nama pengguna.", self.username)
            return
        if not self.password.text():
            self.refuse("Isi kata sandi.", self.password)
            return
        self._busy(True)
        self.tried.emit(self.username.text(), self.password.text())

    def refuse(self, words: str, field: QLineEdit | None = None) -> None:
        """Say why not; the password is typed anew, the name stays."""
        self._busy(False)
        self.message.show_text(words)
        self.message.show()
        self._grow()
        if field is None:
            self.password.selectAll()
        (field or self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """High enough for whatever is said from the start."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make room for words that came: they and the fields would be cut."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def leave(self) -> None:
        """Nobody signs in."""
        self.reject()

    def wait(self, seconds: int) -> None:
        """Say that it takes a while until the next try, and count the seconds; the name stays."""
        self.refuse(_wait_words(seconds))
        self._seconds = seconds
        self.sign_in_button.setEnabled(False)
        self._name_wait()
        self._countdown.start()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._name_wait()
        else:
            self._end_wait()

    def _name_wait(self) -> None:
        self.sign_in_button.setText(f"Tunggu {seconds_text(self._seconds)}")
        self.message.show_text(_wait_words(self._seconds))

    def _end_wait(self) -> None:
        if self._countdown.isActive():
            self._countdown.stop()
            self.message.hide()
            self._busy(False)

    def begin_anew(self) -> None:
        """Nobody came in after all: the password is typed again."""
        self._busy(False)
        self.password.clear()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, and signs in from the fields."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def close_quietly(self) -> None:
        """Go without telling that nobody signed in."""
        self.accept()

    def _busy(self, busy: bool) -> None:
        """While the password is checked nothing can be sent twice."""
        if busy:
            self.message.hide()
        self.sign_in_button.setText("Memeriksa…" if busy else self.act_words)
        for widget in (self.sign_in_button, self.username, self.password):
            widget.setEnabled(not busy)


def _wait_words(seconds: int) -> str:
    from resources.wording import obstacle_text  # noqa: PLC0415 - not for the first picture

    return obstacle_text("masuk_ditunda", {"detik": seconds})


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
