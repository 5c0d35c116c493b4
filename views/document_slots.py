"""Document slots of the step dialog: what is asked for or delivered, its newest version, how to give it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from models.records.case import DocumentSlot, DocumentVersion, GroupLine
from resources.indonesian import moment_text, size_text
from views.dialog_style import muted_colour, outline, scale_font, tint, tone_colours
from views.fields import WrappedLabel
from views.tips import plain_tip

#: How a source mark is said; where the words come from is never hidden.
SOURCE_WORDS = {
    "cell": "tertulis di tabel",
    "wording": "dibaca dari kalimat",
    "office": "ditetapkan kantor",
}


def version_text(version: DocumentVersion) -> str:
    """Where a version comes from, in one line."""
    words = [f"dari langkah {version.step_no}" if version.step_no else "dari pendaftaran"]
    if version.kind == "berkas":
        words.append(f"{version.file_name} ({size_text(version.size)})")
    elif version.kind == "kertas":
        words.append(f"arsip kertas: {version.place}")
    else:
        words.append(f"tautan: {version.place}")
    if version.version > 1:
        words.append(f"versi {version.version}")
    words.append(f"{version.added_by}, {moment_text(version.added_at)}")
    if version.original_place:
        words.append(f"asli: {version.original_place}")
    if version.note:
        words.append(version.note)
    return " · ".join(words)


class StateMark(QLabel):
    """A round sign: ✓ given, ! wanting, – not asked for."""

    def __init__(self, tone: str, sign: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(sign, parent)
        colours = tone_colours(self.palette(), tone)
        side = self.fontMetrics().height() + 6
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setStyleSheet(
            f"background: {colours.background.name()}; color: {colours.text.name()};"
            f" border: 1px solid {colours.border.name()}; border-radius: {side // 2}px; font-weight: bold;"
        )


class SlotRow(QFrame):
    """One document: its state in words and sign, its source, its buttons; takes dropped files.

    `as_output` asks for an act in this run; `spared` says why it is not asked for, "" when it is.
    """

    attach_asked = Signal(str, str)
    view_asked = Signal(int)
    confirm_asked = Signal(str)
    withdraw_asked = Signal(int)
    files_dropped = Signal(str, list)

    def __init__(
        self,
        slot: DocumentSlot,
        *,
        as_output: bool,
        spared: str,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.slot = slot
        self._as_output = as_output
        self._spared = spared
        self.setAccessibleName(f"{slot.label}: {self.state_words()}")
        self.setAcceptDrops(editable)
        outline(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.name_label = WrappedLabel(slot.label, self)
        scale_font(self.name_label, 1.0, bold=True)
        words.addWidget(self.name_label)
        self.detail_label = WrappedLabel(self._detail(), self, quiet=True)
        scale_font(self.detail_label, 0.9)
        words.addWidget(self.detail_label)
        row.addLayout(words, 1)
        self.buttons: dict[str, QPushButton] = {}
        self._add_buttons(row, editable)

    def is_met(self) -> bool:
        """Whether this document counts as given."""
        current = self.slot.current
        if self._as_output:
            return self.slot.delivered
        return current is not None and not current.stale

    def wants(self) -> bool:
        """Whether something must still be given here."""
        return not self.is_met() and not self._spared

    def state_words(self) -> str:
        """The state, said in words besides the sign."""
        current = self.slot.current
        if self.is_met():
            return "diserahkan pada langkah ini" if self._as_output else "ada"
        if self._spared:
            return self._spared
        if current is not None and current.stale:
            return "perlu diperbarui"
        if current is not None:
            return "ada, belum diserahkan pada langkah ini"
        return "belum ada"

    def _detail(self) -> str:
        current = self.slot.current
        state = self.state_words()
        if current is None:
            return state
        return version_text(current) if state == "ada" else f"{state} · {version_text(current)}"

    def _mark(self) -> StateMark:
        if self.is_met():
            return StateMark("hijau", "✓", self.state_words(), self)
        if self._spared:
            return StateMark("abu", "–", self.state_words(), self)
        return StateMark("merah", "!", self.state_words(), self)

    def _add_buttons(self, row: QHBoxLayout, editable: bool) -> None:
        current = self.slot.current
        if current is not None and current.kind != "kertas":
            word = "Lihat" if current.kind == "berkas" else "Buka tautan"
            self._button(row, "lihat", word).clicked.connect(lambda: self.view_asked.emit(current.id))
        if not editable:
            return
        if current is not None and (current.stale or (self._as_output and not self.slot.delivered)):
            self._button(row, "masih_berlaku", "Masih berlaku").clicked.connect(
                lambda: self.confirm_asked.emit(self.slot.doc_type)
            )
        self._button(row, "lampirkan", "Versi baru…" if current else "Lampirkan…").clicked.connect(
            lambda: self.attach_asked.emit(self.slot.doc_type, "berkas")
        )
        self._button(row, "cara_lain", "Cara lain").setMenu(self._other_ways(current))

    def _button(self, row: QHBoxLayout, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setObjectName(f"{name}:{self.slot.doc_type}:{'output' if self._as_output else 'kelengkapan'}")
        button.setAccessibleName(f"{text.rstrip('…')} {self.slot.label}")
        row.addWidget(button)
        self.buttons[name] = button
        return button

    def _other_ways(self, current: DocumentVersion | None) -> QMenu:
        menu = QMenu(self)
        doc = self.slot.doc_type
        menu.addAction("&Arsip kertas…", lambda: self.attach_asked.emit(doc, "kertas"))
        menu.addAction("&Tautan…", lambda: self.attach_asked.emit(doc, "tautan"))
        if current is not None:
            menu.addSeparator()
            menu.addAction("Ta&rik versi ini…", lambda: self.withdraw_asked.emit(current.id))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files, and show that they may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            tint(self, "hijau")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Back to the quiet look."""
        outline(self)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand over the local files; the controller copies and attaches them."""
        outline(self)
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(self.slot.doc_type, paths)


class GroupBlock(QWidget):
    """A requirement or an output: its heading words, its slots and its points."""

    attach_asked = Signal(str, str)
    view_asked = Signal(int)
    confirm_asked = Signal(str)
    withdraw_asked = Signal(int)
    files_dropped = Signal(str, list)
    point_ticked = Signal(int, int, bool)

    def __init__(
        self, group: GroupLine, *, as_output: bool, spared: str, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = group_heading(group)
        if heading:
            label = WrappedLabel(heading, self, quiet=True)
            column.addWidget(label)
        self.rows: list[SlotRow] = []
        for slot in group.slots:
            row = SlotRow(slot, as_output=as_output, spared=spared, editable=editable, parent=self)
            row.setToolTip(f"Sumber: {SOURCE_WORDS[group.source]}")
            row.attach_asked.connect(self.attach_asked)
            row.view_asked.connect(self.view_asked)
            row.confirm_asked.connect(self.confirm_asked)
            row.withdraw_asked.connect(self.withdraw_asked)
            row.files_dropped.connect(self.files_dropped)
            column.addWidget(row)
            self.rows.append(row)
        self.points: list[QCheckBox] = []
        self._add_points(column, group, editable)

    def _add_points(self, column: QVBoxLayout, group: GroupLine, editable: bool) -> None:
        for point in group.points:
            line = QHBoxLayout()
            line.setContentsMargins(24, 0, 0, 0)
            box = QCheckBox(self)
            box.setAccessibleName(point.text)
            box.setObjectName(f"butir:{group.index}:{point.index}")
            box.setChecked(point.ticked)
            box.setEnabled(editable)
            box.clicked.connect(
                lambda on, index=point.index: self.point_ticked.emit(group.index, index, bool(on))
            )
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            words = WrappedLabel(point.text, self)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            line.addWidget(words, 1)
            column.addLayout(line)
            self.points.append(box)


def group_heading(group: GroupLine) -> str:
    """What the group asks beyond its slots: how many are enough, on which outcomes."""
    words = []
    if group.at_least < len(group.slots):
        words.append(f"Cukup {group.at_least} dari {len(group.slots)} dokumen ini")
    if group.on_labels:
        words.append("bila " + " atau ".join(group.on_labels))
    if group.points:
        words.append("centang setiap butir yang sudah diperiksa")
    text = ", ".join(words)
    return text[:1].upper() + text[1:] + ":" if text else ""


def quiet_note(text: str, parent: QWidget) -> WrappedLabel:
    """A line of secondary text."""
    label = WrappedLabel(text, parent)
    label.setStyleSheet(f"color: {muted_colour(parent.palette()).name()};")
    return label
