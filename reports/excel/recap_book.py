"""The recap workbook: its sheets one after the other, from frozen figures and streamed lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule

from models.records.recap import Figures, IssuedPaper, LateRun, Recap, RecapCase, Share
from models.rules.date_words import date_text
from reports.excel import charts, recap_lists
from reports.excel.cells import CellValue, Styles
from reports.excel.pages import Column, Page
from reports.excel.whole_book import filling, save
from resources.recap_words import DEFINITIONS
from resources.wording_check import ANCHOR_MEANING, anchor_words

#: Told the rows written so far; answers whether to go on.
Progress = Callable[[int], bool]
#: Progress is told every so many rows.
_STEP = 250
#: A chart stands beside its figures and is as high as this many rows.
_CHART_ROWS = 13


class ExportCancelled(Exception):  # noqa: N818 - not an error: a person asked for it
    """The export was called off; nothing of it is kept."""


class RecapBook:
    """Writes one workbook into an open file."""

    def __init__(
        self, recap: Recap, months: tuple[Share, ...], logo: bytes | None, progress: Progress | None
    ) -> None:
        self._recap = recap
        self._twelve = months or recap.per_month
        self._logo = logo
        self._progress = progress
        self._written = 0
        self._top = 1
        self._book = Workbook(write_only=True)
        self._styles = Styles(self._book, None)
        self._day = date_text(recap.made.date())

    def write(
        self,
        file: IO[bytes],
        cases: Iterable[RecapCase],
        late: Iterable[LateRun],
        papers: Iterable[IssuedPaper],
    ) -> None:
        """All sheets. Raises `ExportCancelled`, and OSError when the file cannot take it."""
        with filling(self._book):
            self._sheets(cases, late, papers)
            save(self._book, file)

    def _sheets(
        self, cases: Iterable[RecapCase], late: Iterable[LateRun], papers: Iterable[IssuedPaper]
    ) -> None:
        recap = self._recap
        self._summary()
        self._shares("Per SOP", "PerSOP", "SOP", recap.per_sop)
        self._list("Per langkah", "PerLangkah", recap_lists.STEPS, recap.steps)
        self._list("Per pelaksana", "PerPelaksana", recap_lists.EXECUTORS, recap.executors)
        self._list("Per petugas", "PerPetugas", recap_lists.PEOPLE, recap.people)
        self._shares("Per OPD", "PerOPD", "OPD", recap.per_agency)
        self._list("Per bulan", "PerBulan", recap_lists.share_columns("Bulan"), self._twelve)
        self._list("Keterlambatan", "Keterlambatan", recap_lists.LATE, late)
        self._list("Daftar permohonan", "DaftarPermohonan", recap_lists.CASES, cases)
        self._list("Dokumen terbit", "DokumenTerbit", recap_lists.PAPERS, papers)
        if recap.corrections:
            self._list("Koreksi", "Koreksi", recap_lists.CORRECTIONS, recap.corrections)
        self._definitions()

    def _page(self, title: str, widths: Iterable[float], *, frozen: int = 0) -> Page:
        page = Page(self._book, self._styles, title, tuple(widths), frozen=frozen)
        if self._recap.sample:
            page.sheet.oddHeader.center.text = "CONTOH"
        return page

    def _heading(self, page: Page, title: str) -> None:
        scope = f"SOP {', '.join(self._recap.sops)} · " if self._recap.sops else ""
        page.write((title.upper(), "tebal"))
        words = filter(None, (f"{scope}{self._recap.period.name}", self._recap.left_out))
        page.write((" · ".join(words), "bebas"))
        page.skip()

    def _told(self, _rows: int) -> None:
        self._written += 1
        if self._progress is not None and self._written % _STEP == 0 and not self._progress(self._written):
            raise ExportCancelled

    def _list(self, title: str, name: str, columns: tuple[Column[Any], ...], records: Iterable[Any]) -> None:
        page = self._page(title, (column.width for column in columns), frozen=4)
        self._heading(page, title)
        page.table(name, columns, records, on_row=self._told)

    def _shares(self, title: str, name: str, label: str, shares: tuple[Share, ...]) -> None:
        columns = recap_lists.share_columns(label)
        page = self._page(title, (column.width for column in columns), frozen=4)
        self._heading(page, title)
        first, last = page.table(name, columns, shares, on_row=self._told)
        page.write(*_sum_row(self._recap.total))
        if shares:
            page.sheet.conditional_formatting.add(
                f"O{first}:O{last}", DataBarRule("num", 0, "num", 1, color="8FAADC")
            )

    def _definitions(self) -> None:
        page = self._page("Definisi", (30, 110), frozen=4)
        self._heading(page, "Definisi")
        page.write(("Angka", "kepala"), ("Cara menghitung", "kepala"))
        for name, meaning in DEFINITIONS:
            page.write((name, "teks"), (meaning, "teks"))
        if self._recap.anchor:
            page.write((anchor_words(self._recap.anchor), "teks"), (ANCHOR_MEANING, "teks"))

    def _summary(self) -> None:
        recap = self._recap
        page = self._page("Ringkasan", (34, 13, 13, 13, 13, 13, 13, 13, 13, 13))
        page.kop(recap.letterhead, self._logo)
        left_out = (recap.left_out,) if recap.left_out else ()
        page.titles("REKAPITULASI PERMOHONAN", recap.period.name.upper(), *left_out)
        self._identity(page)
        self._sops(page)
        page.break_page()
        self._months(page)
        self._reasons(page)
        page.sign(recap.signers, recap.place, self._day)
        if recap.anchor:
            page.skip()
            page.write((anchor_words(recap.anchor), "bebas"))

    def _identity(self, page: Page) -> None:
        recap = self._recap
        self._top = page.write(
            ("Uraian", "kepala"), ("Periode ini", "kepala"), ("Periode sebelumnya", "kepala")
        )
        for label, now, before in _lines(recap.total, recap.before):
            page.write((label, "teks"), (now, "angka"), (before, "angka"))
        page.write(
            ("% tepat waktu", "teks"),
            (recap.total.on_time_share, "persen"),
            (recap.before.on_time_share, "persen"),
        )
        page.skip()
        page.write(("Pembagian waktu permohonan berakhir", "kepala"), ("Jam", "kepala"), ("Bagian", "kepala"))
        split = recap.split
        for label, minutes in (
            ("Di kantor", split.office), ("Di OPD", split.agency),
            ("Ditunda", split.paused), ("Di luar jam kerja", split.outside),
        ):  # fmt: skip
            share = recap_lists.share(minutes, split.whole)
            page.write((label, "teks"), (recap_lists.hours(minutes), "desimal"), (share, "persen"))
        page.skip()

    def _sops(self, page: Page) -> None:
        """Per SOP in short, with its two charts beside it."""
        shares = self._recap.per_sop
        head = page.write(
            *((words, "kepala") for words in ("SOP", "Masuk", "Selesai", "Tepat waktu", "Berakhir terlambat"))
        )
        for line in shares:
            figures = line.figures
            page.write(
                (line.key, "teks"), (figures.masuk, "angka"), (figures.selesai, "angka"),
                (figures.on_time, "angka"), (figures.ended_late, "angka"),
            )  # fmt: skip
        if shares:
            labels = (1, head + 1, page.row)
            one = charts.bars(page.sheet, "Masuk dan selesai per SOP", labels, (2, 3))
            page.sheet.add_chart(one, f"G{self._top}")
            two = charts.shares(page.sheet, "Permohonan berakhir: tepat waktu dan terlambat", labels, (4, 5))
            page.sheet.add_chart(two, f"G{self._top + _CHART_ROWS + 1}")
            page.skip(max(0, self._top + 2 * _CHART_ROWS + 1 - page.row))

    def _months(self, page: Page) -> None:
        months = self._twelve
        if not months:
            return
        page.skip()
        titles = ("Bulan", "Masuk", "Selesai", "Sisa akhir", "Terlambat")
        head = page.write(*((words, "kepala") for words in titles))
        for line in months:
            figures = line.figures
            page.write(
                (line.name, "teks"), (figures.masuk, "angka"), (figures.selesai, "angka"),
                (figures.sisa_akhir, "angka"), (figures.late, "angka"),
            )  # fmt: skip
        chart = charts.trend(page.sheet, "Kecenderungan dua belas bulan", (1, head + 1, page.row), (2, 3, 4))
        page.sheet.add_chart(chart, f"G{head}")
        page.skip(max(0, _CHART_ROWS - len(months)))

    def _reasons(self, page: Page) -> None:
        """Late reasons from the most frequent down, with their running share."""
        reasons = self._recap.late_reasons
        if not reasons:
            return
        page.skip()
        whole = sum(count for _reason, count in reasons)
        head = page.write(
            ("Alasan terlambat", "kepala"), ("Langkah", "kepala"), ("Bagian kumulatif", "kepala")
        )
        running = 0
        for reason, count in reasons:
            running += count
            page.write((reason, "teks"), (count, "angka"), (running / whole, "persen"))
        chart = charts.pareto(page.sheet, "Alasan keterlambatan", (1, head + 1, page.row), 2, 3)
        page.sheet.add_chart(chart, f"G{head}")
        page.skip(max(0, _CHART_ROWS - len(reasons)))


def _lines(now: Figures, before: Figures) -> list[tuple[str, int, int]]:
    names = (
        ("Sisa awal", "sisa_awal"), ("Masuk: baru", "baru"), ("Masuk: dibuka kembali", "dibuka_kembali"),
        ("Selesai", "selesai"), ("Ditolak", "ditolak"), ("Dibatalkan", "dibatalkan"),
        ("Sisa akhir", "sisa_akhir"), ("Tepat waktu", "on_time"), ("Terlambat", "late"),
        ("Berakhir terlambat", "ended_late"), ("Lewat target", "past_target"),
        ("Tanpa batas waktu", "unjudged"),
    )  # fmt: skip
    return [(label, getattr(now, name), getattr(before, name)) for label, name in names]


def _sum_row(total: Figures) -> list[tuple[CellValue, str]]:
    numbers = (
        total.sisa_awal, total.baru, total.dibuka_kembali, total.masuk, total.selesai, total.ditolak,
        total.dibatalkan, total.sisa_akhir, total.on_time, total.late, total.ended_late,
        total.past_target, total.unjudged,
    )  # fmt: skip
    share = total.on_time_share
    return [("Jumlah", "jumlah_teks"), *((number, "jumlah") for number in numbers), (share, "jumlah_persen")]


def write_recap(
    file: IO[bytes],
    recap: Recap,
    cases: Iterable[RecapCase],
    late: Iterable[LateRun],
    papers: Iterable[IssuedPaper],
    *,
    months: tuple[Share, ...] = (),
    logo: bytes | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the recap workbook into an open binary file.

    `months` are those of the trend, oldest first; without any, those of the period itself.
    Lists are taken one record at a time, so that memory does not grow with them. Raises
    `ExportCancelled` when `progress` says no, OSError when the file cannot be written.
    """
    RecapBook(recap, months, logo, progress).write(file, cases, late, papers)
