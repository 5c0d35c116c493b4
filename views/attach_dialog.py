"""Lampirkan: a file, a paper original with its place, or a link."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from views.ask_dialog import AskDialog
from views.dropped_files import ONE_FILE, usable_files
from views.fields import LinesEdit
from views.notice import tell
from views.progress_line import ProgressLine

_KINDS = {"berkas": "&Berkas", "kertas": "Arsip &kertas", "tautan": "Taut&an"}


class AttachDialog(AskDialog):
    """What is attached under which document type; files can be dropped anywhere on it."""

    #: Where the last file came from: the next one often lies there too.
    folder: ClassVar[str] = ""

    def __init__(
        self,
        doc_types: Sequence[tuple[str, str]],
        kind: str = "berkas",
        path: str = "",
        parent: QWidget | None = None,
        *,
        chosen: str = "",
    ) -> None:
        single = len(doc_types) == 1
        title = f"Lampirkan {doc_types[0][1]}" if single else "Lampirkan dokumen"
        super().__init__(title, "", "&Lampirkan", parent)
        self.setAcceptDrops(True)
        self.doc_type = QComboBox(self)
        self.doc_type.setAccessibleName("Jenis dokumen")
        if not single:
            self.doc_type.addItem("— pilih jenis dokumen —", "")
        for doc, label in doc_types:
            self.doc_type.addItem(label, doc)
        self.doc_type.setCurrentIndex(max(0, self.doc_type.findData(chosen)))
        self.form.addRow("&Jenis dokumen", self.doc_type)
        self.form.setRowVisible(self.doc_type, not single)
        self._add_kinds(kind)
        self._add_file(path)
        self.place = self._line("Tempat arsip", "rak / boks / map")
        self.address = self._line("Alamat tautan", "https://…")
        self.original_place = self._line("Tempat asli kertas", "bila ada aslinya: rak / boks / map")
        self.note = LinesEdit("Keterangan", self, lines=2)
        self.form.addRow("Te&mpat arsip", self.place)
        self.form.addRow("Alamat ta&utan", self.address)
        self.form.addRow("Tempat a&sli", self.original_place)
        self.form.addRow("K&eterangan", self.note)
        self.progress = ProgressLine(self)
        self.column.insertWidget(self.column.count() - 1, self.progress)
        self.doc_type.currentIndexChanged.connect(self.check)
        for radio in self.kinds.values():
            radio.toggled.connect(self._show_kind)
        self._show_kind()
        self.ready(560, 340)
        first = {"berkas": self.choose_button, "kertas": self.place, "tautan": self.address}[kind]
        (first if self.chosen_type() else self.doc_type).setFocus()

    def _line(self, label: str, hint: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setAccessibleName(label)
        edit.setPlaceholderText(hint)
        edit.textChanged.connect(self.check)
        return edit

    def _add_kinds(self, kind: str) -> None:
        row = QHBoxLayout()
        self.kinds: dict[str, QRadioButton] = {}
        for code, label in _KINDS.items():
            radio = QRadioButton(label, self)
            radio.setAccessibleName(label.replace("&", ""))
            radio.setChecked(code == kind)
            row.addWidget(radio)
            self.kinds[code] = radio
        row.addStretch(1)
        self.form.addRow("Bentuk", row)

    def _add_file(self, path: str) -> None:
        self.path = self._line("Berkas", "pilih berkas, atau seret ke jendela ini")
        self.path.setText(path)
        self.choose_button = QPushButton("&Pilih berkas…", self)
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self._choose)
        self._file_row = QWidget(self)
        row = QHBoxLayout(self._file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose_button)
        label = QLabel("Berkas", self)
        label.setBuddy(self.choose_button)
        self.form.addRow(label, self._file_row)

    def _choose(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(
            self, "Pilih berkas yang dilampirkan", AttachDialog.folder or _documents()
        )
        if found:
            AttachDialog.folder = str(Path(found).parent)
            self.path.setText(found)

    def kind(self) -> str:
        """berkas, kertas or tautan."""
        return next(code for code, radio in self.kinds.items() if radio.isChecked())

    def _show_kind(self) -> None:
        kind = self.kind()
        self.form.setRowVisible(self._file_row, kind == "berkas")
        self.form.setRowVisible(self.original_place, kind == "berkas")
        self.form.setRowVisible(self.place, kind == "kertas")
        self.form.setRowVisible(self.address, kind == "tautan")
        self.check()

    def chosen_type(self) -> str:
        """The document type, "" when none is chosen."""
        return str(self.doc_type.currentData() or "")

    def problems(self) -> list[str]:
        """The type, and what this kind needs."""
        found = [] if self.chosen_type() else ["Pilih jenis dokumen."]
        kind = self.kind()
        if kind == "berkas" and not self.path.text().strip():
            found.append("Pilih berkas.")
        if kind == "kertas" and not self.place.text().strip():
            found.append("Isi tempat arsip kertas.")
        if kind == "tautan" and not self.address.text().strip():
            found.append("Isi alamat tautan.")
        return found

    def cancel_work(self) -> None:
        """Stop copying."""
        self.progress.cancel()

    def typed(self) -> object:
        """All fields."""
        return (
            self.path.text(), self.place.text(), self.address.text(),
            self.original_place.text(), self.note.text(),
        )  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the file dropped; of several none, for nobody knows which one is meant."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(paths) > 1:
            tell(self, "Satu berkas saja", ONE_FILE)
            return
        paths = usable_files(self, paths)
        if paths:
            self.kinds["berkas"].setChecked(True)
            self.path.setText(paths[0])


def _documents() -> str:
    """The folder of the account's documents, or its home where there is none."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    return documents if Path(documents).is_dir() else QStandardPaths.writableLocation(place.HomeLocation)
