from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from models.rules.papers import BLANK
from reports.pdf.styles import styles
from reports.pdf.text import DOTS, Passage, escaped, passages, plain, worded_date


def test_blank_lines_part_paragraphs_and_marks_begin_items() -> None:
    text = "Satu\nlanjut\n\nDua:\n1. butir\nlanjutan\n2) lagi\na. anak\n- strip\n\nTiga"
    assert passages(text) == (
        Passage("Satu<br/>lanjut"),
        Passage("Dua:"),
        Passage("butir<br/>lanjutan", "1."),
        Passage("lagi", "2)"),
        Passage("anak", "a."),
        Passage("strip", "–"),
        Passage("Tiga"),
    )


@pytest.mark.parametrize(
    "line", ["H. Ahmad hadir", "2026 adalah", "1.5 juta", "-5 derajat", "a.n. Kepala", "Rp. 5"]
)
def test_what_only_looks_like_an_item_stays_a_paragraph(line: str) -> None:
    assert passages(line) == (Passage(line),)


def test_an_empty_text_has_no_passages() -> None:
    assert passages(" \n\n \x00") == ()


def test_blanks_become_dots_and_one_ellipsis_stays() -> None:
    assert escaped(f"di {BLANK}, lalu… <ya>") == f"di {DOTS}, lalu… &lt;ya&gt;"


def test_a_date_is_worded_and_anything_else_stays() -> None:
    assert worded_date("2026-11-21") == "21 November 2026"
    assert worded_date("besok") == "besok"


@given(st.text(max_size=300))
def test_whatever_is_typed_makes_a_paragraph(text: str) -> None:
    for markup in [plain(text), *(one.text for one in passages(text))]:
        paragraph = Paragraph(markup, styles().body)
        paragraph.wrap(200, 1e6)
        assert not {"\x00", "\ufffd"} & set(markup)
