"""Collects what is no longer used in the thread of the window, and only there.

Python collects wherever it happens to be, also in a worker; a closed dialog that waits to be collected
would then be taken down by a thread that must not touch windows, and the program would end without a
word. So the collector is off, and the window asks for its rounds itself.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.background import at_work

#: How often it is looked whether a round is due: what a busy worker makes in between is looked through
#: in one go, and the window waits for it.
_LOOK_MS = 100
#: While a worker runs the middle generation is looked through after so many rounds of the youngest, and the
#: oldest not at all: what a long work keeps may be hundreds of thousands of records, over which a full
#: round takes long; it can wait until the work is done.
_ROUNDS_AT_WORK = 2


class Tidying(QObject):
    """Asks for the rounds that Python's own thresholds call for, one at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> int | None:
        """Collect the oldest generation that is due; answers which, None when none is."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [count > limit for count, limit in zip(counts, limits, strict=True)]
        if at_work():
            due = [due[0], counts[1] > _ROUNDS_AT_WORK, False]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return generation
        return None
