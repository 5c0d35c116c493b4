"""Second tab of the case window: documents with all their versions, and the preview beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.records.case import CaseSheet, DocumentVersion
from resources.indonesian import moment_text
from views.document_preview import DocumentPreview
from views.document_slots import version_text
from views.fields import WrappedLabel
from views.signature_note import SignatureNote
from views.tips import plain_tip

_ID = Qt.ItemDataRole.UserRole
_KINDS = {"berkas": "berkas", "kertas": "arsip kertas", "tautan": "tautan"}


def version_state(version: DocumentVersion) -> str:
    """Whether a version still counts."""
    if version.withdrawn:
        return f"ditarik: {version.withdrawn_reason}"
    return "perlu diperbarui" if version.stale else "berlaku"


class CaseDocuments(QWidget):
    """A tree of types and versions; files dropped on it are attached."""

    preview_asked = Signal(int)
    shown = Signal(object)
    open_asked = Signal(int)
    save_asked = Signal(int)
    withdraw_asked = Signal(int)
    attach_asked = Signal(str)
    files_dropped = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._versions: dict[int, DocumentVersion] = {}
        self.empty = WrappedLabel("", self, quiet=True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Dokumen permohonan")
        self.tree.setHeaderLabels(["Dokumen", "Keadaan", "Oleh", "Waktu"])
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(True)
        self.tree.currentItemChanged.connect(self._chosen)
        self.tree.itemActivated.connect(lambda *_: self._emit(self.open_asked))
        self.detail = WrappedLabel("", self, quiet=True)
        self.signatures = SignatureNote(self)
        self.preview = DocumentPreview(self)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.tree, 1)
        column.addWidget(self.detail)
        column.addWidget(self.signatures)
        column.addLayout(self._buttons())
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([500, 500])
        whole = QVBoxLayout(self)
        whole.addWidget(splitter)

    def _buttons(self) -> QHBoxLayout:
        self.attach_button = self._button("&Lampirkan…", lambda: self.attach_asked.emit(self.chosen_type()))
        self.open_button = self._button("&Buka", lambda: self._emit(self.open_asked))
        self.save_button = self._button("&Simpan salinan…", lambda: self._emit(self.save_asked))
        self.withdraw_button = self._button("Ta&rik…", lambda: self._emit(self.withdraw_asked))
        row = QHBoxLayout()
        for button in (self.attach_button, self.open_button, self.save_button, self.withdraw_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(text.replace("&", "").rstrip("…") + " dokumen")
        button.clicked.connect(act)
        return button

    def _emit(self, signal: object) -> None:
        version = self.chosen()
        if version is not None:
            signal.emit(version.id)  # type: ignore[attr-defined]  # a bound signal

    def show_rights(self, *, may_attach: bool, may_withdraw: bool) -> None:
        """Offer attaching and withdrawing, or reading alone."""
        self.setAcceptDrops(may_attach)
        self.attach_button.setVisible(may_attach)
        self.withdraw_button.setVisible(may_withdraw)
        how = " Pakai “Lampirkan…”, atau seret berkas ke sini." if may_attach else ""
        self.empty.show_text(f"Belum ada dokumen.{how}")

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Draw the tree anew; the chosen version stays chosen, a newly added one is not jumped to."""
        kept = self.chosen()
        known = set(self._versions)
        self._versions = {version.id: version for version in sheet.documents}
        labels = dict(sheet.doc_types)
        self.tree.blockSignals(True)
        self.tree.clear()
        for doc_type in dict.fromkeys(v.doc_type for v in sheet.documents):
            versions = [v for v in sheet.documents if v.doc_type == doc_type]
            versions.sort(key=lambda v: v.version, reverse=True)
            self.tree.addTopLevelItem(_type_item(labels.get(doc_type, versions[0].label), versions))
        self.tree.expandAll()
        for index in range(4):
            self.tree.resizeColumnToContents(index)
        self.tree.setColumnWidth(0, min(self.tree.columnWidth(0), self.fontMetrics().averageCharWidth() * 44))
        self.tree.blockSignals(False)
        self.empty.setVisible(not self._versions)
        added = [v for v in self._versions if v not in known]
        self.choose(added[-1] if known and added else kept.id if kept else 0)

    def choose(self, version_id: int) -> None:
        """Choose a version when it is there."""
        for top in range(self.tree.topLevelItemCount()):
            parent = self.tree.topLevelItem(top)
            for index in range(parent.childCount() if parent else 0):
                item = parent.child(index) if parent else None
                if item is not None and item.data(0, _ID) == version_id:
                    self.tree.setCurrentItem(item)
                    return
        self._chosen()

    def chosen(self) -> DocumentVersion | None:
        """The version chosen; for a type, its newest."""
        item = self.tree.currentItem()
        return self._versions.get(item.data(0, _ID)) if item is not None else None

    def chosen_type(self) -> str:
        """The document type chosen, "" when none is."""
        version = self.chosen()
        return version.doc_type if version else ""

    def _chosen(self, *_: object) -> None:
        version = self.chosen()
        is_file = version is not None and version.kind == "berkas"
        self.open_button.setEnabled(version is not None and version.kind != "kertas")
        self.save_button.setEnabled(is_file)
        self.withdraw_button.setEnabled(version is not None and not version.withdrawn)
        self.detail.show_text(version_text(version) if version else "")
        self.shown.emit(version)
        if version is None:
            self.preview.show_words("Pilih dokumen untuk melihat isinya di sini.")
        elif is_file:
            self.preview_asked.emit(version.id)
        elif version.kind == "kertas":
            self.preview.show_words(f"Arsip kertas, tersimpan di: {version.place}")
        else:
            self.preview.show_words(f"Tautan: {version.place}")

    def show_preview(self, path: Path, name: str) -> None:
        """Paint the file that was asked for."""
        self.preview.show_file(path, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand over the files; the type is asked for unless one is chosen."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(self.chosen_type(), paths)


def _type_item(label: str, versions: list[DocumentVersion]) -> QTreeWidgetItem:
    usable = [v for v in versions if not v.withdrawn]
    top = QTreeWidgetItem([label, version_state((usable or versions)[0]) if versions else "", "", ""])
    top.setData(0, _ID, (usable or versions)[0].id)
    top.setToolTip(0, plain_tip(label))
    for version in versions:
        name = version.file_name if version.kind == "berkas" else version.place
        words = [
            f"versi {version.version} · {_KINDS[version.kind]} · {name}",
            version_state(version),
            version.added_by,
            moment_text(version.added_at),
        ]
        item = QTreeWidgetItem(words)
        for column, text in enumerate(words):
            item.setToolTip(column, plain_tip(text))
        item.setData(0, _ID, version.id)
        top.addChild(item)
    return top
