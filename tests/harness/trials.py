"""What is tried on a disk that fails: work, opening, upgrading, backing up, restoring, and every export."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from desktop.full_export import export_all
from desktop.whole_file import why_not_written
from main import main as program
from models.records.results import Refused
from models.store import history
from models.store.backup import catalogue, make_backup
from models.store.backup_restore import restore
from models.store.files import FileProblem
from models.store.opening import DATABASE_NAME, open_office
from models.store.problems import StoreProblem
from models.store.salvage import put_in_place, salvage
from resources.problems import problem_text
from resources.wording import obstacle_text
from tests.harness.clerk import Clerk, at_work
from tests.harness.looking import look
from tests.harness.offices import make_template, new_office
from tests.harness.scenes import OFFICE, PLACE, SCENES, damaged
from tests.office import HandClock

ROOT = Path(__file__).resolve().parents[2]

_THINGS = 8
#: What a file was before an export, and must be after one that failed.
_EARLIER = b"LAMA" * 1000
_OUT = "keluar"
#: How long a name is that no words were found for.
_UNWORDED = ("Tidak dapat dilakukan (", "Ada masalah")


class Played(Protocol):
    """One trial under way: what it told, and how it is looked at."""

    told: list[str]

    def play(self) -> None:
        """Do it, on the disk that fails."""

    def end(self) -> None:
        """Let the program end while the disk is still full."""

    def look(self) -> list[str]:
        """What is wrong, now that the disk works again."""


class Trial(NamedTuple):
    """How a folder is prepared, and what is tried in it."""

    name: str
    prepare: Callable[[Path], None]
    played: Callable[[Path], contextlib.AbstractContextManager[Played]]


class _Base:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.wrong: list[str] = []

    def play(self) -> None:
        """Do it; conditions of the disk must be told in words, anything else is a fault of the program."""
        try:
            self.act()
        except (StoreProblem, FileProblem) as problem:
            self._tell(problem.code, problem_text(problem.code, problem.data).title)
        except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
            self.wrong.append(f"a fault instead of words: {_whence()}")

    def act(self) -> None:
        """What is tried."""
        raise NotImplementedError

    def end(self) -> None:
        """Nothing stays open."""

    def _tell(self, code: str, words: str) -> None:
        self.told.append(code)
        if words.startswith(_UNWORDED):
            self.wrong.append(f"no words for {code}")

    def _looked(self, folder: Path, said: list[str]) -> None:
        self.wrong += [f"{what} {words}" for what, words in look(folder, said).wrong]


class _Work(_Base):
    """A clerk goes on with the day; each thing is done or refused, and after the fault all goes on."""

    clerk: Clerk

    def __init__(self, folder: Path, said: list[str], clerk: Clerk) -> None:
        super().__init__(folder)
        self.said, self.clerk = said, clerk
        self._ended = False

    def play(self) -> None:
        for _ in range(_THINGS):
            super().play()

    def act(self) -> None:
        try:
            self.clerk.work()
        except AssertionError as error:  # `done` of an act that was refused
            refusal = error.args[0] if error.args else None
            if not isinstance(refusal, Refused):
                raise
            for obstacle in refusal.obstacles:
                self._tell(obstacle.code, obstacle_text(obstacle.code, obstacle.data))

    def end(self) -> None:
        self._ended = True
        try:
            self.clerk.office.close()
        except Exception:  # noqa: BLE001 - an end must not fail because the disk is full
            self.wrong.append(f"the end failed: {_whence()}")

    def look(self) -> list[str]:
        if not self._ended:
            self.clerk.take_in()
            self.clerk.office.close()
        self._looked(self.folder, self.said)
        return self.wrong


@contextmanager
def _working(folder: Path) -> Iterator[Played]:
    people = json.loads((folder / "orang.json").read_text("utf-8"))
    said: list[str] = []
    with at_work(folder / OFFICE, people, said.append, 5) as clerk:
        clerk.largest_paper = 30_000
        yield _Work(folder / OFFICE, said, clerk)


def _small_office(kept: Path) -> None:
    template = make_template(kept.with_name("contoh"))
    new_office(template, kept / OFFICE)
    (kept / "orang.json").write_text((template / "orang.json").read_text("utf-8"), "utf-8")


class _Opening(_Base):
    """An office is opened (made, upgraded) and closed; what was in it stays."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        super().__init__(folder)
        self._create = create

    def act(self) -> None:
        open_office(self.folder / OFFICE, HandClock(), create=self._create).close()

    def look(self) -> list[str]:
        open_office(self.folder / OFFICE, HandClock(), create=self._create).close()
        if not self._create:
            self._looked(self.folder / OFFICE, [(self.folder / "kata").read_text("utf-8")])
        return self.wrong


