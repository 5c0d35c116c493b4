"""Paints one page of a stored document, as a process of its own: what a document provokes ends here.

Started by `desktop.page_painter` as `python -I page_child.py`; imports nothing of the program. Reads a
line of JSON for every page (path, kind, page, width), answers a line of JSON and the bytes of the picture.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from typing import Any, BinaryIO, NamedTuple

#: A painted page takes no more than this, whatever the document claims to be.
_MOST_PIXELS = 12_000_000
_MOST_SIDE = 16_000
#: A picture that says to have more pixels is not unpacked; a photograph (JPEG) is made small on the way.
_MOST_UNPACKED = 50_000_000
_MOST_PHOTOGRAPH = 220_000_000
_MOST_FRAMES = 2_000
_MEMORY = 2 * 1024**3
_ORIENTATION, _LYING = 0x0112, (5, 6, 7, 8)
#: Pictures that are only pictures: others (EPS) start programs, or fetch what they name.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")


class _Painted(NamedTuple):
    page: int
    pages: int
    size: tuple[int, int]
    stride: int
    data: bytes


class _RefusedError(Exception):
    """Nothing to paint, for a reason that has words."""


def main() -> None:
    """Paint until nobody asks any more."""
    _bound_memory()
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    while line := asked.readline():
        wish = json.loads(line)
        try:
            _tell(answer, _paint(wish))
        except _RefusedError as refused:
            _say(answer, {"refused": str(refused)})
        except Exception as error:  # noqa: BLE001 - whatever a document provokes, the next one is painted
            _say(answer, {"refused": "broken", "error": type(error).__name__})


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # bounded more narrowly already
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _tell(answer: BinaryIO, painted: _Painted) -> None:
    _say(
        answer,
        {
            "page": painted.page, "pages": painted.pages, "width": painted.size[0], "height": painted.size[1],
            "stride": painted.stride, "length": len(painted.data),
        },
        painted.data,
    )  # fmt: skip


def _say(answer: BinaryIO, head: dict[str, Any], data: bytes = b"") -> None:
    answer.write(json.dumps(head).encode() + b"\n" + data)
    answer.flush()


def _paint(wish: dict[str, Any]) -> _Painted:
    painter = _page if wish["kind"] == "pdf" else _picture
    return painter(wish["path"], int(wish["page"]), int(wish["width"]))


def _scale(across: float, down: float, width: int) -> float:
    """So that the page is that wide, and neither its pixels nor its sides are too many."""
    across, down = max(across, 1.0), max(down, 1.0)
    if not math.isfinite(across * down):
        raise _RefusedError("broken")
    return min(width / across, math.sqrt(_MOST_PIXELS / (across * down)), _MOST_SIDE / max(across, down))


def _page(path: str, page: int, width: int) -> _Painted:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
        pages = len(document)
        if not pages:
            raise _RefusedError("empty")
        place = min(max(page, 0), pages - 1)
        one = document[place]
        across, down = one.get_size()
        scale = _scale(across, down, width)
        bitmap = one.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        size = (bitmap.width, bitmap.height)
        return _Painted(place, pages, size, bitmap.stride, bytes(bitmap.buffer))


def _picture(path: str, page: int, width: int) -> _Painted:
    # the plugins make their kinds known to Pillow, which knows few by itself
    from PIL import Image, ImageOps, TiffImagePlugin, WebPImagePlugin  # noqa: F401

    Image.MAX_IMAGE_PIXELS = None  # bounded here
    with Image.open(path, formats=_FORMATS) as image:
        across, down = image.size
        photograph = image.format in ("JPEG", "MPO")
        if across * down > (_MOST_PHOTOGRAPH if photograph else _MOST_UNPACKED):
            raise _RefusedError("large")
        pages = min(getattr(image, "n_frames", 1), _MOST_FRAMES) if image.format == "TIFF" else 1
        place = min(max(page, 0), pages - 1)
        if place:
            image.seek(place)
            if image.width * image.height > _MOST_UNPACKED:
                raise _RefusedError("large")
        # a telephone held upright tells so beside the picture
        lying = image.getexif().get(_ORIENTATION, 1) in _LYING
        across, down = (image.height, image.width) if lying else image.size
        scale = _scale(across, down, width)
        side = math.ceil(max(image.size) * min(scale, 1.0))
        image.draft("RGB", (side, side))
        image.thumbnail((side, side))
        seen = ImageOps.exif_transpose(image).convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    white.alpha_composite(seen)
    return _Painted(place, pages, white.size, white.width * 4, white.tobytes())


if __name__ == "__main__":
    main()
