"""Fills a list of cases: search, state chips, sorting, page by page."""

from __future__ import annotations

from desktop.first_case_words import no_case_words
from desktop.session import Session
from models.queries.listing import Sort, cases, count_cases, something_hidden
from models.records.board import CaseLine
from models.rules.search import CaseFilter, parse_search
from views.listing import CHIPS, ListingView

_PAGE = 200
_RUNNING = "berjalan"


class ListingController:
    """One list; `sop_code` "" lists every SOP."""

    def __init__(self, view: ListingView, session: Session, sop_code: str = "") -> None:
        self._view = view
        self._session = session
        self.sop_code = sop_code
        self._text = ""
        self._status = _RUNNING
        self._sort = Sort()
        view.sort_wanted.connect(self._sort_by)
        view.status_wanted.connect(self._show_status)
        view.model.more_wanted.connect(self._append)

    def show(self, text: str) -> None:
        """Show what this search text asks for, from the top."""
        self._text = text
        self._reload(_PAGE)

    def reload(self) -> None:
        """Read again what is shown; the row under the focus keeps it."""
        current: CaseLine | None = self._view.table.current()
        self._reload(max(_PAGE, len(self._view.model.records)))
        if current is not None:
            ids = [line.case_id for line in self._view.model.records]
            if current.case_id in ids:
                self._view.table.selectRow(ids.index(current.case_id))

    def show_case(self, case_id: int) -> bool:
        """Put the keyboard on the row of a case; False when it is not among those that were read."""
        ids = [line.case_id for line in self._view.model.records]
        if case_id in ids:
            self._view.table.selectRow(ids.index(case_id))
            self._view.table.setFocus()
        return case_id in ids

    def _wanted(self) -> CaseFilter:
        """The search with the state chip and the SOP of the page, where it names none itself."""
        wanted = parse_search(self._text)
        return wanted._replace(status=wanted.status or self._status, sop=self.sop_code or wanted.sop)

    def _reload(self, limit: int) -> None:
        wanted = self._wanted()
        lines = self._page(wanted, 0, limit)
        found = count_cases(self._session.office, wanted, person_id=self._session.person_id)
        self._view.table.empty_words = self._empty_words()
        self._view.model.show_records(lines, more=len(lines) < found)
        chips = [status for _, status in CHIPS]
        shown = wanted.status if wanted.status in chips else ""
        left_out = something_hidden(self._session.office)
        self._view.show_found(found, shown, self._sort.column, self._sort.descending, left_out=left_out)

    def _page(self, wanted: CaseFilter, offset: int, limit: int) -> list[CaseLine]:
        return cases(
            self._session.office,
            wanted,
            self._sort,
            limit=limit,
            offset=offset,
            person_id=self._session.person_id,
        )

    def _append(self, offset: int) -> None:
        lines = self._page(self._wanted(), offset, _PAGE)
        self._view.model.append(lines, more=len(lines) == _PAGE)

    def _empty_words(self) -> str:
        if self._text.strip():
            words = "Ubah kata pencarian, atau tekan Hapus saringan."
            if self._wanted().status == _RUNNING:
                return (
                    "Tidak ada permohonan berjalan yang cocok.\n"
                    f"Yang sudah berakhir tampil dengan Selesai atau Semua. {words}"
                )
            return f"Tidak ada permohonan yang cocok.\n{words}"
        if self._status == _RUNNING:
            return f"Tidak ada permohonan yang berjalan.\n{no_case_words(self._session.standing)}"
        return "Belum ada permohonan di sini."

    def _sort_by(self, column: str, descending: bool) -> None:
        self._sort = Sort(column, descending)
        self._reload(_PAGE)

    def _show_status(self, status: str) -> None:
        self._status = status
        self._reload(_PAGE)
