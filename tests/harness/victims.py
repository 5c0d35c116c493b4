"""Clerks who work until they are killed, each a process forked from one that has loaded everything."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.harness.clerk import at_work  # noqa: E402 - the path is set first


def why_not() -> str:
    """Why nobody can be killed on this computer, "" when somebody can."""
    return "" if hasattr(os, "fork") else "the trial forks the processes that it kills"


class Victim:
    """A process at work, heard through a pipe."""

    def __init__(self, heard: IO[str]) -> None:
        self._heard = heard
        self._process = int(heard.readline())

    def line(self) -> str:
        """The next thing it says, "" when it is gone."""
        return self._heard.readline()

    def kill(self) -> str:
        """Kill it; all that it had said besides, of which the last line may be cut off."""
        with contextlib.suppress(ProcessLookupError):  # it died of an error of its own, which is told
            os.kill(self._process, signal.SIGKILL)
        rest = self._heard.read()
        self._heard.close()
        while _lives(self._process):
            time.sleep(0.001)
        return rest


class Nursery:
    """A process that has loaded the program and forks a clerk for every order."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._errors = place / "kesalahan"
        self._count = 0
        # who is killed clears nothing away: what lies on a desk goes with the place
        surroundings = os.environ | {"TMPDIR": str(place)}
        with self._errors.open("wb") as errors:
            self._process = Popen(
                [sys.executable, __file__], stdin=PIPE, stderr=errors, text=True, cwd=ROOT, env=surroundings
            )

    def victim(self, folder: Path, people: dict[str, int], seed: int, fault: str) -> Victim:
        """A clerk who works in the office of a folder from now on."""
        self._count += 1
        pipe = self._place / f"pipa-{self._count}"
        os.mkfifo(pipe)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(pipe), str(folder), people, seed, fault]) + "\n")
        self._process.stdin.flush()
        return Victim(pipe.open("r", encoding="utf-8"))

    def errors(self) -> str:
        """What went wrong without a kill, since this was last asked."""
        words = self._errors.read_text("utf-8")
        os.truncate(self._errors, 0)
        return words

    def close(self) -> None:
        """No more orders."""
        self._process.communicate()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _fork_as_told() -> None:
    """The nursery: a child for every line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if os.fork() == 0:
            try:
                _work(*json.loads(line))
            finally:
                sys.stderr.flush()
                os._exit(1)


def _work(pipe: str, folder: str, people: dict[str, int], seed: int, fault: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    handle = os.open(pipe, os.O_WRONLY)

    def say(words: str) -> None:
        os.write(handle, f"{words}\n".encode())

    say(str(os.getpid()))
    try:
        with at_work(Path(folder), people, say, seed, fault) as clerk:
            while True:
                clerk.work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise


if __name__ == "__main__":
    _fork_as_told()
