"""`monitoring` and `bukti` as typed: files written whole, plain refusals, exit codes for the scheduler."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest

from desktop import cli
from desktop.arguments import Arguments
from models.actions.monitoring import assess_sop
from models.records.monitoring import Assessment
from models.store.frameworks import FOLDER_NAME
from models.store.tables import SopRow
from tests.office import SmallOffice, done


def run(small: SmallOffice, *words: str) -> int:
    return cli.run(Arguments(words=words, folder=small.office.store.folder))


def test_the_monitoring_of_a_semester(small: SmallOffice, tmp_path: Path) -> None:
    small.walk(small.register("PP"))
    sop = SopRow.get(SopRow.code == "PP").id
    found = Assessment("baik", '=HYPERLINK("x")', "Lanjutkan", "yyyyyyy")
    done(assess_sop(small.office, small.people["leader"], "2026-S2", sop, found))
    book, form = tmp_path / "m.xlsx", tmp_path / "m.PDF"
    assert run(small, "monitoring", "--semester", "2026-2", "--keluar", str(book)) == 0
    assert run(small, "monitoring", "--semester", "2026-S2", "--keluar", str(form)) == 0
    rows = list(openpyxl.load_workbook(book)["Monitoring"].iter_rows(values_only=True))
    line = next(row for row in rows if row[1] and "(PP)" in str(row[1]))
    assert line[2:6] == ("√", None, '=HYPERLINK("x")', "Lanjutkan")
    document = pypdfium2.PdfDocument(form)
    assert "MONITORING PELAKSANAAN SOP" in document[0].get_textpage().get_text_range()
    document.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("monitoring", "--semester", "2026-3", "--keluar", "m.xlsx"), "bukan semester"),
        (("monitoring", "--semester", "1026-1", "--keluar", "m.xlsx"), "di luar jangkauan"),
        (("monitoring", "--semester", "2026-1", "--keluar", "m.docx"), "berakhiran .xlsx atau .pdf"),
        (("monitoring", "--semester", "2027-1", "--keluar", "m.pdf"), "Semester I 2027 belum berjalan."),
        (("monitoring", "--keluar", "m.xlsx"), "masih kurang: --semester"),
        (("bukti", "--tahun", "26", "--keluar", "b.zip"), "bukan tahun"),
        (("bukti", "--tahun", "2027", "--keluar", "b.zip"), "Tahun 2027 belum berjalan."),
        (("bukti", "--tahun", "2026", "--keluar", "b.rar"), "berakhiran .zip"),
        (("bukti", "--keluar", "b.zip"), "isi tepat satu di antara --tahun, --periode, --permohonan"),
        (("bukti", "--tahun", "2026", "--periode", "2026", "--keluar", "b.zip"), "isi tepat satu di antara"),
        (("bukti", "--permohonan", "9/X", "--keluar", "b.zip"), "9/X tidak ada"),
        (("bukti", "--tahun", "2026", "--sop", "QQ", "--keluar", "b.zip"), "SOP tidak dikenal"),
        (("bukti", "--tahun", "2026", "--kerangka", "iso", "--keluar", "b.zip"), "pemdi-2026, spbe-2020"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    small: SmallOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert run(small, *words) == 2
    assert told in capsys.readouterr().err
    assert list(empty.iterdir()) == []


def test_the_bundle_tells_what_is_lacking(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.register("PP")
    target = tmp_path / "bukti.zip"
    assert run(small, "bukti", "--tahun", "2026", "--kerangka", "SPBE-2020", "--keluar", str(target)) == 0
    told = capsys.readouterr().out
    assert "kerangka spbe-2020" in told
    assert "- 27 Perencanaan: Rencana kerja tahunan manajemen perubahan (1)" in told
    with ZipFile(target) as opened:
        assert "03_pelaksanaan/PP/001-PP-XI-2026/lembar_kendali.pdf" in opened.namelist()


def test_a_single_request_and_other_periods(small: SmallOffice, tmp_path: Path) -> None:
    small.register("PP")
    target = tmp_path / "bukti.zip"
    assert run(small, "bukti", "--permohonan", "001/pp/xi/2026", "--keluar", str(target)) == 0
    with ZipFile(target) as opened:
        assert "03_pelaksanaan/PP/001-PP-XI-2026/riwayat.pdf" in opened.namelist()
    assert run(small, "bukti", "--periode", "2026-11", "--sop", "paw", "--keluar", str(target)) == 0
    with ZipFile(target) as opened:
        assert not [name for name in opened.namelist() if "001-PP" in name]


def test_a_target_that_cannot_be_written_keeps_what_was_there(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bukti.zip"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    assert run(small, "bukti", "--tahun", "2026", "--keluar", str(target)) == 1
    assert "Tidak ada berkas yang berubah" in capsys.readouterr().err
    assert target.read_bytes() == b"lama"
    lost = tmp_path / "tidak ada" / "m.xlsx"
    assert run(small, "monitoring", "--semester", "2026-2", "--keluar", str(lost)) == 1
    assert "foldernya tidak ada" in capsys.readouterr().err


def test_a_framework_of_the_office_with_defects_stops_the_bundle(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small.office.store.folder / FOLDER_NAME
    folder.mkdir()
    (folder / "salah.toml").write_text("id = 1", "utf-8")
    target = tmp_path / "bukti.zip"
    assert run(small, "bukti", "--tahun", "2026", "--keluar", str(target)) == 2
    assert "salah.toml salah" in capsys.readouterr().err
    assert not target.exists()


def test_without_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("monitoring", "--semester", "2026-2", "--keluar", "m.xlsx"),
                  ("bukti", "--tahun", "2026", "--keluar", "b.zip")):  # fmt: skip
        assert cli.run(Arguments(words=words, folder=tmp_path)) == 2
        assert capsys.readouterr().err
