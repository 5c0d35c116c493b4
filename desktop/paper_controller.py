"""Connects the paper dialog with its acts and readings: draft, live picture, number, print, scan."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.attaching import Attaching
from desktop.background import run_in_background
from desktop.case_acts import refusal_lines
from desktop.changes import Changes
from desktop.live_paper import LivePaper
from desktop.paper_files import Drawing, PaperFiles, paper_name
from desktop.paper_word import save_stored_word, save_word
from desktop.printing import PaperOutput
from desktop.session import Session
from models.actions import papers
from models.queries.papers import forms, logo_bytes, paper_form, picture_files, scan_target, stored_paper
from models.records.paper import PaperDraft, PaperForm, PaperLine
from models.records.results import Changed
from models.records.sop import DocumentType
from models.rules.papers import forms_for
from views.notice import tell
from views.paper_dialog import PaperDialog


class PaperController(QObject):
    """Lives as long as its dialog."""

    def __init__(self, dialog: PaperDialog, shown: PaperForm, session: Session, changes: Changes) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._session = session
        self._changes = changes
        self._shown = shown
        self._issued: PaperLine | None = None
        self._logo = logo_bytes(session.office)
        self.live = LivePaper(dialog.preview)
        self.output = PaperOutput(dialog)
        self.files = PaperFiles(dialog, session, changes.announce)
        self.attaching = Attaching(dialog, dialog.progress, session, changes)
        self._connect()
        self._draw(shown)
        self._look_at_pictures(shown)

    def _connect(self) -> None:
        dialog = self.dialog
        dialog.edited.connect(self._follow)
        dialog.draft_asked.connect(self._save_draft)
        dialog.issue_asked.connect(self._issue)
        dialog.print_asked.connect(lambda: self._with_paper(self._print))
        dialog.save_asked.connect(lambda: self._with_paper(self._save))
        dialog.view_asked.connect(lambda: self._with_paper(self.output.view))
        dialog.word_asked.connect(self._save_word)
        dialog.scan_asked.connect(self._scan)
        self.attaching.working.connect(lambda busy: dialog.set_busy(busy=busy))

    def _draw(self, shown: PaperForm) -> None:
        self.live.make(self._drawing(shown).pdf)

    def _drawing(self, shown: PaperForm) -> Drawing:
        pictures = picture_files(self._session.office, shown.sheet, shown.form)
        return Drawing(shown.sheet, shown.form, self._logo, pictures)

    def _look_at_pictures(self, shown: PaperForm) -> None:
        """Tell before anything is printed which pictures of the case cannot be."""
        files = self._session.office.store.files
        paths = {one.digest: files.path_of(one.digest) for one in shown.pictures}

        def look(_progress: object) -> tuple[str, ...]:
            from reports.pdf.photo import unreadable

            return unreadable(paths)

        def tell_broken(digests: tuple[str, ...]) -> None:
            for photos in self.dialog.body.photos():
                photos.show_broken(digests)

        if paths:
            run_in_background(self, look, tell_broken)

    def _follow(self, draft: PaperDraft) -> None:
        """What was typed: who may sign then, what lacks, and its picture."""
        if self._issued is not None:
            return
        self._shown = paper_form(self._session.office, self._session.person_id, draft)
        self.dialog.show_offers(self._shown)
        self._draw(self._shown)

    def _save_draft(self, draft: PaperDraft) -> None:
        answer = papers.save_draft(self._session.office, self._session.person_id, draft)
        if isinstance(answer, Changed):
            self.dialog.mark_kept(answer.record_id)
            self._changes.announce(answer.subjects)
        else:
            self.dialog.show_refusal(refusal_lines(answer))

    def _issue(self, draft: PaperDraft) -> None:
        session = self._session
        answer = papers.issue_paper(session.office, session.person_id, draft)
        if not isinstance(answer, Changed) or answer.record_id is None:
            self.dialog.show_refusal(refusal_lines(answer))
            return
        self._issued = stored_paper(session.office, answer.record_id)[0]
        self.dialog.show_issued(answer.number)
        self._changes.announce(answer.subjects)
        self.files.fetch(answer.record_id, lambda pdf, _line: self.live.keep(pdf))

    def _with_paper(self, act: Callable[[bytes, str], object]) -> None:
        """Act on the stored file of an issued paper, or on the picture of the draft (marked KONSEP)."""
        if self._issued is not None:
            self.files.fetch(self._issued.id, lambda pdf, line: act(pdf, paper_name(line)))
        elif self.live.pdf:
            act(self.live.pdf, f"KONSEP {self._shown.form.name}.pdf")

    def _print(self, pdf: bytes, name: str) -> None:
        self.output.print((pdf,), name.removesuffix(".pdf"))

    def _save(self, pdf: bytes, name: str) -> None:
        self.output.save(pdf, name)

    def _save_word(self) -> None:
        shown = self._shown
        if self._issued is not None:
            save_stored_word(self.output, self._session.office, self._issued.id)
        else:
            save_word(self.output, self._drawing(shown), f"KONSEP {shown.form.name}")

    def _scan(self) -> None:
        line = self._issued
        if line is None or line.case_id is None:
            tell(
                self.dialog,
                "Hasil pindai",
                "Naskah ini tidak termasuk permohonan mana pun; simpan pindaiannya di arsip kantor.",
            )
            return
        ask_scan(self.attaching, self._session, line)


def ask_scan(attaching: Attaching, session: Session, line: PaperLine) -> None:
    """The attach dialog for the signed scan, on the document that the paper makes."""
    office = session.office
    case_id, run_id, doc_types = scan_target(office, line.id)
    first = DocumentType(*doc_types[0])
    made = any(form.id == line.form for form in forms_for(first, forms(office)))
    attaching.ask(case_id, run_id, doc_types, "berkas", chosen=first.id if made else "")
