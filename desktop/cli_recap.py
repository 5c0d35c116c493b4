"""The command `rekap`: the figures of a period as a workbook or as JSON; fit for the task scheduler."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments
from models.records.recap import Figures, Period, Recap

if TYPE_CHECKING:
    from models.store.office import Office


def add_commands(commands: Any) -> None:
    """Add `rekap` to the parser."""
    recap = commands.add_parser("rekap", help="rekap bulanan: buku kerja Excel atau angka JSON")
    recap.add_argument(
        "--bulan", dest="period", metavar="BULAN", type=_period, required=True,
        help="2026-10; juga 2026-T3 (triwulan), 2026-S2 (semester), 2026 (tahun), atau "
        "2026-10-03..2026-11-07",
    )  # fmt: skip
    recap.add_argument(
        "--sop", action="append", default=[], metavar="KODE", help="hanya SOP ini; boleh berulang"
    )
    recap.add_argument("--keluar", metavar="BERKAS.xlsx", type=Path, help="buku kerja yang ditulis")
    recap.add_argument("--json", action="store_true", help="tulis angkanya sebagai JSON ke layar")
    recap.set_defaults(run=make_recap)


def make_recap(parsed: Namespace, given: Arguments) -> int:
    """Write or print the recap: 1 when it cannot be written, 2 without such an office or SOP, or a target."""
    from desktop.cli_office import opened

    if not parsed.json and parsed.keluar is None:
        print("rekap memerlukan --keluar BERKAS.xlsx atau --json.", file=sys.stderr)
        return 2
    office = opened(given)
    if office is None:
        return 2
    sops = tuple(dict.fromkeys(code.strip().upper() for code in parsed.sop))
    try:
        strange = [code for code in sops if code not in _codes(office)]
        if strange:
            print(f"SOP tidak dikenal di kantor ini: {', '.join(strange)}.", file=sys.stderr)
            return 2
        if parsed.period.since > office.local(office.now()).date():
            print(f"Perhatian: {parsed.period.name} belum tiba, jadi angkanya kosong.", file=sys.stderr)
        if parsed.json:
            from models.queries.recap import recap

            print(as_json(recap(office, parsed.period, sops)))
        _say_left_out(office)
        return 0 if parsed.keluar is None else _export(office, parsed.period, sops, parsed.keluar)
    finally:
        office.close()


def _say_left_out(office: Office) -> None:
    """What the figures do not count stands in the workbook, and is said here."""
    from models.store.secrecy import left_out

    words = left_out(office)
    if words:
        print(f"Perhatian: {words}", file=sys.stderr)


def as_json(recap: Recap) -> str:
    """The figures, in all and per SOP, on one line."""
    return json.dumps(
        {
            "periode": recap.period.name,
            "dari": recap.period.since.isoformat(),
            "sampai": recap.period.until.isoformat(),
            "total": _figures(recap.total),
            "sop": {share.key: _figures(share.figures) for share in recap.per_sop},
            **({"catatan": recap.left_out} if recap.left_out else {}),
        },
        ensure_ascii=False,
    )


def _figures(figures: Figures) -> dict[str, int]:
    return {
        "sisa_awal": figures.sisa_awal,
        "masuk": figures.masuk,
        "baru": figures.baru,
        "dibuka_kembali": figures.dibuka_kembali,
        "selesai": figures.selesai,
        "ditolak": figures.ditolak,
        "dibatalkan": figures.dibatalkan,
        "sisa_akhir": figures.sisa_akhir,
        "terlambat": figures.late,
        "lewat_target": figures.past_target,
    }


def _export(office: Any, period: Period, sops: tuple[str, ...], target: Path) -> int:
    from desktop.recap_export import export_recap
    from desktop.whole_file import why_not_written

    try:
        export_recap(office, period, sops, target)
    except OSError as error:
        print(
            f"{target}: tidak dapat ditulis ({why_not_written(error)}). Tidak ada berkas yang berubah. "
            "Tutup berkas itu bila sedang terbuka, atau pilih tempat lain.",
            file=sys.stderr,
        )
        return 1
    print(f"Ditulis: {target}", file=sys.stderr)
    return 0


def _codes(office: Any) -> set[str]:
    from models.queries.office_settings import sops

    return {line.code for line in sops(office)}


def _period(text: str) -> Period:
    from models.rules.periods import PeriodError, parse_period

    try:
        return parse_period(text)
    except PeriodError as error:
        raise ArgumentTypeError(str(error)) from error
