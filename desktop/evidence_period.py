"""The part of the bukti dukung that tells of a whole period: SOPs, books, recaps, monitoring, follow-up."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import IO

from desktop.evidence_bundle import DONE, FOLLOW, REVIEW, Bundle, spooled
from desktop.evidence_case import collect_loose_paper, collect_sop
from models.records.evidence import BundleFile, Lack
from models.records.monitoring import Monitoring
from models.records.recap import Period, Recap
from models.rules.periods import months_in, written
from models.store.office import Office

#: SOPs, loose papers, books and follow-up count as one step each.
_FIXED = 4


def steps_of(office: Office, period: Period) -> int:
    """How many steps `collect` takes."""
    from models.queries.evidence import semesters_in

    return _FIXED + len(_begun(office, months_in(period))) + len(_begun(office, semesters_in(period)))


def collect(bundle: Bundle, period: Period) -> None:
    """Everything of a period but its requests."""
    from models.queries.evidence import effective_sops, papers_without_case, semesters_in

    office = bundle.office
    for code, version_id in effective_sops(office):
        collect_sop(bundle, code, version_id)
    bundle.step()
    for line in papers_without_case(office, period):
        collect_loose_paper(bundle, line)
    bundle.step()
    _collect_books(bundle, period)
    bundle.step()
    for month in _begun(office, months_in(period)):
        _collect_recap(bundle, month)
        bundle.step()
    for semester in _begun(office, semesters_in(period)):
        _collect_monitoring(bundle, semester)
        bundle.step()
    _collect_follow_up(bundle, period)
    bundle.step()


def _today(office: Office) -> date:
    return office.local(office.now()).date()


def _begun(office: Office, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """What has not begun yet is neither there nor lacking."""
    return tuple(period for period in periods if period.since <= _today(office))


def _collect_books(bundle: Bundle, period: Period) -> None:
    from models.queries.evidence import disposition_register
    from models.queries.registers import incoming_agenda, outgoing_agenda, request_agenda

    office, days = bundle.office, (period.since, period.until)
    books = (
        ("agenda_permohonan.pdf", "Agenda permohonan", request_agenda(office, *days)),
        ("agenda_surat_masuk.pdf", "Agenda surat masuk", incoming_agenda(office, *days)),
        ("agenda_surat_keluar.pdf", "Agenda surat keluar", outgoing_agenda(office, *days)),
    )
    for name, title, register in books:
        bundle.add_book(DONE, name, register, BundleFile("", "agenda", f"{title} {period.name}"))
    about = BundleFile("", "disposisi", f"Daftar disposisi {period.name}")
    bundle.add_book(DONE, "daftar_disposisi.pdf", disposition_register(office, period), about)


def _collect_recap(bundle: Bundle, month: Period) -> None:
    """The recap workbook of a month; of one without requests none, as there is nothing to tell."""
    from models.queries.recap import recap

    figures = recap(bundle.office, month)
    if not any(figures.total):
        return
    remark = "" if figures.closed else "Bulan ini belum ditutup; angkanya masih dapat berubah."
    about = BundleFile(
        "", "rekap", f"Rekapitulasi {month.name}", day=month.until.isoformat(), remark=remark,
        signer=figures.signers[0].name if figures.signers else "",
    )  # fmt: skip
    chunks = spooled(partial(_write_recap, bundle, figures))
    bundle.add(f"{REVIEW}/rekap", f"rekap_{written(month).replace('..', '_')}.xlsx", chunks, about)


def _write_recap(bundle: Bundle, figures: Recap, file: IO[bytes]) -> None:
    from models.queries.recap import issued_papers, late_runs, recap_cases
    from reports.excel.recap_book import write_recap

    office, month = bundle.office, figures.period
    write_recap(
        file,
        figures,
        recap_cases(office, month),
        late_runs(office, month),
        issued_papers(office, month),
        logo=bundle.logo,
    )


def _collect_monitoring(bundle: Bundle, semester: Period) -> None:
    from models.queries.monitoring import monitoring
    from reports.excel.monitoring_book import monitoring_book
    from reports.pdf.monitoring import render_monitoring

    read: Monitoring = monitoring(bundle.office, semester)
    key, folder = written(semester), f"{REVIEW}/monitoring"
    codes = tuple(line.code for line in read.lines if line.assessment.verdict)
    for line in read.lines:
        if not line.assessment.verdict:
            why = "Belum dinilai; isi penilaiannya pada monitoring SOP."
            bundle.lack(Lack("monitoring", f"Penilaian SOP {line.code}, {semester.name}", why, (line.code,)))
    if not codes:
        return
    about = BundleFile(
        "", "monitoring", f"Monitoring SOP {semester.name}", codes, day=read.made.date().isoformat()
    )
    bundle.add(folder, f"monitoring_{key}.pdf", [render_monitoring(read, bundle.logo)], about)
    bundle.add(folder, f"monitoring_{key}.xlsx", [monitoring_book(read, bundle.logo)], about)


def _collect_follow_up(bundle: Bundle, period: Period) -> None:
    from models.queries.evidence import follow_up_register, follow_ups_open

    office = bundle.office
    about = BundleFile("", "tindak_lanjut", f"Tindak lanjut monitoring SOP {period.name}")
    bundle.add_book(FOLLOW, "tindak_lanjut_monitoring.pdf", follow_up_register(office, period), about)
    for code, action, semester in follow_ups_open(office, period):
        why = f"Tindakan dari {semester} belum dicatat dilaksanakan."
        bundle.lack(Lack("tindak_lanjut", f"SOP {code}: {action}", why, (code,)))
