"""Documents made to take all time or memory of whoever looks at them."""

from __future__ import annotations

import struct
import zlib


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    text, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return text + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(text))
    )


def stream(about: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (about, len(content), content)


def page(box: bytes, *more: bytes, about: bytes = b"") -> bytes:
    """A PDF of one page with that box."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] %b >>" % (box, about),
            *more,
        ]
    )


def repeating(depth: int, times: int = 10) -> bytes:
    """A page that draws a form ten times, which draws a form ten times, …: a few KB, hours of work."""
    again = b"/F Do " * times
    about = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    forms = [
        stream(about + b" /Resources << /XObject << /F %d 0 R >> >>" % (6 + at), again) for at in range(depth)
    ]
    leaf = stream(about, b"0 0 m 500 800 l S " * 50)
    contents = b"/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>"
    return page(b"0 0 595 842", stream(b"", again), *forms, leaf, about=contents)


def unpacking(size: int) -> bytes:
    """A PDF that claims a signature and keeps its objects in a stream that unpacks to that many bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    about = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    text = b"%PDF-1.7\n"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Type /Sig /ByteRange [0 1 2 3] >>",
        stream(about, packed),
    ]
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"\x01" + place.to_bytes(4, "big") + b"\x00" for place in places)
    rows = b"\x00" * 6 + rows + b"\x02" + (4).to_bytes(4, "big") + b"\x00"
    at = len(text)
    table = stream(b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R", rows)
    return text + b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (table, at)


def png(width: int, height: int, *, bits: int = 1) -> bytes:
    """A picture of that size in one colour, packed as small as it gets."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    packer = zlib.compressobj(9)
    line = bytes(1 + (width * bits + 7) // 8)
    packed = b"".join(packer.compress(line) for _ in range(min(height, 2000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
