"""The list of evidence as PDF: what each indicator asks, what is lacking, and the files."""

from __future__ import annotations

from datetime import date

from models.records.evidence import EvidenceIndex
from models.records.paper import Letterhead, Register, RegisterColumn
from reports.pdf.copies import join
from reports.pdf.register import render_register
from resources.wording_check import anchor_words

#: A longer list of files stands in the workbook only: nobody reads a thousand pages.
MOST_FILES = 2_000

_NEEDS = (
    RegisterColumn("Indikator", 24), RegisterColumn("Tingkat", 6, "tengah"),
    RegisterColumn("Jenis bukti", 11), RegisterColumn("Bukti", 38), RegisterColumn("Berkas", 6, "kanan"),
    RegisterColumn("Kurang", 6, "kanan"), RegisterColumn("Status", 8, "tengah"),
)  # fmt: skip
_GAPS = (
    RegisterColumn("No", 4, "tengah"), RegisterColumn("Indikator", 24),
    RegisterColumn("Tingkat", 6, "tengah"), RegisterColumn("Jenis bukti", 11),
    RegisterColumn("Bukti yang kurang", 32), RegisterColumn("Sebab dan yang perlu dilakukan", 32),
)  # fmt: skip
_FILES = (
    RegisterColumn("Indikator", 9), RegisterColumn("Jenis bukti", 9), RegisterColumn("Bukti", 22),
    RegisterColumn("Nama berkas", 26), RegisterColumn("Tanggal", 8, "tengah"), RegisterColumn("Nomor", 11),
    RegisterColumn("Penanda tangan", 10), RegisterColumn("Status", 6, "tengah"),
    RegisterColumn("SHA-256", 18),
)  # fmt: skip


def render_index(index: EvidenceIndex, letterhead: Letterhead, logo: bytes | None = None) -> bytes:
    """The list as PDF; the same list always gives the same bytes."""
    needs = tuple(
        (c.indicator, c.level, c.kind, c.name, str(c.files), str(c.lacking), _status(c.files, c.lacking))
        for c in index.counts
    )
    gaps = tuple(
        (str(no), row.indicator, row.level, row.kind, row.name, row.remark)
        for no, row in enumerate(index.gaps, 1)
    )
    framework = index.framework
    parts = [
        _part(index, (index.title, framework.name, framework.basis), _NEEDS, needs, letterhead),
        _part(index, ("KEKURANGAN",), _GAPS, gaps, letterhead),
    ]
    files = [row for row in index.rows if row.path]
    if 0 < len(files) <= MOST_FILES:
        lines = tuple(
            (
                row.indicator.partition(" ")[0], row.kind, row.name, row.path, _short(row.day), row.number,
                row.signer, "ada" if row.present else "kurang", row.digest,
            )
            for row in files
        )  # fmt: skip
        parts.append(_part(index, ("DAFTAR BERKAS",), _FILES, lines, letterhead))
    return join([render_register(part, logo) for part in parts])


def _short(day: str) -> str:
    return f"{date.fromisoformat(day):%d-%m-%Y}" if day else ""


def _status(files: int, lacking: int) -> str:
    if not lacking:
        return "ada"
    return "ada, ada yang kurang" if files else "kurang"


def _part(
    index: EvidenceIndex,
    title: tuple[str, ...],
    columns: tuple[RegisterColumn, ...],
    rows: tuple[tuple[str, ...], ...],
    letterhead: Letterhead,
) -> Register:
    words = (*title, index.scope, f"Disusun {index.made}")
    return Register(
        tuple(filter(None, words)), columns, rows, letterhead,
        footer=anchor_words(index.anchor), sample=index.sample,
    )  # fmt: skip
