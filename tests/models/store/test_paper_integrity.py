"""What a check finds about papers, their files and their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.actions import papers
from models.store.integrity import check_office
from models.store.paper_tables import Paper, PaperNumber
from resources.wording_store import finding_text
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, with_officials


@pytest.fixture
def printed(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    """An office with three issued papers, their files kept."""
    with_officials(small)
    case = small.register("PAW")
    for number in range(3):
        line, _ = issue(small, note(small, case))
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(f"%PDF {number}".encode())
        stored = small.office.store.files.ingest(path)
        done(papers.keep_file(small.office, small.people["tu"], line.id, stored))
    return small


def found(small: SmallOffice) -> dict[str, str]:
    return {f.code: finding_text(f.code, f.data) for f in check_office(small.office)}


def tamper(small: SmallOffice, *statements: str) -> None:
    """What somebody with another program could do, past every guard of the database."""
    db = small.office.store.db
    guards = db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in guards:
        db.execute_sql(f'DROP TRIGGER "{name}"')
    for statement in statements:
        db.execute_sql(statement)


def test_a_sound_office_has_no_findings(printed: SmallOffice) -> None:
    printed.clock.forward(days=900)
    assert found(printed) == {}


def test_files_that_are_lost_or_changed(printed: SmallOffice) -> None:
    files = printed.office.store.files
    first, second, _ = (row.digest for row in Paper.select().order_by(Paper.id))
    files.path_of(first).unlink()
    files.path_of(second).write_bytes(b"%PDF X")
    told = found(printed)
    assert set(told) == {"naskah_hilang", "naskah_pdf_berubah"}
    assert "000.8.3/1/2026" in told["naskah_hilang"]
    assert "000.8.3/2/2026" in told["naskah_pdf_berubah"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE naskah SET frozen = replace(frozen, 'Laporan singkat', 'Laporan palsu') WHERE id = 2",
         "naskah_berubah"),
        ("UPDATE naskah SET digest = (SELECT digest FROM naskah WHERE id = 1), size = 6 WHERE id = 2",
         "naskah_pdf_lain"),
        ("UPDATE naskah SET frozen = '{rusak' WHERE id = 2", "naskah_berubah"),
        ("DELETE FROM naskah WHERE id = 3", "naskah_lenyap"),
        ("UPDATE naskah SET digest = '' WHERE id = 3", "naskah_tanpa_pdf"),
        ("UPDATE naskah SET number_text = '000.8.3/9/2026' WHERE id = 3", "nomor_tidak_cocok"),
        ("UPDATE paper_number SET text = '000.8.3/3/2026' WHERE id = 1", "nomor_ganda"),
        ("UPDATE paper_number SET text = '000.8.3/3/2026' WHERE id = 1", "nomor_berubah"),
        ("UPDATE paper_number SET text = '000.8.3/9/2026', norm = '000.8.3/9/2026' WHERE id = 1",
         "nomor_lenyap"),
    ],
)  # fmt: skip
def test_tampering_is_found(printed: SmallOffice, statement: str, code: str) -> None:
    tamper(printed, statement)
    told = found(printed)
    assert code in told
    assert code not in told[code], "it has words"


def test_a_missing_number_is_found(printed: SmallOffice) -> None:
    tamper(
        printed, "UPDATE naskah SET number_id = NULL WHERE id = 2", "DELETE FROM paper_number WHERE id = 2"
    )
    assert (
        found(printed)["nomor_berlubang"] == "Buku nota dinas tahun 2026: nomor urut 2 tidak ada catatannya."
    )
    assert PaperNumber.select().count() == 2


def test_the_last_number_leaves_no_hole_and_is_missed_all_the_same(printed: SmallOffice) -> None:
    tamper(
        printed, "UPDATE naskah SET number_id = NULL WHERE id = 3", "DELETE FROM paper_number WHERE id = 3"
    )
    told = found(printed)
    assert "000.8.3/3/2026" in told.pop("baris_diubah")
    assert "paper_number, baris 3" in told.pop("baris_hilang")
    assert told == {
        "nomor_lenyap": (
            "Nomor naskah 000.8.3/3/2026 tercatat diberikan di riwayat, tetapi tidak ada lagi di buku nomor."
        ),
        "nomor_tidak_cocok": "Naskah bernomor 000.8.3/3/2026 tidak cocok dengan buku nomornya.",
    }


def test_a_cancelled_paper_does_not_come_back(printed: SmallOffice) -> None:
    done(papers.cancel_paper(printed.office, printed.people["tu"], 2, "salah alamat"))
    assert found(printed) == {}
    tamper(printed, "UPDATE naskah SET state = 'terbit' WHERE id = 2")
    assert set(found(printed)) == {"naskah_batal_berubah", "baris_diubah"}
    assert "000.8.3/2/2026" in found(printed)["naskah_batal_berubah"]
