"""Numbers of papers: no number twice, none lost, whoever asks at the same time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.actions import paper_numbers, papers
from models.actions.paper_settings import set_number_pattern, set_paper_defaults, set_template
from models.queries.paper_numbers import groups, missing_numbers, number_groups, register_of, years
from models.records.paper import PaperDefaults
from models.store import paper_numbers as store_numbers
from models.store.integrity import check_office
from models.store.paper_tables import PaperNumber
from tests.office import SmallOffice, done, refused
from tests.paper_office import issue, note, shown, with_officials

ROOT = Path(__file__).parents[3]
BOOK = "nota_dinas"
TODAY = date(2026, 11, 16)


@pytest.fixture
def case(small: SmallOffice) -> int:
    with_officials(small)
    return small.register("PAW")


def texts(small: SmallOffice, year: int = 2026) -> list[tuple[str, str]]:
    return [(line.text, line.state) for line in register_of(small.office, BOOK, year)]


def test_a_reserved_number_waits_for_its_paper(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    reserved = done(paper_numbers.reserve_number(office, tu, BOOK, TODAY, "Laporan bulanan"))
    assert reserved.number == "000.8.3/1/2026"
    draft = note(small, case)
    assert issue(small, draft)[0].number == "000.8.3/2/2026", "the next paper does not take it"
    form = shown(small, draft)
    assert (form.reserved, form.next_number) == (((reserved.record_id, reserved.number),), "000.8.3/3/2026")
    mine = replace(draft, number_id=reserved.record_id)
    refused(papers.issue_paper(office, tu, replace(mine, day="2025-12-31")), "nomor_tahun_lain")
    assert issue(small, mine)[0].number == reserved.number
    refused(papers.issue_paper(office, tu, mine), "nomor_pesanan_terpakai")
    assert [state for _, state in texts(small)] == ["terbit", "terbit"]
    assert shown(small, draft).reserved == ()
    refused(paper_numbers.cancel_number(office, tu, reserved.record_id or 0, "x"), "nomor_dipakai_naskah")


def test_a_cancelled_reservation_is_spent(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    number = done(paper_numbers.reserve_number(office, tu, BOOK, TODAY, "Batal nanti")).record_id or 0
    refused(paper_numbers.cancel_number(office, tu, number, ""), "alasan_diperlukan")
    done(paper_numbers.cancel_number(office, tu, number, "Tidak jadi"))
    refused(paper_numbers.cancel_number(office, tu, number, "lagi"), "nomor_sudah_batal")
    refused(
        papers.issue_paper(office, tu, replace(note(small, case), number_id=number)), "nomor_pesanan_terpakai"
    )
    assert issue(small, note(small, case))[0].number == "000.8.3/2/2026"
    assert texts(small)[0] == ("000.8.3/1/2026", "batal")
    assert missing_numbers(office, BOOK, 2026) == ()


def test_numbers_put_in_between(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    issue(small, note(small, case))
    issue(small, note(small, case))
    first = PaperNumber.get(PaperNumber.ordinal == 1).id
    put = [done(paper_numbers.insert_number(office, tu, BOOK, first, TODAY, "Sisip")) for _ in range(2)]
    assert [answer.number for answer in put] == ["000.8.3/1.01/2026", "000.8.3/1.02/2026"]
    assert issue(small, replace(note(small, case), number_id=put[0].record_id))[1].number == put[0].number
    assert [text for text, _ in texts(small)] == [
        "000.8.3/1/2026", "000.8.3/1.01/2026", "000.8.3/1.02/2026", "000.8.3/2/2026",
    ]  # fmt: skip
    assert issue(small, note(small, case))[0].number == "000.8.3/3/2026"
    refused(paper_numbers.insert_number(office, tu, BOOK, 999, TODAY, "x"), "nomor_naskah_tidak_ada")
    outside = done(paper_numbers.enter_outside_number(office, tu, BOOK, "ND-7", TODAY, "Buku TU")).record_id
    refused(paper_numbers.insert_number(office, tu, BOOK, outside, TODAY, "x"), "nomor_tanpa_urut")
    other = date(2025, 5, 5)
    refused(paper_numbers.insert_number(office, tu, BOOK, first, other, "x"), "nomor_tahun_lain")


def test_a_number_typed_by_hand_is_never_given_again(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    outside = replace(note(small, case), outside_number=" 555 / 246.2 / Diskominfotik-2022 ")
    line, sheet = issue(small, outside)
    assert line.number == sheet.number == "555 / 246.2 / Diskominfotik-2022"
    again = replace(outside, outside_number="555/246.2/DISKOMINFOTIK-2022")
    found = refused(papers.issue_paper(office, tu, again), "nomor_naskah_dipakai")
    assert (found.data["nomor"], found.data["keadaan"]) == (line.number, "luar")
    done(paper_numbers.enter_outside_number(office, tu, BOOK, "000.8.3/2/2026", TODAY, "Dari buku TU"))
    refused(
        paper_numbers.enter_outside_number(office, tu, BOOK, "000.8.3 / 2 / 2026", TODAY, "x"),
        "nomor_naskah_dipakai",
    )
    refused(paper_numbers.enter_outside_number(office, tu, BOOK, "  ", TODAY, "x"), "nomor_naskah_kosong")
    assert issue(small, note(small, case))[0].number == "000.8.3/1/2026"
    assert shown(small, note(small, case)).next_number == "000.8.3/3/2026"
    assert issue(small, note(small, case))[0].number == "000.8.3/3/2026", (
        "the one typed by hand is passed over"
    )
    passed = next(line for line in register_of(office, BOOK, 2026) if line.ordinal == 2)
    assert (passed.state, passed.reason) == ("batal", "Dilewati: nomor yang sama dipakai di luar aplikasi.")
    assert missing_numbers(office, BOOK, 2026) == ()
    assert list(check_office(office)) == [f for f in check_office(office) if f.code == "naskah_tanpa_pdf"]


def test_a_number_typed_by_hand_can_wait_for_its_paper(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    typed = done(paper_numbers.enter_outside_number(office, tu, BOOK, "ND-77", TODAY, "Dari TU"))
    draft = note(small, case)
    assert shown(small, draft).reserved == ((typed.record_id, "ND-77"),)
    assert issue(small, replace(draft, number_id=typed.record_id))[0].number == "ND-77"
    assert texts(small) == [("ND-77", "luar")]
    assert shown(small, draft).reserved == ()


def test_every_year_begins_anew_and_a_paper_dated_back_takes_its_year(small: SmallOffice, case: int) -> None:
    for _ in range(3):
        issue(small, note(small, case))
    small.clock.at("2027-01-04 08:00")
    assert issue(small, note(small, case))[0].number == "000.8.3/1/2027"
    back = note(small, case, day="2026-12-30")
    assert issue(small, back)[0].number == "000.8.3/4/2026"
    assert issue(small, note(small, case))[0].number == "000.8.3/2/2027"
    assert years(small.office) == [2027, 2026]


def test_a_series_can_go_on_from_a_book_kept_on_paper(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    done(paper_numbers.set_first_number(office, tu, BOOK, 2026, 247))
    refused(paper_numbers.set_first_number(office, tu, BOOK, 2026, 247), "tidak_ada_perubahan")
    refused(paper_numbers.set_first_number(office, tu, BOOK, 2026, 0), "nomor_awal_tidak_sah")
    assert issue(small, note(small, case))[0].number == "000.8.3/247/2026"
    refused(paper_numbers.set_first_number(office, tu, BOOK, 2026, 300), "seri_sudah_berjalan")
    assert missing_numbers(office, BOOK, 2026) == ()


def test_patterns_unit_and_codes(small: SmallOffice, case: int) -> None:
    office, tu, admin = small.office, small.people["tu"], small.people["admin"]
    done(set_number_pattern(office, tu, BOOK, "{klas}/{urut:03}{sisip}/{unit}/{bulan_romawi}/{tahun}"))
    done(set_paper_defaults(office, admin, PaperDefaults(unit="DISKOMINFO")))
    done(set_template(office, admin, "nota_dinas", "klas", "555"))
    assert issue(small, note(small, case))[0].number == "555/001/DISKOMINFO/XI/2026"
    (book,) = [group for group in number_groups(office) if group.id == BOOK]
    assert book.example == "555/002/DISKOMINFO/XI/2026"
    assert (BOOK, "Nota dinas") in groups(office)
    for pattern, code in (
        ("{tahun}", "pola_tanpa_urut"),
        ("{kode}/{urut}/{tahun}", "pola_naskah_tanda_asing"),
    ):
        refused(set_number_pattern(office, tu, BOOK, pattern), code)
    refused(set_number_pattern(office, tu, "buku_hantu", "{urut}/{tahun}"), "buku_nomor_tidak_ada")
    done(set_number_pattern(office, tu, BOOK, ""))
    assert issue(small, note(small, case))[0].number == "555/2/DISKOMINFO/2026"


def test_two_books_with_one_pattern_never_give_the_same_number(small: SmallOffice, case: int) -> None:
    office, tu, admin = small.office, small.people["tu"], small.people["admin"]
    done(set_template(office, admin, "surat_tugas", "klas", "000.8.3"))
    issue(small, note(small, case))
    issue(small, note(small, case))
    taken = done(paper_numbers.reserve_number(office, tu, "surat_tugas", TODAY, "Uji"))
    assert taken.number == "000.8.3/3/2026"
    assert [line.state for line in register_of(office, "surat_tugas", 2026)] == ["batal", "batal", "dipesan"]
    assert [f.code for f in check_office(office) if f.grave] == []
    strange = "lewat surat_tugas 2026 4"
    done(paper_numbers.enter_outside_number(office, tu, BOOK, strange, TODAY, "Salah ketik"))
    issue(small, note(small, case))
    later = done(paper_numbers.reserve_number(office, tu, "surat_tugas", TODAY, "Uji"))
    assert later.number == "000.8.3/5/2026", "4 went to the nota dinas"
    assert missing_numbers(office, "surat_tugas", 2026) == ()


def test_books_are_kept_by_the_secretariat(small: SmallOffice, case: int) -> None:
    office, leader = small.office, small.people["leader"]
    refused(paper_numbers.reserve_number(office, leader, BOOK, TODAY, "x"), "nomor_oleh_tu")
    refused(paper_numbers.enter_outside_number(office, leader, BOOK, "1", TODAY, "x"), "nomor_oleh_tu")
    refused(set_number_pattern(office, leader, BOOK, "{urut}/{tahun}"), "nomor_oleh_tu")
    tu = small.people["tu"]
    refused(paper_numbers.reserve_number(office, tu, "", TODAY, "x"), "buku_nomor_tidak_ada")
    refused(paper_numbers.reserve_number(office, tu, BOOK, TODAY, " "), "keperluan_kosong")
    refused(paper_numbers.reserve_number(office, tu, BOOK, date(1026, 1, 1), "x"), "tanggal_naskah_tidak_sah")
    assert PaperNumber.select().count() == 0


def test_a_number_that_was_taken_meanwhile_is_not_given(
    small: SmallOffice, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that lets two programs read the same end of a series refuses the second writer."""
    issue(small, note(small, case))
    draft = note(small, case)
    ends, free = store_numbers.last_ordinal, store_numbers.holder
    stale = [0, 0]
    monkeypatch.setattr(store_numbers, "last_ordinal", lambda *at: stale.pop() if stale else ends(*at))
    monkeypatch.setattr(store_numbers, "holder", lambda text: free(text) if not stale else None)
    assert issue(small, draft)[0].number == "000.8.3/2/2026"
    assert missing_numbers(small.office, BOOK, 2026) == ()


