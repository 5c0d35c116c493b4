"""The list of evidence as a workbook: files and gaps under their indicators, and each need in short."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook

from models.records.evidence import EvidenceIndex, IndexRow, NeedCount
from reports.excel.cells import Styles
from reports.excel.pages import Column, Page, R
from reports.excel.whole_book import filling
from resources.wording_check import anchor_words

_FROZEN = 5
#: A sheet of Excel has room for 1,048,576 rows; a longer list goes on on another.
MOST_ROWS = 1_000_000


def _mark(row: IndexRow) -> str:
    return "" if row.present else "teks_merah"


_ROWS: tuple[Column[IndexRow], ...] = (
    Column("Indikator", 18, "teks", lambda r: r.indicator),
    Column("Tingkat", 8, "teks_tengah", lambda r: r.level),
    Column("Jenis bukti", 12, "teks", lambda r: r.kind),
    Column("Bukti", 36, "teks", lambda r: r.name),
    Column("Nama berkas", 42, "teks", lambda r: r.path),
    Column("Tanggal", 13, "hari", lambda r: date.fromisoformat(r.day) if r.day else None),
    Column("Nomor", 16, "teks", lambda r: r.number),
    Column("Penanda tangan", 18, "teks", lambda r: r.signer),
    Column("Status", 9, "teks_tengah", lambda r: "ada" if r.present else "kurang", _mark),
    Column("SHA-256", 34, "teks", lambda r: r.digest),
    Column("Keterangan", 32, "teks", lambda r: r.remark),
)
_NEEDS: tuple[Column[NeedCount], ...] = (
    Column("Indikator", 40, "teks", lambda c: c.indicator),
    Column("Tingkat", 9, "teks_tengah", lambda c: c.level),
    Column("Jenis bukti", 14, "teks", lambda c: c.kind),
    Column("Bukti", 60, "teks", lambda c: c.name),
    Column("Berkas", 9, "angka", lambda c: c.files),
    Column("Kurang", 9, "angka", lambda c: c.lacking),
    Column(
        "Status", 12, "teks_tengah", lambda c: "kurang" if c.lacking else "ada",
        lambda c: "teks_merah" if c.lacking else "",
    ),
)  # fmt: skip


def index_book(index: EvidenceIndex) -> bytes:
    """The workbook."""
    book = Workbook(write_only=True)
    kept = io.BytesIO()
    with filling(book):
        styles = Styles(book, None)
        for number, start in enumerate(range(0, max(len(index.rows), 1), MOST_ROWS), 1):
            more = str(number) if number > 1 else ""
            rows = index.rows[start : start + MOST_ROWS]
            _sheet(book, styles, index, f"Daftar bukti {more}".strip(), f"DaftarBukti{more}", _ROWS, rows)
        _sheet(book, styles, index, "Kekurangan", "Kekurangan", _ROWS, index.gaps)
        _sheet(book, styles, index, "Ringkasan", "Ringkasan", _NEEDS, index.counts)
        book.save(kept)
    return kept.getvalue()


def _sheet(
    book: Workbook,
    styles: Styles,
    index: EvidenceIndex,
    title: str,
    name: str,
    columns: tuple[Column[R], ...],
    records: Iterable[R],
) -> None:
    page = Page(book, styles, title, [column.width for column in columns], frozen=_FROZEN)
    if index.sample:
        page.sheet.oddHeader.center.text = "CONTOH"
    page.write((f"{index.title} · {title}".upper(), "tebal"))
    page.write((f"{index.framework.name}: {index.framework.basis}", "bebas"))
    made = (f"{index.scope} · disusun {index.made}", anchor_words(index.anchor))
    page.write((" · ".join(filter(None, made)), "bebas"))
    page.skip()
    page.table(name, columns, records)
