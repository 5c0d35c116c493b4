"""What is looked after while people work: sizes of documents at every start, pages once a day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.data_watch import DataWatch
from desktop.session import Session
from models.actions import documents
from models.records.registration import FileAttachment
from models.store.check_state import is_as_closed, read_check
from models.store.daily_check import check_sizes, is_thorough_due, look_after, look_thoroughly
from models.store.opening import DATABASE_NAME, open_office
from models.store.people import standing
from models.store.problems import StoreProblem
from models.store.sqlite import library
from models.store.tables import Case
from tests.office import HandClock, SmallOffice, done


@pytest.fixture
def busy(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    """An office with a request and a document."""
    case = small.register("PP")
    paper = tmp_path / "nota.txt"
    paper.write_text("isi nota")
    stored = small.office.store.files.ingest(paper)
    attachment = FileAttachment("formulir_perubahan", stored.digest, stored.size, stored.name)
    done(documents.attach(small.office, small.people["tu"], case, attachment))
    return small


def document(small: SmallOffice) -> Path:
    files = small.office.store.files
    return files.path_of(next(files.digests()))


def session(small: SmallOffice, person: str) -> Session:
    who = small.people[person]
    return Session(small.office.seen_by(who), who, standing(small.office, who, small.office.now()))


def watched(qtbot: QtBot, small: SmallOffice, person: str = "leader") -> list[str]:
    """Watch a session once; what it says."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    watch = DataWatch(window, session(small, person), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    return [box.text() for box in window.findChildren(QMessageBox)]


def test_sound_data_are_looked_at_without_a_word(qtbot: QtBot, busy: SmallOffice) -> None:
    assert watched(qtbot, busy) == []
    assert read_check(busy.office.store.folder).quick_at == busy.clock()


def test_a_document_that_is_gone_or_shorter_is_named(qtbot: QtBot, busy: SmallOffice) -> None:
    document(busy).write_text("isi")
    (words,) = watched(qtbot, busy)
    assert "“nota.txt” pada permohonan 001/PP/XI/2026 tidak sama lagi" in words
    document(busy).unlink()
    (words,) = watched(qtbot, busy)
    assert "hilang dari folder dokumen" in words


def test_what_is_confidential_is_not_named_to_others(qtbot: QtBot, busy: SmallOffice) -> None:
    with busy.office.transaction():
        Case.update(secret=True).execute()
    document(busy).unlink()
    (words,) = watched(qtbot, busy, "outsider")
    assert "nota.txt" not in words
    assert "001/PP" not in words
    (words,) = watched(qtbot, busy, "leader")
    assert "nota.txt" in words


