"""Files dropped from outside: those that can be taken, asked about one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from resources.problems import problem_text
from views.notice import tell

ONE_FILE = "Setiap berkas menjadi satu versi dokumen ini. Seret satu berkas, atau gabungkan dahulu."


def usable_files(parent: QWidget, paths: Sequence[str]) -> list[str]:
    """The files among what was dropped; why folders and what has gone meanwhile are left out is told."""
    found: list[str] = []
    lines: list[str] = []
    for path in map(Path, paths):
        code = _problem(path)
        if not code:
            found.append(str(path))
            continue
        problem = problem_text(code, {"berkas": path.name})
        lines.append(f"{problem.what} {problem.todo}".strip())
    if lines:
        tell(parent, "Tidak dapat dilampirkan", "\n".join(lines))
    return found


def _problem(path: Path) -> str:
    if path.is_dir():
        return "folder"
    if not path.exists():
        return "tidak_ada"
    return "" if path.is_file() else "bukan_berkas"


def ask_in_turn(window: QWidget, paths: Sequence[str], ask: Callable[[str], QDialog]) -> None:
    """A dialog for each file; the next opens when the one before was sent, and none after a "Batal"."""
    if not paths:
        return
    dialog = ask(paths[0])
    if len(paths) > 1:
        dialog.setWindowTitle(f"{dialog.windowTitle()} (masih {len(paths)} berkas)")
    # the dialog before is on its way out until then; a window that went meanwhile asks no more
    dialog.accepted.connect(lambda: QTimer.singleShot(0, window, lambda: ask_in_turn(window, paths[1:], ask)))
