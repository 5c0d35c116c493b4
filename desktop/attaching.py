"""Attaching documents from any window of a case: ask or take a drop, copy in the background, then attach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.case_acts import refusal_lines
from desktop.changes import Changes
from desktop.copying import Copying
from desktop.session import Session
from models.actions.documents import attach
from models.records.registration import Attachment, FileAttachment, LinkAttachment, PaperAttachment
from models.records.results import Changed, Result
from models.store.files import StoredFile
from views.attach_dialog import AttachDialog
from views.dropped_files import ONE_FILE
from views.notice import tell
from views.progress_line import ProgressLine
from views.register_attachments import PendingAttachment, pending_of


def attachment_of(pending: PendingAttachment, stored: StoredFile | None) -> Attachment:
    """What the act takes; a file must have been copied in before."""
    if pending.kind == "kertas":
        return PaperAttachment(pending.doc_type, pending.source, pending.note)
    if pending.kind == "tautan":
        return LinkAttachment(pending.doc_type, pending.source, pending.note)
    if stored is None:
        raise ValueError("a file is attached after it was copied in")
    return FileAttachment(
        pending.doc_type, stored.digest, stored.size, stored.name, pending.original_place, pending.note
    )


class Attaching(QObject):
    """One attachment at a time for one window; `working` tells while a file is copied."""

    working = Signal(bool)

    def __init__(self, window: QWidget, progress: ProgressLine, session: Session, changes: Changes) -> None:
        super().__init__(window)
        self._window = window
        self._progress = progress
        self._session = session
        self._changes = changes
        self.copying: Copying | None = None

    def ask(
        self,
        case_id: int,
        run_id: int | None,
        doc_types: Sequence[tuple[str, str]],
        kind: str = "berkas",
        path: str = "",
        *,
        chosen: str = "",
    ) -> AttachDialog:
        """Open the attach dialog; it stays open when copying or attaching is refused."""
        dialog = AttachDialog(doc_types, kind, path, self._window, chosen=chosen)
        dialog.submitted.connect(lambda: self._from_dialog(dialog, case_id, run_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def drop(self, case_id: int, run_id: int | None, doc_type: str, paths: Sequence[str]) -> None:
        """Attach a file dropped on a slot."""
        if len(paths) != 1:
            tell(self._window, "Satu berkas saja", ONE_FILE)
            return
        pending = PendingAttachment(doc_type, "", "berkas", paths[0])
        self._copy(pending, self._progress, lambda stored: self._dropped(pending, stored, case_id, run_id))

    def _dropped(
        self, pending: PendingAttachment, stored: StoredFile, case_id: int, run_id: int | None
    ) -> None:
        answer = self._attach(pending, stored, case_id, run_id)
        if not isinstance(answer, Changed):
            tell(self._window, "Tidak dapat dilampirkan", "\n".join(refusal_lines(answer)))

    def _from_dialog(self, dialog: AttachDialog, case_id: int, run_id: int | None) -> None:
        pending = pending_of(dialog)
        if pending.kind != "berkas":
            self._settle(dialog, pending, None, case_id, run_id)
            return
        self._copy(
            pending,
            dialog.progress,
            lambda stored: self._settle(dialog, pending, stored, case_id, run_id),
            dialog,
        )

    def _settle(
        self,
        dialog: AttachDialog,
        pending: PendingAttachment,
        stored: StoredFile | None,
        case_id: int,
        run_id: int | None,
    ) -> None:
        answer = self._attach(pending, stored, case_id, run_id)
        if isinstance(answer, Changed):
            dialog.close_done()
        else:
            dialog.show_refusal(refusal_lines(answer))

    def _attach(
        self, pending: PendingAttachment, stored: StoredFile | None, case_id: int, run_id: int | None
    ) -> Result:
        session = self._session
        answer = attach(session.office, session.person_id, case_id, attachment_of(pending, stored), run_id)
        if isinstance(answer, Changed):
            self._changes.announce(answer.subjects)
        return answer

    def _copy(
        self,
        pending: PendingAttachment,
        progress: ProgressLine,
        then: Callable[[StoredFile], None],
        dialog: AttachDialog | None = None,
    ) -> None:
        if self.copying is not None:
            return
        copying = Copying(self, self._session.office.store.files, [Path(pending.source)], progress)
        self.copying = copying
        self.working.emit(True)

        def done(stored: list[StoredFile]) -> None:
            self._over()
            then(stored[0])

        def failed(title: str, words: str) -> None:
            self._over()
            if dialog is not None:
                dialog.show_refusal([words] if words else [])
            elif words:
                tell(self._window, title, words)

        copying.done.connect(done)
        copying.failed.connect(failed)
        copying.start()

    def _over(self) -> None:
        self.copying = None
        self.working.emit(False)
