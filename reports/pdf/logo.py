"""The logo of the office: whatever picture was stored, scaled down and laid on white, or no logo at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader

from reports.pdf.picture import on_white

#: 25 mm at 450 dpi; papers are printed at 300.
_PIXELS = 450
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture without transparency, ready for paper."""

    width: int
    height: int
    png: bytes

    def reader(self) -> Any:
        """The picture as reportlab draws it."""
        return ImageReader(BytesIO(self.png))


def prepared_logo(picture: bytes | None) -> Logo | None:
    """The picture for the kop; None when there is none, or none that can be drawn."""
    return _opened(picture) if picture else None


@lru_cache(maxsize=_KEPT)
def _opened(picture: bytes) -> Logo | None:
    """Kept, because a live preview draws the same logo at every pause of the keys."""
    found = on_white(picture, _PIXELS)
    if found is None:
        return None
    kept = BytesIO()
    found.save(kept, "PNG")
    return Logo(*found.size, kept.getvalue())
