"""Has the signatures of a document judged by a process of its own, ended when it takes too long.

A PDF can be made to unpack to any size; whoever only looks at a request must not suffer from it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from desktop.signature_state import MARK, Change, Known, Signature, SignatureReport

#: Loading what judges takes a second; an honest document not much longer.
PATIENCE = 20.0
_CHILD = Path(__file__).with_name("signature_child.py")
_CHUNK = 1024 * 1024
_FAULTS = ("", "tanpa_pemeriksa", "rusak", "berkata_sandi", "terlalu_besar")
_LONGEST_NAME = 300


def read_apart(path: Path, folder: Path, now: datetime, patience: float = PATIENCE) -> SignatureReport:
    """What `read_signatures` tells, asked of a process of its own. Raises OSError."""
    count = _claimed(path)
    if not count:
        return SignatureReport()
    answer = _answer({"path": str(path), "folder": str(folder), "now": now.isoformat()}, patience)
    try:
        return _report(json.loads(answer))
    except (ValueError, KeyError, TypeError):
        # taken too long, brought down, or taken over by the document: it cannot be told
        return SignatureReport(unchecked=count, fault="rusak")


def _answer(asked: dict[str, str], patience: float) -> bytes:
    """What the process says, nothing when it came to no good end."""
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(asked).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except subprocess.SubprocessError:
        return b""


def _claimed(path: Path) -> int:
    """How often a file claims to hold a signature; most do not, and nobody need be started."""
    count, before = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = before + chunk
            count += window.count(MARK)
            before = window[-(len(MARK) - 1) :]
    return count


def _report(told: dict[str, Any]) -> SignatureReport:
    """The answer as a record; ValueError, KeyError or TypeError for one that makes no sense."""
    if told["fault"] not in _FAULTS:
        raise ValueError("fault")
    signatures = tuple(_signature(one) for one in told["signatures"])
    return SignatureReport(signatures, int(told["unchecked"]), told["fault"], int(told["unread_roots"]))


def _signature(told: dict[str, Any]) -> Signature:
    change, known = told["change"], told["known"]
    if change not in get_args(Change) or known not in get_args(Known):
        raise ValueError("judgement")
    at = None if told["at"] is None else datetime.fromisoformat(str(told["at"]))
    return Signature(str(told["name"])[:_LONGEST_NAME], at, change, known)
