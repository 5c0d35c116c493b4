"""A picture chosen for the kop, looked at and made small enough before it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.document_opening import copies_folder
from views.bounded_picture import picture_kind, read_picture

#: Sharp enough for 40 mm on paper; smaller when even that makes too large a file.
_SIDES = (1_200, 600)


def fitting_picture(path: Path, limit: int) -> Path:
    """The picture itself when it takes no more than `limit` bytes, else a smaller copy of it as PNG.

    Raises ValueError when it is no PNG or JPEG that can be painted, OSError when it cannot be read or
    the copy not written.
    """
    size = path.stat().st_size
    if picture_kind(path) not in ("png", "jpeg"):
        raise ValueError(path.name)
    for side in _SIDES:
        # what is small enough is looked at all the same: whether it can be painted at all
        picture = read_picture(path, side * side)
        if size <= limit:
            return path
        if max(picture.width(), picture.height()) > side:
            picture = picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        smaller = copies_folder() / f"{path.stem[:80]}.png"
        if not picture.save(str(smaller)):
            raise OSError(smaller.name)
        if smaller.stat().st_size <= limit:
            return smaller
    raise ValueError(path.name)
