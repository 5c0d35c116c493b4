"""Names of files: whatever was typed, no system is led out of the folder or into a program."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.archive_names import LONGEST_NAME, Paths, safe_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\a.exe", "C--Windows-a.exe"),
        ("012/PAW/XI/2026", "012-PAW-XI-2026"),
        ("  . ", "tanpa nama"),
        ("", "tanpa nama"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("nul .txt", "_nul .txt"),
        ("CONIN$", "_CONIN$"),
        ("console.pdf", "console.pdf"),
        ("surat.exe. . ", "surat.exe"),
        ("surat.exe::$DATA", "surat.exe--$DATA"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a\x00b\nc.pdf", "a-b-c.pdf"),
        ("=HYPERLINK(1).pdf", "=HYPERLINK(1).pdf"),
        ("ends with dot.", "ends with dot"),
        ("Đơn đề nghị.pdf", "Đơn đề nghị.pdf"),
    ],
)
def test_names_that_people_type(typed: str, name: str) -> None:
    assert safe_name(typed) == name


def test_a_long_name_keeps_its_suffix() -> None:
    name = safe_name("x" * 300 + ".pdf")
    assert len(name) == LONGEST_NAME
    assert name.endswith("x.pdf")
    assert len(safe_name("y" * 300)) == LONGEST_NAME
    assert len(safe_name("z." + "q" * 300)) == LONGEST_NAME


def test_a_name_of_wide_signs_is_short_enough_for_systems_that_count_bytes(tmp_path: Path) -> None:
    name = safe_name("😀" * 300 + ".pdf", 120)
    assert name.endswith("😀.pdf")
    (tmp_path / f"{name}.sebagian").touch()


@given(st.text(max_size=400))
def test_any_text_gives_one_plain_name(typed: str) -> None:
    name = safe_name(typed)
    assert 0 < len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 200
    assert name not in (".", "..")
    assert not set('\\/:*?"<>|') & set(name)
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in name)
    assert name.encode("utf-8").decode("utf-8") == name


def test_no_path_is_given_twice_however_letters_are_written() -> None:
    paths = Paths()
    assert paths.take("a", "Surat.pdf") == "a/Surat.pdf"
    assert paths.take("a", "surat.PDF") == "a/surat (2).PDF"
    assert paths.take("a", "Surat.pdf") == "a/Surat (3).pdf"
    assert paths.take("b", "Surat.pdf") == "b/Surat.pdf"
    assert paths.take("", "Surat.pdf") == "Surat.pdf"
