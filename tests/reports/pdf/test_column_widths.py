"""Column widths that follow the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_control_sheet import sheet, texts

from models.records.paper import ControlStep, RegisterColumn
from reports.pdf.balance import balanced
from reports.pdf.control_sheet import render_control_sheet
from reports.pdf.fonts import REGULAR, width
from reports.pdf.lines import wrapped

COLUMNS = (RegisterColumn("No", 20), RegisterColumn("Langkah", 40), RegisterColumn("Paraf", 30))


def test_room_goes_to_the_column_with_the_lines() -> None:
    rows = [(str(at), "kata " * 20, "") for at in range(5)]
    number, text, paraf = (one.width for one in balanced(COLUMNS, rows, 400, 8))
    assert text > 300
    assert paraf < 40
    assert number + text + paraf == pytest.approx(400)


def test_room_that_no_text_needs_goes_to_the_last_column() -> None:
    number, text, paraf = (one.width for one in balanced(COLUMNS, [("1", "a", "")], 400, 8))
    assert (number, text) == (20, 40)
    assert paraf == pytest.approx(340)


def test_lines_that_a_text_brings_along_draw_no_room() -> None:
    rows = [("satu\ndua", "kata kata kata", "")] * 4
    number, text, _ = (one.width for one in balanced(COLUMNS, rows, 300, 8))
    assert number == pytest.approx(width("satu", REGULAR, 8) + 6.6, abs=0.5)
    assert text > number


def test_long_names_of_many_doers_still_leave_one_page() -> None:
    steps = tuple(
        ControlStep(
            str(at), "Diskusi pada penyelesaian", "IT Support Management dan Web Programmer",
            "02-11-2026 07.30", "04-11-2026 09.12", "03-11-2026 16.00", "Selesai",
            "Kepala Seksi Pengembangan Aplikasi (CONTOH); Programmer (CONTOH)",
        )
        for at in range(1, 18)
    )  # fmt: skip
    assert len(texts(render_control_sheet(replace(sheet(), steps=steps)))) == 1


words = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(words, st.floats(8, 300))
def test_wrapping_keeps_every_sign_and_the_width(text: str, room: float) -> None:
    lines = wrapped(text, REGULAR, 9, room)
    from reports.pdf.fonts import printable

    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    # a single sign may be wider than the room, two never are
    assert all(width(line, REGULAR, 9) <= room + 0.01 or len(line) == 1 for line in lines)
