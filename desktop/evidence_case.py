"""The part of the bukti dukung that tells of one request: its forms, attachments, history and SOP."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from desktop.evidence_bundle import DONE, GUIDE, PLAN, REVIEW, Bundle
from models.records.case import DocumentVersion
from models.records.evidence import BundleFile, EvidenceCase, Lack
from models.records.paper import PaperLine
from models.rules.archive_names import safe_name

if TYPE_CHECKING:
    from desktop.drawing_processes import Drawing
    from models.records.recap import Period
    from models.store.office import Office

_LABEL, _ORIGINAL = 36, 48
#: Where papers that belong to no request lie; others among what was carried out.
_PLACES = {"surat_tugas": PLAN, "laporan": REVIEW}


def days_of(office: Office, case: EvidenceCase) -> Period:
    """The days of a request, from its receipt to its end or today."""
    from models.queries.evidence import span_of
    from models.rules.periods import any_days

    since, until = span_of(office, case.id)
    return any_days(since.date(), max(since, until).date())


class Sheets(NamedTuple):
    """What is drawn of every request: its control sheet and its history."""

    control: Future[bytes]
    history: Future[bytes]


def sheets_of(office: Office, case: EvidenceCase, drawing: Drawing) -> Sheets:
    """Have the sheets of a request drawn."""
    from models.queries.control_sheet import control_sheet
    from models.queries.evidence import history_register
    from reports.pdf.control_sheet import render_control_sheet
    from reports.pdf.register import render_register

    return Sheets(
        drawing.draw(render_control_sheet, control_sheet(office, case.id)),
        drawing.draw(render_register, history_register(office, case)),
    )


def collect(bundle: Bundle, case: EvidenceCase, sheets: Sheets) -> None:
    """Everything that the office holds of a request."""
    from models.queries.evidence import lacking_documents, span_of
    from models.queries.papers import papers_of_case

    office = bundle.office
    folder = f"{DONE}/{safe_name(case.sop)}/{safe_name(case.number)}"
    day = span_of(office, case.id)[0].date().isoformat()
    about = BundleFile("", "permohonan", f"Lembar kendali {case.number}", (case.sop,), "", day, case.number)
    bundle.add(folder, "lembar_kendali.pdf", [sheets.control.result()], about)
    history = about._replace(name=f"Riwayat {case.number}")
    bundle.add(folder, "riwayat.pdf", [sheets.history.result()], history)
    for line in reversed(papers_of_case(office, case.id)):
        if line.state == "terbit":
            collect_paper(bundle, f"{folder}/naskah", line, case)
    _collect_documents(bundle, f"{folder}/lampiran", case)
    for label in lacking_documents(office, case):
        why = "Tidak ada pada permohonan, walaupun langkahnya sudah selesai."
        bundle.lack(Lack("lampiran", f"{label}, permohonan {case.number}", why, (case.sop,)))


def collect_sop(bundle: Bundle, code: str, version_id: int) -> None:
    """The document of a version of an SOP."""
    from models.queries.evidence import published_on
    from models.queries.office_settings import profile
    from reports.pdf.sop_document import render_sop

    office = bundle.office
    sop = office.sop(version_id)
    identity = sop.identity
    about = BundleFile(
        "", "sop", f"SOP {sop.name}", (code,), "", published_on(office, version_id), identity.number,
        ", ".join(identity.approved_by), remark="" if identity.number else "Nomor SOP belum diisi.",
    )  # fmt: skip
    pdf = render_sop(sop, sample=profile(office).sample)
    bundle.add(GUIDE, f"SOP_{safe_name(code)}_{safe_name(sop.name, 50)}.pdf", [pdf], about)


def collect_loose_paper(bundle: Bundle, line: PaperLine) -> None:
    """A paper that belongs to no request."""
    collect_paper(bundle, _PLACES.get(line.form, f"{DONE}/naskah"), line, None)


def collect_paper(bundle: Bundle, folder: str, line: PaperLine, case: EvidenceCase | None) -> None:
    """An issued paper as it was kept; one that was never kept is drawn from what was frozen."""
    sops = () if case is None else (case.sop,)
    name = f"{line.name} {line.number}".strip()
    about = BundleFile("", "naskah", name, sops, line.form, line.day, line.number, line.signer)
    if line.digest:
        bundle.add_stored(folder, f"{name}.pdf", line.digest, about)
        return
    from models.queries.papers import logo_bytes, picture_files, stored_paper
    from reports.pdf.papers import render

    _, sheet, form = stored_paper(bundle.office, line.id)
    logo = logo_bytes(bundle.office, sheet.letterhead.logo)
    pdf = render(sheet, form, logo, picture_files(bundle.office, sheet, form))
    bundle.add(folder, f"{name}.pdf", [pdf], about)


def _collect_documents(bundle: Bundle, folder: str, case: EvidenceCase) -> None:
    """Every version that was not withdrawn; of paper originals and links only where they are."""
    from models.queries.documents import current_of, versions_of

    office = bundle.office
    versions = versions_of(office, case.id, office.sop(case.version_id))
    current = {version.id for version in current_of(versions).values()}
    for version in reversed(versions):
        if version.withdrawn:
            continue
        about = BundleFile(
            "", "lampiran", f"{version.label} versi {version.version}, permohonan {case.number}",
            (case.sop,), "", version.added_at.date().isoformat(),
            remark=f"Nama asal: {version.file_name}" if version.file_name else "",
        )  # fmt: skip
        if version.kind == "berkas":
            bundle.add_stored(folder, _file_name(version), version.digest, about)
        elif version.id in current:
            bundle.lack(Lack("lampiran", about.name, _elsewhere(version), about.sops))


def _file_name(version: DocumentVersion) -> str:
    """`Surat Permohonan_v2_nama asal.pdf`: what it is, then the name it came with."""
    original = safe_name(PurePosixPath(version.file_name.replace("\\", "/")).name, _ORIGINAL)
    return f"{safe_name(version.label, _LABEL)}_v{version.version}_{original}"


def _elsewhere(version: DocumentVersion) -> str:
    if version.kind == "kertas":
        place = f" di {version.place}" if version.place else ""
        return f"Hanya ada asli kertas{place}; pindai lalu lampirkan pada permohonannya."
    return f"Hanya ada tautan: {version.place}. Unduh lalu lampirkan pada permohonannya."
