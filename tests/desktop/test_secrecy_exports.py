"""What is taken out of the office tells nothing of confidential requests that do not concern who takes it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest

from desktop.arguments import Arguments
from desktop.cli import run
from desktop.evidence_bundle import write_bundle
from desktop.recap_export import export_recap
from models.records.secrecy import LEFT_OUT
from models.rules.periods import whole_year
from models.store.frameworks import frameworks
from models.store.office import Office
from tests.models.queries.secret_scene import AGENCY, OCTOBER, WORD, Scene, set_scene
from tests.office import SmallOffice

#: The scan in the scene is no PDF at all, only a beginning of one.
_SCAN = 100


@pytest.fixture
def scene(small: SmallOffice) -> Scene:
    return set_scene(small)


def words_in(name: str, content: bytes) -> Iterator[str]:
    """The text of a workbook or a PDF, and of everything in a zip with its names."""
    yield name
    if name.endswith(".zip"):
        with ZipFile(io.BytesIO(content)) as opened:
            for inner in opened.namelist():
                yield from words_in(inner, opened.read(inner))
    elif name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows(values_only=True):
                yield from (str(cell) for cell in row if cell is not None)
    elif name.endswith(".pdf") and len(content) > _SCAN:
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield page.get_textpage().get_text_range()
        document.close()


def told(path: Path) -> str:
    return "\n".join(words_in(path.name, path.read_bytes()))


def betrayed(scene: Scene, words: str) -> list[str]:
    return [word for word in (WORD, AGENCY, *scene.numbers) if word in words]


def bundle(office: Office, target: Path) -> str:
    write_bundle(office, target, frameworks(office.store.folder)["pemdi-2026"], whole_year(2026))
    return told(target)


def test_the_evidence_of_a_year(scene: Scene, tmp_path: Path) -> None:
    office = scene.small.office
    outside = bundle(office.seen_by(scene.people["outsider"]), tmp_path / "luar.zip")
    assert betrayed(scene, outside) == []
    assert LEFT_OUT in outside
    assert "Permohonan terbuka" in outside
    assert "AGENDA PERMOHONAN" in outside, "the PDFs were read, too"
    inside = bundle(office.seen_by(scene.people["leader"]), tmp_path / "dalam.zip")
    assert set(betrayed(scene, inside)) == {WORD, AGENCY, *scene.numbers}
    assert LEFT_OUT not in inside


def test_the_recap_workbook(scene: Scene, tmp_path: Path) -> None:
    office, target = scene.small.office, tmp_path / "rekap.xlsx"
    export_recap(office.seen_by(None), OCTOBER, (), target)
    assert betrayed(scene, told(target)) == []
    assert LEFT_OUT in told(target)
    export_recap(office.seen_by(scene.people["tu"]), OCTOBER, (), target)
    assert set(betrayed(scene, told(target))) == {WORD, AGENCY, *scene.numbers}


def test_the_command_line_reads_none_of_them(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = scene.small.office.store.folder
    scene.small.office.close()
    sheet, zipped, book = (str(tmp_path / name) for name in ("kendali.pdf", "bukti.zip", "rekap.xlsx"))
    for words in (
        ("cetak", "kendali", scene.numbers[0], "--keluar", sheet),
        ("bukti", "--permohonan", scene.numbers[0], "--keluar", zipped),
    ):
        assert run(Arguments(folder, words)) == 2
        assert "tidak ada" in capsys.readouterr().err
    assert run(Arguments(folder, ("rekap", "--bulan", "2026-10", "--json"))) == 0
    heard = capsys.readouterr()
    assert f'"catatan": "{LEFT_OUT}"' in heard.out
    assert LEFT_OUT in heard.err
    assert run(Arguments(folder, ("rekap", "--bulan", "2026-10", "--keluar", book))) == 0
    assert betrayed(scene, told(Path(book))) == []
