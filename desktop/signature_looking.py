"""Looks at the signatures of a stored PDF in a worker and says them beside the document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop.background import run_in_background
from desktop.session import Session
from models.records.case import DocumentVersion
from views.signature_note import SignatureNote


class SignatureLooking(QObject):
    """For one note; only the document that was asked for last is spoken of."""

    def __init__(self, note: SignatureNote, session: Session) -> None:
        super().__init__(note)
        self._note = note
        self._session = session
        self._wanted = 0

    def look(self, version: DocumentVersion | None) -> None:
        """Say what is known of a document; of anything but a PDF there is nothing to say."""
        self._note.say("")
        self._wanted += 1
        office = self._session.office
        if version is None or version.kind != "berkas" or not version.file_name.lower().endswith(".pdf"):
            return
        if not office.store.files.exists(version.digest):
            return
        path, folder, now = office.store.files.path_of(version.digest), office.store.folder, office.now()

        def read(_progress: object) -> tuple[str, str]:
            from desktop.signature_process import read_apart
            from desktop.signature_words import signature_words

            return signature_words(read_apart(path, folder, now))

        run_in_background(self, read, partial(self._say, self._wanted), self._fail)

    def _say(self, asked: int, answer: tuple[str, str]) -> None:
        if asked == self._wanted:
            self._note.say(*answer)

    def _fail(self, error: Exception) -> None:
        """A file that went away is told by its preview."""
        if not isinstance(error, OSError):
            raise error
