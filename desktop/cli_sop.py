"""The commands `sop daftar` and `sop periksa`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop.arguments import Arguments
from models.records.sop import Sop
from models.rules.sop_reader import read_sop
from models.store import shipped

_LARGEST = 5_000_000


def add_commands(commands: Any) -> None:
    """Add `sop` with its two commands to the parser."""
    sop = commands.add_parser("sop", help="daftar SOP, atau periksa satu berkas SOP")
    inner = sop.add_subparsers(dest="sub", metavar="PERINTAH", title="perintah", required=True)
    listed = inner.add_parser("daftar", help="kode, pelaksana, dan langkah setiap SOP")
    listed.set_defaults(run=show_sops)
    check = inner.add_parser("periksa", help="periksa berkas SOP; semua cacat disebut sekaligus")
    check.add_argument("file", metavar="BERKAS.toml", type=Path)
    check.set_defaults(run=check_sop)


def show_sops(_parsed: Namespace, _given: Arguments) -> int:
    """Print every SOP with its executors and steps."""
    for code in shipped.SOP_CODES:
        sop, _ = read_sop(shipped.sop_text(code))
        if sop is not None:
            print(_described(sop))
    return 0


def check_sop(parsed: Namespace, _given: Arguments) -> int:
    """Print the defects of a file: 0 without any, 1 with some, 2 when it cannot be read at all."""
    path: Path = parsed.file
    try:
        if path.stat().st_size > _LARGEST:
            print(f"{path}: terlalu besar untuk sebuah berkas SOP.", file=sys.stderr)
            return 2
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        print(f"{path}: bukan teks UTF-8.", file=sys.stderr)
        return 1
    except OSError as failed:
        print(f"{path}: tidak dapat dibaca ({_reason(failed)}).", file=sys.stderr)
        return 2
    sop, defects = read_sop(text)
    for defect in defects:
        print(f"{defect.place}: {defect.message}")
    if sop is None:
        print(f"{len(defects)} cacat ditemukan; berkas tidak dapat dipakai.")
        return 1
    print(f"Baik: {sop.code}, {len(sop.executors)} pelaksana, {len(sop.steps)} langkah.")
    return 0


def _described(sop: Sop) -> str:
    lines = [f"{sop.code}\t{sop.name}\t{len(sop.executors)} pelaksana\t{len(sop.steps)} langkah"]
    for executor in sop.executors:
        group = f"{executor.group}: " if executor.group else ""
        outside = " (luar kantor)" if executor.external else ""
        lines.append(f"  pelaksana\t{executor.id}\t{group}{executor.label}{outside}")
    for step in sop.steps:
        who = ", ".join(sop.executor(p.executor).label for p in step.parts)
        lines.append(f"  langkah\t{step.no}\t{step.title}\t{who or '-'}")
    return "\n".join(lines)


def _reason(failed: OSError) -> str:
    if isinstance(failed, FileNotFoundError):
        return "berkas tidak ada"
    if isinstance(failed, IsADirectoryError):
        return "itu folder, bukan berkas"
    if isinstance(failed, PermissionError):
        return "tidak ada izin baca"
    return failed.strerror or "kesalahan baca"
