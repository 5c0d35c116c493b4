"""Made-up words of the sample office: agencies, contacts and subjects; names are marked CONTOH."""

from __future__ import annotations

MARK = "(CONTOH)"

#: Perangkat daerah of a generic regional government; no real office is meant.
AGENCIES: tuple[tuple[str, str], ...] = (
    ("Dinas Kesehatan", "Dinkes"),
    ("Dinas Pendidikan", "Disdik"),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "PUPR"),
    ("Dinas Sosial", "Dinsos"),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Dukcapil"),
    ("Dinas Perhubungan", "Dishub"),
    ("Dinas Lingkungan Hidup", "DLH"),
    ("Dinas Pariwisata", "Dispar"),
    ("Dinas Pertanian", "Distan"),
    ("Dinas Koperasi dan UKM", "Diskop"),
    ("Dinas Penanaman Modal dan PTSP", "DPMPTSP"),
    ("Dinas Perpustakaan dan Kearsipan", "Dispusip"),
    ("Badan Kepegawaian Daerah", "BKD"),
    ("Badan Pendapatan Daerah", "Bapenda"),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda"),
    ("Badan Penanggulangan Bencana Daerah", "BPBD"),
    ("Inspektorat Daerah", "Inspektorat"),
    ("Sekretariat DPRD", "Setwan"),
    ("Satuan Polisi Pamong Praja", "Satpol PP"),
    ("Rumah Sakit Umum Daerah", "RSUD"),
)

CONTACTS: tuple[str, ...] = (
    "Ibu Anggrek", "Bapak Cempaka", "Ibu Dahlia", "Bapak Flamboyan", "Ibu Kenanga",
    "Bapak Melati", "Ibu Nusa Indah", "Bapak Seruni", "Ibu Teratai", "Bapak Wijayakusuma",
)  # fmt: skip

_SYSTEMS: tuple[str, ...] = (
    "antrean layanan", "pengaduan warga", "absensi pegawai", "surat elektronik", "data bantuan sosial",
    "perizinan reklame", "aset daerah", "pajak daerah", "arsip digital", "jadwal rapat", "pelaporan kinerja",
    "peta rawan bencana", "uji kendaraan", "stok obat", "penerimaan siswa", "agenda pimpinan",
    "perpustakaan daring", "retribusi pasar", "data UMKM", "pemantauan proyek", "e-SAKIP", "buku tamu",
)  # fmt: skip

_SUBJECTS: dict[str, tuple[str, ...]] = {
    "PAW": (
        "Permintaan pembangunan aplikasi {}",
        "Permintaan pengembangan website {}",
        "Pembangunan aplikasi {} berbasis web",
    ),
    "PA": (
        "Usulan pengembangan aplikasi {}",
        "Usulan integrasi aplikasi {} dengan e-office",
        "Usulan pembangunan sistem informasi {}",
    ),
    "PP": (
        "Perubahan formulir pada aplikasi {}",
        "Penambahan laporan bulanan pada aplikasi {}",
        "Perubahan hak akses pengguna aplikasi {}",
    ),
    "MLS": (
        "Permintaan akun aplikasi {}",
        "Permintaan pemulihan data aplikasi {}",
        "Permintaan subdomain untuk aplikasi {}",
    ),
    "MPA": ("Distribusi perubahan aplikasi {}", "Serah terima perubahan aplikasi {}"),
}
_ANY_SUBJECT = ("Permohonan terkait aplikasi {}",)

PLACES: tuple[str, ...] = (
    "Rak 1 / Boks 3 / Map 12", "Rak 1 / Boks 4 / Map 02", "Rak 2 / Boks 1 / Map 07", "Lemari TU / Map merah",
)  # fmt: skip

LINKS: tuple[str, ...] = (
    "https://arsip.contoh.example/dokumen/1204", "https://arsip.contoh.example/dokumen/1377",
)  # fmt: skip

NOTES: tuple[str, ...] = (
    "Sudah dihubungi lewat telepon, menunggu kabar.",
    "Rapat dijadwalkan ulang karena narasumber berhalangan.",
    "Data contoh sudah diterima sebagian.",
    "Mohon diperiksa bersama tim sebelum diteruskan.",
)

PAUSE_REASONS: dict[str, str] = {
    "opd": "Menunggu data dukung dari OPD",
    "pejabat": "Pejabat dinas luar sampai pekan depan",
    "rapat": "Menunggu hasil rapat koordinasi",
    "lainnya": "Menunggu pemulihan jaringan",
}

RETURN_REASONS: tuple[str, ...] = (
    "Dokumen belum ditandatangani.",
    "Isi dokumen tidak sesuai dengan permohonan.",
    "Hasil pengecekan: masih ada kekurangan.",
)

REFUSAL_REASON = "Perubahan berdampak pada layanan lain dan belum dapat dijadwalkan."
CANCEL_REASONS: tuple[str, ...] = (
    "Pemohon menarik permohonannya.",
    "Kebutuhan sudah dipenuhi lewat aplikasi lain.",
)
LATE_WORDS = "Menunggu hasil uji dari pihak ketiga."


def subjects_of(code: str) -> tuple[str, ...]:
    """All subjects made up for an SOP."""
    patterns = _SUBJECTS.get(code, _ANY_SUBJECT)
    return tuple(pattern.format(system) for system in _SYSTEMS for pattern in patterns)
