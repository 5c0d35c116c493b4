"""Whatever is typed into the search line: SQL finds nothing it should not, and no length breaks it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.queries import board, listing
from models.queries.papers import paper_lines
from models.rules.search import parse_search
from models.store.tables import Case, History
from tests.office import SmallOffice, copy_office


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, dict[str, int]]
) -> Iterator[SmallOffice]:
    made = copy_office(*template, tmp_path_factory.mktemp("cari") / "kantor")
    made.register("PP", subject="100% jalan_raya 'x' \"y\" \\z; DROP", agency_name="Dinas O'Brien")
    made.register("PP", subject="Lain sama sekali", agency_name="Badan Lain")
    yield made
    made.office.close()


def found(small: SmallOffice, text: str) -> int:
    """How many requests list and board show for a text; both must agree."""
    wanted = parse_search(text)
    person = small.people["tu"]
    lines = listing.cases(small.office, wanted, person_id=person)
    cards = board.board_cards(small.office, "PP", wanted, person)
    assert {line.case_id for line in lines} >= {card.case_id for card in cards}
    assert listing.count_cases(small.office, wanted, person_id=person) == len(lines)
    return len(lines)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 2),
        ("'", 2 - 1),
        ("'x'", 1),
        ("' OR '1'='1", 0),
        ('"\' OR 1=1 --"', 0),
        ("'; DROP TABLE permohonan; --", 0),
        ("%", 1),
        ("_", 1),
        ("100%", 1),
        ("10_%", 0),
        ("\\z;", 1),
        ('opd:"O\'Brien"', 1),
        ('opd:"\' UNION SELECT password_hash FROM person --"', 0),
        ("sop:\"PP' OR '1'='1\"", 0),
        ('langkah:"1) OR (1=1"', 0),
        ('petugas:"x\' OR 1=1 --"', 0),
        ('status:"\' OR 1=1"', 2),  # no such status: said, and not asked for
        ("*", 0),
        ("NEAR(a b)", 0),
    ],
)
def test_sql_in_the_search_is_only_text(small: SmallOffice, text: str, count: int) -> None:
    assert found(small, text) == count
    assert Case.select().count() == 2
    assert History.select().count() >= 2


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "kata " * 20_000,
        "a:b " * 20_000,
        "opd:x " * 20_000,
        '"' * 50_000,
        "x:" * 50_000,
        "(" * 50_000,
        "%" * 50_000,
        "telat:mungkin " * 5_000,
    ],
)
def test_a_pasted_book_is_answered_soon(small: SmallOffice, text: str) -> None:
    begun = time.perf_counter()
    found(small, text)
    assert time.perf_counter() - begun < 2
    assert len(parse_search(text).problems) <= 10


@settings(max_examples=70, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_answered(small: SmallOffice, text: str) -> None:
    assert found(small, text) <= 2


_WORDS = st.sampled_from(
    [
        "opd:",
        "telat:",
        "ya",
        '"',
        "'",
        "sop:",
        "PP",
        "%",
        "\\",
        "\x00",
        "status:",
        "semua",
        ":",
        "-",
        "😀",
        "\ud800",
    ]
)


@settings(max_examples=70, deadline=None)
@given(st.lists(_WORDS, max_size=12).map("".join))
def test_any_mixture_of_the_language_is_answered(small: SmallOffice, text: str) -> None:
    assert found(small, text) <= 2


@pytest.mark.parametrize(
    "text", ["a " * 50_000, "a" * 100_000, "' OR 1=1 --", "%" * 5_000, "\ud800 x", "\x00"]
)
def test_papers_are_looked_for_in_the_same_bounds(small: SmallOffice, text: str) -> None:
    begun = time.perf_counter()
    assert paper_lines(small.office, text=text) == ()
    assert time.perf_counter() - begun < 2
