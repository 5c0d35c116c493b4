"""Looking at stored documents: preview inside, a copy for the system's viewer, a copy to keep."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.session import Session
from desktop.signature_looking import SignatureLooking
from models.records.case import DocumentVersion
from views.document_viewer import DocumentViewer
from views.notice import tell

#: Files that a double click would run instead of show; they are kept and saved, never opened.
_RUNS = frozenset(
    {
        ".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".msi", ".scr",
        ".lnk", ".jar", ".sh", ".desktop", ".reg", ".pif", ".cpl", ".py", ".pyw",
    }
)  # fmt: skip
_LONGEST_NAME = 120
_GONE = "Berkas ini tidak ada di folder data. Hubungi administrator; `main.py periksa` memeriksa semuanya."


class DocumentOpening:
    """Opens documents for one window; copies for the system's viewer go away with the program."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self._window = window
        self._session = session

    def path(self, version: DocumentVersion) -> Path | None:
        """The stored file, None when it is missing (said to the person)."""
        files = self._session.office.store.files
        if not files.exists(version.digest):
            tell(self._window, version.label, _GONE)
            return None
        return Path(files.path_of(version.digest))

    def view(self, version: DocumentVersion) -> DocumentViewer | None:
        """Preview inside; a link goes to the browser."""
        if version.kind != "berkas":
            self.open(version)
            return None
        path = self.path(version)
        if path is None:
            return None
        viewer = DocumentViewer(version, path, self._window)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.open_asked.connect(lambda: self.open(version))
        viewer.save_asked.connect(lambda: self.save(version))
        SignatureLooking(viewer.signatures, self._session).look(version)
        viewer.show()
        return viewer

    def open(self, version: DocumentVersion) -> None:
        """Hand a copy to the system's viewer; the stored file is never given away."""
        if version.kind == "tautan":
            self._open_link(version)
            return
        path = self.path(version)
        if path is None:
            return
        if Path(version.file_name).suffix.lower() in _RUNS:
            self._say(version, "Berkas program tidak dibuka dari sini. Pakai “Simpan salinan…” bila perlu.")
            return
        try:
            copy = self._copy(path, version)
        except OSError as error:
            self._say(version, f"Salinan untuk dibuka tidak dapat dibuat: {error.strerror or error}.")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._say(version, "Tidak ada program di komputer ini yang membuka jenis berkas itu.")

    def _open_link(self, version: DocumentVersion) -> None:
        url = QUrl(version.place)
        if url.scheme() not in ("http", "https"):
            self._say(version, f"Hanya tautan http dan https yang dibuka dari sini: {version.place}")
        elif not QDesktopServices.openUrl(url):
            self._say(version, "Tautan tidak dapat dibuka di komputer ini.")

    def _copy(self, path: Path, version: DocumentVersion) -> Path:
        folder = copies_folder() / f"{version.id}-{version.digest[:12]}"
        folder.mkdir(exist_ok=True)
        target = folder / safe_name(version.file_name)
        shutil.copyfile(path, target)
        return target

    def save(self, version: DocumentVersion) -> None:
        """Write a copy where the person wants it, whole or not at all."""
        path = self.path(version)
        if path is None:
            return
        start = str(Path.home() / safe_name(version.file_name))
        chosen, _kind = QFileDialog.getSaveFileName(self._window, "Simpan salinan", start)
        if not chosen:
            return
        target = Path(chosen)
        half = target.with_name(f"{target.name[:_LONGEST_NAME]}.sebagian")
        try:
            shutil.copyfile(path, half)
            os.replace(half, target)  # noqa: PTH105 - replaces on Windows too
        except OSError as error:
            half.unlink(missing_ok=True)
            self._say(version, f"Salinan tidak dapat disimpan di {target}: {error.strerror or error}.")

    def _say(self, version: DocumentVersion, words: str) -> None:
        tell(self._window, version.label, words)


@cache
def copies_folder() -> Path:
    """One folder for the whole program; a file still open in a viewer may stay behind in it."""
    folder = Path(tempfile.mkdtemp(prefix="papan-sop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def safe_name(name: str) -> str:
    """A file name that every system takes; the suffix stays."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name).strip(" .") or "dokumen"
    path = Path(plain)
    return path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix[:20]