TAKE = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from models.actions.paper_numbers import reserve_number
from models.actions.papers import issue_paper
from models.queries.papers import paper_form
from models.records.paper import PaperDraft
from models.store.opening import open_office
office, who, case = open_office(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
values = {"yth": "A", "isi": "B", "hal": "C"}
form = paper_form(office, who, PaperDraft("nota_dinas", case, day="2026-11-16", values=values))
draft = replace(form.draft, filled=True)
print("siap", flush=True)
sys.stdin.readline()
for n in range(15):
    if n % 5 == 0:
        print(reserve_number(office, who, "nota_dinas", date(2026, 11, 16), "uji").number)
    else:
        print(issue_paper(office, who, draft).number)
office.close()
"""


def test_two_programs_printing_at_once_never_share_a_number(small: SmallOffice, case: int) -> None:
    command = [sys.executable, "-c", TAKE, str(small.office.store.folder), str(small.people["tu"]), str(case)]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "siap\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("mulai\n")
        one.stdin.flush()
    answers = [one.communicate(timeout=60)[0].split() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert [len(set(numbers)) for numbers in answers] == [15, 15]
    assert sorted(int(number.split("/")[1]) for numbers in answers for number in numbers) == list(
        range(1, 31)
    )
    assert missing_numbers(small.office, BOOK, 2026) == ()
    assert {f.code for f in check_office(small.office)} <= {"naskah_tanpa_pdf"}