def test_the_pages_are_looked_at_once_a_day(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    assert look_after(busy.office) == []
    first = read_check(folder).quick_at
    busy.clock.forward(hours=2)
    look_after(busy.office)
    assert read_check(folder).quick_at == first
    busy.clock.forward(hours=22)
    look_after(busy.office)
    assert read_check(folder).quick_at == busy.clock()
    busy.clock.forward(hours=-48)
    look_after(busy.office)
    assert read_check(folder).quick_at == busy.clock(), "a clock set back does not keep it from looking"


def test_damage_found_in_the_background_is_not_passed_over_at_the_next_start(busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    path = folder / DATABASE_NAME
    busy.office.close()
    clock = busy.clock
    whole = path.read_bytes()
    times = path.stat()
    at = whole.index(b"Permohonan uji") // 4096 * 4096
    path.write_bytes(whole[:at] + bytes(4096) + whole[at + 4096 :])
    # a disk that rots changes no times: opening has no reason to look closer
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert is_as_closed(folder, DATABASE_NAME)
    busy.office = open_office(folder, clock)
    assert "halaman_rusak" in [f.code for f in look_after(busy.office)]
    busy.office.close()
    with pytest.raises(StoreProblem) as caught:
        open_office(folder, clock)
    assert caught.value.code == "basis_data_rusak"
    path.write_bytes(whole)
    busy.office = open_office(folder, clock)
    assert look_after(busy.office) == []


def test_once_a_week_every_row_and_document_is_compared(qtbot: QtBot, busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    assert is_thorough_due(busy.office)
    assert look_thoroughly(busy.office, lambda _done, _total: False) == []
    assert is_thorough_due(busy.office), "what was stopped is not done"
    assert look_thoroughly(busy.office) == []
    assert read_check(folder).thorough_at == busy.clock()
    assert not is_thorough_due(busy.office)
    busy.clock.forward(days=8)
    window = QWidget()
    qtbot.addWidget(window)
    watch = DataWatch(window, session(busy, "leader"), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    document(busy).write_text("isi n0ta")
    watch.look_thoroughly()
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    (box,) = window.findChildren(QMessageBox)
    assert "“nota.txt” pada permohonan 001/PP/XI/2026 tidak sama lagi" in box.text()
    assert is_thorough_due(busy.office), "what was found is looked for again"


@pytest.mark.parametrize(("person", "named"), [("leader", True), ("outsider", False)])
def test_rows_changed_past_the_program_are_named_to_whom_it_concerns(
    qtbot: QtBot, busy: SmallOffice, person: str, named: bool
) -> None:
    connection = library.connect(str(busy.office.store.folder / DATABASE_NAME), isolation_level=None)
    connection.execute("UPDATE person SET rank = 'x' WHERE username = 'luar'")
    connection.close()
    window = QWidget()
    qtbot.addWidget(window)
    watch = DataWatch(window, session(busy, person), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    watch.look_thoroughly()
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    (box,) = window.findChildren(QMessageBox)
    assert ("Orang Lain" in box.text()) is named
    assert "Pengaturan > Pemeriksaan" in box.text()


def looked_again(qtbot: QtBot, watch: DataWatch) -> None:
    watch.look_again()
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)


def test_a_session_that_never_ends_is_looked_after_all_the_same(qtbot: QtBot, busy: SmallOffice) -> None:
    folder = busy.office.store.folder
    window = QWidget()
    qtbot.addWidget(window)
    watch = DataWatch(window, session(busy, "leader"), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    started = busy.clock()
    (hourly,) = (t for t in watch.findChildren(QTimer) if t.isActive() and t.interval() == 3_600_000)
    hourly.timeout.emit()
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    assert read_check(folder).thorough_at == started, "the thorough question is asked as well"
    busy.clock.forward(hours=2)
    looked_again(qtbot, watch)
    assert read_check(folder).quick_at == started
    busy.clock.forward(days=1)
    looked_again(qtbot, watch)
    assert read_check(folder).quick_at == busy.clock()
    busy.clock.forward(days=8)
    looked_again(qtbot, watch)
    looked_again(qtbot, watch)
    assert read_check(folder).thorough_at == read_check(folder).quick_at == busy.clock()


def test_what_was_found_is_not_told_every_hour(qtbot: QtBot, busy: SmallOffice) -> None:
    document(busy).write_text("isi n0ta")
    window = QWidget()
    qtbot.addWidget(window)
    watch = DataWatch(window, session(busy, "leader"), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=10_000)
    looked_again(qtbot, watch)
    busy.clock.forward(hours=1)
    looked_again(qtbot, watch)
    assert len(window.findChildren(QMessageBox)) == 1
    busy.clock.forward(days=1)
    looked_again(qtbot, watch)
    looked_again(qtbot, watch)
    assert len(window.findChildren(QMessageBox)) == 2


def test_a_look_can_be_stopped(busy: SmallOffice) -> None:
    document(busy).unlink()
    assert list(check_sizes(busy.office, lambda _done, _total: False)) == []
    assert look_after(busy.office, lambda _done, _total: False) == []


def test_half_copies_are_swept_only_after_a_day(busy: SmallOffice) -> None:
    folder = busy.office.store.files.folder
    young, old = folder / "a.tmp", folder / "b.tmp"
    for path in (young, old):
        path.write_bytes(b"x")
    clock = HandClock(busy.clock())
    for path, hours in ((young, 23), (old, 25)):
        moment = clock().timestamp() - hours * 3600
        os.utime(path, (moment, moment))
    kept = document(busy)
    busy.office.close()
    busy.office = open_office(busy.office.store.folder, clock)
    assert (young.exists(), old.exists(), kept.exists()) == (True, False, True)
