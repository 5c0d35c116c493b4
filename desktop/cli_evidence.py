"""The commands `monitoring` and `bukti`: monitoring of SOPs and bukti dukung; fit for the task scheduler."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments
from models.records.recap import Period

if TYPE_CHECKING:
    from desktop.evidence_bundle import BundleReport
    from models.records.evidence import EvidenceCase, Framework
    from models.store.office import Office

_SEMESTER = re.compile(r"(\d{4})-[sS]?([12])", re.ASCII)


def add_commands(commands: Any) -> None:
    """Add `monitoring` and `bukti` to the parser."""
    monitoring = commands.add_parser(
        "monitoring", help="monitoring dan evaluasi SOP satu semester, sebagai buku kerja atau PDF"
    )
    monitoring.add_argument(
        "--semester", type=_semester, required=True, metavar="SEMESTER", help="misalnya 2026-2"
    )
    _add_target(monitoring, "BERKAS.xlsx|pdf", ".xlsx", ".pdf")
    monitoring.set_defaults(run=make_monitoring)
    evidence = commands.add_parser(
        "bukti", help="bukti dukung evaluasi: zip dengan daftar bukti, kekurangan, dan SHA-256"
    )
    which = evidence.add_mutually_exclusive_group(required=True)
    which.add_argument("--tahun", dest="period", type=_year, metavar="TAHUN", help="misalnya 2026")
    which.add_argument(
        "--periode", dest="period", type=_period, metavar="PERIODE",
        help="2026-10, 2026-T3, 2026-S2, atau 2026-10-03..2026-11-07",
    )  # fmt: skip
    which.add_argument("--permohonan", metavar="NOMOR", help="hanya satu permohonan")
    evidence.add_argument(
        "--kerangka", metavar="ID", help="spbe-2020, pemdi-2026, atau dari folder kerangka kantor"
    )
    evidence.add_argument(
        "--sop", action="append", default=[], metavar="KODE", help="hanya permohonan SOP ini; boleh berulang"
    )
    _add_target(evidence, "BERKAS.zip", ".zip")
    evidence.set_defaults(run=make_bundle)


def make_monitoring(parsed: Namespace, given: Arguments) -> int:
    """Write the forms: 1 when they cannot be written, 2 without such an office."""
    from desktop.cli_office import opened
    from desktop.cli_print import not_written, write_paper

    office = opened(given)
    if office is None:
        return 2
    try:
        if parsed.semester.since > office.local(office.now()).date():
            return _misused(f"{parsed.semester.name} belum berjalan.")
        content = monitoring_file(office, parsed.semester, parsed.keluar.suffix.casefold())
    except OSError as error:  # a workbook is made of temporary files
        return not_written(parsed.keluar, error)
    finally:
        office.close()
    return write_paper(parsed.keluar, content)


def monitoring_file(office: Office, semester: Period, suffix: str) -> bytes:
    """The monitoring of a semester as `.pdf` or `.xlsx`."""
    from models.queries.monitoring import monitoring
    from models.queries.papers import logo_bytes
    from models.store.anchors import note_anchor

    read, logo = monitoring(office, semester), logo_bytes(office)
    note_anchor(office, read.anchor, f"Monitoring SOP {semester.name}")
    if suffix == ".pdf":
        from reports.pdf.monitoring import render_monitoring

        return render_monitoring(read, logo)
    from reports.excel.monitoring_book import monitoring_book

    return monitoring_book(read, logo)


def make_bundle(parsed: Namespace, given: Arguments) -> int:
    """Write the zip: 1 when it cannot be written, 2 without such an office, request, SOP or framework."""
    from desktop.cli_office import opened

    office = opened(given)
    if office is None:
        return 2
    try:
        return _bundle(office, parsed)
    finally:
        office.close()


def _bundle(office: Office, parsed: Namespace) -> int:
    from desktop.evidence_case import days_of
    from models.queries.evidence import case_of
    from models.queries.office_settings import sops as sop_lines

    case = None if parsed.permohonan is None else case_of(office, parsed.permohonan)
    if parsed.permohonan is not None and case is None:
        return _misused(f"Permohonan {parsed.permohonan} tidak ada di folder {office.store.folder}.")
    period = parsed.period if case is None else days_of(office, case)
    if period.since > office.local(office.now()).date():
        return _misused(f"{period.name} belum berjalan.")
    sops = tuple(dict.fromkeys(code.strip().upper() for code in parsed.sop))
    strange = sorted(set(sops) - {line.code for line in sop_lines(office)})
    if strange:
        return _misused(f"SOP tidak dikenal di kantor ini: {', '.join(strange)}.")
    framework = _framework(office, parsed.kerangka, period.until.year)
    if framework is None:
        return 2
    return _write(office, parsed.keluar, framework, period, case, sops)


def _write(
    office: Office,
    target: Path,
    framework: Framework,
    period: Period,
    case: EvidenceCase | None,
    sops: tuple[str, ...],
) -> int:
    from desktop.cli_print import not_written
    from desktop.evidence_bundle import write_bundle

    try:
        report = write_bundle(office, target, framework, period, case=case, sops=sops)
    except OSError as error:
        return not_written(target, error)
    _tell(target, report)
    return 0


def _tell(target: Path, report: BundleReport) -> None:
    """What was written and what is lacking; lacking evidence is told, but the zip is as asked."""
    print(f"Ditulis: {target} ({report.files} berkas, kerangka {report.framework.id})")
    if not report.gaps:
        print("Tidak ada kekurangan.")
        return
    print(f"Kekurangan: {len(report.gaps)}; rinciannya ada di 00_daftar_bukti.xlsx dan .pdf.")
    for need in report.needs:
        if need.lacking:
            print(f"- {need.indicator.partition(' ')[0]} {need.kind}: {need.name} ({need.lacking})")


def _framework(office: Office, wanted: str | None, year: int) -> Framework | None:
    """The framework asked for, or that of the year; None, with the reason said, when there is none."""
    from models.store.frameworks import FrameworkError, framework_for, frameworks

    try:
        found = frameworks(office.store.folder)
    except FrameworkError as error:
        print(f"Kerangka tidak dapat dipakai. {error}", file=sys.stderr)
        return None
    if wanted is None:
        return framework_for(found, year)
    if wanted.strip().casefold() not in found:
        print(f"Kerangka {wanted} tidak ada. Yang ada: {', '.join(sorted(found))}.", file=sys.stderr)
        return None
    return found[wanted.strip().casefold()]


def _misused(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


def _add_target(parser: Any, name: str, *suffixes: str) -> None:
    parser.add_argument(
        "--keluar", metavar=name, type=_target(*suffixes), required=True, help="berkas yang ditulis"
    )


def _target(*suffixes: str) -> Callable[[str], Path]:
    def read(text: str) -> Path:
        path = Path(text)
        if path.suffix.casefold() not in suffixes:
            raise ArgumentTypeError(f"nama berkas harus berakhiran {' atau '.join(suffixes)}")
        return path

    return read


def _semester(text: str) -> Period:
    found = _SEMESTER.fullmatch(text.strip())
    if found is None:
        raise ArgumentTypeError(f"“{text}” bukan semester; tulis seperti 2026-2")
    return _period(f"{found[1]}-S{found[2]}")


def _year(text: str) -> Period:
    if not re.fullmatch(r"\s*\d{4}\s*", text, re.ASCII):
        raise ArgumentTypeError(f"“{text}” bukan tahun; tulis seperti 2026")
    return _period(text)


def _period(text: str) -> Period:
    from models.rules.periods import PeriodError, parse_period

    try:
        return parse_period(text)
    except PeriodError as error:
        raise ArgumentTypeError(str(error)) from error
