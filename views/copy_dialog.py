"""Which copy of a paper is printed: its ordinal goes on the stamp."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from views.ask_dialog import AskDialog

_MOST_COPIES = 99


class CopyDialog(AskDialog):
    """Asks for the ordinal of a copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Cetak salinan",
            "Salinan diberi cap “Salinan ke-…” saat dicetak. Berkas naskah yang tersimpan tidak berubah.",
            "&Cetak salinan…",
            parent,
        )
        self.ordinal = QSpinBox(self)
        self.ordinal.setRange(1, _MOST_COPIES)
        self.ordinal.setAccessibleName("Salinan ke-")
        self.form.addRow("&Salinan ke-", self.ordinal)
        self.ready(460, 200)
