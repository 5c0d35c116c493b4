"""Pengaturan > Naskah > Kop dan kertas: the head of every letter, its logo, paper, margins and footer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from models.records.paper import Letterhead, Margins, PaperDefaults
from views.bounded_picture import PictureRefusedError, read_picture
from views.checked_form import ScrollPage
from views.fields import LinesEdit, WrappedLabel
from views.heading import Heading
from views.paper_body import SIGNING_NAMES
from views.paper_shelf import PAPER_NAMES

_LINE_LIMIT, _UNIT_LIMIT = 300, 30
_LOGO_HEIGHT = 72
_LOGO_PIXELS = 1_000_000
_SIDES = (("top", "Atas"), ("bottom", "Bawah"), ("left", "Kiri"), ("right", "Kanan"))


class LetterheadSettings(ScrollPage):
    """Emits what is to be kept; kop and paper are kept apart, so that one fault does not hold the other."""

    letterhead_wanted = Signal(object, str, object)
    logo_wanted = Signal()
    logo_cleared = Signal()
    defaults_wanted = Signal(object)
    preview_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept_head: tuple[tuple[str, ...], str, tuple[str, ...]] = ((), "", ())
        self._kept_paper: PaperDefaults | None = None
        self._add_letterhead()
        self._add_logo()
        self._add_paper()
        self.column.addStretch(1)

    def _add_letterhead(self) -> None:
        self.column.addWidget(Heading("Kop naskah", self, factor=1.1))
        self.above = LinesEdit("Baris di atas nama", self, lines=2)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_LINE_LIMIT)
        self.below = LinesEdit("Baris di bawah nama", self, lines=3)
        for words, editor in (
            ("Baris di &atas nama (pemerintah daerah)", self.above),
            ("&Nama dinas", self.name),
            ("Baris di &bawah nama (alamat, telepon, pos-el, laman)", self.below),
        ):
            self._labelled(words, editor)
        self.save_button = plain_button("&Simpan kop", self)
        self.preview_button = plain_button("&Lihat contoh naskah…", self)
        self.save_button.clicked.connect(self._save)
        self.preview_button.clicked.connect(lambda _on=False: self.preview_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.preview_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_logo(self) -> None:
        self.picture = QLabel(self)
        self.picture.setAccessibleName("Logo kop")
        self.picture.setMinimumHeight(_LOGO_HEIGHT)
        self.logo_button = plain_button("Pilih l&ogo…", self)
        self.clear_button = plain_button("&Hapus logo", self)
        self.logo_button.clicked.connect(lambda _on=False: self.logo_wanted.emit())
        self.clear_button.clicked.connect(lambda _on=False: self.logo_cleared.emit())
        row = QHBoxLayout()
        for widget in (self.picture, self.logo_button, self.clear_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_paper(self) -> None:
        self.column.addWidget(Heading("Kertas, nomor, dan tanda tangan", self, factor=1.1))
        self.paper = QComboBox(self)
        for size, words in PAPER_NAMES.items():
            self.paper.addItem(words, size)
        self._labelled("Uku&ran kertas", self.paper)
        self.margins: dict[str, QDoubleSpinBox] = {}
        grid = QGridLayout()
        for place, (side, words) in enumerate(_SIDES):
            box = QDoubleSpinBox(self)
            box.setRange(5, 60)
            box.setDecimals(0)
            box.setSuffix(" mm")
            box.setAccessibleName(f"Margin {words.lower()}")
            grid.addWidget(QLabel(f"Margin {words.lower()}", self), 0, place)
            grid.addWidget(box, 1, place)
            self.margins[side] = box
        self.column.addLayout(grid)
        self.unit = QLineEdit(self)
        self.unit.setMaxLength(_UNIT_LIMIT)
        self.unit.setPlaceholderText("misalnya DISKOMINFO; mengisi {unit} pada pola nomor")
        self._labelled("Kode un&it pada nomor", self.unit)
        self.footer = LinesEdit("Catatan kaki naskah", self, lines=2)
        self.footer.setPlaceholderText("Tercetak kecil di kaki setiap naskah; boleh kosong.")
        self._labelled("&Catatan kaki", self.footer)
        self.signing = QComboBox(self)
        for way, words in SIGNING_NAMES.items():
            self.signing.addItem(words, way)
        self._labelled("Cara tanda tan&gan naskah baru", self.signing)
        self.electronic_footer = LinesEdit("Catatan kaki naskah bertanda tangan elektronik", self, lines=2)
        self.electronic_footer.setPlaceholderText(
            "Tercetak di atas catatan kaki bila naskah ditandatangani secara elektronik."
        )
        self._labelled("Catatan kaki naskah bertanda tangan &elektronik", self.electronic_footer)
        self.defaults_button = plain_button("Simpan ker&tas", self)
        self.defaults_button.clicked.connect(lambda _on=False: self.defaults_wanted.emit(self.defaults()))
        self.column.addWidget(self.defaults_button)

    def _labelled(self, words: str, editor: QWidget) -> None:
        label = QLabel(words, self)
        label.setBuddy(editor)
        editor.setAccessibleName(words.replace("&", ""))
        self.column.addWidget(label)
        self.column.addWidget(editor)

    def show_letterhead(self, kop: Letterhead, logo: bytes | None) -> None:
        """Show what is kept; words that were typed and not saved yet stay."""
        kept = (kop.above, kop.name, kop.below)
        if self.letterhead() in (self._kept_head, kept):
            self.above.setPlainText("\n".join(kop.above))
            self.name.setText(kop.name)
            self.below.setPlainText("\n".join(kop.below))
        self._kept_head = kept
        self._show_logo(logo)
        self.clear_button.setEnabled(bool(kop.logo))

    def _show_logo(self, logo: bytes | None) -> None:
        try:
            picture = read_picture(logo, _LOGO_PIXELS) if logo else None
        except PictureRefusedError:
            self.picture.setText("Logo tidak dapat dibaca.")
            return
        if picture is None:
            self.picture.setText("Belum ada logo.")
            return
        pixmap = QPixmap.fromImage(picture)
        pixmap = pixmap.scaledToHeight(_LOGO_HEIGHT, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(pixmap)

    def allow_logo(self, *, free: bool) -> None:
        """While a picture is being taken in no other one is chosen."""
        self.logo_button.setEnabled(free)

    def show_defaults(self, defaults: PaperDefaults) -> None:
        """Show paper, margins, code and footer; what was changed and not saved yet stays."""
        standing, self._kept_paper = self._kept_paper, defaults
        if standing is not None and self.defaults() not in (standing, defaults):
            return
        self.paper.setCurrentIndex(max(0, self.paper.findData(defaults.paper)))
        for side, box in self.margins.items():
            box.setValue(getattr(defaults.margins, side))
        self.unit.setText(defaults.unit)
        self.footer.setPlainText(defaults.footer)
        self.signing.setCurrentIndex(max(0, self.signing.findData(defaults.signing)))
        self.electronic_footer.setPlainText(defaults.electronic_footer)

    def defaults(self) -> PaperDefaults:
        """Paper, margins, code and footer as they stand in the fields."""
        margins = Margins(**{side: box.value() for side, box in self.margins.items()})
        return PaperDefaults(
            paper=self.paper.currentData(),
            margins=margins,
            footer=self.footer.text(),
            unit=self.unit.text().strip(),
            signing=self.signing.currentData(),
            electronic_footer=self.electronic_footer.text(),
        )

    def letterhead(self) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """Lines above, name and lines below as they stand in the fields."""
        return _lines(self.above), self.name.text().strip(), _lines(self.below)

    def _save(self) -> None:
        self.letterhead_wanted.emit(*self.letterhead())


def _lines(edit: LinesEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())


def plain_button(words: str, parent: QWidget) -> QPushButton:
    """A button as wide as its words."""
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    button.setAccessibleName(words.replace("&", "").rstrip("…"))
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


class HintedPage(ScrollPage):
    """A page that opens with a sentence on what it is for."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(WrappedLabel(hint, self, quiet=True))
