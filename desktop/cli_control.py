"""The command `cetak kendali`: the lembar kendali of one case of an office."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from desktop.arguments import Arguments


def add_commands(inner: Any, add_target: Any) -> None:
    """Add `kendali` to the commands of `cetak`."""
    control = inner.add_parser("kendali", help="lembar kendali berkas satu permohonan")
    control.add_argument("number", metavar="NOMOR", help="nomor permohonan, misalnya 012/PAW/XI/2026")
    add_target(control)
    control.set_defaults(run=print_control)


def print_control(parsed: Namespace, given: Arguments) -> int:
    """Write the sheet: 1 when it cannot be written, 2 when there is no such case or office."""
    from desktop.cli_office import opened
    from desktop.cli_print import write_paper
    from models.queries.control_sheet import case_of_number, control_sheet
    from models.queries.papers import logo_bytes
    from reports.pdf.control_sheet import render_control_sheet

    office = opened(given)
    if office is None:
        return 2
    try:
        case_id = case_of_number(office, parsed.number)
        if case_id is None:
            print(f"Permohonan {parsed.number} tidak ada di folder {office.store.folder}.", file=sys.stderr)
            return 2
        sheet, logo = control_sheet(office, case_id, paper=parsed.kertas), logo_bytes(office)
    finally:
        office.close()
    return write_paper(parsed.keluar, render_control_sheet(sheet, logo))
