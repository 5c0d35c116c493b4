"""What is going on when the power fails: work, the first start of an office, the upgrade of an old one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.actions.setup import set_up_office  # noqa: E402 - the path is set first
from models.records.office import NewPerson, OfficeProfile  # noqa: E402
from models.store import history  # noqa: E402
from models.store.migrations import read_migrations  # noqa: E402
from models.store.opening import office_exists, open_office  # noqa: E402
from tests.harness.clerk import Say, at_work  # noqa: E402
from tests.harness.looking import Look, look  # noqa: E402
from tests.harness.offices import make_template, new_office, older_office  # noqa: E402
from tests.office import HandClock, done  # noqa: E402

#: The folder that the first start makes itself.
_DATA = "data"
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
    profile = OfficeProfile(
        "Dinas Komunikasi dan Informatika", "Pemerintah Kabupaten Contoh", "", "Kota Contoh"
    )
    done(set_up_office(office, profile, NewPerson("admin", "Admin (CONTOH)", "kata-sandi-contoh-1"), ("PP",)))
    newest = history.head()
    say(json.dumps({"head": [newest.id, newest.digest], "facts": [["person", 1, "username", "admin"]]}))
    office.close()


def _look_at_first_start(folder: Path, said: list[str]) -> Look:
    """No office at all is well until its setting up was acknowledged: the wizard simply asks again."""
    if not office_exists(folder / _DATA) and not said:
        return Look([])
    return look(folder / _DATA, said)


def _upgrade(folder: Path, people: dict[str, int], seed: int, fault: str, things: int, say: Say) -> None:
    """An office of an older version is opened, which upgrades it; then it is worked in."""
    _work(folder, people, seed, fault, 1, say)


SCENES: dict[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("work", _office, _work, look),
        Scene("first_start", _nothing, _first_start, _look_at_first_start),
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
