"""Everything taken out in open formats: complete, readable, without what does not concern who takes it."""

from __future__ import annotations

import errno
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop import full_export
from desktop.arguments import Arguments
from desktop.cli import run
from desktop.full_export import export_all
from models.actions import secrecy
from models.queries.full_export import LEFT_OUT, TITLES
from models.store.access_tables import ACCESS_TABLES
from models.store.monitoring_tables import MONITORING_TABLES
from models.store.paper_tables import PAPER_TABLES
from models.store.passwords import hash_password
from models.store.reading_rights import NotForViewerError
from models.store.recap_tables import RECAP_TABLES
from models.store.tables import TABLES, Case, History, Person
from reports.excel.full_export import ExportCancelled
from tests.models.store.test_backup import attach_file
from tests.office import SmallOffice, done

WORD = "rahasia-jurnal"


@pytest.fixture
def admin(small: SmallOffice) -> int:
    made: int = Person.insert(
        username="admin",
        name="Administrator (CONTOH)",
        password_hash=hash_password("sandi-admin-1"),
        is_admin=True,
    ).execute()
    return made


def sheets(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(folder / "tabel.xlsx", read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return found


def everything(folder: Path) -> str:
    """All that can be read below a folder, names included."""
    words = [str(p.relative_to(folder)) for p in folder.rglob("*")]
    words += [repr(rows) for rows in sheets(folder).values()]
    words += [p.read_text("utf-8", "replace") for p in folder.rglob("*") if p.suffix == ".txt"]
    return "\n".join(words)


def test_all_tables_and_files_are_there(small: SmallOffice, admin: int, tmp_path: Path) -> None:
    case_id = small.register("PP", subject='=HYPERLINK("x") & tetap teks')
    digest = attach_file(small, case_id, "isi berkas", tmp_path)
    made = export_all(small.office.seen_by(admin), tmp_path / "keluar")
    assert made.folder.name == "Ekspor Papan SOP 2026-11-16 09.00"
    assert not made.left_out
    found = sheets(made.folder)
    cases = found["permohonan"]
    row = dict(zip(cases[0], cases[1], strict=True))
    assert row["subject"] == '=HYPERLINK("x") & tetap teks'
    assert row["received_at"] == datetime(2026, 11, 16, 9, 0)
    assert (row["secret"], row["late"]) == ("tidak", "tidak")
    assert len(found["history"]) == History.select().count() + 1
    assert "password_hash" not in found["person"][0]
    assert [line[0] for line in found["Daftar tabel"][1:]] == list(made.rows)
    (number,) = [n for (n,) in Case.select(Case.number).tuples()]
    (document,) = made.folder.rglob("dokumen/*/*")
    assert document.read_text() == "isi berkas"
    assert document.name.endswith("v1 - lampiran.pdf")
    assert number.replace("/", "-") in document.parent.name
    words = (made.folder / "BACA DULU.txt").read_text("utf-8")
    assert "1 berkas" in words
    assert digest in repr(found["document"])


def test_every_table_is_taken_out_or_named_as_left_out() -> None:
    every = (*TABLES, *PAPER_TABLES, *RECAP_TABLES, *MONITORING_TABLES, *ACCESS_TABLES)
    names = {table._meta.table_name for table in every if table not in LEFT_OUT}
    assert names == set(TITLES)


def test_what_does_not_concern_is_left_out_and_said(small: SmallOffice, admin: int, tmp_path: Path) -> None:
    small.register("PP", subject="biasa")
    secret = small.register("PP", subject=WORD)
    attach_file(small, secret, "isi rahasia", tmp_path)
    leader = small.people["leader"]
    done(secrecy.mark_secret(small.office, leader, secret, small.version(secret), f"alasan {WORD}"))
    number = small.case(secret).number
    made = export_all(small.office.seen_by(admin), tmp_path / "admin")
    words = everything(made.folder)
    assert made.left_out
    assert WORD not in words
    assert number not in words
    assert number.replace("/", "-") not in words
    assert "isi rahasia" not in words
    assert "Tanpa permohonan rahasia" in words
    assert "biasa" in words
    whole = export_all(small.office.seen_by(leader), tmp_path / "kadis")
    words = everything(whole.folder)
    assert not whole.left_out
    assert WORD in words
    assert number in words


def test_what_is_registered_meanwhile_does_not_go_out(small: SmallOffice, admin: int, tmp_path: Path) -> None:
    small.register("PP", subject="biasa")
    office = small.office.seen_by(admin)
    begun, go_on = threading.Event(), threading.Event()

    def progress(_done: int, _total: int) -> bool:
        begun.set()
        return go_on.wait(20)

    def export() -> full_export.Exported:
        with office.reading():
            return export_all(office, tmp_path / "keluar", progress)

    with ThreadPoolExecutor(max_workers=1) as worker:
        exporting = worker.submit(export)
        assert begun.wait(20)
        small.register("PP", subject=WORD, secret=True)
        go_on.set()
        made = exporting.result(60)
    assert not made.left_out
    assert made.rows["permohonan"] == 1
    assert WORD not in everything(made.folder)


def test_who_may_not_gets_nothing(small: SmallOffice, tmp_path: Path) -> None:
    for viewer in (None, small.people["outsider"], small.people["tu"]):
        with pytest.raises(NotForViewerError):
            export_all(small.office.seen_by(viewer), tmp_path / "keluar")
    assert not (tmp_path / "keluar").exists()


def test_cancelled_or_without_room_nothing_stays(
    small: SmallOffice, admin: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach_file(small, small.register("PP"), "isi", tmp_path)
    target = tmp_path / "keluar"
    office = small.office.seen_by(admin)
    with pytest.raises(ExportCancelled):
        export_all(office, target, lambda _done, _total: False)
    assert list(target.iterdir()) == []

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(full_export.shutil, "copyfile", full)
    with pytest.raises(OSError, match="penuh"):
        export_all(office, target)
    assert list(target.iterdir()) == []


def test_files_that_are_gone_are_named(small: SmallOffice, admin: int, tmp_path: Path) -> None:
    digest = attach_file(small, small.register("PP"), "isi", tmp_path)
    small.office.store.files.path_of(digest).unlink()
    made = export_all(small.office.seen_by(admin), tmp_path / "keluar")
    assert len(made.lacking) == 1
    assert made.lacking[0] in (made.folder / "BACA DULU.txt").read_text("utf-8")


def test_the_command(
    small: SmallOffice, admin: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    small.register("PP")
    small.office.close()
    folder, target = small.office.store.folder, tmp_path / "keluar"
    assert run(Arguments(folder, ("ekspor", "--keluar", str(target)))) == 2
    assert "--pengguna" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("sandi-admin-1\n"))
    assert run(Arguments(folder, ("ekspor", "--keluar", str(target)), "", "admin")) == 0
    assert "Ditulis:" in capsys.readouterr().out
    (made,) = target.iterdir()
    assert (made / "tabel.xlsx").is_file()
