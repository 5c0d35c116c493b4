"""The command line as a person types it: output, exit code, and not one English word."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.arguments import read_arguments
from desktop.cli import run

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "sop"
CASES = ROOT / "tests" / "models" / "rules" / "data" / "tenggat.csv"

Answer = tuple[int, str, str]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]):
    def answer(*words: str) -> Answer:
        code = run(read_arguments(list(words)))
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


@pytest.mark.parametrize(
    ("text", "kind", "least", "most", "unit"),
    [
        ("1- 2 Jam", "rentang", 1, 2, "jam"),
        ("7 (tujuh) hari kerja", "batas", None, 7, "hari"),
        ("Maksimal 2×24 jam", "batas", None, 48, "jam"),
        ("-", "tanpa_batas", None, None, None),
        ("", "tanpa_batas", None, None, None),
        ("Tentatif", "tentatif", None, None, None),
        ("30", "tidak_terbaca", None, None, None),
        ("-1 jam", "tidak_terbaca", None, None, None),
        ("--waktu", "tidak_terbaca", None, None, None),
        ("1 Hari Kerja/ 150 Siswa", "tidak_terbaca", None, None, None),
    ],
)
def test_waktu_answers_any_text_with_one_line_of_json(cli, text, kind, least, most, unit) -> None:
    code, out, err = cli("waktu", text)
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    assert json.loads(out) == {"jenis": kind, "minimum": least, "maksimum": most, "satuan": unit}


def read_cases() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line.split(",", 3) for line in lines[1:] if not line.startswith(("#", "mulai"))]


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case[0]} {case[1]}")
def test_tenggat_answers_as_the_examples_say(cli, case: list[str]) -> None:
    start, standard, due, _ = case
    code, out, err = cli(
        "tenggat", "--mulai", start, "--waktu", standard, "--ramadan", "2026-02-19:2026-03-20"
    )
    assert (code, out, err) == (0, f"{due}\n", "")


def test_tenggat_without_a_limit(cli) -> None:
    for text in ("-", "Tentatif", ""):
        assert cli("tenggat", "--mulai", "2026-11-20 16:00", "--waktu", text)[:2] == (0, "tanpa batas\n")


def test_other_ramadan_dates_replace_the_shipped_ones(cli) -> None:
    asked = ("tenggat", "--mulai", "2026-03-17 14:30", "--waktu", "1 jam")
    assert cli(*asked)[1] == "2026-03-25 08:00\n"
    assert cli(*asked, "--ramadan", "2026-01-01:2026-01-02")[1] == "2026-03-17 15:30\n"


@pytest.mark.parametrize("before", [True, False])
def test_data_stands_before_or_after_any_command(cli, tmp_path: Path, before: bool) -> None:
    data = ("--data", str(tmp_path / "belum ada"))
    for command in (("waktu", "1 jam"), ("sop", "daftar"),
                    ("tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "1 jam")):  # fmt: skip
        code, out, err = cli(*data, *command) if before else cli(*command, *data)
        assert code == 0, err
        assert out
    # asking makes nothing
    assert not (tmp_path / "belum ada").exists()


def test_sop_daftar_names_codes_executors_and_steps(cli) -> None:
    code, out, _ = cli("sop", "daftar")
    assert code == 0
    heads = [line.split("\t") for line in out.splitlines() if not line.startswith(" ")]
    assert {head[0] for head in heads} == {"MPA", "MLS", "PP", "PA", "PAW"}
    assert next(head for head in heads if head[0] == "PAW")[2:] == ["8 pelaksana", "17 langkah"]


@pytest.mark.parametrize("name", sorted(p.name for p in SHIPPED.glob("*.toml")))
def test_sop_periksa_accepts_what_ships(cli, name: str) -> None:
    assert cli("sop", "periksa", str(SHIPPED / name))[0] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 1), (b"kode = ", 1), (b"\xff\xfe", 1), (b'code = "X"\n[[steps]]\nid = "1"\n', 1), (None, 2)],
)
def test_sop_periksa_tells_defects_and_what_cannot_be_read(
    cli, tmp_path: Path, content: bytes | None, code: int
) -> None:
    path = tmp_path / "uji Đ <&>.toml"
    if content is not None:
        path.write_bytes(content)
    ended, out, err = cli("sop", "periksa", str(path))
    assert ended == code
    assert (out or err).strip()
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    "words",
    [
        ("apa",), ("waktu",), ("waktu", "a", "b"), ("sop",), ("sop", "apa"), ("sop", "periksa"),
        ("tenggat",), ("tenggat", "--mulai", "kemarin", "--waktu", "1 jam"),
        ("tenggat", "--mulai", "2026-11-20 16:00"), ("--data",), ("--data=", "waktu", "1"),
        ("tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "1 jam", "--ramadan", "2026-03-20:2026-02-19"),
        ("tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "1 jam", "--hari", "besok"),
        ("contoh",), ("contoh", "--permohonan", "-3"), ("contoh", "--permohonan", "banyak"), ("--tidak-ada",),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_indonesian_with_exit_code_2(cli, words: tuple[str, ...]) -> None:
    code, out, err = cli(*words)
    assert code == 2
    assert out == ""
    english = r"\b(error|usage|invalid|required|expected|choose|argument|the following|unrecognized)\b"
    assert not re.search(english, err, re.IGNORECASE), err
    assert err.strip()


@pytest.mark.parametrize(
    "words", [("--help",), ("-h",), ("waktu", "--help"), ("tenggat", "-h"), ("sop", "--help"),
              ("sop", "periksa", "-h"), ("contoh", "-h"), ("periksa", "-h")],
)  # fmt: skip
def test_help_is_indonesian(cli, words: tuple[str, ...]) -> None:
    code, out, _ = cli(*words)
    assert code == 0
    assert out.startswith("Pemakaian: main.py")
    assert not re.search(r"\b(usage|options|show this|positional|exit)\b", out)


def test_contoh_makes_an_office_only_in_a_new_folder(cli, tmp_path: Path) -> None:
    folder = tmp_path / "contoh"
    code, out, _ = cli("contoh", "--permohonan", "6", "--selesai", "2", "--data", str(folder))
    assert code == 0
    assert "6 berjalan, 2 berakhir" in out
    assert cli("periksa", "--data", str(folder))[0] == 0
    before = sorted(p.name for p in folder.iterdir())
    code, _, err = cli("contoh", "--permohonan", "6", "--data", str(folder))
    assert code == 1
    assert "tidak kosong" in err
    assert sorted(p.name for p in folder.iterdir()) == before


def test_all_defects_of_a_file_are_told_at_once(cli, tmp_path: Path) -> None:
    text = (SHIPPED / "pp.toml").read_text("utf-8")
    broken = tmp_path / "rusak.toml"
    broken.write_text(text.replace('executor = "kominfo"', 'executor = "siapa"'), "utf-8")
    code, out, _ = cli("sop", "periksa", str(broken))
    lines = out.splitlines()
    assert code == 1
    assert len(lines) > 2
    assert lines[-1] == f"{len(lines) - 1} cacat ditemukan; berkas tidak dapat dipakai."


def test_text_that_cannot_be_read_has_no_limit_and_says_so(cli) -> None:
    code, out, err = cli("tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "secepatnya saja")
    assert (code, out) == (0, "tanpa batas\n")
    assert "tidak terbaca" in err


_EVERY_COMMAND = """
import sys
from main import main
for words in (["sop", "daftar"], ["waktu", "1 jam"], ["--help"],
              ["tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "1 jam"],
              ["contoh", "--permohonan", "2", "--selesai", "1", "--data", sys.argv[1]],
              ["tenggat", "--data", sys.argv[1], "--mulai", "2026-11-20 16:00", "--waktu", "1 jam"],
              ["periksa", "--data", sys.argv[1]]):
    assert main(words) == 0, words
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "views"))])
"""


def test_no_command_touches_qt(tmp_path: Path) -> None:
    ended = process("-c", _EVERY_COMMAND, str(tmp_path / "kantor"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == "[]"


def process(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, as from a terminal, without any screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in screens}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *words],
        cwd=ROOT, env=kept | variables, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_answers_of_a_process_are_its_output_and_exit_code() -> None:
    ended = process("main.py", "tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "1 jam")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2026-11-23 08:00\n", "")
    ended = process("main.py", "waktu", "1- 2 Jam")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == '{"jenis": "rentang", "minimum": 1, "maksimum": 2, "satuan": "jam"}\n'
    ended = process("main.py", "apa")
    assert (ended.returncode, ended.stdout) == (2, "")


def test_a_console_that_lacks_signs_still_gets_its_answer() -> None:
    # the remark on standard error quotes with signs that this console has not
    words = ("main.py", "tenggat", "--mulai", "2026-11-20 16:00", "--waktu", "entah")
    ended = process(*words, PYTHONUTF8="0", PYTHONIOENCODING="ascii:strict")
    assert (ended.returncode, ended.stdout) == (0, "tanpa batas\n")
    assert "?entah?" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_leaves_early_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        ended = subprocess.run(
            [sys.executable, "main.py", "sop", "daftar"],
            cwd=ROOT, stdout=nobody, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == ""
