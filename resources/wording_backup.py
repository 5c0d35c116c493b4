"""The words for backups: what keeps one from being made or restored, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from resources.indonesian import clock_text, date_text

_KEPT = "Data kantor dan cadangan yang sudah ada tidak berubah."
_NOT_RESTORED = "Data kantor yang sekarang tetap di tempatnya, tidak berubah."
_OTHER_BACKUP = "Pilih cadangan lain dari daftar; yang terbaru dan utuh berada paling atas."

#: By code: title, what happened, what was kept, what to do.
BACKUP_PROBLEMS: dict[str, tuple[str, str, str, str]] = {
    "cadangan_tempat_tidak_ada": (
        "Tempat cadangan tidak ditemukan",
        "Folder {tempat} tidak ada.",
        _KEPT,
        "Pasang USB atau cakramnya, sambungkan jaringannya, atau pilih tempat lain di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_tempat_lain": (
        "Ini bukan tempat cadangan yang dipilih",
        "Folder {tempat} ada, tetapi belum pernah dijadikan tempat cadangan. Mungkin USB atau cakramnya belum terpasang.",
        _KEPT,
        "Pasang cakram yang dipakai untuk cadangan, atau pilih folder itu lagi di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_di_dalam_data": (
        "Tempat itu tidak dapat dipakai",
        "Folder {tempat} berada di dalam folder dokumen kantor.",
        _KEPT,
        "Pilih folder lain, sebaiknya di cakram lain, USB, atau folder bersama.",
    ),
    "hari_cadangan_tidak_sah": (
        "Batas hari tidak sah",
        "Peringatan cadangan dapat diatur antara 1 dan {batas} hari.",
        _KEPT,
        "Isi bilangan di antara keduanya.",
    ),
    "cadangan_sedang_berjalan": (
        "Cadangan lain sedang berjalan",
        "Program lain sedang membuat atau merapikan cadangan di {tempat}.",
        _KEPT,
        "Tunggu sampai selesai, lalu ulangi.",
    ),
    "cadangan_catatan_rusak": (
        "Catatan tempat cadangan tidak terbaca",
        "Berkas {berkas}, yang mencatat tempat cadangan, kosong, rusak, atau tidak boleh dibaca.",
        "Data kantor, cadangan yang sudah ada, dan berkas itu tidak berubah.",
        "Pilih lagi tempat cadangannya di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_penuh": (
        "Tempat cadangan penuh",
        "Tidak cukup ruang di {tempat} untuk cadangan ini.",
        "Data kantor dan cadangan yang sudah ada tidak berubah; cadangan yang setengah jadi sudah dihapus.",
        "Kosongkan ruang di sana, atau pilih tempat lain di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_baca_saja": (
        "Tempat cadangan tidak dapat ditulis",
        "Papan SOP tidak boleh menulis di {tempat}, atau cakramnya terkunci.",
        _KEPT,
        "Buka kunci cakramnya, minta hak tulis, atau pilih tempat lain di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_terputus": (
        "Tempat cadangan terputus",
        "Hubungan dengan {tempat} putus selagi dipakai (misalnya USB dicabut atau jaringan putus).",
        "Data kantor tidak berubah. Cadangan yang sedang dibuat tidak jadi; yang sudah selesai tetap utuh.",
        "Sambungkan lagi tempat itu, lalu ulangi. Sisa yang setengah jadi dirapikan pada cadangan berikutnya.",
    ),
    "cadangan_gagal": (
        "Cadangan tidak dapat ditulis",
        "Penulisan ke {tempat} gagal ({sebab}).",
        _KEPT,
        "Periksa cakram itu, atau pilih tempat lain di Pengaturan, bagian Cadangan.",
    ),
    "cadangan_rusak": (
        "Cadangan tidak lulus pemeriksaan",
        "Salinan basis data di {berkas} tidak dapat dibaca dengan benar ({sebab}).",
        "Data kantor tidak berubah; salinan itu tidak dipakai.",
        "Ulangi. Bila tetap terjadi, periksa cakram tempat cadangan, dan jalankan “periksa” pada data kantor.",
    ),
    "cadangan_manifes_rusak": (
        "Cadangan tidak dapat dipakai",
        "Manifes cadangan {cadangan} hilang, tidak lengkap, atau diubah dari luar program.",
        _NOT_RESTORED,
        _OTHER_BACKUP,
    ),
    "cadangan_lebih_baru": (
        "Cadangan dari versi yang lebih baru",
        "Cadangan {cadangan} dibuat oleh Papan SOP yang lebih baru daripada program ini.",
        _NOT_RESTORED,
        "Perbarui Papan SOP di komputer ini, lalu pulihkan lagi.",
    ),
    "cadangan_basis_data_berubah": (
        "Cadangan rusak",
        "Basis data di dalam cadangan {cadangan} tidak sama lagi dengan ketika dibuat.",
        _NOT_RESTORED,
        _OTHER_BACKUP,
    ),
    "cadangan_daftar_berubah": (
        "Cadangan rusak",
        "Daftar dokumen di dalam cadangan {cadangan} tidak sama lagi dengan ketika dibuat.",
        _NOT_RESTORED,
        _OTHER_BACKUP,
    ),
    "cadangan_dokumen_hilang": (
        "Cadangan tidak lengkap",
        "Ada dokumen milik cadangan {cadangan} yang hilang atau terpotong di tempat cadangan.",
        _NOT_RESTORED,
        _OTHER_BACKUP,
    ),
    "cadangan_jumlah_berbeda": (
        "Cadangan rusak",
        "Jumlah baris di dalam cadangan {cadangan} tidak sama dengan yang tertulis di manifesnya.",
        _NOT_RESTORED,
        _OTHER_BACKUP,
    ),
    "pulih_masih_dibuka": (
        "Data masih dipakai",
        "Data di folder {folder} masih dibuka oleh Papan SOP yang lain.",
        _NOT_RESTORED,
        "Tutup semua jendela Papan SOP yang memakai data itu, lalu pulihkan lagi.",
    ),
    "pulih_penuh": (
        "Cakram penuh",
        "Tidak cukup ruang di cakram tempat folder {folder} untuk memulihkan cadangan ini.",
        _NOT_RESTORED,
        "Kosongkan ruang cakram, lalu pulihkan lagi.",
    ),
}

#: What the catalogue says of a backup that is not good, by code.
REASONS: dict[str, str] = {
    "cadangan_manifes_rusak": "manifes rusak",
    "cadangan_lebih_baru": "dari versi yang lebih baru",
    "cadangan_basis_data_berubah": "basis data rusak",
    "cadangan_daftar_berubah": "daftar dokumen rusak",
    "cadangan_dokumen_hilang": "dokumen tidak lengkap",
    "cadangan_jumlah_berbeda": "jumlah baris berbeda",
    "cadangan_rusak": "tidak lulus pemeriksaan",
}

#: Why a place or a copy failed, by the code that problems carry as `sebab`; a number follows GALAT.
_GALAT = "galat_"
_CAUSES: dict[str, str] = {
    "halaman_rusak": "ada halaman basis data yang rusak",
    "isi_tidak_terbaca": "isinya tidak terbaca sebagai basis data",
    "baca_tulis_gagal": "cakramnya gagal membaca atau menulis",
    "sibuk": "perangkatnya sedang sibuk",
    "terlalu_lama": "tempat itu terlalu lama tidak menjawab",
    "nama_terlalu_panjang": "nama berkasnya terlalu panjang untuk tempat itu",
    "sudah_ada": "berkas dengan nama itu sudah ada",
    "bukan_berkas": "ada folder di tempat yang seharusnya berkas",
    "terlalu_banyak_terbuka": "terlalu banyak berkas sedang terbuka",
}

#: Tables as a person knows them, what matters most first; others keep their own names.
TABLE_NAMES: dict[str, str] = {
    "permohonan": "Permohonan",
    "document": "Dokumen",
    "naskah": "Naskah",
    "disposition": "Disposisi",
    "disposition_to": "Penerima disposisi",
    "history": "Kejadian riwayat",
    "seal": "Meterai riwayat",
    "step_run": "Langkah yang dijalani",
    "part_run": "Bagian pelaksana",
    "case_span": "Masa berjalan",
    "pause": "Penundaan",
    "choice": "Pelaksana yang dipilih",
    "confirmation": "Pernyataan masih berlaku",
    "tick": "Butir yang dicentang",
    "draft": "Konsep isian",
    "card": "Kartu papan",
    "paper_number": "Nomor naskah",
    "number_series": "Seri nomor permohonan",
    "case_admission": "Akses permohonan rahasia",
    "agency": "OPD",
    "agency_change": "Perpindahan OPD",
    "person": "Akun",
    "position": "Jabatan",
    "holding": "Pemegang jabatan",
    "executor_position": "Jabatan pelaksana SOP",
    "sop": "SOP",
    "sop_version": "Versi SOP",
    "sop_monitoring": "Penilaian SOP",
    "month_closing": "Bulan yang ditutup",
    "holiday": "Hari libur",
    "season": "Musim jam kerja",
    "setting": "Pengaturan",
}


def counts_text(differing: Sequence[str], noted: Sequence[str]) -> str:
    """Whether what stands in place after a restore has the rows of the backup; `noted` are tables it added to."""
    if differing:
        return f"Jumlah baris berbeda dari cadangan: {', '.join(table_name(name).lower() for name in differing)}."
    added = " dan ".join(table_name(name).lower() for name in noted)
    return f"Jumlah baris di semua tabel sama dengan cadangan; {added} bertambah satu karena pemulihan ini dicatat."


def table_name(table: str) -> str:
    """A table as a person knows it."""
    return TABLE_NAMES.get(table, table)


def reason_text(code: str) -> str:
    """What is wrong with a backup, in a few words; "utuh" when nothing is."""
    return REASONS.get(code, code) if code else "utuh"


def cause_text(code: str) -> str:
    """Why a place or a copy failed; what is noted of earlier versions in other languages is not shown."""
    number = code.removeprefix(_GALAT)
    if number != code and number.isdigit():
        return f"galat sistem nomor {number}"
    return _CAUSES.get(code) or REASONS.get(code) or "sebab tidak diketahui"


def made_text(made: datetime, today: date) -> str:
    """When a backup was made of which not all was read (office-local), as one says it on that day."""
    days = (today - made.date()).days
    if days <= 0:
        return f"dibuat hari ini {clock_text(made)}"
    return f"dibuat kemarin {clock_text(made)}" if days == 1 else f"dibuat {date_text(made.date())}"


def tested_text(tested: datetime | None, today: date) -> str:
    """When a backup was last tested (office-local), as one says it on that day."""
    if tested is None:
        return "belum pernah dicadangkan"
    days = (today - tested.date()).days
    when = clock_text(tested)
    if days <= 0:
        return f"teruji hari ini {when}"
    if days == 1:
        return f"teruji kemarin {when}"
    return f"teruji {days} hari yang lalu ({date_text(tested.date())})"
