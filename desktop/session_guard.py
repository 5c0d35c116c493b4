"""Watches over a session at work: what is typed is kept, and the screen locks when nobody is there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.crash import CrashHandler
from desktop.main_window import MainController
from desktop.safety_notices import SafetyNotices
from desktop.screen_lock import ScreenLock
from desktop.typed_text import Kept, TypedTextKeeper


class SessionGuard(QObject):
    """Begins when the window stands, and ends with the session."""

    def __init__(self, main: MainController, crash: CrashHandler, parent: QObject) -> None:
        super().__init__(parent)
        self._main = main
        self._crash = crash
        self._left_locked = False
        self.keeper = TypedTextKeeper(main.session, self)
        self.screen_lock = ScreenLock(main.window, main.session, self.keeper, self)
        self.screen_lock.left.connect(self._leave)
        main.account_closed.connect(self.screen_lock.lock_closed)
        crash.keep_typed = lambda: self.keeper.keep() is Kept.WRITTEN
        self.keeper.offer(main.window)
        SafetyNotices(main.window, main.session, self)

    def _leave(self) -> None:
        """Signed out from the locked screen: what was typed then is there for its person."""
        self._left_locked = True
        self._main.leave()

    def end(self) -> None:
        """The session ends; what was typed and left in order is wanted no longer."""
        self._crash.keep_typed = None
        self.screen_lock.stop()
        self.keeper.stop(keep=self._left_locked)
