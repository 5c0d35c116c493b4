"""The logo of the office: whatever picture was stored, scaled down and laid on white, or no logo at all."""

from __future__ import annotations

import threading
import warnings
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

#: 25 mm at 450 dpi; papers are printed at 300.
_PIXELS = 450
#: A picture of more than this many pixels would take a gigabyte to open.
_MOST_PIXELS = 80_000_000
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


# A live preview draws the same logo at every pause of the keys.
_preparing = threading.Lock()
_prepared: OrderedDict[bytes, Logo | None] = OrderedDict()


def prepared_logo(picture: bytes | None) -> Logo | None:
    """The picture for the kop; None when there is none, or none that can be drawn."""
    if not picture:
        return None
    key = sha256(picture).digest()
    with _preparing:
        if key not in _prepared:
            _prepared[key] = _opened(picture)
            while len(_prepared) > _KEPT:
                _prepared.popitem(last=False)
        return _prepared[key]


def _opened(picture: bytes) -> Logo | None:
    try:
        with warnings.catch_warnings():
            # a picture of many pixels is refused below, with or without Pillow's warning
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(picture))
        if image.width * image.height > _MOST_PIXELS:
            return None
        image.draft("RGB", (_PIXELS, _PIXELS))
        image.thumbnail((_PIXELS, _PIXELS))
        on_white = Image.new("RGB", image.size, "white")
        seen = image.convert("RGBA")
        on_white.paste(seen, mask=seen.getchannel("A"))
    except Exception:  # noqa: BLE001 - Pillow raises whatever a broken picture provokes; the kop prints without it
        return None
    kept = BytesIO()
    on_white.save(kept, "PNG")
    return Logo(*on_white.size, kept.getvalue())
