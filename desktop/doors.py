"""The doors from the main window to dialogs, each opened once for the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.changes import Changes
from desktop.session import Session

if TYPE_CHECKING:
    from views.case_window import CaseWindow


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
        from desktop import case_dialogs

        self._once(
            ("langkah", run_id),
            lambda: case_dialogs.open_step(
                self._parent, self._session, self._changes, run_id, outcome=outcome
            ),
        )

    def give_back(self, run_id: int, step: str) -> None:
        """The dialog Kembalikan, with the row to return to chosen beforehand or "" for none."""
        from desktop import case_dialogs

        self._once(
            ("kembalikan", run_id),
            lambda: case_dialogs.open_return(self._parent, self._session, self._changes, run_id, step),
        )

    def case(self, case_id: int) -> None:
        """The window of a case."""
        from desktop import case_dialogs

        self._once(
            ("permohonan", case_id),
            lambda: case_dialogs.open_case(self._parent, self._session, self._changes, case_id),
        )

    def dispositions(self, case_id: int) -> None:
        """The window of a case, turned to its dispositions."""
        self.case(case_id)
        window = self._open.get(("permohonan", case_id))
        if window in self._standing():
            cast("CaseWindow", window).show_dispositions()

    def paper(self, paper_id: int) -> None:
        """A paper: the dialog of a draft, or the window of one that was issued."""
        from desktop import paper_dialogs

        self._once(
            ("naskah", paper_id),
            lambda: paper_dialogs.open_paper(self._parent, self._session, self._changes, paper_id),
        )

    def new_paper(self, form: str) -> None:
        """The dialog of a paper that belongs to no request."""
        from desktop import paper_dialogs
        from models.records.paper import PaperDraft

        self._once(
            (f"naskah baru {form}", 0),
            lambda: paper_dialogs.open_draft(self._parent, self._session, self._changes, PaperDraft(form)),
        )

    def register(self, sop_code: str | None, then: Callable[[int], None]) -> None:
        """The dialog of a new request, on this SOP or any; `then` gets the case that was registered."""
        from desktop import case_dialogs

        self._once(
            ("daftar", 0),
            lambda: case_dialogs.open_register(self._parent, self._session, self._changes, sop_code, then),
        )

    def settings(self, page: str = "", sop_code: str = "") -> None:
        """The settings, turned to a page when one is asked for, and to an SOP where a page shows one."""
        from desktop import settings_window
        from views.settings_window import SettingsWindow

        key = ("pengaturan", 0)
        self._once(
            key,
            lambda: settings_window.open_settings(self._parent, self._session, self._changes, page, sop_code),
        )
        window = self._open.get(key)
        if page and isinstance(window, SettingsWindow):
            settings_window.turn_to(window, page, sop_code)

    def shortcuts(self) -> None:
        """What the keys do."""
        from views.shortcuts_dialog import ShortcutsDialog

        def opening() -> ShortcutsDialog:
            dialog = ShortcutsDialog(self._parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show()
            return dialog

        self._once(("pintasan", 0), opening)

    def close_all(self) -> bool:
        """Close every window that is open; False when one stays, because of what is typed in it."""
        return all(window.close() for window in self._standing())

    def _standing(self) -> list[QWidget]:
        """The windows that are open; those closed meanwhile are forgotten."""
        self._open = {key: w for key, w in self._open.items() if isValid(w) and w.isVisible()}
        return list(self._open.values())

    def _once(self, key: tuple[str, int], opening: Callable[[], object]) -> None:
        """Open, unless the same thing is open or just opening; then show that one."""
        if self._open.get(key) in self._standing():
            self._open[key].raise_()
            self._open[key].activateWindow()
            return
        with self._claimed(key) as free:
            opened = opening() if free else None
        if isinstance(opened, QWidget):
            self._open[key] = opened

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
