"""The fonts of papers: every sign printable, the same from every thread."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filled_papers import form_of, full_sheet

from reports.pdf.fonts import MISSING, REGULAR, fonts, printable
from reports.pdf.papers import render


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("GEĐE № → ½", "GEĐE № → ½"),
        ("PT <b> & Jaya", "PT <b> & Jaya"),
        ("e\u0301", "é"),
        ("a\x00b\x07c\u200bd\u00ad", "abcd"),
        ("a\tb\r\nc", "a b\nc"),
        ("\u2713 \u25a0", "v •"),
        ("\ufffd 中 \U0001f600", f"{MISSING} {MISSING} {MISSING}"),
        ("\u3000", " "),
        ("", ""),
    ],
)
def test_what_cannot_be_printed_is_shown_otherwise(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_no_sign_of_unicode_leaves_the_faces() -> None:
    glyphs = [font.face.charToGlyph for font in fonts().values()]
    for code in range(sys.maxunicode + 1):
        for sign in printable(chr(code)):
            assert sign == "\n" or all(ord(sign) in face for face in glyphs), hex(code)
            assert unicodedata.category(sign) not in ("Cc", "Cs") or sign == "\n"


def test_papers_made_at_once_in_several_threads_are_those_made_one_by_one() -> None:
    sheets = [
        (full_sheet(form_of(name)), form_of(name)) for name in ("nota_dinas", "disposisi", "laporan")
    ] * 4
    one_by_one = [render(sheet, form) for sheet, form in sheets]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pair: render(*pair), sheets)) == one_by_one


def test_the_first_papers_of_a_program_may_be_made_in_two_threads() -> None:
    asked = (
        "import sys; sys.path[:0] = ['tests/reports/pdf']; sys.setswitchinterval(1e-5)\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from filled_papers import form_of, full_sheet\n"
        "from reports.pdf.papers import render\n"
        "form = form_of('disposisi'); sheet = full_sheet(form)\n"
        "with ThreadPoolExecutor(4) as pool:\n"
        "    made = set(pool.map(lambda _: render(sheet, form), range(4)))\n"
        "print(len(made))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked], cwd=Path(__file__).parents[3], capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_papers_drawn_side_by_side_embed_the_letters_that_they_use() -> None:
    """Each cuts its letters from the same file, and none moves the place from which another reads."""
    face = fonts()[REGULAR].face
    letters = [[32, *range(0xC0 + start, 0x130 + start)] for start in range(12)]
    alone = [face.makeSubset(subset) for subset in letters]
    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as workers:
            for _ in range(8):
                assert list(workers.map(face.makeSubset, letters)) == alone
    finally:
        sys.setswitchinterval(turn)
