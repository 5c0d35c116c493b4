"""The agency (OPD) of a request: typed with completion, or created when it is not listed yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from views.click_through import ClickThrough
from views.dialog_style import no_mnemonic

#: Typing pauses this long before the list is asked for.
_PAUSE_MS = 120
_SHOWN_NAME = 60


class AgencyField(QWidget):
    """Emits `prefix_typed`; the controller answers with `offer`."""

    changed = Signal()
    prefix_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_create: bool = True) -> None:
        super().__init__(parent)
        self._may_create = may_create
        self._ids: dict[str, int] = {}
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName("OPD pemohon")
        self.edit.setPlaceholderText("ketik sebagian nama OPD")
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        # the query knows short names too, so its answer is shown as it is
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offers = completer.popup()
        if offers is not None:
            offers.setObjectName("offers")
            ClickThrough(offers, self.edit)
        self.edit.setCompleter(completer)
        self.new_box = QCheckBox(self)
        self.new_box.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.new_box)
        # Qt lets the letter of a label lead only to what takes the focus itself;
        # said after the proxy it would be said of the proxy
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        self.new_box.toggled.connect(self.changed)
        self._timer.timeout.connect(self._ask)
        self._leaving = False

    def _ask(self) -> None:
        self._timer.stop()
        self.prefix_typed.emit(self.name())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know before the focus leaves whether the agency is listed: so Tab always finds the same next."""
        if self._timer.isActive() and _leaves(event):
            self._leaving = True
            self._ask()
            self._leaving = False
        return super().eventFilter(watched, event)

    def name(self) -> str:
        """The name typed, spaces put right."""
        return " ".join(self.edit.text().split())

    def agency_id(self) -> int | None:
        """The agency of exactly this name, if it is listed."""
        return self._ids.get(self.name().casefold())

    def is_answered(self) -> bool:
        """A listed agency, or a new one that is really meant."""
        return bool(self.name()) and (self.agency_id() is not None or self.new_box.isChecked())

    def take(self, agency_id: int, name: str) -> None:
        """Put a known agency in."""
        self._ids[name.casefold()] = agency_id
        self.edit.setText(name)

    def offer(self, found: Sequence[tuple[int, str]]) -> None:
        """Agencies that fit what was typed."""
        self._ids.update({name.casefold(): agency_id for agency_id, name in found})
        self._model.setStringList([name for _id, name in found])
        completer = self.edit.completer()
        if found and self.edit.hasFocus() and self.agency_id() is None and not self._leaving:
            completer.complete()
        self._show_new()
        self.changed.emit()

    def _typed(self) -> None:
        self.new_box.setChecked(False)
        # nobody knows yet whether a new name is listed: what is not there does not come while typing
        self._show_new(asked=False)
        self._timer.start()
        self.changed.emit()

    def _show_new(self, *, asked: bool = True) -> None:
        name = self.name()
        shown = name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…"
        self.new_box.setText(no_mnemonic(f"Belum ada di daftar: buat OPD baru “{shown}”"))
        self.new_box.setAccessibleName(f"Buat OPD baru {shown}")
        unlisted = self._may_create and bool(name) and self.agency_id() is None
        self.new_box.setVisible(unlisted and (asked or not self.new_box.isHidden()))


def _leaves(event: QEvent) -> bool:
    """Whether the focus is about to go elsewhere."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    return event.type() == QEvent.Type.FocusOut
