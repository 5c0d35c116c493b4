"""Fills the page of one SOP and keeps it true case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.card_acts import CardActs
from desktop.changes import touched, touched_cases
from desktop.session import Session
from models.queries.board import board_cards, board_sheet, board_top, cards_of_case
from models.records.board import BoardSheet, CardRow, Sidebar
from models.records.packed_cards import PackedCards
from models.rules.search import CLOSED, CaseFilter, parse_search
from views.sop_page import BOARD, LIST, SopPage

if TYPE_CHECKING:
    from desktop.listing_controller import ListingController

_ENDED = ("selesai", "ditolak", "dibatalkan", CLOSED)


class BoardController:
    """The page of the SOP that is shown; every SOP uses the same page."""

    def __init__(self, page: SopPage, session: Session, acts: CardActs) -> None:
        self._page = page
        self._session = session
        self._acts = acts
        self.code = ""
        self._text = ""
        self._wanted = CaseFilter()
        self._sheet: BoardSheet | None = None
        self._list: ListingController | None = None
        self._settled = False
        #: The page of the settings where a missing holder is set; "" for who may not.
        self.settings_page = ""
        board = page.board
        board.step_wanted.connect(acts.open_step)
        board.case_wanted.connect(acts.open_case)
        board.menu_wanted.connect(lambda card, at: acts.show_menu(board, card, at))
        board.lifted.connect(self._lifted)
        board.dropped.connect(acts.drop)
        page.mode_wanted.connect(self.show_mode)

    def show(self, code: str, text: str) -> None:
        """Show an SOP narrowed to a search text."""
        same = (code, text) == (self.code, self._text)
        if code != self.code:
            self._page.message.hide()
        self.code, self._text = code, text
        self._wanted = parse_search(text)
        self._page.filters.show_text(text)
        self.reload(same=same)

    def show_case(self, case_id: int) -> None:
        """Put the keyboard on a new request: its card, or its row of the list; say when none shows."""
        if not self._go_to_case(case_id) and not self._wanted.is_empty:
            self._page.message.tell("Permohonan baru tersimpan, tetapi tidak tampak karena saringan.")

    def _go_to_case(self, case_id: int) -> bool:
        """Put the keyboard on the card that waits for work, or the row of the list; whether one shows."""
        board = self._page.board
        if self._page.mode == LIST and self._list is not None:
            return self._list.show_case(case_id)
        cards = board.model.cards_of(case_id)
        waiting = [c for c in cards if c.role == "pelaksana" and c.state == "terbuka"]
        return any(board.select(card.run_id, card.part) for card in waiting[:1])

    def show_mode(self, mode: str) -> None:
        """Board or list, narrowed alike."""
        self._page.show_mode(mode)
        self.reload(same=False)

    def reload(self, *, same: bool = True) -> None:
        """Read everything that is shown; the same board again keeps what is looked at in its place."""
        self.reload_counts()
        if self._page.mode == LIST:
            self._reload_list(same=same)
            return
        # narrowed boards are small, and a reload must keep in place what is looked at
        whole = same or not self._wanted.is_empty
        top = None if whole else board_top(self._session.office, self.code)
        board = self._page.board
        if self._sheet is not None:
            board.set_columns(self._sheet.columns)
        if same:
            board.follow_cards(self._read_cards())
        elif top is not None:
            board.show_top(top, self._read_cards)
        else:
            board.show_cards(self._read_cards())
        self._say_empty()
        if self._settled:
            self.look_for_vacancies()

    def look_for_vacancies(self) -> None:
        """Say which executors of this SOP nobody holds; first asked for after the first picture."""
        from desktop.vacancies import Vacancies

        self._settled = True
        if not self.code:
            return
        found = Vacancies(self._session, self.code)
        self.settings_page = found.page
        self._page.show_vacancies(found.executors, found.words, may_set=bool(found.page))

    def _read_cards(self) -> PackedCards:
        wanted = None if self._wanted.is_empty else self._wanted
        return board_cards(self._session.office, self.code, wanted, self._session.person_id)

    def _reload_list(self, *, same: bool) -> None:
        """The list of the SOP, built when it is first shown."""
        if self._list is None:
            from desktop.listing_controller import ListingController

            self._list = ListingController(self._page.listing, self._session)
            self._page.listing.opened.connect(self._acts.open_case_id)
        self._page.show_empty("")
        self._list.sop_code = self.code
        if same:
            self._list.reload()
        else:
            self._list.show(self._text)

    def reload_counts(self, counts: Sidebar | None = None, *, paused: int | None = None) -> None:
        """The line below the title; what the caller knows already is not counted again."""
        self._sheet = board_sheet(self._session.office, self.code, counts, paused)
        self._page.show_sheet(self._sheet)

    def follow(self, subjects: frozenset[str], counts: Sidebar | None = None) -> None:
        """Show what was changed: only the cases that were, unless nobody knows which.

        `counts` are those of the sidebar, read after the change.
        """
        if touched(subjects, "people"):
            self.look_for_vacancies()
        if touched(subjects, "sops", "calendar", "settings", "agencies", "positions"):
            self.reload()
        elif touched(subjects, f"board:{self.code}"):
            cases = touched_cases(subjects)
            if self._page.mode == LIST:
                self.reload_counts(counts)
                self._reload_list(same=True)
            elif not cases or not self._follow_cases(cases, counts):
                self.reload()

    def _follow_cases(self, cases: list[int], counts: Sidebar | None) -> bool:
        """Move single cases; False when one stands where the board has no column."""
        model = self._page.board.model
        # pauses change by an act only: they are counted again when the act was about a paused case
        paused = self._sheet.paused_cases if self._sheet is not None and self._wanted.is_empty else None
        for case_id in cases:
            cards = self._cards(case_id)
            if not model.knows(cards):
                return False
            before = model.cards_of(case_id)
            if any(card.pace == "ditunda" for card in (*before, *cards)):
                paused = None
            held = self._page.board.held_place()
            model.replace_case(case_id, cards)
            if held in _places(before) - _places(cards):
                # whoever finished a step goes on where its card went
                self._go_to_case(case_id)
            self._tell_move(before, cards)
        self.reload_counts(counts, paused=paused)
        self._say_empty()
        return True

    def _tell_move(self, before: list[CardRow], after: list[CardRow]) -> None:
        """Say where a card went: whoever works by keyboard or by ear did not see it move."""
        places = [c.column for c in after if c.role == "pelaksana"]
        if not before or self._sheet is None or places == [c.column for c in before if c.role == "pelaksana"]:
            return
        labels = {c.executor: c.label for c in self._sheet.columns}
        number = before[0].number
        if places:
            there = ", ".join(dict.fromkeys(labels[place] for place in places))
            self._page.message.tell(f"{number} sekarang menunggu {there}, langkah {after[0].step_no}.")
        else:
            self._tell_gone(before[0])

    def _tell_gone(self, card: CardRow) -> None:
        """Say how a request ended, or where it went that the filter hides, and where it is found now."""
        from models.queries.listing import lines_of

        for line in lines_of(self._session.office, [card.case_id]):
            if line.status == "berjalan":
                words = (
                    f"sekarang menunggu {line.where}, langkah {line.step_no}; tidak tampak karena saringan."
                )
            else:
                words = f"{line.status}. Lihat di Daftar (pilih Selesai) atau Semua Permohonan."
            self._page.message.tell(f"{card.number} {words}")

    def _cards(self, case_id: int) -> list[CardRow]:
        wanted = None if self._wanted.is_empty else self._wanted
        cards = cards_of_case(self._session.office, case_id, wanted, self._session.person_id)
        return [card for card in cards if card.sop_code == self.code]

    def _lifted(self, card: CardRow) -> None:
        """Mark where the card in hand may go."""
        if self._sheet is not None:
            self._page.board.show_targets(self._acts.legal_columns(card, self._sheet.columns))

    def _say_empty(self) -> None:
        """Empty columns and an empty board say why and what to do."""
        board = self._page.board
        narrowed = not self._wanted.is_empty
        words = "Tidak ada yang cocok dengan saringan." if narrowed else "Belum ada permohonan di sini."
        board.set_empty_words(lambda _column: words)
        if board.model.total() or self._page.mode != BOARD:
            self._page.show_empty("")
        elif self._wanted.status in _ENDED:
            self._page.show_empty("Papan memuat permohonan yang berjalan. Yang sudah berakhir ada di Daftar.")
        elif narrowed:
            self._page.show_empty(
                "Tidak ada kartu yang cocok. Ubah kata pencarian (Ctrl+K), atau tekan Hapus saringan. "
                "Permohonan yang sudah berakhir dicari di Daftar atau Semua Permohonan."
            )
        else:
            self._page.show_empty(self._first_words())

    def _first_words(self) -> str:
        """What to do on a board that has no request yet; a new office lacks its people too."""
        from desktop.first_case_words import new_office_words, no_case_words
        from models.queries.unfilled import is_alone

        who = self._session.standing
        if who.is_admin and is_alone(self._session.office):
            return new_office_words(who)
        return f"Tidak ada permohonan yang berjalan pada SOP ini. {no_case_words(who)}"


def _places(cards: list[CardRow]) -> set[tuple[int, str]]:
    return {(card.run_id, card.part) for card in cards}
