"""`cetak` as a person types it: a whole PDF or the old file, and words that say why."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from desktop.arguments import read_arguments
from desktop.cli import run
from models.store.shipped import SOP_CODES
from tests.office import SmallOffice


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]):
    def answer(*words: str) -> tuple[int, str, str]:
        code = run(read_arguments(list(words)))
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


def read(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize("code", SOP_CODES)
def test_every_shipped_sop_is_written(cli, tmp_path: Path, code: str) -> None:
    target = tmp_path / "sop.pdf"
    assert cli("cetak", "sop", code.lower(), "--keluar", str(target), "--kertas", "F4") == (
        0,
        f"Ditulis: {target}\n",
        "",
    )
    assert "Halaman 1 dari" in read(target)
    assert [p.name for p in tmp_path.iterdir()] == ["sop.pdf"]


def test_the_published_version_of_an_office_is_printed(cli, small: SmallOffice, tmp_path: Path) -> None:
    folder = small.office.store.folder
    target = tmp_path / "sop.pdf"
    code, _, err = cli("cetak", "sop", "PA", "--keluar", str(target), "--data", str(folder))
    assert (code, err) == (0, "")
    assert "GEĐE PRAMANA" in read(target)
    code, _, err = cli("cetak", "sop", "ZZ", "--keluar", str(tmp_path / "z.pdf"), "--data", str(folder))
    assert code == 2
    assert "SOP ZZ tidak ada. Yang ada: " in err
    assert not (tmp_path / "z.pdf").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cetak", "sop", "ZZ", "--keluar", "x.pdf"), "SOP ZZ tidak ada. Yang ada: MPA, MLS, PP, PA, PAW."),
        (("cetak", "sop", "PA"), "masih kurang: --keluar"),
        (("cetak", "sop", "PA", "--keluar", "x.pdf", "--kertas", "a5"), "tidak dikenal: 'a5'"),
        (("cetak", "sop", "PA", "--keluar", "x.pdf", "--data", "/tidak/ada"), "/tidak/ada"),
        (("cetak",), "masih kurang: PERINTAH"),
    ],
)
def test_what_cannot_be_understood_is_said_in_words(cli, tmp_path, monkeypatch, words, told) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = cli(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert list(tmp_path.iterdir()) == []


def failing(number: int):
    def fail(*_: object) -> None:
        raise OSError(number, "in English")

    return fail


@pytest.mark.parametrize(("number", "words"), [(28, "cakram penuh"), (13, "sedang dibuka program lain")])
@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace"])
def test_a_fault_while_writing_keeps_the_old_file(cli, tmp_path, monkeypatch, number, words, broken) -> None:
    target = tmp_path / "sop.pdf"
    target.write_bytes(b"lama")
    monkeypatch.setattr(broken, failing(number))
    code, out, err = cli("cetak", "sop", "MPA", "--keluar", str(target))
    assert (code, out) == (1, "")
    assert words in err
    assert "Tidak ada berkas yang berubah" in err
    assert "English" not in err
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


def test_a_read_only_file_stays(cli, tmp_path: Path) -> None:
    target = tmp_path / "sop.pdf"
    target.write_bytes(b"lama")
    target.chmod(0o444)
    assert cli("cetak", "sop", "MPA", "--keluar", str(target))[0] == 1
    assert target.read_bytes() == b"lama"


def test_a_folder_or_a_place_that_is_not_there_is_refused(cli, tmp_path: Path) -> None:
    code, _, err = cli("cetak", "sop", "MPA", "--keluar", str(tmp_path))
    assert (code, "itu folder" in err) == (1, True)
    code, _, err = cli("cetak", "sop", "MPA", "--keluar", str(tmp_path / "tiada" / "x.pdf"))
    assert (code, "foldernya tidak ada" in err) == (1, True)


def test_a_long_name_can_be_written(cli, tmp_path: Path) -> None:
    target = tmp_path / ("n" * 250 + ".pdf")
    assert cli("cetak", "sop", "MPA", "--keluar", str(target))[0] == 0
    assert target.exists()
