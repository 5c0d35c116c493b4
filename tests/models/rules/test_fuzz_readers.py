"""Every reader of text from outside: whatever it holds, there is an answer or a refusal in words, soon."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.calendar import CalendarDataError, read_holidays, read_seasons, read_spans
from models.rules.form_reader import read_form
from models.rules.framework_reader import read_framework
from models.rules.passages import passages
from models.rules.periods import PeriodError, parse_period
from models.rules.sop_reader import read_sop
from models.rules.time_standard import parse_time_standard
from models.rules.toml_text import LARGEST, TomlProblemError, read_toml
from models.store import shipped
from resources.indonesian import parse_date

RESOURCES = Path(__file__).parents[3] / "resources"
GOOD = (RESOURCES / "sop" / "paw.toml").read_text("utf-8")
FORM = (RESOURCES / "naskah" / "notulen.toml").read_text("utf-8")
FRAMEWORK = (RESOURCES / "kerangka" / "pemdi-2026.toml").read_text("utf-8")
HOLIDAYS = (RESOURCES / "kalender" / "hari-libur.csv").read_text("utf-8")

TOML_READERS: tuple[Callable[[str], tuple[Any, tuple[Any, ...]]], ...] = (read_sop, read_form, read_framework)

BOMBS = {
    "deep list": "a=" + "[" * 100_000,
    "deep inline table": "a=" + "{a=" * 60_000,
    "long dotted key": ".".join("a" * 40_000) + "=1",
    "long quoted key": ".".join(["'a'"] * 40_000) + "=1",
    "long header": "[" + ".".join("a" * 40_000) + "]",
    "spaced key": " . ".join("a" * 20_000) + "=1",
    "many keys": "\n".join(f"k{n}=1" for n in range(30_000)),
    "many rows": "[[step]]\n" * 33_000,
    "many inline rows": "step=[" + "{}," * 90_000 + "]",
    "long number": "a=" + "9" * 250_000,
    "long float": "a=1e" + "9" * 200_000,
    "endless string": 'a="' + "\\" * 250_001,
    "endless quotes": 'a="""' + '"' * 250_000,
    "many comments": "#\n" * 140_000,
    "one long line": "x" * 250_000,
    "too large": GOOD + "#" * LARGEST,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_toml_bomb_is_refused_soon(name: str) -> None:
    for read in TOML_READERS:
        begun = time.perf_counter()
        found, defects = read(BOMBS[name])
        assert time.perf_counter() - begun < 3
        assert found is None
        assert 0 < len(defects) <= 2_100
        assert all(len(str(defect.message)) < 1_000 for defect in defects)


def test_what_offices_write_is_far_below_the_bounds() -> None:
    for path in (
        *RESOURCES.glob("sop/*.toml"),
        *RESOURCES.glob("naskah/*.toml"),
        *RESOURCES.glob("kerangka/*.toml"),
    ):
        text = path.read_text("utf-8")
        assert len(text) < LARGEST / 10
        assert read_toml(text)
    dotted = 'a = "' + "." * 400 + '"\nb = "www.a.b.c.d.e.f.g.go.id/x"\nc.d.e = 1\n'
    assert read_toml(dotted)["c"] == {"d": {"e": 1}}


def test_a_procedure_that_nobody_could_draw_is_refused() -> None:
    many = "".join(f'[[executor]]\nid = "e{n}"\nlabel = "Pelaksana {n}"\n' for n in range(61))
    sop, defects = read_sop(f"{GOOD}\n{many}")
    assert sop is None
    assert any("paling banyak 60" in defect.message for defect in defects)


def test_a_refusal_says_why() -> None:
    with pytest.raises(TomlProblemError, match="terlalu besar"):
        read_toml("#" * (LARGEST + 1))
    with pytest.raises(TomlProblemError, match="terlalu dalam"):
        read_toml("a." * 30 + "a=1")
    with pytest.raises(TomlProblemError, match="lebih dari 2000 isian"):
        read_toml("a=[" + "1," * 2001 + "]")


def damaged(good: str) -> st.SearchStrategy[str]:
    """A good text with pieces cut out, doubled, moved or replaced."""
    places = st.integers(0, len(good))
    pieces = st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["\x00", "[[", "]]", "{", "}", '"', "'''", "\\", "\n", "=", "[", "\u202e", "9" * 400]
        ),
        st.builds(lambda at, length: good[at : at + length], places, st.integers(0, 80)),
    )
    changes = st.lists(st.tuples(places, st.integers(0, 40), pieces), min_size=1, max_size=5)

    def apply(made: list[tuple[int, int, str]]) -> str:
        text = good
        for at, cut, piece in made:
            text = text[:at] + piece + text[at + cut :]
        return text

    return changes.map(apply)


@settings(max_examples=40, deadline=None)
@given(damaged(GOOD))
def test_a_damaged_sop_is_read_or_refused(text: str) -> None:
    sop, defects = read_sop(text)
    assert (sop is None) == bool(defects)


@settings(max_examples=50, deadline=None)
@given(damaged(FORM))
def test_a_damaged_form_is_read_or_refused(text: str) -> None:
    form, defects = read_form(text)
    assert (form is None) == bool(defects)


@settings(max_examples=50, deadline=None)
@given(damaged(FRAMEWORK))
def test_a_damaged_framework_is_read_or_refused(text: str) -> None:
    framework, defects = read_framework(text)
    assert (framework is None) == bool(defects)


@settings(max_examples=60, deadline=None)
@given(damaged(HOLIDAYS))
def test_a_damaged_list_of_holidays_is_read_or_refused(text: str) -> None:
    for read in (read_holidays, read_seasons):
        with contextlib.suppress(CalendarDataError):  # refused in words
            tuple(read(text))


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "tanggal,jenis,nama,dasar\n" + "x" * 200_000, '"' * 999, "\x00", "a,\x00\n"]
)
def test_a_list_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(CalendarDataError):
        tuple(read_holidays(text))


_TIME_WORDS = st.sampled_from(
    ["1", "2", "½", "1,5", "-", "–", "jam", "hari", "kerja", "minggu", "bulan", "menit", "maks", "(", ")",
     "satu", "s/d", "24", "x", "/", "tiap", "tanggal", "0", "∞", "9" * 40, "²", "\u0660", "e", "+", "<"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(_TIME_WORDS, max_size=9).map(" ".join),
        st.lists(_TIME_WORDS, max_size=9).map("".join),
    )
)
def test_any_time_standard_is_understood_or_sets_no_limit(text: str) -> None:
    found = parse_time_standard(text)
    if found.kind in ("tidak_terbaca", "tanpa_batas", "tentatif"):
        assert found.maximum is None
    elif found.maximum is not None:
        assert found.maximum > 0


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=80))
def test_small_texts_are_read_or_refused(text: str) -> None:
    parse_date(text)
    passages(text)
    for read, refusal in ((read_spans, ValueError), (parse_period, PeriodError)):
        with contextlib.suppress(refusal):
            read(text)


def test_everything_shipped_is_still_read() -> None:
    for code in shipped.SOP_CODES:
        assert read_sop(shipped.sop_text(code))[0] is not None
