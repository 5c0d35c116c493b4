"""The words for electronic signatures: what was seen, and never merely that something is valid."""

from __future__ import annotations

from desktop.signature_state import Change, Known, Signature, SignatureReport
from resources.indonesian import short_date

_CHANGES: dict[Change, str] = {
    "tidak": "isi tidak berubah sejak ditandatangani",
    "ditambah": "isi tidak berubah; sesudahnya hanya ditambahkan tanda tangan atau isian yang diizinkan",
    "berubah": "BERUBAH sesudah ditandatangani",
    "tidak_cocok": "TIDAK COCOK: tanda tangan ini bukan atas isi berkas ini",
    "tidak_jelas": "TIDAK JELAS bagian mana dari berkas ini yang ditandatangani",
}
_KNOWN: dict[Known, str] = {
    "dikenal": "sertifikat penanda tangan dikenal kantor ini (pencabutannya tidak diperiksa, karena luring)",
    "tidak_dikenal": "sertifikat penanda tangan tidak dikenal kantor ini",
    "di_luar_masa": "masa berlaku sertifikat penanda tangan tidak mencakup hari ini",
    "dicabut": "sertifikat penanda tangan sudah dicabut",
}
_FAULTS = {
    "tanpa_pemeriksa": "Berkas ini memuat {n} tanda tangan elektronik, tetapi tidak dapat diperiksa di "
    "komputer ini: pemeriksa tanda tangan tidak terpasang.",
    "rusak": "Berkas ini memuat tanda tangan elektronik, tetapi susunannya rusak sehingga tidak dapat "
    "diperiksa.",
    "berkata_sandi": "Berkas ini memuat tanda tangan elektronik, tetapi berkata sandi sehingga tidak dapat "
    "diperiksa.",
    "terlalu_besar": "Berkas ini terlalu besar untuk diperiksa tanda tangan elektroniknya di sini.",
}


def signature_words(report: SignatureReport) -> tuple[str, str]:
    """(words, tone); no words for a file without signatures."""
    if report.fault:
        return _FAULTS[report.fault].format(n=report.unchecked), "kuning"
    lines = [_line(one) for one in report.signatures]
    if report.unread_roots and lines:
        lines.append(f"{report.unread_roots} berkas sertifikat kantor tidak dapat dibaca.")
    return "\n".join(lines), _tone(report)


def _line(one: Signature) -> str:
    when = f" (menurut jam penanda tangan {short_date(one.at.date())})" if one.at is not None else ""
    return f"Ditandatangani elektronik oleh {one.name}{when}: {_CHANGES[one.change]}; {_KNOWN[one.known]}."


def _tone(report: SignatureReport) -> str:
    """Red for a file that changed, green only when it did not and the office knows who signed."""
    if any(one.change not in ("tidak", "ditambah") or one.known == "dicabut" for one in report.signatures):
        return "merah"
    known = all(one.known == "dikenal" for one in report.signatures)
    return "hijau" if report.signatures and known else "kuning"
