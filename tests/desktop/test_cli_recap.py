"""`main.py rekap`: figures as JSON and as a workbook that says the same, faults that change no file."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from desktop.arguments import Arguments
from desktop.cli import run
from desktop.sample_office import build_sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("rekap") / "kantor"
    build_sample(made, 40, 25)
    return made


def told(folder: Path, capsys, *words: str) -> tuple[int, str, str]:
    try:
        code = run(Arguments(folder, ("rekap", *words)))
    except SystemExit as ended:
        code = int(ended.code or 0)
    heard = capsys.readouterr()
    return code, heard.out, heard.err


def test_the_figures_balance_in_all_and_per_sop(folder, capsys):
    code, out, _ = told(folder, capsys, "--bulan", "2026-S2", "--json")
    assert code == 0
    heard = json.loads(out)
    for line in (heard["total"], *heard["sop"].values()):
        ended = line["selesai"] + line["ditolak"] + line["dibatalkan"]
        assert line["sisa_awal"] + line["masuk"] == ended + line["sisa_akhir"]
        assert line["masuk"] == line["baru"] + line["dibuka_kembali"]
    for figure, value in heard["total"].items():
        assert value == sum(line[figure] for line in heard["sop"].values()), figure
    assert heard["total"]["masuk"] > 0


def test_the_workbook_says_what_the_figures_say(folder, capsys, tmp_path):
    figures = json.loads(told(folder, capsys, "--bulan", "2026-S2", "--json")[1])["total"]
    target = tmp_path / "rekap.xlsx"
    assert told(folder, capsys, "--bulan", "2026-S2", "--keluar", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    cases = list(book["Daftar permohonan"].iter_rows(min_row=5, values_only=True))
    entries = [row[5] for row in cases]
    endings = [row[6] for row in cases]
    assert entries.count("Sisa awal") == figures["sisa_awal"]
    assert entries.count("Baru") == figures["baru"]
    assert entries.count("Dibuka kembali") == figures["dibuka_kembali"]
    assert endings.count("Selesai") == figures["selesai"]
    assert endings.count("Ditolak") == figures["ditolak"]
    assert endings.count("Dibatalkan") == figures["dibatalkan"]
    assert endings.count("Berjalan") == figures["sisa_akhir"]
    assert len(list(book["Per bulan"].iter_rows(min_row=5))) == 12


def test_one_sop_has_only_its_rows(folder, capsys, tmp_path):
    target = tmp_path / "pp.xlsx"
    assert told(folder, capsys, "--bulan", "2026", "--sop", "pp", "--keluar", str(target))[0] == 0
    rows = openpyxl.load_workbook(target)["Daftar permohonan"].iter_rows(min_row=5, values_only=True)
    assert {row[1] for row in rows} == {"PP"}


@pytest.mark.parametrize("period", ["2020-01", "2031-12"])
def test_an_empty_month_and_one_to_come_are_whole_workbooks(folder, capsys, tmp_path, period):
    target = tmp_path / "kosong.xlsx"
    code, _out, err = told(folder, capsys, "--bulan", period, "--keluar", str(target))
    assert code == 0
    assert ("belum tiba" in err) == (period == "2031-12")
    assert "Definisi" in openpyxl.load_workbook(target).sheetnames


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--bulan", "2026-13", "--json"), "Bulan 13 tidak ada"),
        (("--bulan", "kemarin", "--json"), "tidak dikenal"),
        (("--bulan", "2026-10"), "--keluar"),
        (("--bulan", "2026-10", "--sop", "XX", "--json"), "XX"),
        (("--json",), "--bulan"),
    ],
)
def test_what_cannot_be_understood_is_said_in_indonesian(folder, capsys, words, said):
    code, out, err = told(folder, capsys, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_target_that_cannot_be_written_keeps_the_old_file(folder, capsys, tmp_path):
    target = tmp_path / "rekap.xlsx"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    code, _, err = told(folder, capsys, "--bulan", "2026-10", "--keluar", str(target))
    assert code == 1
    assert "Tidak ada berkas yang berubah" in err
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]
