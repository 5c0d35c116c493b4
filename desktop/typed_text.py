"""Keeps what is typed in open windows, so that neither a fault nor a power cut takes it away."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QTimer

from desktop.session import Session
from models.records.typed_text import TypedWindow
from models.store.typed_text import TypedTextFile
from resources.indonesian import moment_text
from views.shell import MainWindow
from views.typed_text import typed_windows

_EVERY_MS = 10_000


class Kept(Enum):
    """What became of what stands typed."""

    NOTHING = "nothing is typed"
    WRITTEN = "written beside the data"
    LOST = "typed, and could not be written"


class TypedTextKeeper(QObject):
    """Looks now and then what stands typed and unsaved, and writes it beside the data of the office."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._file = TypedTextFile(session.office.store.folder, session.person_id)
        self._written: tuple[TypedWindow, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.keep)
        self._timer.start(_EVERY_MS)

    def keep(self) -> Kept:
        """Write what is typed now, and say whether there is anything and it is kept."""
        now = typed_windows()
        if now != self._written:
            office = self._session.office
            try:
                self._file.write(moment_text(office.local(office.now())), now)
            except OSError:
                # a full disk is told by the act that meets it; this must not stop anybody's typing
                return Kept.LOST if now else Kept.NOTHING
            self._written = now
        return Kept.WRITTEN if now else Kept.NOTHING

    def offer(self, window: MainWindow) -> None:
        """Show what an earlier run of the program left behind."""
        try:
            self._file.set_aside()
        except OSError:
            return
        left = self._file.left_behind()
        if not left:
            return
        from views.left_behind import LeftBehindDialog

        dialog = LeftBehindDialog(left, window)
        dialog.forgotten.connect(self._file.forget)
        dialog.open()

    def stop(self, *, keep: bool = False) -> None:
        """The session ends: what stands typed is written once more; `keep` leaves what was written before."""
        self._timer.stop()
        if not keep:
            self.keep()
