"""What is going on when the power fails: work, a first start, an upgrade, a backup, a restore."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.actions.setup import set_up_office  # noqa: E402 - the path is set first
from models.records.office import NewPerson, OfficeProfile  # noqa: E402
from models.records.results import Result  # noqa: E402
from models.store import history  # noqa: E402
from models.store.backup import catalogue, make_backup  # noqa: E402
from models.store.backup_place import MARK, prepare_place  # noqa: E402
from models.store.backup_restore import restore  # noqa: E402
from models.store.migrations import read_migrations  # noqa: E402
from models.store.office import Office  # noqa: E402
from models.store.opening import BACKUPS_NAME, DATABASE_NAME, office_exists, open_office  # noqa: E402
from models.store.problems import StoreProblem  # noqa: E402
from models.store.salvage import put_in_place, salvage  # noqa: E402
from models.store.sqlite import library  # noqa: E402
from tests.harness.clerk import Say, at_work  # noqa: E402
from tests.harness.looking import Found, Look, look  # noqa: E402
from tests.harness.offices import make_template, new_office, older_office  # noqa: E402
from tests.office import HandClock, done  # noqa: E402

#: The folder that the first start makes itself.
_DATA = "data"
#: An office, and two places for its backups, side by side.
OFFICE, PLACE, NEW_PLACE = "kantor", "cadangan", "stik"
_HEADS = "keadaan.json"
_BEFORE = "semula"
_PAGE = 4096
_RESTORED = "SELECT COUNT(*) FROM history WHERE kind = 'cadangan_dipulihkan'"
#: The schema that had no papers yet, and so no numbers and no dispositions.
_NO_PAPERS = 1


class Scene(NamedTuple):
    """How a folder is prepared, what goes on in it, and how it is looked at after the cut."""

    name: str
    prepare: Callable[[Path, Path], dict[str, int]]
    play: Callable[[Path, dict[str, int], int, str, int, Say], None]
    look: Callable[[Path, list[str]], Look]


def _office(template: Path, folder: Path) -> dict[str, int]:
    return new_office(make_template(template), folder)


def _older(version: int) -> Callable[[Path, Path], dict[str, int]]:
    def prepare(template: Path, folder: Path) -> dict[str, int]:
        people = new_office(make_template(template), template / "jadi")
        with at_work(template / "jadi", people, lambda _: None, 3) as clerk:
            clerk.largest_paper = 3_000
            for _ in range(12):
                clerk.work(papers=version > _NO_PAPERS)
        older_office(template / "jadi", folder, version)
        return people

    return prepare


def _work(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    with at_work(folder, people, say, seed, fault) as clerk:
        clerk.largest_paper = 3_000
        for _ in range(things):
            clerk.work()


def _nothing(template: Path, folder: Path) -> dict[str, int]:
    folder.mkdir(parents=True)
    return {}


def _first_start(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    office = open_office(folder / _DATA, HandClock(), create=True)
    done(set_up(office))
    newest = history.head()
    say(json.dumps({"head": [newest.id, newest.digest], "facts": [["person", 1, "username", "admin"]]}))
    office.close()


def set_up(office: Office) -> Result:
    """Set a new office up as the wizard does."""
    profile = OfficeProfile(
        "Dinas Komunikasi dan Informatika", "Pemerintah Kabupaten Contoh", "", "Kota Contoh"
    )
    return set_up_office(
        office, profile, NewPerson("admin", "Admin (CONTOH)", "kata-sandi-contoh-1"), ("PP",)
    )


def _look_at_first_start(folder: Path, said: list[str]) -> Look:
    """No office at all is well until its setting up was acknowledged: the wizard simply asks again."""
    if not office_exists(folder / _DATA) and not said:
        return Look([])
    return look(folder / _DATA, said)


def _upgrade(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    """An office of an older version is opened, which upgrades it; then it is worked in."""
    _work(folder, people, seed, fault, 1, say)


def _with_backup(template: Path, folder: Path) -> dict[str, int]:
    """An office that was backed up and worked on since; what both states end with stands beside it."""
    people = _office(template, folder / OFFICE)
    heads = {}
    for state, things in (("backup", 8), ("present", 5)):
        with at_work(folder / OFFICE, people, lambda _: None, things) as clerk:
            clerk.largest_paper = 3_000
            for _ in range(things):
                clerk.work()
            heads[state] = list(history.head())
        if state == "backup":
            prepare_place(folder / PLACE)
            make_backup(folder / OFFICE, folder / PLACE, HandClock())
    (folder / _HEADS).write_text(json.dumps(heads), "utf-8")
    return people


def _back_up(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    """A first backup of a place, some work, and a second backup that copies what is new."""
    prepare_place(folder / NEW_PLACE)
    say(json.dumps({"backup": make_backup(folder / OFFICE, folder / NEW_PLACE, HandClock()).name}))
    _work(folder / OFFICE, people, seed, fault, 2, say)
    later = HandClock()
    later.forward(days=1)
    say(json.dumps({"backup": make_backup(folder / OFFICE, folder / NEW_PLACE, later).name}))


def _look_at_backups(folder: Path, said: list[str]) -> Look:
    """Every backup that was told of is there, and all that are there can really be restored."""
    lines = [json.loads(line) for line in said]
    seen = look(folder / OFFICE, [json.dumps(line) for line in lines if "head" in line])
    wrong = list(seen.wrong)
    place = folder / NEW_PLACE
    good = (
        {entry.name: entry for entry in catalogue(place) if entry.good}
        if place.is_dir() and (place / MARK).exists()
        else {}
    )
    wrong += [
        Found("lost", f"backup {line['backup']}")
        for line in lines
        if line.get("backup", "") not in {"", *good}
    ]
    for name, entry in good.items():
        target = folder / "pulih" / name
        lacking = restore(entry, target, HandClock()).lacking
        restored = look(target, ())
        wrong += [Found("dangling", f"{name} {digest[:12]}") for digest in lacking]
        wrong += [found._replace(words=f"{name}: {found.words}") for found in restored.wrong]
    prepare_place(place)
    after = HandClock()
    after.forward(days=2)
    if not make_backup(folder / OFFICE, place, after).good:
        wrong.append(Found("unopened", "no backup could be made afterwards"))
    return seen._replace(wrong=wrong)


def _restore(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    (entry,) = catalogue(folder / PLACE)
    restore(entry, folder / OFFICE, HandClock())
    say(json.dumps({"restored": True}))


def _look_at_restored(folder: Path, said: list[str]) -> Look:
    """The office is as it was or as it was restored, whole; and what it was is kept somewhere."""
    heads = json.loads((folder / _HEADS).read_text("utf-8"))
    kept = [
        list(entry.head)
        for place in (folder / PLACE, folder / OFFICE / BACKUPS_NAME) if place.is_dir()
        for entry in catalogue(place) if entry.good
    ]  # fmt: skip
    seen = look(folder / OFFICE, ())
    with closing(library.connect(str(folder / OFFICE / DATABASE_NAME))) as connection:
        there = dict(connection.execute("SELECT id, digest FROM history").fetchall())
        restored = connection.execute(_RESTORED).fetchone()[0] > 0
    wrong = list(seen.wrong)
    number, digest = heads["backup" if restored else "present"]
    if there.get(number) != digest or (said and not restored):
        wrong.append(Found("lost", f"neither state: restored {restored}, said {said}"))
    if restored and heads["present"] not in kept:
        wrong.append(Found("lost", "the state before the restore is kept nowhere"))
    return seen._replace(wrong=wrong)


def damaged(template: Path, folder: Path) -> dict[str, int]:
    """An office of some days, one page of whose database is gone."""
    people = _office(template, folder)
    with at_work(folder, people, lambda _: None, 3) as clerk:
        clerk.largest_paper = 3_000
        for _ in range(12):
            clerk.work()
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    # a page of some table in the middle of the file; the first pages tell what tables there are
    middle = len(content) // 2 // _PAGE * _PAGE
    content[middle : middle + _PAGE] = bytes(_PAGE)
    path.write_bytes(content)
    (folder / _BEFORE).write_bytes(content)
    return people


def _salvage(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    clock = HandClock()
    put_in_place(folder, salvage(folder, clock), clock)
    say(json.dumps({"salvaged": True}))


def _look_at_salvaged(folder: Path, said: list[str]) -> Look:
    """The damaged database is kept in any case; what is in its place opens once it was told of."""
    before = (folder / _BEFORE).read_bytes()
    wrong = []
    if not any(path.read_bytes() == before for path in folder.rglob(DATABASE_NAME)):
        wrong.append(Found("lost", "the damaged database is kept nowhere"))
    try:
        open_office(folder, HandClock()).close()
    except StoreProblem as problem:
        if said or problem.code not in ("basis_data_rusak", "data_tidak_ada"):
            wrong.append(Found("unopened", f"{problem.code} {problem.data}"))
    return Look(wrong)


SCENES: dict[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("work", _office, _work, look),
        Scene("first_start", _nothing, _first_start, _look_at_first_start),
        Scene("backup", _with_backup, _back_up, _look_at_backups),
        Scene("salvage", damaged, _salvage, _look_at_salvaged),
        Scene("restore", _with_backup, _restore, _look_at_restored),
        *(Scene(f"upgrade_{v}", _older(v), _upgrade, look) for v in range(1, len(read_migrations()))),
    )
}


def _play(arguments: list[str]) -> None:
    name, folder, people, seed, fault, things, said = arguments
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def say(words: str) -> None:
        os.write(handle, f"{words}\n".encode())

    SCENES[name].play(Path(folder), json.loads(people), int(seed), fault, int(things), say)
    os.close(handle)


if __name__ == "__main__":
    _play(sys.argv[1:])
