"""Starting the window where there is no screen: a message with a way out, never an abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are named so on Linux only")


def start(folder: Path, **screen: str) -> subprocess.CompletedProcess[str]:
    unset = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "main.py", "--data", str(folder)]
    return subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=kept | screen, capture_output=True, text=True, timeout=60, check=False
    )


@linux
@pytest.mark.parametrize("screen", [{}, {"DISPLAY": ""}, {"DISPLAY": ":9871"}])
def test_without_a_screen_it_says_how_to_get_one(tmp_path: Path, screen: dict[str, str]) -> None:
    ended = start(tmp_path / "kantor", **screen)
    # an unreachable screen needs the libraries of X11 to be noticed; either way it is said, not aborted
    assert ended.returncode == 1, ended.stderr
    assert "layar" in ended.stderr.casefold() or "apt-get install" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "kantor").exists()
