"""Child processes of the start-up benchmark: a window up to its first paint, told as one line of JSON.

`first_paint.py empty` shows an empty PySide6 window, `first_paint.py board FOLDER SOP` the main window
of an office with the board of that SOP. The time runs from the start of the process (T0_NS) to the
moment when the first picture is complete. Peak memory is that of this process (VmHWM).
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

#: The account that the sample office hands over.
PERSON = 1
#: Libraries that nobody needs before the first paint.
UNWANTED = ("openpyxl", "reportlab", "psycopg", "psycopg2", "pymysql", "MySQLdb", "argon2", "pypdfium2")


_PAINTED = QEvent.Type.User


class PaintWatch(QObject):
    """Tells when all of some widgets have been painted once."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self._waiting = {id(w) for w in widgets}
        self._kept = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cross a widget off when it paints; after the last one the picture is complete."""
        if event.type() == QEvent.Type.Paint and id(watched) in self._waiting:
            self._waiting.discard(id(watched))
            if not self._waiting:
                # handled as soon as this picture is complete, before any timer
                QCoreApplication.postEvent(self, QEvent(_PAINTED), Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event: QEvent) -> bool:
        """The picture is complete."""
        if event.type() == _PAINTED:
            self._told()
            return True
        return super().event(event)

    def _told(self) -> None:
        answer = {
            "paint_ms": (time.time_ns() - int(os.environ["T0_NS"])) / 1e6,
            "peak_mb": peak_mb(),
            "unwanted": [name for name in UNWANTED if name in sys.modules],
        }
        print(json.dumps(answer), flush=True)
        QApplication.quit()


def peak_mb() -> float:
    """The most memory this process had at once."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmHWM")


def empty() -> list[QWidget]:
    """An empty window."""
    window = QMainWindow()
    window.showMaximized()
    return [window]


def board(folder: Path, code: str) -> list[QWidget]:
    """The main window on the board, with an open session."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from desktop import quick_start

    # as desktop.startup does before the rest
    quick_start.hold()
    quick_start.import_plainly()
    from desktop.appearance import saved_appearance
    from desktop.application import open_session
    from models.store.opening import open_office
    from views.standard_texts import speak_indonesian
    from views.theme import apply_theme

    app = QApplication.instance()
    speak_indonesian(app)
    apply_theme(app, *saved_appearance())
    office = open_office(folder)
    opened.append(office)
    controller = open_session(office, PERSON)
    controller.show(f"papan:{code}")
    kept.append(controller)
    # the visible columns are painted in one go; those further right wait for scrolling
    return [controller.board._page.board.columns[0].viewport()]


kept: list[object] = []
opened: list[Any] = []


def main() -> None:
    """Show the window asked for and leave when it is painted."""
    shown, *where = sys.argv[1:]
    # as desktop.application starts Qt (`FUSION`); the empty window takes the style it gets
    app = QApplication([*sys.argv[:1], *(("-style", "fusion") if shown == "board" else ())])
    watch = PaintWatch(empty() if shown == "empty" else board(Path(where[0]), where[1]))
    app.exec()
    del watch
    for office in opened:
        # closed in order, or the next start would check the whole database for damage
        office.close()
    os._exit(0)


if __name__ == "__main__":
    main()
