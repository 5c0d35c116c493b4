"""The acts of the number register: reserve, put in between, note one from outside, cancel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop.case_acts import CaseActs
from models.actions import paper_numbers
from models.records.paper import NumberLine
from models.records.results import Changed, Result
from models.store.office import Office
from views.ask_dialog import AskDialog
from views.number_dialogs import NumberDialog
from views.papers_page import PapersPage
from views.small_dialogs import ReasonDialog


class NumberActs:
    """Asks and acts for the tab Nomor."""

    def __init__(self, page: PapersPage, acts: CaseActs) -> None:
        self._page = page
        self._acts = acts
        numbers = page.numbers
        numbers.reserve_wanted.connect(self.reserve)
        numbers.insert_wanted.connect(self.insert)
        numbers.outside_wanted.connect(self.outside)
        numbers.cancel_wanted.connect(self.cancel)

    def reserve(self, group: str) -> AskDialog:
        """Pesan nomor."""
        dialog = NumberDialog(
            "Pesan nomor",
            "Nomor berikutnya pada seri ini disisihkan untuk naskah yang belum dibuat.",
            "&Pesan", self._acts.now, self._page,
        )  # fmt: skip
        return self._ask(
            dialog, lambda day: paper_numbers.reserve_number(*self._who(), group, day, dialog.purpose.text())
        )

    def insert(self, line: NumberLine) -> AskDialog:
        """Nomor sisip, for a paper dated back."""
        dialog = NumberDialog(
            f"Nomor sisip sesudah {line.text}",
            "Untuk naskah yang tanggalnya mundur: nomor ini mendapat akhiran .01, .02, dan seterusnya.",
            "&Sisipkan", self._acts.now, self._page,
        )  # fmt: skip
        if line.day:
            dialog.day.take_day(date.fromisoformat(line.day))
        return self._ask(
            dialog,
            lambda day: paper_numbers.insert_number(
                *self._who(), line.group, line.id, day, dialog.purpose.text()
            ),
        )

    def outside(self, group: str) -> AskDialog:
        """Nomor yang dipakai di luar aplikasi."""
        dialog = NumberDialog(
            "Nomor dari luar aplikasi",
            "Catat nomor yang sudah dipakai di luar aplikasi ini, supaya tidak terpakai dua kali.",
            "&Catat", self._acts.now, self._page, outside=True,
        )  # fmt: skip
        return self._ask(
            dialog,
            lambda day: paper_numbers.enter_outside_number(
                *self._who(), group, dialog.number.text().strip(), day, dialog.purpose.text()
            ),
        )

    def cancel(self, line: NumberLine) -> AskDialog:
        """Batalkan nomor."""
        dialog = ReasonDialog(
            f"Batalkan nomor {line.text}",
            "Nomor yang batal tetap tercatat dan tidak pernah dipakai lagi.",
            "&Batalkan nomor", self._page,
        )  # fmt: skip
        return self._acts.ask(
            dialog, lambda: paper_numbers.cancel_number(*self._who(), line.id, dialog.reason.text())
        )

    def _who(self) -> tuple[Office, int]:
        session = self._acts.session
        return session.office, session.person_id

    def _ask(self, dialog: NumberDialog, act: Callable[[date], Result]) -> AskDialog:
        def run() -> Result:
            day = dialog.day.day()
            if day is None:
                raise ValueError("the dialog sends only what has a date")
            answer = act(day)
            if isinstance(answer, Changed) and answer.number:
                self._page.message.tell(f"Nomor {answer.number} tercatat.")
            return answer

        return self._acts.ask(dialog, run)
