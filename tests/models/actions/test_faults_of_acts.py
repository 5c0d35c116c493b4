"""Acts on a disk that is full: refused whole, and all that was acknowledged is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.integrity import check_office
from models.store.opening import open_office
from models.store.tables import Case
from tests.office import HandClock, SmallOffice, copy_office

ROOT = Path(__file__).parents[3]

#: Registers requests until one is refused; prints how many were acknowledged, and the refusal.
FILL = """
import json, sys
from pathlib import Path
sys.path.insert(0, ".")
from models.actions.register import register
from models.records.registration import Registration
from models.records.results import Refused
from models.store.opening import open_office
from tests.office import HandClock
clock = HandClock()
office = open_office(Path(sys.argv[1]), clock)
if len(sys.argv) > 3:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
now = office.local(clock())
form = Registration("PP", subject="Penuh", agency_name="Dinas", received_at=now, note="x" * 3000)
for number in range(3000):
    answer = register(office, int(sys.argv[2]), form)
    if isinstance(answer, Refused):
        print(number, *(o.code for o in answer.obstacles))
        break
"""


def fill_up(folder: Path, person: int, *limit: str) -> tuple[int, str]:
    command = [sys.executable, "-c", FILL, str(folder), str(person), *limit]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own interpreter
    assert ran.returncode == 0, ran.stderr
    number, code = ran.stdout.split()
    return int(number), code


def works_again(folder: Path, people: dict[str, int], acknowledged: int) -> None:
    """All that was acknowledged is there, nothing half done, and work goes on."""
    clock = HandClock()
    office = open_office(folder, clock)
    small = SmallOffice(office, clock, people)
    assert office.findings == ()
    assert Case.select().count() == acknowledged > 5
    assert list(check_office(office)) == []
    small.walk(small.register("PP"))
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
def test_a_disk_that_takes_no_more_refuses_whole_acts(small: SmallOffice) -> None:
    folder = small.office.store.folder
    small.office.close()
    acknowledged, code = fill_up(folder, small.people["tu"], "1000000")
    assert code in ("disk_penuh", "disk_gagal")
    works_again(folder, small.people, acknowledged)
    open_office(folder, small.clock).close()
    small.office = open_office(folder, small.clock)


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two and a half megabytes."""
    place = tmp_path / "cakram"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 - fixed words
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 - fixed words


def test_a_full_disk_keeps_what_was_acknowledged(
    template: tuple[Path, dict[str, int]], little_disk: Path
) -> None:
    people = template[1]
    copy_office(*template, little_disk / "kantor").office.close()
    ballast = little_disk / "lain"
    ballast.write_bytes(bytes(200_000))
    acknowledged, code = fill_up(little_disk / "kantor", people["tu"])
    assert code == "disk_penuh"
    ballast.unlink()
    works_again(little_disk / "kantor", people, acknowledged)
