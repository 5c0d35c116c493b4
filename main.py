"""Papan SOP: without a command the window opens, with one the command line answers."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Open the window or run a command; answers the exit code (0 done, 1 refused or found, 2 misused)."""
    from desktop.arguments import read_arguments, wants_window

    given = read_arguments(arguments)
    if wants_window(given):
        from desktop.startup import open_window

        return open_window(given)
    from desktop.cli import run

    return run(given)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # a packed program is also what its drawing processes are begun with
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main(sys.argv[1:]))
