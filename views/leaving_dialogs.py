"""Handing over the open work of somebody, and closing the account of somebody who leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from models.records.office import HOLDING_KINDS
from models.records.office_lines import LeftBehind
from views.ask_dialog import AskDialog
from views.fields import WrappedLabel

_OPEN = "— terbuka bagi semua pemegang jabatan —"


class _HandOver(AskDialog):
    """Who takes the open work over; `taker_chosen` asks how much of it that person may do."""

    taker_chosen = Signal(object)

    def offer_people(self, label: str, people: Sequence[tuple[int, str]]) -> None:
        """The choice of a taker, and the words that answer it."""
        self.taker = QComboBox(self)
        self.taker.setAccessibleName(label.replace("&", ""))
        self.taker.addItem(_OPEN, None)
        for person_id, name in people:
            self.taker.addItem(name, person_id)
        self.answer = WrappedLabel("", self, quiet=True)
        self.form.addRow(label, self.taker)
        self.form.addRow("", self.answer)
        self.taker.currentIndexChanged.connect(self._chosen)

    def taker_id(self) -> int | None:
        """The account chosen; None leaves the work to all holders."""
        found = self.taker.currentData()
        return None if found is None else int(found)

    def _chosen(self) -> None:
        self.taker_chosen.emit(self.taker_id())
        self.check()

    def show_fitting(self, left: LeftBehind) -> None:
        """Say what becomes of the open work with the taker chosen."""
        self.answer.show_text(self.words(left))

    def words(self, left: LeftBehind) -> str:
        """What becomes of the work, in a sentence."""
        raise NotImplementedError

    def typed(self) -> object:
        """The choice."""
        return self.taker_id()


class ReassignDialog(_HandOver):
    """Alihkan tugas: the open work of one person, chosen from those who have any, to another."""

    def __init__(
        self,
        owners: Sequence[tuple[int, str, int]],
        people: Sequence[tuple[int, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Alihkan tugas",
            "Semua tugas terbuka atas nama seseorang diserahkan sekaligus. Akun dan jabatannya tidak "
            "berubah.",
            "&Alihkan",
            parent,
        )
        self.owner = QComboBox(self)
        self.owner.setAccessibleName("Tugas atas nama")
        for person_id, name, count in owners:
            self.owner.addItem(f"{name}: {_work(count)}", person_id)
        self.form.addRow("Tugas atas &nama", self.owner)
        self.offer_people("Serahkan &kepada", people)
        self.owner.currentIndexChanged.connect(self._chosen)
        self.ready(600, 260)

    def owner_id(self) -> int:
        """Whose work it is."""
        return int(self.owner.currentData())

    def words(self, left: LeftBehind) -> str:
        """The rest stays."""
        if self.taker_id() is None:
            return "Tugas tidak lagi atas nama siapa pun; semua pemegang jabatannya melihatnya."
        if left.fitting == left.work:
            return "Semua tugas itu termasuk jabatan orang ini."
        rest = left.work - left.fitting
        return f"{left.fitting} dari {left.work} termasuk jabatan orang ini; {rest} tetap atas nama semula."

    def problems(self) -> list[str]:
        """Nobody hands work over to themselves."""
        return ["Pilih orang lain sebagai penerima."] if self.taker_id() == self.owner_id() else []

    def typed(self) -> object:
        """Both choices."""
        return self.owner_id(), self.taker_id()


class CloseAccountDialog(_HandOver):
    """Tutup akun: what the person holds and does, and who goes on with it."""

    def __init__(
        self, name: str, left: LeftBehind, people: Sequence[tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Tutup akun {name}", _leaves(name, left), "Tutup ak&un", parent)
        self.offer_people("Serahkan tugas &kepada", people)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Jabatannya")
        self.kind.addItem("— tidak ikut diserahkan —", "")
        for kind, words in HOLDING_KINDS.items():
            self.kind.addItem(f"dipegang penerima, {words}", kind)
        self.form.insertRow(1, "&Jabatannya", self.kind)
        self.form.setRowVisible(self.kind, bool(left.positions))
        self.kind.currentIndexChanged.connect(self.check)
        self.kind.currentIndexChanged.connect(lambda _index: self.taker_chosen.emit(self.taker_id()))
        self.show_fitting(left)
        self.ready(600, 280)

    def holding_kind(self) -> str:
        """How the taker holds the positions, "" when they are not handed over."""
        return str(self.kind.currentData() or "")

    def problems(self) -> list[str]:
        """Positions go to somebody."""
        if self.holding_kind() and self.taker_id() is None:
            return ["Pilih orang yang memegang jabatannya."]
        return []

    def words(self, left: LeftBehind) -> str:
        """The rest is open to all holders."""
        if not left.work:
            return "Tidak ada tugas terbuka atas namanya."
        if self.taker_id() is None:
            return f"{_work(left.work)} menjadi terbuka bagi semua pemegang jabatannya."
        if self.holding_kind():
            return "Tugas yang termasuk jabatan itu ikut diserahkan; yang lain terbuka bagi pemegangnya."
        if not left.fitting:
            return "Tidak satu pun termasuk jabatan orang ini; semuanya terbuka bagi pemegang jabatannya."
        rest = left.work - left.fitting
        more = f"; {rest} menjadi terbuka bagi semua pemegang jabatannya" if rest else ""
        return f"{left.fitting} dari {left.work} tugas termasuk jabatan orang ini{more}."

    def typed(self) -> object:
        """Both choices."""
        return self.taker_id(), self.holding_kind()


def _leaves(name: str, left: LeftBehind) -> str:
    held = f"Jabatan yang berakhir: {', '.join(left.positions)}." if left.positions else "Tanpa jabatan."
    return (
        f"{held} {_work(left.work)} atas nama {name}. Setelah ditutup, akun ini tidak dapat masuk; "
        "namanya tetap ada dalam riwayat, dan akun dapat diaktifkan lagi lewat “Ubah…”."
    )


def _work(count: int) -> str:
    return f"{count} tugas terbuka" if count else "Tidak ada tugas terbuka"
