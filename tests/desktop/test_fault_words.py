"""The log and the reports hold nothing of what people typed, and still tell where a fault was."""

from __future__ import annotations

import errno
import logging
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import peewee
import pytest

from desktop.crash import close_log, open_log
from desktop.fault_words import safe_details, safe_summary, scrubbed

#: Made so that the words of a fault cannot stand in this file by chance.
SECRET = "osotnaS iduB"[::-1]
PLACE = "idub/emoh/"[::-1]


def caught(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
        return error
    raise AssertionError("nothing fell")


def typed_into_a_number() -> None:
    int(SECRET)


def typed_as_a_key() -> None:
    {}[SECRET]


def told_with_the_text() -> None:
    raise RuntimeError(f"permohonan {SECRET} tidak ada")


def known_words() -> None:
    raise RuntimeError("no office is open")


def no_such_attribute() -> None:
    None.nama_lengkap  # noqa: B018 - the fault is wanted


def no_such_file() -> None:
    raise FileNotFoundError(errno.ENOENT, "No such file or directory", f"{PLACE}/surat.pdf")


def not_unique() -> None:
    raise peewee.IntegrityError("UNIQUE constraint failed: person.username")


def bad_search() -> None:
    raise peewee.OperationalError(f'fts5: syntax error near "{SECRET}"')


def chained() -> None:
    try:
        typed_into_a_number()
    except ValueError as error:
        raise LookupError(SECRET) from error


@pytest.mark.parametrize(
    "act", [typed_into_a_number, typed_as_a_key, told_with_the_text, no_such_file, bad_search, chained]
)
def test_nothing_that_was_typed_is_told(act: Callable[[], object]) -> None:
    told = safe_details(caught(act))
    assert SECRET not in told
    assert "toso" not in told
    assert PLACE not in told
    assert act.__name__ in told, "where it was is told"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (known_words, "RuntimeError: no office is open"),
        (no_such_attribute, "AttributeError: 'NoneType' object has no attribute 'nama_lengkap'"),
        (no_such_file, "FileNotFoundError: [Errno 2] No such file or directory"),
        (not_unique, "IntegrityError: UNIQUE constraint failed: person.username"),
        (typed_as_a_key, "KeyError"),
    ],
)
def test_what_the_program_itself_says_is_kept(act: Callable[[], object], words: str) -> None:
    assert safe_summary(caught(act)) == words


def test_a_chain_is_told_from_its_first_cause() -> None:
    told = safe_details(caught(chained))
    assert told.index("ValueError") < told.index("LookupError")
    assert "tests/desktop/test_fault_words.py" in told
    assert str(Path(__file__).parents[2]) not in told, "the folders above the program carry names"


def test_places_of_libraries_are_short() -> None:
    told = safe_details(caught(lambda: sqlite3.connect("/tidak/ada/di/sini.db").execute("SELECT 1")))
    assert "sini.db" not in told.replace('sqlite3.connect("/tidak/ada/di/sini.db")', "")
    assert "site-packages" not in told


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("QPixmap: cannot load C:\\Users\\budi\\foto.png now", "QPixmap: cannot load … now"),
        ("cannot open file '/home/budi/a b.pdf'", "cannot open file “…”"),
        ("QObject::connect: signal 'clicked' is unknown", "QObject::connect: signal 'clicked' is unknown"),
        ("no such table “surat rahasia”", "no such table “…”"),
    ],
)
def test_words_of_libraries_lose_texts_and_places(words: str, safe: str) -> None:
    assert scrubbed(words) == safe


def test_log_entries_with_a_fault_are_written_like_that(tmp_path: Path) -> None:
    path = open_log(tmp_path)
    assert path is not None
    try:
        told_with_the_text()
    except RuntimeError:
        logging.getLogger("papan_sop").exception("words")
    finally:
        close_log()
    written = path.read_text("utf-8")
    assert "ERROR words" in written
    assert "RuntimeError" in written
    assert SECRET not in written


def test_the_program_starts_again_as_it_was_started(tmp_path: Path) -> None:
    script = tmp_path / "mulai.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "marks = Path(sys.argv[1])\n"
        "with marks.open('a') as file: file.write(f'{sys.argv[2]}\\n')\n"
        "if len(marks.read_text().splitlines()) == 1:\n"
        "    from desktop.restart import start_again\n"
        "    start_again()\n",
        "utf-8",
    )
    marks = tmp_path / "tanda"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", f"exec(open({str(script)!r}).read())", str(marks), "folder data <Đ>"]
    subprocess.run(command, cwd=root, check=True, timeout=60)  # noqa: S603 - our own program
    until = time.monotonic() + 30
    while len(marks.read_text().splitlines()) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert marks.read_text().splitlines() == ["folder data <Đ>"] * 2
