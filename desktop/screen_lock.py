"""Locks the windows of a session: all of it stays open behind covers until its person is back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from shiboken6 import isValid

from desktop.idle_watch import IdleWatch
from desktop.password_check import PasswordCheck
from desktop.session import Session
from desktop.typed_text import Kept, TypedTextKeeper
from models.queries.sign_in import Door, username_of
from models.store.lock_setting import idle_minutes
from views.lock import Cover, LockDialog
from views.shell import MainWindow

#: How soon a window that opens behind the lock is covered.
_COVER_MS = 50
_CLOSED = (
    "Akun ini sudah ditutup, jadi layarnya dikunci dan tidak dapat dibuka lagi. Hubungi administrator bila "
    "itu keliru, atau keluar."
)


class ScreenLock(QObject):
    """Locks by itself after the minutes that the office has set, or at once when asked.

    `left` tells that somebody signed out from the locked screen; what was typed is kept by then.
    """

    left = Signal()

    def __init__(
        self, window: MainWindow, session: Session, keeper: TypedTextKeeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        self._keeper = keeper
        self._covers: list[Cover] = []
        self._before: QWidget | None = None
        self.dialog: LockDialog | None = None
        self.watch = IdleWatch(lambda: 60 * idle_minutes(session.office), session.office.now, self)
        self.watch.idle.connect(self.lock)
        self.watch.start()
        self._coming = QTimer(self)
        self._coming.timeout.connect(self._cover_all)

    def stop(self) -> None:
        """The session ends."""
        self.watch.stop()
        self._lift()

    def lock(self) -> None:
        """Cover everything and ask for the password."""
        if self.dialog is not None or not self._window.isVisible():
            return
        self.watch.stop()
        self._keeper.keep()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._before = QApplication.focusWidget()
        office = self._session.office
        profile = office.setting("office", {})
        dialog = LockDialog(
            profile.get("name", ""), self._session.standing.name,
            username_of(office, self._session.person_id), self._window,
            also=_sample_password() if profile.get("sample") else "",
        )  # fmt: skip
        self.dialog = dialog
        check = PasswordCheck(office, dialog)
        dialog.tried.connect(check.check)
        dialog.leave_wanted.connect(self._leave)
        check.refused.connect(dialog.refuse)
        check.waits.connect(dialog.wait)
        check.passed.connect(self._passed)
        self._cover_all()
        # the application is modal to the lock: nothing behind it gets a key or a click
        self._show(dialog)
        self._coming.start(_COVER_MS)

    def lock_closed(self) -> None:
        """The account was closed: nobody comes back to this session unless it is opened again."""
        self.lock()
        if self.dialog is not None:
            self.dialog.refuse(_CLOSED)

    def _cover(self, window: QWidget) -> None:
        covered = {cover.over for cover in self._covers if isValid(cover)}
        if window.isVisible() and window not in covered and not self._is_ours(window):
            if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
                window.close()
            else:
                self._covers.append(Cover(window))

    def _is_ours(self, widget: QWidget) -> bool:
        """Whether a widget belongs to the lock itself, or to a question that it asks."""
        found: QWidget | None = widget
        while found is not None:
            if found is self.dialog:
                return True
            found = found.parentWidget()
        return False

    def _cover_all(self) -> None:
        """Cover what stands open; one that came meanwhile must not keep the lock from its keys."""
        before = len(self._covers)
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        dialog = self.dialog
        if dialog is not None and any(cover.over.isModal() for cover in self._covers[before:]):
            # the modal window that was shown last is the one that gets the keys
            dialog.hide()
            self._show(dialog)

    def _show(self, dialog: LockDialog) -> None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _passed(self, door: Door) -> None:
        if not door.must_change:
            self.unlock()
            return
        from desktop.first_password import FirstPassword

        dialog = self.dialog
        if dialog is not None:
            first = FirstPassword(self._session.office, door, dialog)
            first.chosen.connect(self.unlock)
            first.left.connect(dialog.begin_anew)

    def unlock(self) -> None:
        """The person is back: everything stands as it stood, with the keyboard where it was."""
        self._lift()
        before = self._before
        if before is not None and isValid(before):
            before.window().activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.watch.start()

    def _lift(self) -> None:
        self._coming.stop()
        for cover in self._covers:
            if isValid(cover):
                cover.lift()
        self._covers = []
        if self.dialog is not None:
            self.dialog.close_quietly()
            self.dialog.deleteLater()
            self.dialog = None

    def _leave(self) -> None:
        """Somebody else wants to sign in: what stands typed is kept for its person first."""
        kept = self._keeper.keep()
        if kept is Kept.NOTHING:
            self._close_all()
            return
        name = self._session.standing.name
        box = QMessageBox(self.dialog)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Keluar")
        box.setText(f"Di balik layar ini ada isian {name} yang belum disimpan.")
        if kept is Kept.LOST:
            box.setIcon(QMessageBox.Icon.Warning)
            box.setInformativeText(
                "Isian itu tidak dapat dititipkan: folder data tidak dapat ditulisi, misalnya karena disk "
                f"penuh. Bila Anda keluar sekarang, isian itu hilang. Minta {name} menyimpannya dulu, atau "
                "kosongkan ruang di disk lalu coba lagi."
            )
            words = "&Keluar, isian hilang"
        else:
            box.setInformativeText(f"Isian itu dititipkan dan ditawarkan kepada {name} ketika ia masuk lagi.")
            words = "&Keluar"
        leave = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("Ba&tal", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.buttonClicked.connect(lambda button: self._close_all() if button is leave else None)
        box.open()

    def _close_all(self) -> None:
        """Close every window of the session without a question, the newest first."""
        for window in reversed(QApplication.topLevelWidgets()):
            if window is self._window or self._is_ours(window) or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                # not its own way of closing, which asks whether to throw away what is kept already
                QDialog.done(window, QDialog.DialogCode.Rejected)
            else:
                window.hide()
        self.left.emit()


def _sample_password() -> str:
    """Who only looks at a sample office has never been asked for a password."""
    from desktop.sample_setup import PASSWORD

    return f"CONTOH: kata sandinya “{PASSWORD}”."
