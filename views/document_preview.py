"""Preview of a stored document inside the window: PDF pages and pictures, painted here, never changed."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from views.fields import WrappedLabel
from views.page_image import PDFIUM

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

#: Suffixes that Qt's picture readers are asked about.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".svg"})
#: A painted page never takes more than this many pixels, whatever the file claims to be.
_MOST_PIXELS = 12_000_000
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class DocumentPreview(QWidget):
    """One page at a time, fitted to the width; PageUp, PageDown, Ctrl+plus and Ctrl+minus work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf: pypdfium2.PdfDocument | None = None
        self._picture: QImage | None = None
        self._page = 0
        self._pages = 0
        self._zoom = _ZOOMS.index(1.0)
        self.words = WrappedLabel("", self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas = QLabel(self)
        self.canvas.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        # its width must not depend on the height of the page that is fitted to it
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.canvas)
        self.area.setAccessibleName("Pratinjau dokumen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bar())
        column.addWidget(self.words)
        column.addWidget(self.area, 1)
        self.show_words("Pilih dokumen untuk melihat isinya di sini.")

    def _bar(self) -> QHBoxLayout:
        self.previous_button = self._button("‹", "Halaman sebelumnya", lambda: self.turn(-1))
        self.next_button = self._button("›", "Halaman berikutnya", lambda: self.turn(1))
        self.page_label = QLabel(self)
        self.smaller_button = self._button("−", "Perkecil", lambda: self.zoom(-1))
        self.larger_button = self._button("+", "Perbesar", lambda: self.zoom(1))
        row = QHBoxLayout()
        for widget in (self.previous_button, self.page_label, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.smaller_button)
        row.addWidget(self.larger_button)
        return row

    def _button(self, text: str, name: str, act: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance("MMM"))
        button.clicked.connect(act)
        return button

    def show_words(self, words: str) -> None:
        """Nothing to paint: say why."""
        self._forget()
        self.words.show_text(words)
        self._show_parts(painted=False)

    def show_file(self, path: Path, name: str) -> None:
        """Open a stored file for looking at; `name` tells its kind, the file itself stays untouched."""
        self._forget()
        suffix = Path(name).suffix.lower()
        if suffix == ".pdf":
            problem = self._open_pdf(path)
        elif suffix in _PICTURES:
            problem = self._open_picture(path)
        else:
            problem = "Jenis berkas ini tidak dapat dipratinjau di sini. Pakai “Buka” atau “Simpan salinan…”."
        if problem:
            self.show_words(problem)
            return
        self._show_parts(painted=True)
        self._paint()

    def _open_pdf(self, path: Path) -> str:
        import pypdfium2  # noqa: PLC0415 - 4 MB that only a preview needs

        try:
            with PDFIUM:
                self._pdf = pypdfium2.PdfDocument(path)
                self._pages = len(self._pdf)
        except (pypdfium2.PdfiumError, OSError):
            return "PDF ini rusak, kosong, atau berkata sandi. Berkasnya tetap tersimpan utuh."
        return "" if self._pages else "PDF ini tidak mempunyai halaman."

    def _open_picture(self, path: Path) -> str:
        reader = QImageReader(str(path))
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and size.width() * size.height() > _MOST_PIXELS:
            reader.setScaledSize(_within(size))
        picture = reader.read()
        if picture.isNull():
            return "Gambar ini tidak dapat dibaca. Berkasnya tetap tersimpan utuh."
        self._picture, self._pages = picture, 1
        return ""

    def _forget(self) -> None:
        if self._pdf is not None:
            with PDFIUM:
                self._pdf.close()
        self._pdf, self._picture, self._page, self._pages = None, None, 0, 0
        self.canvas.clear()

    def _show_parts(self, *, painted: bool) -> None:
        self.words.setVisible(not painted)
        self.area.setVisible(painted)
        for button in (self.smaller_button, self.larger_button):
            button.setVisible(painted)
        for widget in (self.previous_button, self.page_label, self.next_button):
            widget.setVisible(painted and self._pages > 1)

    def turn(self, by: int) -> None:
        """Go some pages on."""
        page = min(max(self._page + by, 0), max(self._pages - 1, 0))
        if page != self._page:
            self._page = page
            self.area.verticalScrollBar().setValue(0)
            self._paint()

    def zoom(self, by: int) -> None:
        """Larger or smaller by some grades."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self._paint()

    def _paint(self) -> None:
        width = max(int((self.area.viewport().width() - 4) * _ZOOMS[self._zoom]), 80)
        ratio = self.devicePixelRatioF()
        image = self._page_image(int(width * ratio)) if self._pdf is not None else self._picture
        if image is None:
            return
        pixmap = QPixmap.fromImage(image)
        if self._picture is not None and pixmap.width() > width * ratio:
            pixmap = pixmap.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(ratio)
        self.canvas.setPixmap(pixmap)
        self.page_label.setText(f"Halaman {self._page + 1} dari {self._pages}")
        self.area.setAccessibleDescription(self.page_label.text())
        self.previous_button.setEnabled(self._page > 0)
        self.next_button.setEnabled(self._page + 1 < self._pages)

    def _page_image(self, width: int) -> QImage | None:
        if self._pdf is None:
            return None
        with PDFIUM:
            return self._painted(self._pdf[self._page], width)

    def _painted(self, page: Any, width: int) -> QImage:
        try:
            across, down = page.get_size()
            scale = min(width / max(across, 1), math.sqrt(_MOST_PIXELS / max(across * down, 1)))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            raw = bytes(bitmap.buffer)
            # the bytes go away with the bitmap: the picture keeps a copy of its own
            return QImage(
                raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            ).copy()
        finally:
            page.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A new width is painted anew."""
        super().resizeEvent(event)
        if self._pages and event.oldSize().width() != event.size().width():
            self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Pages and sizes by keyboard."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_PageDown:
            self.turn(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        else:
            super().keyPressEvent(event)


def _within(size: QSize) -> QSize:
    factor = math.sqrt(_MOST_PIXELS / (size.width() * size.height()))
    return QSize(max(int(size.width() * factor), 1), max(int(size.height() * factor), 1))
