"""The photographs of a paper: pictures of the case with their captions, and those enclosed on their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models.records.paper import FormField, Picture, Value
from views.dialog_style import no_mnemonic
from views.fields import LinesEdit, WrappedLabel
from views.paper_field import PaperField

_CAPTION_LIMIT = 500
_NONE = "Permohonan ini belum mempunyai gambar (JPG atau PNG). Lampirkan fotonya dahulu pada permohonan."
_BROKEN = " (tidak dapat dibaca sebagai gambar; tidak dicetak)"


class PicturesField(PaperField):
    """One line for every picture of the case: print it or not, and its caption."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.none = WrappedLabel(_NONE, self, quiet=True)
        self.box.addWidget(self.none)
        self.ticks: dict[str, QCheckBox] = {}
        self.captions: dict[str, QLineEdit] = {}
        self._names: dict[str, str] = {}
        apart = f"{field.label} yang dilampirkan tersendiri"
        self.apart = LinesEdit(apart, self, lines=2)
        self.apart.setPlaceholderText("Foto di luar aplikasi: satu keterangan tiap baris; boleh kosong.")
        self.put(self.apart)
        self.apart.setAccessibleName(apart)
        self.apart.textChanged.connect(self.edited)

    def offer(self, pictures: Sequence[Picture]) -> None:
        """Show the pictures that may be printed; those that are shown already stay as they are."""
        for picture in pictures:
            if picture.digest not in self.ticks:
                self._add(picture)
        self.none.setVisible(not self.ticks)

    def _add(self, picture: Picture) -> None:
        tick = QCheckBox(no_mnemonic(picture.name), self)
        tick.setAccessibleName(f"Cetak foto {picture.name}")
        caption = QLineEdit(self)
        caption.setMaxLength(_CAPTION_LIMIT)
        caption.setPlaceholderText("Keterangan foto")
        caption.setAccessibleName(f"Keterangan foto {picture.name}")
        caption.setEnabled(False)
        tick.toggled.connect(caption.setEnabled)
        tick.clicked.connect(lambda _on: self.edited.emit())
        caption.textEdited.connect(lambda _text: self.edited.emit())
        place = self.box.indexOf(self.apart)
        self.box.insertWidget(place, tick)
        self.box.insertWidget(place + 1, caption)
        if not self.ticks:
            self.setFocusProxy(tick)
        self.ticks[picture.digest], self.captions[picture.digest] = tick, caption
        self._names[picture.digest] = picture.name

    def show_broken(self, digests: Collection[str]) -> None:
        """Say which pictures cannot be printed; they are not taken along."""
        for digest in digests:
            tick = self.ticks.get(digest)
            if tick is None:
                continue
            changed = tick.isChecked()
            tick.setText(no_mnemonic(self._names[digest] + _BROKEN))
            tick.setAccessibleName(f"Foto {self._names[digest]}{_BROKEN}")
            tick.setChecked(False)
            tick.setEnabled(False)
            if changed:
                self.edited.emit()

    def value(self) -> Value:
        """Rows of digest and caption; photographs on their own have no digest."""
        printed = [
            (digest, self.captions[digest].text().strip())
            for digest, tick in self.ticks.items()
            if tick.isChecked()
        ]
        lines = (line.strip() for line in self.apart.toPlainText().splitlines())
        return (*printed, *(("", line) for line in lines if line))

    def show_value(self, value: Value) -> None:
        """Tick the pictures named and write their captions."""
        if value == self.value():
            return
        rows = [] if isinstance(value, str) else [row for row in value if not isinstance(row, str)]
        captions = {digest: caption for digest, caption in rows if digest}
        for digest, tick in self.ticks.items():
            tick.setChecked(digest in captions and tick.isEnabled())
            self.captions[digest].setText(captions.get(digest, ""))
        self.apart.blockSignals(True)
        self.apart.setPlainText("\n".join(caption for digest, caption in rows if not digest))
        self.apart.blockSignals(False)
