"""The office that the harness works in: the small one of the tests, with officials who sign papers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from models.store.opening import open_office
from tests.office import HandClock, SmallOffice, build_office
from tests.paper_office import with_officials

_PEOPLE = "orang.json"


def make_template(folder: Path) -> Path:
    """Make the office once in a folder beside its people; `new_office` copies it."""
    people = build_office(folder / "kantor")
    clock = HandClock()
    office = open_office(folder / "kantor", clock)
    people = with_officials(SmallOffice(office, clock, people)).people
    office.close()
    (folder / _PEOPLE).write_text(json.dumps(people), "utf-8")
    return folder


def new_office(template: Path, folder: Path) -> dict[str, int]:
    """A new office in a folder, in place of what was there; answers its people."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template / "kantor", folder)
    people: dict[str, int] = json.loads((template / _PEOPLE).read_text("utf-8"))
    return people
