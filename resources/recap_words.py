"""What every figure of the recap means, in the words of the sheet Definisi and of the screen's tips."""

from __future__ import annotations

#: Figures as the queries name them, and as screen, workbook and definitions do.
FIGURES: dict[str, str] = {
    "sisa_awal": "Sisa awal",
    "masuk": "Masuk",
    "baru": "Baru",
    "dibuka_kembali": "Dibuka kembali",
    "selesai": "Selesai",
    "ditolak": "Ditolak",
    "dibatalkan": "Dibatalkan",
    "sisa_akhir": "Sisa akhir",
    "on_time": "Tepat waktu",
    "late": "Terlambat",
    "past_target": "Lewat target",
    "unjudged": "Tanpa batas",
    "ended_late": "Berakhir terlambat",
}
#: Why a figure of a closed month changed, "" for what was entered or changed afterwards.
CAUSES: dict[str, str] = {
    "": "Dicatat atau diubah sesudah ditutup",
    "kalender": "Batas waktu bergeser: kalender kerja diubah",
}

#: Figure and meaning, in the order in which the recap names them.
DEFINITIONS: tuple[tuple[str, str], ...] = (
    (
        "Periode",
        ("Dari pukul 00.00 hari pertama sampai pukul 24.00 hari terakhir, menurut zona waktu kantor."),
    ),
    ("Sisa awal", "Permohonan yang masih berjalan pada awal periode."),
    ("Baru", "Permohonan yang diterima dalam periode."),
    ("Dibuka kembali", "Permohonan yang sudah berakhir sebelum periode dan dibuka kembali dalam periode."),
    ("Masuk", "Baru ditambah dibuka kembali."),
    ("Selesai", "Permohonan yang pada akhir periode dalam keadaan selesai."),
    ("Ditolak", "Permohonan yang pada akhir periode dalam keadaan ditolak."),
    ("Dibatalkan", "Permohonan yang pada akhir periode dalam keadaan dibatalkan."),
    ("Sisa akhir", "Permohonan yang masih berjalan pada akhir periode, termasuk yang sedang ditunda."),
    (
        "Kesamaan",
        (
            "Sisa awal + masuk = selesai + ditolak + dibatalkan + sisa akhir. Setiap permohonan "
            "dihitung satu kali pada tiap sisi, menurut keadaannya pada akhir periode dan OPD-nya "
            "saat itu."
        ),
    ),
    (
        "Terlambat",
        (
            "Permohonan yang sedikitnya satu langkahnya selesai, atau masih berjalan, sesudah batas "
            "paling lama waktu bakunya. Alasannya ada di lembar Keterlambatan."
        ),
    ),
    ("Berakhir terlambat", "Permohonan berakhir yang sedikitnya satu langkahnya terlambat."),
    ("Tepat waktu", "Permohonan berakhir yang langkahnya dinilai dan tidak satu pun terlambat."),
    (
        "Lewat target",
        ("Permohonan yang melewati tanggal yang disepakati. Dihitung tersendiri dan bukan keterlambatan."),
    ),
    (
        "Tanpa batas",
        ("Permohonan berakhir yang langkahnya tidak mempunyai waktu baku: lamanya diukur, tidak dinilai."),
    ),
    (
        "% tepat waktu",
        (
            "Tepat waktu dibagi jumlah permohonan berakhir yang dinilai, yaitu tepat waktu dan berakhir "
            "terlambat. Yang masih berjalan dan yang tanpa batas tidak ikut dihitung."
        ),
    ),
    (
        "Jam kerja",
        (
            "Waktu di dalam jam kerja kantor menurut kalender kerja: tanpa istirahat, hari libur, "
            "cuti bersama, dan masa ditunda."
        ),
    ),
    ("Hari kalender", "Selisih tanggal diterima dan tanggal berakhir, semua hari dihitung."),
    (
        "Di kantor, di OPD, ditunda, di luar jam kerja",
        (
            "Pembagian seluruh waktu permohonan; jumlahnya sama dengan waktu dari diterima sampai "
            "berakhir. Waktu kerja ketika hanya OPD yang ditunggu dihitung di OPD; langkah yang "
            "berjalan bersamaan dihitung sekali."
        ),
    ),
    ("Median", "Nilai tengah: separuh langkah lebih cepat, separuh lebih lambat."),
    (
        "Putaran ulang",
        (
            "Banyaknya langkah yang dikerjakan lagi karena dikembalikan atau karena keputusan kembali "
            "ke langkah itu."
        ),
    ),
    (
        "Sedang dikerjakan",
        (
            "Bagian langkah yang belum selesai pada akhir periode, atau sampai saat rekap dibuat bila "
            "periode masih berjalan. Yang menunggu gilirannya tidak dihitung; permohonan yang ditunda "
            "untuk menunggu OPD dihitung pada OPD."
        ),
    ),
    (
        "Tutup bulan",
        (
            "Angka bulan yang sudah ditutup tidak berubah. Perubahan sesudahnya tampil di lembar Koreksi, "
            "dengan sebabnya. Perubahan kalender kerja menggeser batas waktu yang saat itu masih berjalan, "
            "tidak yang sudah dinilai."
        ),
    ),
)
