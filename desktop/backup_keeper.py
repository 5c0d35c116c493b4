"""Makes the backup of the day while the window is open, one at a time, and tells how things stand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Progress, Work, run_in_background
from desktop.window_first import window_first
from models.queries.backups import warn_days
from models.records.backup import BackupEntry, BackupState
from models.store import history
from models.store.backup import Cancelled
from models.store.backup_round import age_in_days, back_up, is_due
from models.store.backup_state import read_state
from models.store.office import Office
from models.store.problems import StoreProblem

#: Long enough after the start for whoever opened the program to be at work already.
_FIRST_LOOK_MS = 20_000
_LOOK_MS = 10 * 60_000
#: What was done since the last backup is worth one at the end of the day when that is so many hours old.
_WORTH_HOURS = 4


class BackupKeeper(QObject):
    """Belongs to the window of a session; `turned` tells that something is to be shown anew."""

    turned = Signal()
    advanced = Signal(object, object)
    #: A backup of that kind was made, or a `StoreProblem` kept it from being made; None: cancelled.
    ended = Signal(object)
    #: Somebody wants this backup to take the place of what is there.
    restore_wanted = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._work: Work | None = None
        self.is_sample = bool(office.setting("office", {}).get("sample", False))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        """Look now and then whether a backup is due; an office for trying out needs none by itself."""
        if not self.is_sample:
            QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)
            self._timer.start(_LOOK_MS)

    def rest(self) -> None:
        """The window goes: nothing is begun any more."""
        self._timer.stop()
        if self._work is not None:
            self._work.stop()

    def look(self) -> None:
        """Begin the backup of the day when there is none yet."""
        if is_due(self.state(), self._office.now(), self._office.zone):
            self.start("harian")

    def state(self) -> BackupState:
        """What the data folder knows of its backups."""
        return read_state(self._office.store.folder)

    def busy(self) -> bool:
        """Whether a backup is being made."""
        return self._work is not None

    def is_old(self) -> bool:
        """Whether the last tested backup is older than the office allows, or there is none."""
        age = age_in_days(self.state(), self._office.now())
        return age is None or age >= warn_days(self._office)

    def worth_one_at_the_end(self) -> bool:
        """Whether the day would otherwise end without a backup of what was done."""
        if self.is_sample or self.busy():
            return False
        state, now = self.state(), self._office.now()
        if history.head().id == state.head:
            return False
        old = state.made_at is None or (now - state.made_at).total_seconds() > _WORTH_HOURS * 3600
        return old or is_due(state, now, self._office.zone)

    def start(self, kind: str, by: str = "") -> bool:
        """Begin a backup in a worker; False while one is being made."""
        if self.busy():
            return False
        folder, clock, zone = self._office.store.folder, self._office.clock, self._office.zone

        def work(progress: Progress) -> BackupEntry:
            with window_first():
                return back_up(folder, clock, zone, kind=kind, by=by, progress=progress)

        self._work = run_in_background(self, work, self._done, self._failed, self.advanced.emit)
        self.turned.emit()
        return True

    def cancel(self) -> None:
        """Ask the backup to stop."""
        if self._work is not None:
            self._work.stop()

    def _done(self, entry: BackupEntry) -> None:
        self._end(entry)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._end(None)
        elif isinstance(error, StoreProblem):
            self._end(error)
        else:
            self._end(None)
            raise error

    def _end(self, answer: object) -> None:
        self._work = None
        self.ended.emit(answer)
        self.turned.emit()
