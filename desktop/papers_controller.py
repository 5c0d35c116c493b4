"""Connects the screen Cetak: its papers, agenda books and numbers, each read when its tab is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.case_acts import CaseActs
from desktop.changes import Changes, touched
from desktop.doors import Doors
from desktop.live_paper import LivePaper
from desktop.newest_reading import NewestReading
from desktop.number_acts import NumberActs
from desktop.paper_files import PaperFiles, paper_name
from desktop.printing import PaperOutput
from desktop.session import Session
from desktop.warm_up import PAPERS, warm_up
from models.actions import papers
from models.queries import paper_numbers, registers
from models.queries.papers import forms, logo_bytes, paper_defaults, paper_lines, paper_years
from models.records.paper import NumberLine, PaperLine, Register
from models.rules.rights import may
from views.agenda_page import BOOKS
from views.ask_dialog import AskDialog
from views.papers_page import PapersPage
from views.small_dialogs import ReasonDialog

_MOST_LINES = 2_000


class PapersController(QObject):
    """Lives as long as its page."""

    def __init__(self, page: PapersPage, session: Session, changes: Changes, doors: Doors) -> None:
        super().__init__(page)
        self.page = page
        self._session = session
        self._doors = doors
        self.output = PaperOutput(page)
        self.files = PaperFiles(page, session, changes.announce)
        self.acts = CaseActs(session, changes, lambda lines: page.message.refuse(" ".join(lines)))
        self.numbers = NumberActs(page, self.acts)
        self.live = LivePaper(page.agenda.shelf.preview)
        self._reading = NewestReading(page, session.office)
        self._connect()
        roles = session.standing.roles
        page.papers.show_rights(may_make=may("papers.save_draft", roles))
        page.numbers.show_rights(may_keep=may("paper_numbers.reserve_number", roles))
        page.agenda.shelf.show_size(paper_defaults(session.office).paper)
        changes.happened.connect(self._heard)

    def _connect(self) -> None:
        page, papers_list = self.page, self.page.papers
        page.turned.connect(self.show)
        papers_list.wanted.connect(self._show_papers)
        papers_list.opened.connect(lambda line: self._doors.paper(line.id))
        papers_list.new_wanted.connect(self._doors.new_paper)
        papers_list.print_wanted.connect(self._print)
        papers_list.save_wanted.connect(self._save)
        papers_list.case_wanted.connect(self._open_case)
        papers_list.cancel_wanted.connect(self._cancel)
        page.numbers.wanted.connect(self._show_numbers)
        page.numbers.opened.connect(self._open_numbered)
        page.agenda.wanted.connect(self._show_book)
        shelf = page.agenda.shelf
        shelf.size_chosen.connect(lambda _size: page.agenda.ask())
        shelf.print_asked.connect(lambda: self.output.print((self.live.pdf,), self._book_name()))
        shelf.save_asked.connect(lambda: self.output.save(self.live.pdf, f"{self._book_name()}.pdf"))
        shelf.view_asked.connect(lambda: self.output.view(self.live.pdf, f"{self._book_name()}.pdf"))
        self.live.made.connect(self._book_made)

    def _open_numbered(self, line: NumberLine) -> None:
        if line.paper_id is None:
            self.page.message.refuse(f"Nomor {line.text} belum dipakai oleh naskah di aplikasi ini.")
        else:
            self._doors.paper(line.paper_id)

    def show(self) -> None:
        """Read the tab that is shown."""
        shown = self.page.tabs.currentWidget()
        warm_up(self, PAPERS)
        if shown is self.page.papers:
            self.page.papers.show_choices(forms(self._session.office), paper_years(self._session.office))
            self._show_papers()
        elif shown is self.page.numbers:
            self._show_numbers()
        else:
            self.page.agenda.ask()

    def _heard(self, subjects: frozenset[str]) -> None:
        if self.page.isVisible() and touched(subjects, "papers", "numbers", "case:"):
            self.show()

    def _show_papers(self) -> None:
        page = self.page.papers
        year = int(page.year.currentData() or 0)
        lines = paper_lines(
            self._session.office,
            since=date(year, 1, 1) if year else None,
            until=date(year, 12, 31) if year else None,
            state=str(page.state.currentData() or ""),
            text=page.words.text(),
            limit=_MOST_LINES + 1,
        )
        page.show_records(lines[:_MOST_LINES])
        page.show_cut(_MOST_LINES if len(lines) > _MOST_LINES else 0)

    def _show_numbers(self) -> None:
        page, office = self.page.numbers, self._session.office
        page.show_series(paper_numbers.groups(office), paper_numbers.years(office))
        group, year = page.series(), page.shown_year()
        page.show_records(paper_numbers.register_of(office, group, year))
        page.show_gaps(paper_numbers.missing_numbers(office, group, year))

    def _book_name(self) -> str:
        return BOOKS[str(self.page.agenda.book.currentData())]

    def _book_made(self) -> None:
        """A book stands there, unless another one is on its way."""
        self.page.agenda.shelf.allow(ready=not self._reading.busy() and not self.live.busy())

    def _show_book(self, book: str, since: date, until: date) -> None:
        """Read a book and draw it, both in a worker: a year of requests would hold the window up."""
        office, size = self._session.office, self.page.agenda.shelf.paper_size()
        readers: dict[str, Callable[..., Register]] = {
            "permohonan": registers.request_agenda,
            "masuk": registers.incoming_agenda,
            "keluar": registers.outgoing_agenda,
        }

        def read() -> tuple[Register, bytes | None]:
            return readers[book](office, since, until, paper=size), logo_bytes(office)

        self._reading.ask(read, lambda answer: self.live.make(partial(_draw_book, *answer)))

    def _print(self, lines: list[PaperLine]) -> None:
        """Print the marked papers together, once all are fetched."""
        fetched: dict[int, bytes] = {}

        def take(line: PaperLine, pdf: bytes, _kept: PaperLine) -> None:
            fetched[line.id] = pdf
            if len(fetched) == len(issued):
                title = paper_name(issued[0]) if len(issued) == 1 else f"{len(issued)} naskah"
                self.output.print([fetched[one.id] for one in issued], title.removesuffix(".pdf"))

        issued = [line for line in lines if line.state != "konsep"]
        if not issued:
            self.page.message.refuse("Konsep dicetak dari jendelanya: buka naskahnya lebih dahulu.")
        for line in issued:
            self.files.fetch(line.id, partial(take, line))

    def _save(self, line: PaperLine) -> None:
        if line.state == "konsep":
            self._doors.paper(line.id)
            return
        self.files.fetch(line.id, lambda pdf, kept: self.output.save(pdf, paper_name(kept)))

    def _open_case(self, line: PaperLine) -> None:
        if line.case_id is None:
            self.page.message.refuse("Naskah ini tidak termasuk permohonan mana pun.")
        else:
            self._doors.case(line.case_id)

    def _cancel(self, line: PaperLine) -> QWidget:
        session = self._session
        if line.state == "konsep":
            sure = AskDialog(
                f"Buang konsep {line.name}",
                "Konsep ini belum bernomor dan akan dibuang.",
                "&Buang",
                self.page,
            )
            sure.ready(420, 180)
            return self.acts.ask(
                sure, lambda: papers.discard_draft(session.office, session.person_id, line.id)
            )
        dialog = ReasonDialog(
            f"Batalkan {line.name} {line.number}",
            "Naskah dinyatakan batal. Nomornya tidak dipakai lagi; berkas dan riwayatnya tetap disimpan.",
            "&Batalkan naskah",
            self.page,
        )
        return self.acts.ask(
            dialog,
            lambda: papers.cancel_paper(session.office, session.person_id, line.id, dialog.reason.text()),
        )


def _draw_book(register: Register, logo: bytes | None) -> bytes:
    from reports.pdf.register import render_register

    return render_register(register, logo)