def _older_office(kept: Path) -> None:
    SCENES["upgrade_1"].prepare(kept.with_name("contoh"), kept / OFFICE)
    _note_head(kept)


def _note_head(kept: Path) -> None:
    """What an office ends with, as it would have been acknowledged; of a copy, because opening upgrades."""
    template = kept.with_name("contoh") / "jadi"
    office = open_office(template if template.exists() else kept / OFFICE, HandClock())
    newest = history.head()
    office.close()
    (kept / "kata").write_text(json.dumps({"head": [newest.id, newest.digest], "facts": []}), "utf-8")


def _worked_office(kept: Path) -> None:
    _small_office(kept)
    people = json.loads((kept / "orang.json").read_text("utf-8"))
    with at_work(kept / OFFICE, people, lambda _: None, 3) as clerk:
        clerk.largest_paper = 3_000
        for _ in range(12):
            clerk.work()
    _note_head(kept)


class _Backup(_Base):
    """A second backup into a place that has one."""

    def act(self) -> None:
        later = HandClock()
        later.forward(days=1)
        make_backup(self.folder / OFFICE, self.folder / PLACE, later)

    def look(self) -> list[str]:
        self.wrong += [f"{what} {words}" for what, words in SCENES["backup"].look(self.folder, []).wrong]
        entries = catalogue(self.folder / PLACE)
        self.wrong += [f"{entry.name}: {entry.reason}" for entry in entries if not entry.good]
        if len(entries) != (1 if self.told else 2):
            self.wrong.append(f"{len(entries)} backups, told {self.told}")
        for entry in entries:
            restore(entry, self.folder / "pulih" / entry.name, HandClock())
            self._looked(self.folder / "pulih" / entry.name, [])
        return self.wrong


class _Restore(_Base):
    """A backup is restored: the office is as it was, or as it was restored."""

    def act(self) -> None:
        restore(catalogue(self.folder / PLACE)[-1], self.folder / OFFICE, HandClock())

    def look(self) -> list[str]:
        said = [] if self.told else ["restored"]
        self.wrong += [f"{what} {words}" for what, words in SCENES["restore"].look(self.folder, said).wrong]
        return self.wrong


def _with_backup(kept: Path) -> None:
    SCENES["restore"].prepare(kept.with_name("contoh"), kept)


class _Export(_Base):
    """A file is written by the command line, in place of an earlier one."""

    def __init__(self, folder: Path, ending: str, words: tuple[str, ...]) -> None:
        super().__init__(folder)
        self._target = folder / _OUT / f"hasil{ending}"
        self._target.parent.mkdir()
        self._target.write_bytes(_EARLIER)
        (folder / "sementara").mkdir()
        self._words = words

    def act(self) -> None:
        tempfile.tempdir = str(self.folder / "sementara")  # the disk of temporary files is full, too
        answer, heard = io.StringIO(), io.StringIO()
        command = ["--data", str(self.folder / OFFICE), *self._words, "--keluar", str(self._target)]
        try:
            with contextlib.redirect_stdout(answer), contextlib.redirect_stderr(heard):
                code = program(command)
        finally:
            tempfile.tempdir = None
        if code:
            self.told.append(f"exit {code}")
            if not heard.getvalue().strip():
                self.wrong.append("refused without a word")

    def look(self) -> list[str]:
        beside = sorted(path.name for path in self._target.parent.iterdir() if path != self._target)
        self.wrong += [f"left behind: {name}" for name in beside]
        content = self._target.read_bytes()
        if self.told and content != _EARLIER:
            self.wrong.append(f"the earlier file is gone: {len(content)} bytes")
        if not self.told and not self.wrong and not _whole(self._target):
            self.wrong.append("told as written, and is not whole")
        self._looked(self.folder / OFFICE, [(self.folder / "kata").read_text("utf-8")])
        return self.wrong


