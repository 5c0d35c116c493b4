"""Pictures from outside, read no larger than they are shown: looked at before they are unpacked."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

#: What is read: kinds of pictures that are only pictures. A drawing (SVG) can fetch and repeat without end.
KINDS = frozenset({"png", "jpeg", "gif", "bmp", "webp", "tiff"})
#: A picture that says to have more pixels is not unpacked; photographs (JPEG) are made small on the way.
_MOST_PIXELS = {"jpeg": 220_000_000}
_MOST_PIXELS_ELSE = 40_000_000
#: What a picture may take while it is unpacked, whatever the surroundings allow (megabytes).
_MOST_MEMORY = 256


class PictureRefusedError(ValueError):
    """A picture that is none, broken, or too large; its text says so in Indonesian."""


def read_picture(source: Path | bytes, most_pixels: int) -> QImage:
    """The picture, upright and with no more than so many pixels.

    Raises PictureRefusedError.
    """
    QImageReader.setAllocationLimit(_MOST_MEMORY)
    kept = QByteArray() if isinstance(source, Path) else QByteArray(source)
    buffer = QBuffer(kept)  # lives as long as the reader
    reader = QImageReader()
    if isinstance(source, Path):
        reader.setFileName(str(source))
    else:
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader.setDevice(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = _bounded(reader)
    if size.width() * size.height() > most_pixels:
        reader.setScaledSize(_within(size, most_pixels))
    picture = reader.read()
    if picture.isNull():
        raise PictureRefusedError("Gambar ini tidak dapat dibaca.")
    return picture


def picture_kind(path: Path) -> str:
    """The kind of picture that a file is by its content, "" for anything else."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    kind = reader.format().toStdString()
    return kind if kind in KINDS else ""


def _bounded(reader: QImageReader) -> QSize:
    """What the picture says its size is, before a pixel of it is unpacked."""
    # only what can be read has a format; asking for the size comes first, for some tell it only then
    size, kind = reader.size(), reader.format().toStdString()
    if kind not in KINDS or not size.isValid():
        raise PictureRefusedError("Gambar ini tidak dapat dibaca.")
    if size.width() * size.height() > _MOST_PIXELS.get(kind, _MOST_PIXELS_ELSE):
        raise PictureRefusedError(
            f"Gambar ini terlalu besar untuk ditampilkan ({size.width()} × {size.height()} titik)."
        )
    return size


def _within(size: QSize, most_pixels: int) -> QSize:
    """As large as may be, in the same proportions."""
    shrink = math.sqrt(most_pixels / (size.width() * size.height()))
    return QSize(max(1, int(size.width() * shrink)), max(1, int(size.height() * shrink)))
