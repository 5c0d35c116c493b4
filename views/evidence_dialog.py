"""Bukti dukung: which year and framework, how far the zip is, and what turned out to be lacking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.evidence import Framework, NeedCount
from resources.indonesian import number_text
from views.dialog_style import no_mnemonic
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.message_bar import MessageBar
from views.recap_export_line import ExportLine
from views.recap_table import RecapColumn, RecapTableBox
from views.screen_fit import fit_to_screen

_INTRO = (
    "Membuat satu berkas zip: dokumen SOP, naskah, lampiran dan riwayat setiap permohonan, rekap bulanan, "
    "monitoring SOP, daftar bukti, kekurangannya, dan SHA-256. Isi kantor tidak berubah."
)

NEEDS: tuple[RecapColumn[NeedCount], ...] = (
    RecapColumn("Indikator", "", lambda need: need.indicator, 34),
    RecapColumn("Tingkat", "", lambda need: need.level, 6),
    RecapColumn("Jenis bukti", "", lambda need: need.kind, 12),
    RecapColumn("Bukti", "", lambda need: need.name, 50),
    RecapColumn("Berkas", "", lambda need: number_text(need.files), 6, number=lambda need: need.files),
    RecapColumn("Kurang", "", lambda need: number_text(need.lacking), 6, number=lambda need: need.lacking),
)


class EvidenceDialog(QDialog):
    """Emits `make_wanted`; while the zip is written, closing asks it to stop first."""

    make_wanted = Signal()

    def __init__(
        self,
        years: Sequence[int],
        frameworks: Sequence[tuple[Framework, bool]],
        parent: QWidget | None = None,
    ) -> None:
        """`frameworks` with a mark on the one that is proposed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Bukti dukung")
        self._busy = False
        self.intro = WrappedLabel(_INTRO, self, quiet=True)
        self.year = QComboBox(self)
        self.year.setAccessibleName("Tahun")
        for year in years:
            self.year.addItem(str(year), year)
        self.framework = QComboBox(self)
        self.framework.setAccessibleName("Kerangka evaluasi")
        for framework, proposed in frameworks:
            self.framework.addItem(no_mnemonic(f"{framework.name} ({framework.id})"), framework)
            if proposed:
                self.framework.setCurrentIndex(self.framework.count() - 1)
        self.message = MessageBar(self)
        self.export = ExportLine(self)
        self.export.progress.cancel_button.setText("Bat&alkan")
        self.export.progress.cancel_button.setAccessibleName("Batalkan pembuatan bukti dukung")
        self.box: RecapTableBox[NeedCount] = RecapTableBox(
            "Bukti dan kekurangannya", NEEDS, opens="", parent=self,
            empty="Sesudah zip dibuat, di sini tampil bukti yang ada dan yang kurang.",
        )  # fmt: skip
        self.make_button = QPushButton("Buat &zip…", self)
        self.make_button.setProperty("kind", "primary")
        self.make_button.setAccessibleName("Buat zip bukti dukung")
        self.close_button = QPushButton("&Tutup", self)
        for button in (self.make_button, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self.make_button.clicked.connect(self.make_wanted)
        self.close_button.clicked.connect(self.close)
        fit_to_screen(self, 900, 540)
        self.year.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("Ta&hun", self.year)
        form.addRow("&Kerangka", self.framework)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.make_button)
        column = QVBoxLayout(self)
        column.addWidget(self.intro)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.export)
        column.addWidget(self.box, 1)
        column.addLayout(row)

    def start(self, words: str) -> None:
        """The zip is being written."""
        self._turn(busy=True)
        self.box.show_records([])
        self.export.start(words)

    def stop(self) -> None:
        """It ended without a zip."""
        self._turn(busy=False)
        self.export.stop()

    def show_result(self, words: str, needs: Sequence[NeedCount]) -> None:
        """It ended: where it lies, and each need with what is lacking."""
        self._turn(busy=False)
        self.export.show_result(words)
        self.box.show_records(list(needs))

    def _turn(self, *, busy: bool) -> None:
        self._busy = busy
        for widget in (self.make_button, self.year, self.framework):
            widget.setEnabled(not busy)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """A zip that is being written is called off first; the window stays to say so."""
        if self._busy:
            self.export.progress.cancel()
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc, too, calls off what is being written first."""
        if self._busy:
            self.export.progress.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
