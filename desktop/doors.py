"""The doors from the main window to dialogs, each opened once for the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from desktop.changes import Changes
from desktop.session import Session


class Doors:
    """Opens step, return, case, registration and settings; a second request shows the first window."""

    def __init__(self, parent: QWidget, session: Session, changes: Changes) -> None:
        self._parent = parent
        self._session = session
        self._changes = changes
        self._opening: set[tuple[str, int]] = set()
        self._open: dict[tuple[str, int], QWidget] = {}

    def step(self, run_id: int, outcome: str | None = None) -> None:
        """The step dialog of a run, with an outcome chosen beforehand or none."""
        from desktop import case_dialogs  # noqa: PLC0415 - dialogs are loaded when the first one opens

        self._once(
            ("langkah", run_id),
            lambda: case_dialogs.open_step(
                self._parent, self._session, self._changes, run_id, outcome=outcome
            ),
        )

    def give_back(self, run_id: int, step: str) -> None:
        """The dialog Kembalikan, with the row to return to chosen beforehand or "" for none."""
        from desktop import case_dialogs  # noqa: PLC0415 - as above

        self._once(
            ("kembalikan", run_id),
            lambda: case_dialogs.open_return(self._parent, self._session, self._changes, run_id, step),
        )

    def case(self, case_id: int) -> None:
        """The window of a case."""
        from desktop import case_dialogs  # noqa: PLC0415 - as above

        self._once(
            ("permohonan", case_id),
            lambda: case_dialogs.open_case(self._parent, self._session, self._changes, case_id),
        )

    def register(self, sop_code: str | None) -> None:
        """The dialog of a new request, on this SOP or any."""
        from desktop import case_dialogs  # noqa: PLC0415 - as above

        self._once(
            ("daftar", 0),
            lambda: case_dialogs.open_register(self._parent, self._session, self._changes, sop_code),
        )

    def settings(self) -> None:
        """The settings."""
        from desktop import settings_window  # noqa: PLC0415 - as above

        self._once(
            ("pengaturan", 0),
            lambda: settings_window.open_settings(self._parent, self._session, self._changes),
        )

    def _once(self, key: tuple[str, int], opening: Callable[[], object]) -> None:
        """Open, unless the same thing is open or just opening; then show that one."""
        window = self._open.get(key)
        if window is not None:
            window.raise_()
            window.activateWindow()
            return
        with self._claimed(key) as free:
            opened = opening() if free else None
        if isinstance(opened, QWidget) and opened.isVisible():
            self._open[key] = opened
            opened.destroyed.connect(lambda: self._open.pop(key, None))

    @contextmanager
    def _claimed(self, key: tuple[str, int]) -> Iterator[bool]:
        """Whether the way is free; a modal dialog holds it while it runs."""
        if key in self._opening:
            yield False
            return
        self._opening.add(key)
        try:
            yield True
        finally:
            self._opening.discard(key)
