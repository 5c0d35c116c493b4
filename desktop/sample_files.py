"""Small real documents for the sample office: one-page PDFs and a text file, made without any library."""

from __future__ import annotations

from pathlib import Path

_TITLES: tuple[str, ...] = (
    "Surat permohonan", "Formulir", "Berita acara", "Laporan", "Notulen", "Surat tugas",
    "Disposisi", "Hasil analisis", "Rancangan", "Hasil uji",
)  # fmt: skip


def write_documents(folder: Path) -> list[Path]:
    """Write the documents into a folder; answers their paths."""
    paths = []
    for number, title in enumerate(_TITLES, start=1):
        path = folder / f"contoh-{number:02d}.pdf"
        path.write_bytes(
            one_page_pdf((f"CONTOH - {title}", "Dokumen contoh Papan SOP, bukan dokumen resmi."))
        )
        paths.append(path)
    text = folder / "contoh-catatan.txt"
    text.write_text("CONTOH\nCatatan rapat contoh, bukan dokumen resmi.\n", encoding="utf-8")
    return [*paths, text]


def one_page_pdf(lines: tuple[str, ...]) -> bytes:
    """A valid PDF of one A4 page with these lines (ASCII without brackets) in Helvetica."""
    shown = " ".join(f"({line}) Tj 0 -28 Td" for line in lines)
    content = f"BT /F1 18 Tf 60 760 Td {shown} ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, data in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(body)
