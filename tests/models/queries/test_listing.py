"""Daftar: filters shared with the board, every sort, pages, open and closed cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.actions import pauses, work
from models.queries import board
from models.queries.listing import SORTABLE, Sort, cases, count_cases, every_case
from models.rules.search import parse_search
from models.store.tables import Agency, Card, Case
from models.store.text import normalise
from tests.office import SmallOffice, copy_office, done


@dataclass
class Filed:
    """Cases of the fixture by what is special about them."""

    small: SmallOffice
    late: int
    paused: int
    refused: int
    fresh: int
    taken: int

    def list(self, text: str) -> set[int]:
        lines = cases(self.small.office, parse_search(text), person_id=self.small.people["PP:kominfo"])
        return {line.case_id for line in lines}

    def board(self, text: str) -> set[int]:
        cards = board.board_cards(
            self.small.office, "PP", parse_search(text), self.small.people["PP:kominfo"]
        )
        return {card.case_id for card in cards}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, dict[str, int]]) -> Iterator[Filed]:
    """The cases, made once: every test of this file only reads them or is rolled back."""
    small = copy_office(*template, tmp_path_factory.mktemp("daftar") / "kantor")
    yield file_cases(small)
    small.office.close()


@pytest.fixture
def filed(shelf: Filed) -> Iterator[Filed]:
    with shelf.small.office.store.db.atomic() as changes:
        yield shelf
        changes.rollback()


def file_cases(small: SmallOffice) -> Filed:
    kominfo = small.people["PP:kominfo"]
    Agency.insert(name="Dinas Kesehatan", short_name="Dinkes", norm=normalise("Dinas Kesehatan")).execute()
    late = small.register("PP", subject="Migrasi 50% server", agency_name="Dinas Kesehatan")
    small.walk(late)
    paused = small.register("PP", subject="Ganti kabel_utama", agency_name="Badan Kepegawaian")
    refused = small.register("PP", subject="Ubah tampilan GEĐE", agency_name="Dinas Kesehatan")
    small.walk(refused)
    small.walk(refused, "tidak_disetujui", outcome_reason="Tidak perlu")
    done(pauses.pause_case(small.office, kominfo, paused, "rapat", "Rapat", small.version(paused)))
    small.clock.forward(days=10)
    fresh = small.register("PP", subject="Tambah kolom", priority="sangat_segera")
    taken = small.register("PP", subject="Perbarui sertifikat")
    small.walk(taken)
    done(work.assign(small.office, kominfo, small.open_runs(taken)[0].id, "a", kominfo))
    return Filed(small, late, paused, refused, fresh, taken)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "late paused fresh taken"),
        ("telat:ya", "late"),
        ("telat:tidak", "paused fresh taken"),
        ("ditunda:ya", "paused"),
        ("ditunda:tidak", "late fresh taken"),
        ("opd:dinkes", "late"),
        ("opd:KESEHATAN", "late"),
        ("opd:badan", "paused"),
        ("opd:tidakada", ""),
        ("langkah:2", "paused fresh"),
        ("langkah:3 telat:tidak", "taken"),
        ("petugas:saya", "taken"),
        ("petugas:kosong", "late paused fresh"),
        ("petugas:lain", ""),
        ('petugas:"dinas kominfo"', "taken"),
        ("sop:pp", "late paused fresh taken"),
        ("sop:PAW", ""),
        ('sifat:"sangat segera"', "fresh"),
        ("migrasi server", "late"),
        ("50%", "late"),
        ("%", "late"),
        ("kabel_utama", "paused"),
        ("_", "paused"),
        ("sertifikat opd:contoh telat:tidak", "taken"),
        ("status:berjalan", "late paused fresh taken"),
    ],
)
def test_the_board_and_the_list_understand_a_filter_alike(filed: Filed, text: str, expected: str) -> None:
    wanted = {getattr(filed, name) for name in expected.split()}
    assert filed.board(text) == wanted
    assert filed.list(text) - {filed.refused} == wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:semua", "late paused refused fresh taken"),
        ("status:ditolak", "refused"),
        ("status:tutup", "refused"),
        ("status:selesai", ""),
        ("status:tutup telat:tidak", ""),
        ("gede", "refused"),
        ("opd:dinkes", "late refused"),
    ],
)
def test_the_list_knows_closed_cases(filed: Filed, text: str, expected: str) -> None:
    wanted = {getattr(filed, name) for name in expected.split()}
    assert filed.list(text) == wanted
    assert count_cases(filed.small.office, parse_search(text)) == len(wanted)
    assert filed.refused not in filed.board(text)


def test_a_merged_agency_is_found_under_its_new_name(filed: Filed) -> None:
    target = Agency.get(Agency.name == "Dinas Kesehatan").id
    Agency.update(merged_into=target, active=False).where(Agency.name == "Badan Kepegawaian").execute()
    assert filed.board("opd:dinkes") == {filed.late, filed.paused}
    assert filed.board("opd:kepegawaian") == {filed.paused}


def test_a_circle_of_mergers_ends(filed: Filed) -> None:
    one = Agency.get(Agency.name == "Dinas Kesehatan").id
    two = Agency.get(Agency.name == "Badan Kepegawaian").id
    Agency.update(merged_into=two).where(Agency.id == one).execute()
    Agency.update(merged_into=one).where(Agency.id == two).execute()
    assert filed.board("opd:kesehatan") <= {filed.late, filed.paused}


def test_a_line_tells_where_the_case_stands(filed: Filed) -> None:
    lines = {line.case_id: line for line in cases(filed.small.office)}
    late = lines[filed.late]
    assert (late.step_no, late.where, late.late, late.status) == ("3", "Dinas Kominfo", True, "berjalan")
    assert (late.agency, late.sop_code, late.closed_at) == ("Dinas Kesehatan", "PP", None)
    closed = lines[filed.refused]
    assert (closed.status, closed.step_no, closed.where, closed.late) == ("ditolak", "", "", False)
    assert closed.closed_at is not None
    assert lines[filed.paused].pace == "ditunda"


@pytest.mark.parametrize("column", SORTABLE)
def test_every_column_sorts_both_ways_with_empty_cells_last(filed: Filed, column: str) -> None:
    up = [line.case_id for line in cases(filed.small.office, None, Sort(column, descending=False))]
    down = [line.case_id for line in cases(filed.small.office, None, Sort(column, descending=True))]
    assert sorted(up) == sorted(down)
    assert len(set(up)) == 5
    if column in ("step_no", "where", "time"):
        assert up[-1] == down[-1] == filed.refused
    elif column == "closed_at":
        assert up[0] == down[0] == filed.refused
    else:
        assert up == down[::-1]


def test_sorted_by_what_the_column_shows(filed: Filed) -> None:
    office = filed.small.office
    by_subject = [line.subject for line in cases(office, None, Sort("subject", descending=False))]
    assert by_subject == sorted(by_subject, key=str.lower)
    urgent = cases(office, None, Sort("priority", descending=True))[0]
    assert urgent.case_id == filed.fresh
    by_time = [line.case_id for line in cases(office, None, Sort("time", descending=False))]
    assert by_time[0] == filed.late
    assert by_time[-2:] == [filed.paused, filed.refused]


def test_steps_sort_as_numbers(filed: Filed) -> None:
    for case, number in ((filed.late, "10"), (filed.fresh, "9a"), (filed.taken, "9"), (filed.paused, "2")):
        Card.update(step_no=number).where(Card.case == case).execute()
    lines = cases(filed.small.office, None, Sort("step_no", descending=False))
    assert [line.step_no for line in lines] == ["2", "9", "9a", "10", ""]


def test_pages_cover_everything_once(filed: Filed) -> None:
    office = filed.small.office
    whole = [line.case_id for line in every_case(office)]
    pages = [line.case_id for start in (0, 2, 4, 6) for line in cases(office, limit=2, offset=start)]
    assert pages == whole
    assert len(whole) == count_cases(office) == Case.select().count() == 5


def test_an_unknown_column_is_a_bug_and_says_so(filed: Filed) -> None:
    with pytest.raises(ValueError, match="warna"):
        cases(filed.small.office, None, Sort("warna"))
