"""Locks the windows of a session: all of it stays open behind covers until its person is back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from shiboken6 import isValid

from desktop.idle_watch import IdleWatch
from desktop.password_check import PasswordCheck
from desktop.session import Session
from desktop.typed_text import TypedTextKeeper
from models.queries.sign_in import Door, username_of
from models.store.lock_setting import idle_minutes
from views.lock import Cover, LockDialog
from views.shell import MainWindow

#: What a person does to a window; nothing of it reaches one that is covered.
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel, QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.Drop,
        QEvent.Type.TouchBegin, QEvent.Type.TouchEnd, QEvent.Type.InputMethod, QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
    }
)  # fmt: skip


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
        name = self._session.standing.name
        dialog = LockDialog(
            office.setting("office", {}).get("name", ""), name, username_of(office, self._session.person_id),
            self._window,
        )  # fmt: skip
        self.dialog = dialog
        check = PasswordCheck(office, dialog)
        dialog.tried.connect(check.check)
        dialog.leave_wanted.connect(self._leave)
        check.refused.connect(dialog.refuse)
        check.waits.connect(dialog.wait)
        check.passed.connect(self._passed)
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _cover(self, window: QWidget) -> None:
        covered = {cover.parentWidget() for cover in self._covers if isValid(cover)}
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing reaches what is covered, and what opens meanwhile is covered too."""
        kind = event.type()
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            # it has its size and its title when it has come up
            QTimer.singleShot(0, watched, lambda: self._cover(watched) if self.dialog is not None else None)
            return False
        if kind == QEvent.Type.Close and event.spontaneous() and isinstance(watched, QWidget):
            event.setAccepted(self._is_ours(watched))
            return not self._is_ours(watched)
        if kind not in _TOUCHES:
            return False
        if isinstance(watched, QWidget):
            return not self._is_ours(watched)
        # keys that hold everywhere are told to the shortcut or to the action, not to a widget
        return kind == QEvent.Type.Shortcut

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
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
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
        if not self._keeper.keep():
            self._close_all()
            return
        name = self._session.standing.name
        box = QMessageBox(self.dialog)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Keluar")
        box.setText(f"Di balik layar ini ada isian {name} yang belum disimpan.")
        box.setInformativeText(f"Isian itu dititipkan dan ditawarkan kepada {name} ketika ia masuk lagi.")
        leave = box.addButton("&Keluar", QMessageBox.ButtonRole.AcceptRole)
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
