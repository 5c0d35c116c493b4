"""Judges the signatures of one document, as a process of its own: what a document provokes ends here.

Started by `desktop.signature_process` as `python -I signature_child.py`. Reads one line of JSON (path,
folder, now) and answers one.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

_MEMORY = 2 * 1024**3


def main() -> None:
    """Answer once."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # bounded more narrowly already
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # started alone, the program is not where Python looks
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from desktop.signature_state import read_signatures

    wish = json.loads(sys.stdin.buffer.readline())
    found = read_signatures(Path(wish["path"]), Path(wish["folder"]), datetime.fromisoformat(wish["now"]))
    sys.stdout.write(json.dumps(asdict(found), default=str))


if __name__ == "__main__":
    main()
