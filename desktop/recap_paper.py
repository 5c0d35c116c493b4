"""The page Rekap on paper: a summary and every table of it that has rows, each as a small book."""

from __future__ import annotations

from typing import Any, Literal

from models.records.paper import PaperSize, Register, RegisterColumn
from models.records.recap import Recap
from models.rules import periods
from resources.indonesian import number_text
from resources.recap_words import FIGURES
from resources.wording_check import anchor_words
from views.recap_page import RecapPage
from views.recap_table import RecapColumn, RecapTableBox
from views.recap_tiles import equation_words
from views.recap_words import compared, compared_share, figure, hours, percent
from views.record_table import Column

_Align = Literal["kiri", "tengah", "kanan"]
_SHOWN = tuple(FIGURES)


def registers(page: RecapPage, recap: Recap, paper: PaperSize) -> list[Register]:
    """What is printed, frozen; the last one is signed."""
    filled = (box for box in page.tables().values() if box.model.records)
    books = [_summary(recap, paper), *(_book(box, recap, paper) for box in filled)]
    last = books[-1]
    books[-1] = Register(
        last.title, last.columns, last.rows, paper=paper, signers=recap.signers, place=recap.place,
        day=recap.made.date().isoformat(), footer=anchor_words(recap.anchor), sample=recap.sample,
    )  # fmt: skip
    return books


def _summary(recap: Recap, paper: PaperSize) -> Register:
    now, before = recap.total, recap.before
    rows = [
        (
            FIGURES[name],
            number_text(figure(now, name)),
            number_text(figure(before, name)),
            compared(figure(now, name), figure(before, name)),
        )
        for name in _SHOWN
    ]
    ours, theirs = now.on_time_share, before.on_time_share
    rows.append(("% tepat waktu", percent(ours), percent(theirs), compared_share(ours, theirs)))
    split = recap.split
    for words, minutes in (
        ("Waktu di kantor", split.office), ("Waktu di OPD", split.agency), ("Waktu ditunda", split.paused),
        ("Waktu di luar jam kerja", split.outside),
    ):  # fmt: skip
        part = percent(minutes / split.whole if split.whole else None)
        rows.append((words, hours(minutes), "", f"{part} dari seluruh waktu"))
    columns = (
        RegisterColumn("Uraian", 30), RegisterColumn(recap.period.name, 20, "kanan"),
        RegisterColumn(periods.before(recap.period).name, 20, "kanan"), RegisterColumn("Perbandingan", 30),
    )  # fmt: skip
    scope = f"SOP {', '.join(recap.sops)}" if recap.sops else "Semua SOP"
    title = ("REKAPITULASI PERMOHONAN", f"{recap.period.name} · {scope}", equation_words(now), recap.left_out)
    return Register(
        tuple(filter(None, title)), columns, tuple(rows), letterhead=recap.letterhead, paper=paper,
        footer=anchor_words(recap.anchor), sample=recap.sample,
    )  # fmt: skip


def _book(box: RecapTableBox[Any], recap: Recap, paper: PaperSize) -> Register:
    columns = box.model.columns
    return Register(
        tuple(filter(None, (box.table.accessibleName().upper(), recap.period.name, recap.left_out))),
        tuple(RegisterColumn(_title(column), max(column.chars, 7), _align(column)) for column in columns),
        tuple(tuple(column.text(record) for column in columns) for record in box.model.records),
        paper=paper,
        footer=anchor_words(recap.anchor),
        sample=recap.sample,
    )


def _title(column: Column[Any]) -> str:
    """A title in one line; a word that was parted is whole again."""
    return column.title.replace("-\n", "").replace("\n", " ")


def _align(column: Column[Any]) -> _Align:
    return "kanan" if isinstance(column, RecapColumn) and column.number is not None else "kiri"
