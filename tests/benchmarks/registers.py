"""Agenda books: pages per second at 400 pages against 50, and against reportlab with one table per page.

    .venv/bin/python tests/benchmarks/registers.py [--rounds 9]

Limits: at least 0.9 x the speed at 50 pages (one long reportlab table is quadratic), at least 0.6 x bare
reportlab. Process time is counted, the variants take turns, and the medians of the paired ratios are told.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.records.paper import Register, RegisterColumn
from reports.pdf.register import render_register

ROWS_PER_PAGE = 18
COLUMNS = ("No", "Nomor", "Pengirim", "Perihal", "Masuk", "Selesai", "Lama")
SHARES = (12, 34, 50, 80, 24, 24, 20)


def main() -> None:
    """Print the figures and whether they hold."""
    parser = argparse.ArgumentParser(description="Agenda books.")
    parser.add_argument("--rounds", type=int, default=9)
    rounds: int = parser.parse_args().rounds
    small, large = book(50), book(400)
    render_register(small)
    growth, bare = [], []
    for _ in range(rounds):
        at_50 = speed(lambda: render_register(small))
        at_400 = speed(lambda: render_register(large))
        growth.append(at_400 / at_50)
        bare.append(at_400 / speed(lambda: tables(large)))
        print(f"50 pages: {at_50:5.0f} pages/s   400 pages: {at_400:5.0f} pages/s")
    for name, found, limit in (("400 / 50 pages", growth, 0.9), ("against bare tables", bare, 0.6)):
        ratio = statistics.median(found)
        print(f"{name}: {ratio:.2f} x (limit {limit}) {'ok' if ratio >= limit else 'MISSED'}")


def book(pages: int) -> Register:
    """A register whose rows take one or two lines."""
    rows = tuple(
        (
            str(at), f"400.7/{at:05}/2026", f"CONTOH Dinas ke-{at % 40}",
            f"Permohonan layanan nomor {at} tentang aplikasi", "02-01-2026", "05-01-2026", f"{at % 50} jam",
        )
        for at in range(1, pages * ROWS_PER_PAGE)
    )  # fmt: skip
    columns = tuple(RegisterColumn(label, share) for label, share in zip(COLUMNS, SHARES, strict=True))
    return Register(("BUKU AGENDA CONTOH",), columns, rows)


def tables(register: Register) -> bytes:
    """The same rows with reportlab's own tables, one per page and without wrapping."""
    kept = io.BytesIO()
    story: list[Flowable] = []
    for start in range(0, len(register.rows), ROWS_PER_PAGE):
        rows = [COLUMNS, *register.rows[start : start + ROWS_PER_PAGE]]
        style = [("GRID", (0, 0), (-1, -1), 0.3, "grey"), ("FONTSIZE", (0, 0), (-1, -1), 8)]
        story += [Table(rows, colWidths=[2.8 * share for share in SHARES], style=style), PageBreak()]
    SimpleDocTemplate(kept, pagesize=landscape(A4)).build(story)
    return kept.getvalue()


def speed(make: Callable[[], bytes]) -> float:
    """Pages per second of process time."""
    began = time.process_time()
    made = make()
    took = time.process_time() - began
    return len(PdfReader(io.BytesIO(made)).pages) / took


if __name__ == "__main__":
    main()
