"""Starts the program again, as it was started, after it has ended in order."""

from __future__ import annotations

import subprocess
import sys


def start_again() -> None:
    """Another process of the same program; this one is about to end and holds nothing any more."""
    given = [] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    words = given or sys.argv[1:]
    subprocess.Popen([sys.executable, *words], close_fds=True)  # noqa: S603 - our own program again
