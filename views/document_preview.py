"""Preview of a stored document inside the window: PDF pages and pictures, painted here, never changed."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from views.page_image import PDFIUM
from views.page_view import PageView

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

#: Suffixes that Qt's picture readers are asked about.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".svg"})
#: A painted page never takes more than this many pixels, whatever the file claims to be.
_MOST_PIXELS = 12_000_000


class DocumentPreview(PageView):
    """A stored document, painted at once; a picture is a single page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pratinjau dokumen", "", parent)
        self._pdf: pypdfium2.PdfDocument | None = None
        self._picture: QImage | None = None
        self.show_words("Pilih dokumen untuk melihat isinya di sini.")

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
        self.paint()

    def _open_pdf(self, path: Path) -> str:
        import pypdfium2  # noqa: PLC0415 - 4 MB that only a preview needs

        try:
            with PDFIUM:
                self._pdf = pypdfium2.PdfDocument(path)
                self.pages = len(self._pdf)
        except (pypdfium2.PdfiumError, OSError):
            return "PDF ini rusak, kosong, atau berkata sandi. Berkasnya tetap tersimpan utuh."
        return "" if self.pages else "PDF ini tidak mempunyai halaman."

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
        self._picture, self.pages = picture, 1
        return ""

    def _forget(self) -> None:
        if self._pdf is not None:
            with PDFIUM:
                self._pdf.close()
        self._pdf, self._picture, self.page, self.pages = None, None, 0, 0
        self.canvas.clear()

    def _show_parts(self, *, painted: bool) -> None:
        self.words.setVisible(not painted)
        self.area.setVisible(painted)
        for button in (self.smaller_button, self.larger_button):
            button.setVisible(painted)
        for widget in (self.previous_button, self.page_label, self.next_button):
            widget.setVisible(painted and self.pages > 1)

    def paint(self) -> None:
        """Paint the page or the picture at the present size."""
        width = max(int(self.zoomed(self.area.viewport().width() - 4)), 80)
        ratio = self.devicePixelRatioF()
        image = self._page_image(int(width * ratio)) if self._pdf is not None else self._picture
        if image is None:
            return
        pixmap = QPixmap.fromImage(image)
        if self._picture is not None and pixmap.width() > width * ratio:
            pixmap = pixmap.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
        pixmap.setDevicePixelRatio(ratio)
        self.show_pixmap(pixmap)

    def _page_image(self, width: int) -> QImage | None:
        if self._pdf is None:
            return None
        with PDFIUM:
            return self._painted(self._pdf[self.page], width)

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
        if self.pages and event.oldSize().width() != event.size().width():
            self.paint()


def _within(size: QSize) -> QSize:
    factor = math.sqrt(_MOST_PIXELS / (size.width() * size.height()))
    return QSize(max(int(size.width() * factor), 1), max(int(size.height() * factor), 1))
