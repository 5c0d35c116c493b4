"""Pictures out of any file: upright, scaled down, laid on white; or none where it cannot be read."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

# the plugins make their kinds known to Pillow, which knows few by itself
from PIL import Image, ImageOps, TiffImagePlugin, WebPImagePlugin  # noqa: F401

#: A picture of more than this many pixels would take a gigabyte to open.
_MOST_PIXELS = 80_000_000
#: Pictures that are only pictures: others that Pillow knows (EPS) start programs to be drawn.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")


def on_white(source: bytes | Path, pixels: int) -> Image.Image | None:
    """The picture no larger than so many pixels a side, without transparency; None for a broken one."""
    try:
        with warnings.catch_warnings():
            # a picture of many pixels is refused below, with or without Pillow's warning
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(source) if isinstance(source, bytes) else source, formats=_FORMATS)
        with opened as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (pixels, pixels))
            image.thumbnail((pixels, pixels))
            # a telephone held upright tells so beside the picture
            seen = ImageOps.exif_transpose(image).convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
    except Exception:  # noqa: BLE001 - Pillow raises whatever a broken picture provokes; the paper prints without it
        return None
    return white
