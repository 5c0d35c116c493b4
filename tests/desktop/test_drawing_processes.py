"""Papers drawn in processes of their own: the same bytes, whatever happens to a process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop import drawing_processes, evidence_bundle
from desktop.drawing_processes import Drawing
from models.records.paper import Register, RegisterColumn
from models.rules.periods import whole_year
from models.store.frameworks import frameworks
from reports.pdf.register import render_register
from tests.office import SmallOffice

_ROOT = Path(__file__).resolve().parents[2]
_WAIT_S = 20.0


def register(number: int) -> Register:
    columns = (RegisterColumn("Nomor", 10), RegisterColumn("Isi", 30))
    return Register((f"BUKU {number}",), columns, tuple((str(row), "isi é " * row) for row in range(number)))


def ended(pid: int) -> bool:
    """Whether a process is gone, or only its exit code is left to be read."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("count", [0, 2])
def test_the_papers_are_those_drawn_here(count: int) -> None:
    registers = [register(number) for number in range(1, 9)]
    with Drawing(None, count) as drawing:
        asked = [drawing.draw(render_register, one) for one in registers]
        assert [future.result() for future in asked] == [render_register(one) for one in registers]
    assert all(drawer._process._closed for drawer in drawing._drawers)


def test_a_paper_that_cannot_be_drawn_says_why_and_the_next_is_drawn() -> None:
    with Drawing(None, 1) as drawing:
        with pytest.raises(TypeError, match="iterable"):
            drawing.draw(render_register, "no register").result()
        assert drawing.draw(render_register, register(3)).result() == render_register(register(3))


def test_where_a_process_is_ended_the_worker_draws_by_itself() -> None:
    with Drawing(None, 1) as drawing:
        drawing.draw(render_register, register(1)).result()
        drawing._drawers[0]._process.kill()
        for number in (2, 3):
            assert drawing.draw(render_register, register(number)).result() == render_register(
                register(number)
            )


def test_where_no_process_can_be_started_the_worker_draws_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_given: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(drawing_processes, "_Drawer", refused)
    with Drawing(None, 2) as drawing:
        assert drawing.draw(render_register, register(2)).result() == render_register(register(2))


def test_a_bundle_is_the_same_however_it_is_drawn(
    small: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("PP", "PA", "PAW", "MLS"):
        small.walk(small.register(code))
    framework = frameworks(small.office.store.folder)["pemdi-2026"]
    found = []
    for many in (100, 1):
        monkeypatch.setattr(evidence_bundle, "_MANY", many)
        evidence_bundle.write_bundle(small.office, tmp_path / "bukti.zip", framework, whole_year(2026))
        with ZipFile(tmp_path / "bukti.zip") as written:
            # workbooks tell when they were written
            found.append(
                {n: written.read(n) for n in written.namelist() if "/riwayat" in n or "kendali" in n}
            )
    assert len(found[0]) == 8
    assert found[0] == found[1]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux tells them")
def test_a_process_goes_when_the_program_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import time\n"
        "from desktop.drawing_processes import Drawing\n"
        "from models.records.paper import Register\n"
        "from reports.pdf.register import render_register\n"
        "if __name__ == '__main__':\n"
        "    with Drawing(None, 1) as drawing:\n"
        "        drawing.draw(render_register, Register(('A',), (), ())).result()\n"
        "        print(drawing._drawers[0]._process.pid, flush=True)\n"
        "        time.sleep(60)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as running:  # noqa: S603 - our own
        assert running.stdout is not None
        drawer = int(running.stdout.readline())
        assert not ended(drawer)
        running.send_signal(signal.SIGKILL)
    end = time.monotonic() + _WAIT_S
    while not ended(drawer) and time.monotonic() < end:
        time.sleep(0.05)
    assert ended(drawer)
