"""The command `ekspor`: everything of an office in open formats, for the person named with --pengguna."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments

if TYPE_CHECKING:
    from models.store.office import Office


def add_commands(commands: Any) -> None:
    """Add `ekspor` to the parser."""
    take = commands.add_parser(
        "ekspor", help="ekspor seluruh isi kantor: tabel Excel dan semua berkas (--pengguna NAMA)"
    )
    take.add_argument(
        "--keluar", metavar="FOLDER", type=Path, required=True, help="folder tempat hasilnya dibuat"
    )
    take.set_defaults(run=take_out)


def take_out(parsed: Namespace, given: Arguments) -> int:
    """Export everything: 1 when it is refused or cannot be written, 2 without a person or an office."""
    from desktop.cli_office import opened

    if not given.person:
        print("ekspor memerlukan --pengguna NAMA (administrator atau pimpinan).", file=sys.stderr)
        return 2
    office = opened(given)
    if office is None:
        return 2
    try:
        return _export(office, parsed.keluar.expanduser().absolute())
    finally:
        office.close()


def _export(office: Office, target: Path) -> int:
    from desktop.cli_office import progress_line
    from desktop.full_export import LEFT_OUT, export_all
    from desktop.whole_file import why_not_written
    from models.actions.backups import ask_export
    from models.records.results import Refused
    from resources.indonesian import number_text
    from resources.wording import refusal_text

    answer = ask_export(office, office.viewer_id or 0, target)
    if isinstance(answer, Refused):
        print(refusal_text(answer.obstacles), file=sys.stderr)
        return 1
    try:
        done = export_all(office, target, progress_line)
    except OSError as error:
        print(
            f"{target}: tidak dapat ditulis ({why_not_written(error)}). Data kantor tidak berubah, dan tidak "
            "ada yang setengah jadi di sana. Kosongkan ruang atau pilih folder lain.",
            file=sys.stderr,
        )
        return 1
    rows = number_text(sum(done.rows.values()))
    print(f"Ditulis: {done.folder} ({rows} baris, {number_text(done.files)} berkas).")
    if done.left_out:
        print(LEFT_OUT)
    if done.lacking:
        print(f"Perhatian: {number_text(len(done.lacking))} berkas hilang atau rusak, lihat BACA DULU.txt.")
    return 0
