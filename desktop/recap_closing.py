"""Tutup Bulan: the workbook is written first, then its figures are frozen with the digest of that file."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from desktop.case_acts import CaseActs
from desktop.recap_saving import RecapSaving
from models.actions.recap_closing import close_month, reopen_month
from models.records.recap import Recap
from models.store.anchors import anchor_now, note_anchor
from models.store.people import Standing
from views.ask_dialog import AskDialog
from views.recap_page import RecapPage
from views.recap_tiles import equation_words
from views.small_dialogs import ReasonDialog


class MonthClosing(QObject):
    """Closes and reopens the month that is shown."""

    def __init__(self, page: RecapPage, acts: CaseActs, saving: RecapSaving) -> None:
        super().__init__(page)
        self._page = page
        self._acts = acts
        self._saving = saving

    def possible(self, recap: Recap, standing: Standing) -> tuple[bool, bool]:
        """Whether this person can close what is shown, and reopen it."""
        may = standing.is_leader or standing.is_admin
        whole = recap.period.kind == "bulan" and not recap.sops
        over = recap.period.until < self._today()
        return may and whole and over and not recap.closed, may and whole and bool(recap.closed)

    def _today(self) -> date:
        return self._acts.now().date()

    def close(self, recap: Recap) -> AskDialog:
        """Ask, write the workbook, then close the month."""
        dialog = AskDialog(
            f"Tutup {recap.period.name}",
            f"Angka {recap.period.name} dibekukan: {equation_words(recap.total)}.\n\n"
            "Buku kerjanya disimpan lebih dahulu di tempat yang Anda pilih, dan sidik berkas itu dicatat. "
            "Perubahan sesudahnya tampil sebagai koreksi pada rekap berikutnya.",
            "&Simpan dan tutup bulan",
            self._page,
        )
        dialog.ready(520, 240)

        def close(digest: str, figures: str) -> None:
            office, person = self._acts.session.office, self._acts.session.person_id
            if self._acts.take(close_month(office, person, recap.period, digest, figures)):
                note_anchor(office, anchor_now(), f"Tutup bulan {recap.period.name}")
                self._page.message.tell(f"{recap.period.name} ditutup.")

        def submitted() -> None:
            dialog.close_done()
            self._saving.start(recap, close)

        dialog.submitted.connect(submitted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def reopen(self, recap: Recap) -> AskDialog:
        """Ask for the reason and take the closing back."""
        session = self._acts.session
        dialog = ReasonDialog(
            f"Buka kembali {recap.period.name}",
            "Angka yang dibekukan tidak berlaku lagi; penutupannya tetap tercatat dalam riwayat.",
            "&Buka kembali",
            self._page,
        )
        return self._acts.ask(
            dialog,
            lambda: reopen_month(session.office, session.person_id, recap.period, dialog.reason.text()),
        )
