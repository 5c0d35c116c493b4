"""Preview of a stored document inside the window: PDF pages and pictures, painted in another process."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from views.page_image import PageTurn
from views.page_view import PageView

#: Suffixes of pictures that are painted.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp", ".tif", ".tiff"})
#: A window being drawn larger asks for a new picture once it rests.
_REST_MS = 120

_REFUSED = {
    "empty": "PDF ini tidak mempunyai halaman.",
    "large": "Gambar ini terlalu besar untuk ditampilkan. Berkasnya tetap tersimpan utuh.",
    "slow": "Dokumen ini terlalu rumit untuk ditampilkan di sini. Berkasnya tetap tersimpan utuh.",
}
_BROKEN = {
    "pdf": "PDF ini rusak, kosong, atau berkata sandi. Berkasnya tetap tersimpan utuh.",
    "gambar": "Gambar ini tidak dapat dibaca. Berkasnya tetap tersimpan utuh.",
}


class DocumentPreview(PageView):
    """Asks for pages by `page_wanted` (path, kind, page, width in pixels) and shows what comes."""

    page_wanted = Signal(object, str, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pratinjau dokumen", "", parent)
        self._path: Path | None = None
        self._kind = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.paint)
        self.show_words("Pilih dokumen untuk melihat isinya di sini.")

    def show_words(self, words: str) -> None:
        """Nothing to paint: say why."""
        self._path, self.page, self.pages = None, 0, 0
        self.canvas.clear()
        self.words.show_text(words)
        self._show_parts(painted=False)

    def show_file(self, path: Path, name: str) -> None:
        """Have a stored file painted; `name` tells its kind, the file itself stays untouched."""
        suffix = Path(name).suffix.lower()
        kind = "pdf" if suffix == ".pdf" else "gambar" if suffix in _PICTURES else ""
        if not kind:
            self.show_words(
                "Jenis berkas ini tidak dapat dipratinjau di sini. Pakai “Buka” atau “Simpan salinan…”."
            )
            return
        self.show_words("Pratinjau sedang disiapkan…")
        self._path, self._kind = path, kind
        self.paint()

    def paint(self) -> None:
        """Ask for the page at the present size."""
        if self._path is None:
            return
        width = self.zoomed(max(self.area.width(), self.width()) - 40) * self.devicePixelRatioF()
        self.page_wanted.emit(self._path, self._kind, self.page, max(int(width), 80))

    def show_turn(self, path: Path, turn: PageTurn) -> None:
        """Show a painted page, unless another document was chosen meanwhile."""
        if path != self._path:
            return
        self.page, self.pages = turn.page, turn.pages
        pixmap = QPixmap.fromImage(turn.image.picture())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._show_parts(painted=True)
        self.show_pixmap(pixmap)

    def show_refused(self, path: Path, reason: str) -> None:
        """Say why a document is not painted, unless another one was chosen meanwhile."""
        if path == self._path:
            self.show_words(_REFUSED.get(reason) or _BROKEN[self._kind])

    def _show_parts(self, *, painted: bool) -> None:
        self.words.setVisible(not painted)
        self.area.setVisible(painted)
        for button in (self.smaller_button, self.larger_button):
            button.setVisible(painted)
        for widget in (self.previous_button, self.page_label, self.next_button):
            widget.setVisible(painted and self.pages > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A new width is painted anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._rest.start()