def _whence() -> str:
    """The error that is being handled: what, and where in our own files."""
    told = traceback.format_exc().splitlines()
    ours = [line.strip() for line in told if 'File "' + str(ROOT) in line and ".venv" not in line]
    return f"{told[-1]} {ours[-1] if ours else ''}"


class _FullExport(_Base):
    """Everything of the office goes out, into a folder that is whole or not there."""

    def act(self) -> None:
        office = open_office(self.folder / OFFICE, HandClock())
        try:
            people = json.loads((self.folder / "orang.json").read_text("utf-8"))
            export_all(office.seen_by(people["leader"]), self.folder / _OUT)
        except OSError as error:
            self._tell("export", why_not_written(error))
        finally:
            office.close()

    def look(self) -> list[str]:
        out = self.folder / _OUT
        there = sorted(path.name for path in out.iterdir()) if out.exists() else []
        if len(there) != (0 if self.told else 1):
            self.wrong.append(f"told {self.told}, and there is {there}")
        self.wrong += [f"{name} is not whole" for name in there if not _whole(out / name / "tabel.xlsx")]
        self._looked(self.folder / OFFICE, [(self.folder / "kata").read_text("utf-8")])
        return self.wrong


class _Salvage(_Base):
    """What is readable of a damaged office takes its place; the damaged file is kept as it was."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._damaged = (folder / OFFICE / DATABASE_NAME).read_bytes()

    def act(self) -> None:
        clock = HandClock()
        put_in_place(self.folder / OFFICE, salvage(self.folder / OFFICE, clock), clock)

    def look(self) -> list[str]:
        folder = self.folder / OFFICE
        stopped = self.told or self.wrong
        if stopped and not (folder / DATABASE_NAME).exists():
            # stopped between laying aside and putting in place: brought back by hand from where it was laid
            (aside,) = folder.glob(f"rusak-*/{DATABASE_NAME}")
            shutil.copyfile(aside, folder / DATABASE_NAME)
        kept = [path.read_bytes() == self._damaged for path in folder.rglob(DATABASE_NAME)]
        if not any(kept):
            self.wrong.append("the damaged database is kept nowhere")
        if stopped:
            later = HandClock()
            later.forward(hours=1)
            put_in_place(folder, salvage(folder, later), later)
        open_office(folder, HandClock()).close()
        return self.wrong


def _damaged_office(kept: Path) -> None:
    damaged(kept.with_name("contoh"), kept / OFFICE)


def _whole(path: Path) -> bool:
    if path.suffix == ".pdf":
        return path.read_bytes().rstrip().endswith(b"%%EOF")
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _trial(name: str, prepare: Callable[[Path], None], make: Callable[[Path], Played]) -> Trial:
    @contextmanager
    def played(folder: Path) -> Iterator[Played]:
        yield make(folder)

    return Trial(name, prepare, played)


def _export(name: str, ending: str, *words: str) -> Trial:
    return _trial(name, _worked_office, lambda folder: _Export(folder, ending, words))


TRIALS: dict[str, Trial] = {
    trial.name: trial
    for trial in (
        Trial("work", _small_office, _working),
        _trial("opening", _worked_office, _Opening),
        _trial("first_start", lambda kept: kept.mkdir(parents=True), lambda f: _Opening(f, create=True)),
        _trial("upgrade", _older_office, _Opening),
        _trial("backup", _with_backup, _Backup),
        _trial("restore", _with_backup, _Restore),
        _export("recap", ".xlsx", "rekap", "--bulan", "2026-11"),
        _export("monitoring_book", ".xlsx", "monitoring", "--semester", "2026-2"),
        _export("monitoring_paper", ".pdf", "monitoring", "--semester", "2026-2"),
        _export("evidence", ".zip", "bukti", "--tahun", "2026"),
        _trial("full_export", _worked_office, _FullExport),
        _trial("salvage", _damaged_office, _Salvage),
        _export("sop_paper", ".pdf", "cetak", "sop", "PA"),
    )
}
