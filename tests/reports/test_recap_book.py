"""The recap workbook, reopened: every sheet, real dates and numbers, sums that agree, no formula."""

from __future__ import annotations

import io
import tracemalloc
from datetime import datetime
from itertools import pairwise

import openpyxl
import pytest
import recap_made_up as made_up

from reports.excel.recap_book import ExportCancelled, write_recap

SHEETS = ["Ringkasan", "Per SOP", "Per langkah", "Per pelaksana", "Per petugas", "Per OPD", "Per bulan",
          "Keterlambatan",
          "Daftar permohonan", "Dokumen terbit", "Koreksi", "Definisi"]  # fmt: skip
HOSTILE = (
    "=1+1",
    "+62 811",
    "-5",
    "@SUM(A1)",
    "\x00nul\x1b[0m",
    "GEĐE <b>&</b>",
    "a" * 400,
    "😀 half \ud83d",
)


def book(count: int = 3, subject: str = "Perubahan aplikasi", **parts: object) -> openpyxl.Workbook:
    held = io.BytesIO()
    write_recap(
        held, made_up.recap(**parts), made_up.cases(count, subject), made_up.late(subject), made_up.papers()
    )
    held.seek(0)
    return openpyxl.load_workbook(held)


def rows_of(sheet, name: str) -> list[dict[str, object]]:
    first, *rest = sheet[sheet.tables[name].ref]
    titles = [cell.value for cell in first]
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rest]


def test_every_sheet_is_there_with_its_table_filter_and_print_set_up():
    made = book()
    assert made.sheetnames == SHEETS
    for name in SHEETS[1:-1]:
        sheet = made[name]
        (table,) = sheet.tables.values()
        assert table.autoFilter.ref == table.ref
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
        assert [cell.value for cell in sheet[4]] == [column.name for column in table.tableColumns]


def test_dates_and_numbers_are_real_and_read_indonesian():
    cells = {cell.column: cell for cell in book(1)["Daftar permohonan"][5]}
    assert cells[5].value == datetime(2026, 10, 1, 9)
    assert cells[5].number_format.startswith("[$-421]")
    assert cells[11].value == 10.0
    assert cells[12].value == 2


def test_the_identity_stands_on_every_line_and_in_the_sum():
    sheet = book()["Per SOP"]
    lines = rows_of(sheet, "PerSOP")
    for line in lines:
        ended = line["Selesai"] + line["Ditolak"] + line["Dibatalkan"]
        assert line["Sisa awal"] + line["Masuk"] == ended + line["Sisa akhir"]
        assert line["Masuk"] == line["Baru"] + line["Dibuka kembali"]
    total = [cell.value for cell in sheet[sheet.max_row]]
    assert total[0] == "Jumlah"
    titles = [cell.value for cell in sheet[4]]
    for place, title in enumerate(titles[1:-1], 1):
        assert total[place] == sum(line[title] for line in lines), title


def test_the_summary_has_kop_charts_and_those_who_sign():
    sheet = book()["Ringkasan"]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for part in ("PEMERINTAH KABUPATEN CONTOH", "DINAS CONTOH", "OKTOBER 2026", "CONTOH Kepala",
                 "NIP 19700101 199503 1 001", "KEPALA BIDANG APLIKASI INFORMATIKA,",
                 "Contoh, 21 November 2026"):  # fmt: skip
        assert part in words, part
    assert len(sheet._charts) == 4
    assert not any("None" in word for word in words)


def test_both_names_stand_at_one_height_under_equal_room():
    sheet = book()["Ringkasan"]
    at = {cell.value: cell.row for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert at[made_up.HEAD.name] == at[made_up.SECTION.name]
    assert at["Mengetahui,"] == at["Contoh, 21 November 2026"]
    assert at[made_up.HEAD.name] - at[made_up.HEAD.position[-1]] > 3


def test_the_second_page_of_the_summary_holds_its_charts_and_the_signatures():
    sheet = book()["Ringkasan"]
    (begins,) = (one.id for one in sheet.row_breaks.brk)
    assert sheet.sheet_format.defaultRowHeight == 15
    # A4 lying, as wide as the charts: 660 points are left for rows
    assert (sheet.max_row - begins) * 15 < 660
    beside = sorted((chart.anchor._from.row, chart.anchor._from.col) for chart in sheet._charts)
    assert {column for _row, column in beside} == {6}
    assert all(later[0] - earlier[0] > 13 for earlier, later in pairwise(beside))


def test_the_shares_on_time_are_per_cent_and_readable_in_black_and_white():
    chart = next(
        one for one in book()["Ringkasan"]._charts if getattr(one, "grouping", "") == "percentStacked"
    )
    assert chart.y_axis.number_format.formatCode == "0%"
    dark, light = chart.series
    assert dark.dLbls.txPr.p[0].pPr.defRPr.solidFill.srgbClr == "FFFFFF"
    assert light.dLbls.txPr is None


def test_the_list_of_requests_is_not_shrunk_past_reading():
    sheet = book()["Daftar permohonan"]
    # 137 letters of 10 points fit the width of A4: 274 print at half their size
    assert sum(dimension.width for dimension in sheet.column_dimensions.values()) <= 274


def test_late_ones_are_marked_in_colour_and_words():
    sheet = book()["Daftar permohonan"]
    titles = [cell.value for cell in sheet[4]]
    place = titles.index("Penilaian waktu")
    late, in_time = sheet[5][place], sheet[6][place]
    assert late.value.startswith("Terlambat")
    assert in_time.value == "Tepat waktu"
    assert late.fill.fgColor.rgb != in_time.fill.fgColor.rgb


@pytest.mark.parametrize("text", HOSTILE)
def test_user_text_is_never_a_formula_and_never_breaks_the_file(text):
    made = book(1, text)
    for name, column in (("Daftar permohonan", 4), ("Keterlambatan", 11)):
        cell = made[name].cell(5, column)
        assert cell.data_type == "s", name
        clean = "".join(c for c in text if c.isprintable() or c == "\n")
        assert cell.value == clean
        assert bool(cell.quotePrefix) == clean.startswith(("=", "+", "-", "@"))


def test_an_empty_month_gives_a_whole_workbook():
    lists = ("per_sop", "per_agency", "per_month", "steps", "executors", "people", "late_reasons")
    made = book(0, **dict.fromkeys((*lists, "corrections", "signers"), ()))
    assert "Koreksi" not in made.sheetnames
    assert rows_of(made["Daftar permohonan"], "DaftarPermohonan")[0]["Nomor"] is None


def test_a_sample_office_says_so_on_every_page():
    made = book(1, sample=True)
    assert all(sheet.oddHeader.center.text == "CONTOH" for sheet in made)


def test_a_logo_that_cannot_be_read_leaves_the_kop_without_one():
    held = io.BytesIO()
    write_recap(held, made_up.recap(), (), (), (), logo=b"bukan gambar")
    held.seek(0)
    assert openpyxl.load_workbook(held)["Ringkasan"]._images == []


def test_progress_is_told_and_a_no_ends_it():
    told: list[int] = []

    def tell(rows: int) -> bool:
        told.append(rows)
        return rows < 500

    with pytest.raises(ExportCancelled):
        write_recap(io.BytesIO(), made_up.recap(), made_up.cases(5_000), (), (), progress=tell)
    assert told == [250, 500]


def test_memory_does_not_grow_with_the_list(tmp_path):
    def peak(count: int) -> int:
        tracemalloc.start()
        with (tmp_path / "rekap.xlsx").open("wb") as file:
            write_recap(file, made_up.recap(), made_up.cases(count), (), ())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(500) < 1.2 * peak(100)
