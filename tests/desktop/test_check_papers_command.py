"""`main.py periksa` after somebody was at the papers with another program: each fault is named in a line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from main import main
from models.actions.papers import keep_file
from tests.office import SmallOffice, done
from tests.paper_office import issue, note, with_officials

SECOND = "000.8.3/2/2026"


@pytest.fixture
def folder(small: SmallOffice, tmp_path: Path) -> Path:
    """A closed office with three issued papers, their PDFs kept."""
    with_officials(small)
    case = small.register("PAW")
    for place in range(3):
        line, _ = issue(small, note(small, case))
        path = tmp_path / f"naskah-{place}.pdf"
        path.write_bytes(f"%PDF {place}".encode())
        done(keep_file(small.office, small.people["tu"], line.id, small.office.store.files.ingest(path)))
    small.office.close()
    return small.office.store.folder


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["--data", str(folder), "periksa"])
    answer = capsys.readouterr()
    assert answer.err == ""
    return code, answer.out.splitlines()


def by_hand(*statements: str) -> Callable[[Path], None]:
    """What another database program does, which knows nothing of guards and references."""

    def change(folder: Path) -> None:
        database = sqlite3.connect(folder / "papan-sop.db")
        guards = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in guards:
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    return change


def other_byte(folder: Path) -> None:
    (changed,) = (path for path in (folder / "dokumen").glob("??/*") if path.read_bytes() == b"%PDF 1")
    changed.write_bytes(b"%PDF X")


def test_papers_as_they_were_made_are_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (_anchor, words) = told(folder, capsys)
    assert (code, words) == (0, "Baik: basis data, riwayat, dan dokumen utuh.")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (other_byte, f"PDF naskah {SECOND} (“naskah-1.pdf”) tidak sama lagi dengan ketika disimpan."),
        (
            by_hand("DELETE FROM paper_number WHERE id = 2"),
            "Buku nota dinas tahun 2026: nomor urut 2 tidak ada catatannya.",
        ),
        (by_hand("DELETE FROM paper_number WHERE id = 2"), f"Naskah bernomor {SECOND} tidak cocok"),
        (
            by_hand("UPDATE paper_number SET text = '000.8.3/2/2026' WHERE id = 3"),
            f"Nomor naskah {SECOND} tercatat lebih dari sekali.",
        ),
        (
            by_hand("UPDATE naskah SET number_text = '000.8.3/2/2026' WHERE id = 3"),
            f"Naskah bernomor {SECOND} tidak cocok dengan buku nomornya.",
        ),
    ],
)
def test_what_was_done_to_papers_is_named(
    folder: Path, damage: Callable[[Path], None], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(folder)
    code, lines = told(folder, capsys)
    assert code == 1
    assert any(words in line for line in lines), lines


def test_an_issued_paper_whose_file_is_no_longer_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand("UPDATE naskah SET digest = '', size = 0 WHERE id = 2")(folder)
    code, lines = told(folder, capsys)
    assert code == 1
    assert any(f"PDF yang tercatat untuk naskah {SECOND} bukan lagi" in line for line in lines), lines
    assert any(f"Naskah {SECOND} sudah terbit tetapi PDF-nya belum tersimpan" in line for line in lines)


def test_an_issued_paper_that_never_got_its_file(
    small: SmallOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    with_officials(small)
    issue(small, note(small, small.register("PAW")))
    small.office.close()
    code, lines = told(small.office.store.folder, capsys)
    assert any("Naskah 000.8.3/1/2026 sudah terbit tetapi PDF-nya belum" in line for line in lines), lines
    assert code == 0, "a remark: the PDF is drawn from what the paper shows when it is next opened"
