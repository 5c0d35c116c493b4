"""The papers of one request: what can be printed for it, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.records.paper import PaperLine, PaperOffer
from resources.indonesian import short_date
from views.message_bar import MessageBar
from views.paper_offers import fill_offers
from views.recap_export_line import ExportLine
from views.record_table import Column
from views.settings_list import SettingsList

_STATES = {"konsep": "Konsep", "terbit": "Terbit", "batal": "Batal"}


def _day(line: PaperLine) -> str:
    return short_date(date.fromisoformat(line.day)) if line.day else ""


_COLUMNS: tuple[Column[PaperLine], ...] = (
    Column("Naskah", "", lambda p: p.name, 26),
    Column("Nomor", "", lambda p: p.number or "—", 24),
    Column("Tanggal", "", _day, 14),
    Column("Keadaan", "", lambda p: _STATES[p.state], 12),
    Column("Penanda tangan", "", lambda p: p.signer, 24),
)


_EMPTY = "Belum ada naskah untuk permohonan ini."


class CasePapers(SettingsList[PaperLine]):
    """Drafts and issued papers of the request, with the ways to new ones."""

    offer_chosen = Signal(object)
    control_wanted = Signal()
    zip_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Naskah permohonan", _COLUMNS, lambda line: line.id,
            empty=_EMPTY,
            parent=parent,
        )  # fmt: skip
        self.column.setContentsMargins(8, 8, 8, 8)
        self.new_button = self.add_button("&Buat naskah", lambda: None)
        self.menu = QMenu(self.new_button)
        self.new_button.setMenu(self.menu)
        self.open_button = self.add_button("B&uka…", self.on_current(self.opened.emit), on_record=True)
        self.control_button = self.add_button("&Lembar kendali…", self.control_wanted.emit)
        self.zip_button = self.add_button("Simpan &zip…", self.zip_wanted.emit)
        self.zip_button.setToolTip(
            "Semua berkas permohonan ini dalam satu zip: lembar kendali, naskah, lampiran, riwayat, SOP-nya, "
            "dan daftar bukti dengan kekurangannya."
        )
        self.end_buttons()
        self.message = MessageBar(self)
        self.export = ExportLine(self)
        self.export.progress.cancel_button.setText("Batalkan")
        self.export.progress.cancel_button.setAccessibleName("Batalkan pembuatan zip")
        self.column.addWidget(self.message)
        self.column.addWidget(self.export)

    def show_rights(self, *, may_make: bool) -> None:
        """Offer making papers, or reading and printing alone."""
        self.new_button.setVisible(may_make)
        self.table.empty_words = f"{_EMPTY} Pilih “Buat naskah”." if may_make else _EMPTY

    def show_papers(self, lines: Sequence[PaperLine], offers: Sequence[PaperOffer]) -> None:
        """Show what there is and what can be made."""
        self.show_records(lines)
        fill_offers(self.menu, offers, self.offer_chosen)
        self.new_button.setEnabled(bool(offers))
