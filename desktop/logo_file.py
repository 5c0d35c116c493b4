"""A picture chosen for the kop, looked at and made small enough before it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader

from desktop.document_opening import copies_folder

#: Sharp enough for 40 mm on paper; smaller when even that makes too large a file.
_SIDES = (1_200, 600)


def fitting_picture(path: Path, limit: int) -> Path:
    """The picture itself when it takes no more than `limit` bytes, else a smaller copy of it as PNG.

    Raises ValueError when it is no PNG or JPEG that can be painted, OSError when it cannot be read or
    the copy not written.
    """
    size = path.stat().st_size
    for side in _SIDES:
        reader = QImageReader(str(path))
        reader.setDecideFormatFromContent(True)
        if bytes(reader.format().data()) not in (b"png", b"jpeg"):
            raise ValueError(path.name)
        whole = reader.size()
        if size > limit and max(whole.width(), whole.height()) > side:
            reader.setScaledSize(whole.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
        picture = reader.read()
        if picture.isNull():
            raise ValueError(path.name)
        if size <= limit:
            return path
        smaller = copies_folder() / f"{path.stem[:80]}.png"
        if not picture.save(str(smaller)):
            raise OSError(smaller.name)
        if smaller.stat().st_size <= limit:
            return smaller
    raise ValueError(path.name)
