"""The search language: conditions, quotation marks, and what is not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.search import NOBODY, CaseFilter, parse_search, to_text


def test_the_example_of_the_reference() -> None:
    assert parse_search("opd:dinkes telat:ya langkah:4") == CaseFilter(agency="dinkes", late=True, step="4")


def test_words_and_quotes() -> None:
    wanted = parse_search('server "e-Kinerja  BKD" opd:"Dinas Kesehatan"')
    assert wanted.words == ("server", "e-Kinerja  BKD")
    assert wanted.agency == "Dinas Kesehatan"
    assert not wanted.problems


def test_a_quotation_mark_still_open_reaches_to_the_end() -> None:
    assert parse_search('opd:"dinas kese').agency == "dinas kese"
    assert parse_search('"antrean pus').words == ("antrean pus",)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("telat:tidak", "late", False),
        ("TELAT:Ya", "late", True),
        ("ditunda:ya", "paused", True),
        ("status:Selesai", "status", "selesai"),
        ("petugas:saya", "mine", True),
        ("petugas:lain", "mine", False),
        ("petugas:kosong", "assignee", NOBODY),
        ("petugas:Sari", "assignee", "Sari"),
        ("sifat:segera", "priority", "segera"),
        ("sop:PAW", "sop", "PAW"),
        ("langkah:7a", "step", "7a"),
    ],
)
def test_every_key(text: str, name: str, value: object) -> None:
    wanted = parse_search(text)
    assert getattr(wanted, name) == value
    assert not wanted.problems
    assert not wanted.is_empty


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("opdd:dinkes", 'Maksud Anda "opd:"?'),
        ("warna:merah", "Yang dikenal: opd:"),
        ("telat:mungkin", "ya atau tidak"),
        ("status:hilang", "tidak dikenal"),
        ("langkah:", "masih kosong"),
        ('opd:""', "masih kosong"),
    ],
)
def test_what_is_not_understood_is_said_and_narrows_nothing(text: str, part: str) -> None:
    wanted = parse_search(text)
    assert len(wanted.problems) == 1
    assert part in wanted.problems[0]
    assert wanted.is_empty


def test_colons_that_are_no_conditions() -> None:
    wanted = parse_search("https://contoh.go.id/a 10:30 012/PAW/XI/2026")
    assert wanted.words == ("https://contoh.go.id/a", "10:30", "012/PAW/XI/2026")
    assert not wanted.problems


def test_the_later_of_two_equal_keys_counts() -> None:
    assert parse_search("petugas:saya petugas:Sari") == CaseFilter(assignee="Sari")


@given(st.text(max_size=60))
def test_no_text_breaks_it_and_it_can_be_written_back(text: str) -> None:
    wanted = parse_search(text)
    again = parse_search(to_text(wanted))
    assert again.problems == ()
    for name in ("late", "paused", "mine", "status"):
        assert getattr(again, name) == getattr(wanted, name)


@given(
    st.builds(
        CaseFilter,
        words=st.lists(st.sampled_from(["satu", "dua kata", "a:b", "https://x"]), max_size=3).map(tuple),
        agency=st.sampled_from(["", "dinkes", "Dinas Kesehatan"]),
        late=st.sampled_from([None, True, False]),
        step=st.sampled_from(["", "4", "7a"]),
        status=st.sampled_from(["", "berjalan", "semua"]),
        paused=st.sampled_from([None, True, False]),
        assignee=st.sampled_from(["", "Sari", "Sari Dewi", "kosong"]),
        sop=st.sampled_from(["", "PAW"]),
        priority=st.sampled_from(["", "segera"]),
        # "saya" stands where the name of an assignee would
        mine=st.none(),
        problems=st.just(()),
    )
)
def test_round_trip(wanted: CaseFilter) -> None:
    assert parse_search(to_text(wanted)) == wanted
