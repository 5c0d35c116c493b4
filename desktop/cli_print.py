"""The commands `cetak …`: papers as PDF, written whole or not at all."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop import cli_control, cli_samples
from desktop.arguments import Arguments
from models.records.sop import Sop

#: Folded names are taken too: `A4`, `F4`.
_PAPERS = ("a4", "f4", "f4-215")


def add_commands(commands: Any) -> None:
    """Add `cetak` with its commands to the parser."""
    printing = commands.add_parser("cetak", help="cetak dokumen SOP dan naskah sebagai PDF")
    inner = printing.add_subparsers(dest="sub", metavar="PERINTAH", title="perintah", required=True)
    sop = inner.add_parser("sop", help="dokumen SOP: identitas dan bagan alir dengan simbol resmi")
    sop.add_argument("code", metavar="KODE", help="kode SOP, misalnya PA; dengan --data, SOP kantor itu")
    add_target(sop)
    sop.set_defaults(run=print_sop)
    cli_control.add_commands(inner, add_target)
    cli_samples.add_commands(inner, add_target)


def add_target(parser: Any) -> None:
    """Add `--keluar` and `--kertas`."""
    parser.add_argument(
        "--keluar", metavar="BERKAS.pdf", type=Path, required=True, help="berkas PDF yang ditulis"
    )
    parser.add_argument(
        "--kertas",
        choices=_PAPERS,
        type=str.casefold,
        default="a4",
        metavar="UKURAN",
        help="a4 (bawaan), f4 (210 x 330 mm), atau f4-215 (215 x 330 mm)",
    )


def print_sop(parsed: Namespace, given: Arguments) -> int:
    """Write the document of an SOP: 1 when it cannot be written, 2 when there is no such SOP or office."""
    code = parsed.code.strip().upper()
    found = _shipped(code) if given.folder is None else _of_office(code, given.folder)
    if found is None:
        return 2
    from reports.pdf.sop_document import render_sop

    sop, sample = found
    return write_paper(parsed.keluar, render_sop(sop, parsed.kertas, sample=sample))


def write_paper(target: Path, content: bytes) -> int:
    """Write a paper and say so; 1 when it cannot be written, and what was there stays as it was."""
    from desktop.whole_file import write_whole

    try:
        write_whole(target, content)
    except OSError as error:
        return not_written(target, error)
    print(f"Ditulis: {target}")
    return 0


def not_written(target: Path, error: OSError) -> int:
    """Say why a file could not be made or written; answers the exit code."""
    from desktop.whole_file import why_not_written

    print(
        f"{target}: tidak dapat ditulis ({why_not_written(error)}). Tidak ada berkas yang berubah. "
        "Tutup berkas itu bila sedang terbuka, atau pilih tempat lain.",
        file=sys.stderr,
    )
    return 1


def _shipped(code: str) -> tuple[Sop, bool] | None:
    from models.rules.sop_reader import read_sop
    from models.store import shipped

    if code not in shipped.SOP_CODES:
        _unknown(code, shipped.SOP_CODES)
        return None
    sop, _ = read_sop(shipped.sop_text(code))
    return None if sop is None else (sop, False)


def _of_office(code: str, folder: Path) -> tuple[Sop, bool] | None:
    """The published version in an office, and whether that office is a sample."""
    from models.queries.lookups import sop_choices
    from models.queries.office_settings import profile
    from models.store.opening import open_office
    from models.store.problems import StoreProblem
    from resources.problems import problem_text

    try:
        office = open_office(folder)
    except StoreProblem as problem:
        words = problem_text(problem.code, problem.data)
        print(f"{words.title}\n{words.what}\n{words.kept}\n{words.todo}", file=sys.stderr)
        return None
    try:
        return office.sop_by_code(code)[2], profile(office).sample
    except LookupError:
        _unknown(code, [choice.code for choice in sop_choices(office)])
        return None
    finally:
        office.close()


def _unknown(code: str, known: Any) -> None:
    print(f"SOP {code} tidak ada. Yang ada: {', '.join(known) or 'belum ada'}.", file=sys.stderr)
