"""Which executors of an SOP nobody holds, and the words that say so and where it is set."""

from __future__ import annotations

from desktop.session import Session
from models.queries.unfilled import is_alone, unfilled_executors
from models.store.people import standing


class Vacancies:
    """The executors of one SOP without a holder today, as this person reads of them.

    `page` is the page of the settings that comes next, "" for who may not change them.
    """

    def __init__(self, session: Session, sop_code: str) -> None:
        office = session.office
        today = office.local(office.now()).date()
        self.executors = dict(unfilled_executors(office, sop_code, today))
        self.page = ""
        self.words = ""
        if self.executors:
            admin = standing(office, session.person_id, office.now()).is_admin
            self.page = ("Orang" if is_alone(office) else "Jabatan") if admin else ""
            self.words = self._words()

    def _words(self) -> str:
        names = ", ".join(self.executors.values())
        missing = f"Belum ada pemegang jabatan untuk {names}: langkahnya belum dapat diselesaikan siapa pun."
        if self.page == "Orang":
            todo = "Tambahkan orangnya di Pengaturan, bagian Orang, lalu tetapkan di bagian Jabatan."
        elif self.page:
            todo = "Tetapkan pemegangnya di Pengaturan, bagian Jabatan."
        else:
            todo = "Minta administrator menetapkan pemegangnya di Pengaturan, bagian Jabatan."
        return f"{missing} {todo}"
