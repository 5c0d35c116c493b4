"""Looking at stored documents: preview inside, a copy for the system's viewer, a copy to keep."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.document_painting import DocumentPainting
from desktop.handed_copy import ChangedFileError, copies_folder, copy_proven, safe_name
from desktop.session import Session
from desktop.signature_looking import SignatureLooking
from desktop.whole_file import why_not_written
from models.records.case import DocumentVersion
from models.rules.file_kinds import Judgement, judge, name_for
from models.store.file_looking import look_at
from resources.wording_opening import opening_words
from views.document_viewer import DocumentViewer
from views.notice import tell
from views.open_question import OpenQuestion

__all__ = ["DocumentOpening", "copies_folder", "safe_name"]

_GONE = "Berkas ini tidak ada di folder data. Hubungi administrator; `main.py periksa` memeriksa semuanya."
_CHANGED = (
    "Berkas ini tidak sama lagi dengan ketika dilampirkan, sehingga tidak dibuka. Hubungi administrator; "
    "`main.py periksa` memeriksa semuanya."
)


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
        viewer = DocumentViewer(version, self._window)
        DocumentPainting(viewer.preview)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.open_asked.connect(lambda: self.open(version))
        viewer.save_asked.connect(lambda: self.save(version))
        SignatureLooking(viewer.signatures, self._session).look(version)
        viewer.show()
        viewer.preview.show_file(path, version.file_name)
        return viewer

    def open(self, version: DocumentVersion) -> None:
        """Hand a copy to the system's viewer after a look at what it is; the stored file stays here."""
        if version.kind == "tautan":
            self._open_link(version)
            return
        path = self.path(version)
        if path is None:
            return
        try:
            judgement = judge(safe_name(version.file_name), look_at(path))
        except OSError as error:
            self._say(version, f"Berkas tidak dapat dibaca: {error.strerror or error}.")
            return
        if judgement.verdict == "buka":
            self._hand_over(path, version, judgement)
        else:
            self._ask(path, version, judgement)

    def _ask(self, path: Path, version: DocumentVersion, judgement: Judgement) -> None:
        words = opening_words(judgement.reason, safe_name(version.file_name))
        question = OpenQuestion(
            self._window, version.label, words, may_be_opened=judgement.verdict == "tanya"
        )
        question.save_chosen.connect(lambda: self.save(version))
        question.open_chosen.connect(lambda: self._hand_over(path, version, judgement))
        question.open()

    def _hand_over(self, path: Path, version: DocumentVersion, judgement: Judgement) -> None:
        try:
            copy = self._copy(path, version, judgement)
        except ChangedFileError:
            self._say(version, _CHANGED)
            return
        except OSError as error:
            self._say(version, f"Salinan untuk dibuka tidak dapat dibuat: {why_not_written(error)}.")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._say(version, "Tidak ada program di komputer ini yang membuka jenis berkas itu.")

    def _open_link(self, version: DocumentVersion) -> None:
        url = QUrl(version.place)
        if url.scheme() not in ("http", "https"):
            self._say(version, f"Hanya tautan http dan https yang dibuka dari sini: {version.place}")
        elif not QDesktopServices.openUrl(url):
            self._say(version, "Tautan tidak dapat dibuka di komputer ini.")

    def _copy(self, path: Path, version: DocumentVersion, judgement: Judgement) -> Path:
        folder = copies_folder() / f"{version.id}-{version.digest[:12]}"
        folder.mkdir(exist_ok=True)
        target = folder / name_for(safe_name(version.file_name), judgement)
        copy_proven(path, target, version.digest)
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
        try:
            copy_proven(path, target, version.digest)
        except ChangedFileError:
            self._say(version, _CHANGED)
        except OSError as error:
            self._say(version, f"Salinan tidak dapat disimpan di {target}: {why_not_written(error)}.")

    def _say(self, version: DocumentVersion, words: str) -> None:
        tell(self._window, version.label, words)
