"""Photographs on a paper: as large as their place allows, never distorted; broken ones are left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from reports.pdf.picture import on_white
from reports.pdf.styles import MM

#: A photograph of the usual size (4R) keeps its size; two stand on a page with their captions.
_MOST_WIDTH, _MOST_HEIGHT = 153 * MM, 103 * MM
#: 153 mm at 200 dpi.
_PIXELS = 1_200
_QUALITY = 85
_KEPT = 24


class Photo(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A photograph in the middle of the column, kept with its caption."""

    keepWithNext = 1  # noqa: N815 - the name that reportlab asks for

    def __init__(self, jpeg: bytes) -> None:
        super().__init__()
        self._picture: Any = ImageReader(BytesIO(jpeg))

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As large as fits, in its own proportions."""
        across, down = self._picture.getSize()
        scale = min(min(wide, _MOST_WIDTH) / across, _MOST_HEIGHT / down)
        self._size = (across * scale, down * scale)
        self.width, self.height = wide, self._size[1] + 2 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Draw the photograph."""
        left = (self.width - self._size[0]) / 2
        self.canv.drawImage(self._picture, left, 2 * MM, *self._size)


def photo(path: Path | None) -> Photo | None:
    """The photograph of a file; None when there is no file or it cannot be read as a picture."""
    jpeg = None if path is None else _jpeg(path)
    return None if jpeg is None else Photo(jpeg)


def unreadable(pictures: Mapping[str, Path]) -> tuple[str, ...]:
    """The digests of the pictures that cannot be printed."""
    return tuple(digest for digest, path in pictures.items() if _jpeg(path) is None)


@lru_cache(maxsize=_KEPT)
def _jpeg(path: Path) -> bytes | None:
    """Kept, because a live preview draws the same photographs again; their files never change."""
    picture = on_white(path, _PIXELS)
    if picture is None:
        return None
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
