"""Hostile words on their way out: no workbook calculates them, no page loses them, no archive leads away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import openpyxl
import pytest
from pypdf import PdfReader

from desktop import cli
from desktop.arguments import Arguments
from desktop.full_export import export_all
from models.store.tables import Agency, Case, Document
from tests.desktop.hostile_office import EVIL, fill_columns, make_hostile
from tests.office import SmallOffice

FORMULAS = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://jahat.example","klik")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1",
    "\n=1+1", "＝1+1", EVIL,
)  # fmt: skip
#: File names as another system, or somebody who wrote to the database, may have left them.
NAMES = (
    "../../../etc/passwd", "C:\\Windows\\system32\\a.exe", "CON", "nul.pdf", "surat\u202efdp.exe", "a" * 300,
    ".", "", "surat.pdf.", "=1+1.pdf", "a\nb.pdf", "/", "\\\\server\\bagi\\x", "x:y",
)  # fmt: skip


@pytest.fixture
def hostile(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    make_hostile(small, tmp_path)
    return small


def run(small: SmallOffice, *words: str) -> int:
    small.office.close()  # as after the window was closed: one program at a time has the tables
    return cli.run(Arguments(words=words, folder=small.office.store.folder))


def calculated(book: Path) -> Iterator[str]:
    """What a spreadsheet would calculate in a workbook."""
    opened = openpyxl.load_workbook(book)
    for sheet in opened:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield str(cell.value)
                if cell.hyperlink is not None and cell.hyperlink.target:
                    yield str(cell.hyperlink.target)
    opened.close()


def written(book: Path) -> str:
    opened = openpyxl.load_workbook(book, read_only=True)
    found = "\n".join(
        str(v) for sheet in opened for row in sheet.iter_rows(values_only=True) for v in row if v
    )
    opened.close()
    return found


def test_no_workbook_calculates_what_people_typed(hostile: SmallOffice, tmp_path: Path) -> None:
    """Every formula stands in every list: there are as many requests as there are formulas."""
    fill_columns(FORMULAS[0])
    for words in FORMULAS:
        case = hostile.register(
            "PP", subject=words, agency_name="Dinas " + words, contact_name=words, note=words
        )
        with hostile.office.transaction():
            Case.update(subject=words, contact_name=words, note=words).where(Case.id == case).execute()
            Agency.update(name=words).where(Agency.id == Case.get_by_id(case).agency_id).execute()
    for command in (("rekap", "--bulan", "2026-11"), ("monitoring", "--semester", "2026-2")):
        book = tmp_path / f"{command[0]}.xlsx"
        assert run(hostile, *command, "--keluar", str(book)) == 0
        shown = ["".join(words.split())[:12] for words in FORMULAS]
        found = ["".join(formula.split()) for formula in calculated(book)]
        assert [formula for formula in found if any(words in formula for words in shown)] == []
        if command[0] == "rekap":
            told = "".join(written(book).split())
            assert [words for words in shown if words not in told] == []


def pdf_text(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_pages_show_markup_as_written(hostile: SmallOffice, tmp_path: Path) -> None:
    evil = "<b>x</b><imgsrc=xonerror=y>"  # a page may break the line at any blank
    for command in (("cetak", "sop", "PP"), ("cetak", "kendali", "001/PP/XI/2026"),
                    ("monitoring", "--semester", "2026-2")):  # fmt: skip
        target = tmp_path / "halaman.pdf"
        assert run(hostile, *command, "--keluar", str(target)) == 0
        assert evil in pdf_text(target.read_bytes()), command


def test_an_archive_holds_plain_names_only(hostile: SmallOffice, tmp_path: Path) -> None:
    one = Document.get(Document.kind == "berkas")
    for version, name in enumerate(NAMES, 10):
        Document.insert(one.__data__ | {"id": None, "version": version, "file_name": name}).execute()
    target = tmp_path / "bukti.zip"
    assert run(hostile, "bukti", "--permohonan", "001/PP/XI/2026", "--keluar", str(target)) == 0
    with ZipFile(target) as opened:
        names = opened.namelist()
        same = [one for one in names if opened.read(one) == b"isi"]
        assert len(same) > len(NAMES), "every document came along"
        opened.extractall(tmp_path / "dibuka")
    assert len({one.casefold() for one in names}) == len(names)
    for one in names:
        assert not one.startswith(("/", "\\"))
        assert not {"..", "."} & set(one.split("/"))
        assert "\\" not in one
        assert not any(ord(sign) < 32 or sign in ':*?"<>|\u202e' for sign in one)
        assert all(0 < len(part.encode()) <= 255 for part in one.rstrip("/").split("/"))
        stem = PurePosixPath(one).name.partition(".")[0].casefold()
        assert stem not in ("con", "nul", "aux", "prn")
    assert not (tmp_path / "etc").exists()


def test_the_list_in_an_archive_calculates_nothing(hostile: SmallOffice, tmp_path: Path) -> None:
    fill_columns("=cmd|' /C calc'!A0")
    target = tmp_path / "bukti.zip"
    assert run(hostile, "bukti", "--tahun", "2026", "--keluar", str(target)) == 0
    with ZipFile(target) as opened:
        for name in opened.namelist():
            if name.endswith(".xlsx"):
                (tmp_path / "daftar.xlsx").write_bytes(opened.read(name))
                assert not [f for f in calculated(tmp_path / "daftar.xlsx") if "cmd|" in f]
            if name.endswith(".csv"):
                assert b"\n=cmd" not in opened.read(name)


def test_a_full_export_holds_plain_names_and_calculates_nothing(hostile: SmallOffice, tmp_path: Path) -> None:
    one = Document.get(Document.kind == "berkas")
    with hostile.office.transaction():
        for version, name in enumerate(NAMES, 10):
            Document.insert(one.__data__ | {"id": None, "version": version, "file_name": name}).execute()
    fill_columns("=cmd|' /C calc'!A0")
    target = tmp_path / "keluar"
    target.mkdir()
    export_all(hostile.office.seen_by(hostile.people["leader"]), target, lambda _done, _total: True)
    books = list(target.rglob("*.xlsx"))
    assert books
    for book in books:
        assert [formula for formula in calculated(book) if "cmd|" in formula] == []
    copies = [path for path in target.rglob("*") if path.is_file() and path.read_bytes() == b"isi"]
    assert len(copies) > len(NAMES)
    assert all(path.resolve().is_relative_to(target.resolve()) for path in copies)
    assert not any("\u202e" in path.name or path.suffix == ".lnk" for path in copies)
