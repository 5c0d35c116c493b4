"""Electronic signatures of a PDF that was signed elsewhere: by whom, what changed since, who knows them.

The file is only read. pyHanko is an optional extra: without it signatures are counted, not judged.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

#: Certificates that the office trusts lie here in the data folder, as PEM or DER files.
ROOTS_NAME = "sertifikat"
_ROOT_ENDINGS = frozenset({".pem", ".cer", ".crt", ".der"})
#: A larger file is not read whole for this.
_LARGEST = 100 * 1024 * 1024
#: Every signature names the bytes it covers, always in the clear.
MARK = b"/ByteRange"

Change = Literal["tidak", "ditambah", "berubah", "tidak_cocok", "tidak_jelas"]
Known = Literal["dikenal", "tidak_dikenal", "di_luar_masa", "dicabut"]


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: the name in its certificate, when by the signer's own clock, what became of the file."""

    name: str
    at: datetime | None
    change: Change
    known: Known


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What can be told of the signatures of a file; `unchecked` counts those that nobody judged here.

    `fault` is `tanpa_pemeriksa`, `rusak`, `berkata_sandi`, `terlalu_besar` or "".
    """

    signatures: tuple[Signature, ...] = ()
    unchecked: int = 0
    fault: str = ""
    unread_roots: int = 0


def read_signatures(path: Path, data_folder: Path, now: datetime) -> SignatureReport:
    """Judge the signatures of a PDF without any network. Raises OSError when it cannot be read."""
    if path.stat().st_size > _LARGEST:
        return SignatureReport(fault="terlalu_besar")
    pdf = path.read_bytes()
    count = pdf.count(MARK)
    if not count:
        return SignatureReport()
    try:
        import pyhanko.sign.validation  # noqa: F401 - asked for before anything else is done with it
    except ImportError:
        return SignatureReport(unchecked=_counted(pdf) or count, fault="tanpa_pemeriksa")
    # its tracebacks about odd files belong in the log, which the root logger keeps
    logging.getLogger("pyhanko").setLevel(logging.ERROR)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.ERROR)
    roots, unread = _roots(data_folder / ROOTS_NAME)
    try:
        signatures = _judged(pdf, roots, now)
    except _Locked:
        return SignatureReport(unchecked=count, fault="berkata_sandi")
    except Exception:
        logging.getLogger("papan_sop").warning("signatures of a file could not be read", exc_info=True)
        signatures = ()
    if signatures:
        return SignatureReport(signatures, unread_roots=unread)
    return SignatureReport(unchecked=count, fault="rusak")


class _Locked(Exception):  # noqa: N818 - a condition of the file
    """The file asks for a password."""


def _counted(pdf: bytes) -> int:
    """How many fields hold a signature, 0 when the file cannot be read."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError):
        return 0
    return sum(field.get("/FT") == "/Sig" and field.get("/V") is not None for field in fields.values())


def _judged(pdf: bytes, roots: Sequence[Any], now: datetime) -> tuple[Signature, ...]:
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    if reader.encrypted:
        raise _Locked
    found = []
    for embedded in reader.embedded_regular_signatures:
        context = ValidationContext(
            trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=now
        )
        status = validate_pdf_signature(embedded, context)
        name = (
            status.signing_cert.subject.native.get("common_name")
            or status.signing_cert.subject.human_friendly
        )
        found.append(Signature(str(name), status.signer_reported_dt, _change(status), _known(status)))
    return tuple(found)


def _change(status: Any) -> Change:
    """What became of the file since; `valid` alone says nothing of it."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not status.intact:
        return "berubah"
    if not status.valid:
        return "tidak_cocok"
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "tidak"
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return "tidak_jelas"
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return "ditambah" if status.modification_level in allowed and status.docmdp_ok else "berubah"


def _known(status: Any) -> Known:
    from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate

    problem = status.trust_problem_indic
    if problem is None and status.validation_path is not None:
        return "dikenal"
    if problem in (
        AdESFailure.REVOKED,
        AdESIndeterminate.REVOKED_NO_POE,
        AdESIndeterminate.REVOKED_CA_NO_POE,
    ):
        return "dicabut"
    out_of_time = (
        AdESFailure.NOT_YET_VALID, AdESIndeterminate.NOT_YET_VALID, AdESIndeterminate.EXPIRED,
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
    )  # fmt: skip
    return "di_luar_masa" if problem in out_of_time else "tidak_dikenal"


def _roots(folder: Path) -> tuple[list[Any], int]:
    """The certificates that the office put there, and how many files could not be read."""
    from pyhanko.keys import load_certs_from_pemder_data

    if not folder.is_dir():
        return [], 0
    roots: list[Any] = []
    unread = 0
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _ROOT_ENDINGS:
            continue
        try:
            found = list(load_certs_from_pemder_data(path.read_bytes()))
            # certificates are parsed only when they are asked something
            names = [one.subject.native for one in found]
            roots += found if names else []
        except (OSError, ValueError):
            unread += 1
    return roots, unread
