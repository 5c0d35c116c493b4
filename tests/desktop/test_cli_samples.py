"""`cetak daftar` and `cetak contoh` as a person types them."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from desktop.arguments import read_arguments
from desktop.cli import run
from models.records.paper import PAPER_SIZES, PaperSize
from models.store.shipped_forms import shipped_forms

ROOT = Path(__file__).parents[2]
PAPERS = (*sorted(shipped_forms()), "buku_agenda", "lembar_kendali")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]):
    def answer(*words: str) -> tuple[int, str, str]:
        code = run(read_arguments(list(words)))
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


def test_the_list_names_every_form_with_its_documents(cli) -> None:
    code, out, err = cli("cetak", "daftar")
    assert (code, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    assert {line[0] for line in lines} == set(PAPERS)
    assert ["disposisi", "Lembar disposisi", "disposisi, lembar disposisi"] in lines


@pytest.mark.parametrize("paper", PAPER_SIZES)
@pytest.mark.parametrize("form", PAPERS)
def test_every_form_has_a_sample_on_every_paper(cli, tmp_path: Path, form: str, paper: PaperSize) -> None:
    target = tmp_path / "contoh.pdf"
    written = cli("cetak", "contoh", form, "--keluar", str(target), "--kertas", paper)
    assert written == (0, f"Ditulis: {target}\n", "")
    pages = pypdf.PdfReader(io.BytesIO(target.read_bytes())).pages
    wide, high = PAPER_SIZES[paper]
    if form == "buku_agenda":
        wide, high = high, wide
    for page in pages:
        size = (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4))
        assert size == (wide, high)
        assert "CONTOH" in page.extract_text().replace("CONTOH: naskah ini", "")
    assert "CONTOH: naskah ini dibuat untuk memperlihatkan bentuknya" in pages[0].extract_text()


def test_a_form_is_found_however_it_is_typed(cli, tmp_path: Path) -> None:
    assert cli("cetak", "contoh", "Tanda-Terima", "--keluar", str(tmp_path / "t.pdf"))[0] == 0


def test_an_unknown_form_is_refused_with_the_known_ones(cli, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"lama")
    code, out, err = cli("cetak", "contoh", "kwitansi", "--keluar", str(target))
    assert (code, out) == (2, "")
    assert "Naskah kwitansi tidak ada. Yang ada: berita_acara, " in err
    assert target.read_bytes() == b"lama"


@pytest.mark.parametrize(
    "words", [("cetak", "contoh"), ("cetak", "contoh", "disposisi"), ("cetak", "daftar", "x")]
)
def test_a_command_that_lacks_something_is_misused(cli, words: tuple[str, ...]) -> None:
    code, out, err = cli(*words)
    assert (code, out) == (2, "")
    assert "Bantuan:" in err


def test_a_full_disk_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    target = tmp_path / "contoh.pdf"
    target.write_bytes(b"lama")
    # files of this process end after 4,000 bytes, as they would on a disk without room
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
        "sys.argv = ['main.py', *sys.argv[1:]]; import main; sys.exit(main.main(sys.argv[1:]))"
    )
    words = ["cetak", "contoh", "disposisi", "--keluar", str(target)]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-B", "-c", limited, *words],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "tidak dapat ditulis" in done.stderr
    assert "Tidak ada berkas yang berubah" in done.stderr
    assert target.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["contoh.pdf"]


def test_no_command_of_papers_loads_the_window() -> None:
    asked = "import sys; import main; main.main(['cetak', 'daftar']); print('PySide6' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "False"
