"""The words for what keeps the data from being opened or written, and for what a check finds."""

from __future__ import annotations

from collections.abc import Mapping

from resources.indonesian import duration_text
from resources.wording_backup import BACKUP_PROBLEMS, cause_text
from resources.wording_check import check_text

Data = Mapping[str, "str | int"]

_SAFE = "Data yang sudah tersimpan tidak berubah."
_ALTERNATIVES = (
    "Simpan data di folder pada cakram komputer ini sendiri (misalnya di dalam folder Dokumen yang tidak "
    "disinkronkan), dan gunakan cadangan untuk menyalinnya ke tempat lain. Bila beberapa komputer harus "
    "bekerja pada data yang sama, gunakan PostgreSQL."
)

#: By code: title, what happened, what was kept, what to do.
STORE_PROBLEMS: dict[str, tuple[str, str, str, str]] = {
    **BACKUP_PROBLEMS,
    "data_tidak_ada": (
        "Data kantor tidak ditemukan",
        "Tidak ada data Papan SOP di folder {folder}.",
        _SAFE,
        "Periksa nama foldernya, atau siapkan kantor baru di sana.",
    ),
    "sudah_terbuka": (
        "Papan SOP sudah terbuka",
        "Data di folder {folder} sedang dipakai oleh {pemilik}.",
        _SAFE,
        "Pakai jendela yang sudah terbuka (mungkin tertutup jendela lain, atau milik akun lain pada komputer ini), atau tutup dulu jendela itu.",
    ),
    "tidak_terlihat": (
        "Sudah tidak terlihat",
        "Permohonan atau naskah ini tidak ada lagi di sini, atau sudah dirahasiakan dan tidak menyangkut Anda.",
        "Tidak ada yang berubah.",
        "Muat ulang layarnya (F5). Bila Anda memerlukannya, minta akses kepada pimpinan atau TU.",
    ),
    "folder_jaringan": (
        "Folder jaringan tidak aman untuk data",
        "Folder {folder} berada di drive jaringan ({jenis}). Kunci berkas di jaringan tidak dapat diandalkan, sehingga data dapat rusak.",
        _SAFE,
        _ALTERNATIVES,
    ),
    "folder_sinkron": (
        "Folder sinkronisasi tidak aman untuk data",
        "Folder {folder} disinkronkan oleh {layanan}. Penyalinan di tengah pekerjaan dapat merusak data.",
        _SAFE,
        _ALTERNATIVES,
    ),
    "folder_baca_saja": (
        "Folder data tidak dapat ditulis",
        "Papan SOP tidak boleh menulis di folder {folder}.",
        _SAFE,
        "Minta hak tulis atas folder itu, atau pilih folder data lain.",
    ),
    "disk_penuh": (
        "Cakram penuh",
        "Tidak ada ruang lagi di cakram tempat folder {folder}.",
        "Yang sudah tersimpan tetap utuh; tindakan terakhir belum tersimpan.",
        "Kosongkan ruang cakram, lalu ulangi tindakan terakhir.",
    ),
    "disk_gagal": (
        "Cakram tidak dapat dibaca atau ditulis",
        "Cakram tempat folder {folder} melaporkan galat ({sebab}).",
        "Yang sudah tersimpan tidak diubah; tindakan terakhir belum tersimpan.",
        "Periksa ruang dan keadaan cakram, lalu jalankan “periksa”.",
    ),
    "folder_gagal": (
        "Folder data tidak dapat dipakai",
        "Folder {folder} tidak dapat dibuka ({sebab}).",
        _SAFE,
        "Periksa apakah folder itu ada, cakramnya terpasang, dan Anda berhak atasnya.",
    ),
    "terkunci": (
        "Data sedang dipakai",
        "Program lain sedang menulis ke data di folder {folder} dan belum selesai.",
        "Tindakan terakhir belum tersimpan.",
        "Tunggu sebentar lalu ulangi. Bila tetap terjadi, tutup program lain yang membuka data itu.",
    ),
    "sedang_dihitung": (
        "Tenggat sedang dihitung ulang",
        "Perubahan kalender sedang dikerjakan.",
        "Tindakan terakhir belum tersimpan.",
        "Tunggu sampai selesai, lalu ulangi.",
    ),
    "jam_mundur": (
        "Jam komputer mundur",
        "Jam komputer ini {selisih} lebih awal daripada tindakan terakhir yang tercatat.",
        "Tindakan terakhir belum tersimpan: waktu dalam riwayat tidak boleh berjalan mundur.",
        "Betulkan tanggal dan jam komputer, lalu ulangi. Bila sudah benar, nyatakan di Pengaturan > Keamanan.",
    ),
    "bukan_basis_data": (
        "Bukan data Papan SOP",
        "Berkas {berkas} bukan basis data Papan SOP.",
        "Berkas itu tidak diubah.",
        "Pilih folder data yang benar, atau pulihkan dari cadangan.",
    ),
    "basis_data_rusak": (
        "Basis data rusak",
        "Basis data di {berkas} tidak dapat dibaca dengan benar ({sebab}).",
        "Tidak ada yang ditulis ke berkas itu; dokumen di folder “dokumen” tidak disentuh.",
        "Jangan hapus berkasnya. Salin seluruh folder data, lalu pulihkan dari cadangan terakhir.",
    ),
    "skema_asing": (
        "Basis data disiapkan pihak lain",
        "Basis data di {berkas} memuat bagian yang bukan buatan Papan SOP atau sudah diubah: {apa}. Bagian seperti itu dapat mengubah data tanpa terlihat.",
        "Basis data itu tidak dibuka dan tidak diubah.",
        "Jangan pakai berkas ini. Pulihkan dari cadangan kantor sendiri, dan tanyakan dari mana berkas ini berasal.",
    ),
    "log_asing": (
        "Sisa tulisan bukan milik basis data ini",
        "Berkas {berkas} berisi tulisan terakhir milik basis data lain atau yang lebih baru (misalnya cadangan disalin kembali tetapi berkas ini tertinggal). Bila dibaca bersama, isinya tercampur tanpa terlihat.",
        "Tidak ada yang dibaca atau ditulis lewat berkas itu.",
        "Jangan hapus berkasnya. Pakai layar perbaikan untuk menyisihkannya, atau pulihkan dari cadangan.",
    ),
    "basis_data_hilang": (
        "Berkas basis data hilang",
        "Berkas {berkas} tidak ada lagi, padahal di folder itu pernah ada data kantor.",
        "Tidak ada kantor baru yang dibuat di atasnya.",
        "Kembalikan berkasnya bila dipindahkan, atau pulihkan dari cadangan.",
    ),
    "selamat_tidak_ada": (
        "Tidak ada yang dapat diselamatkan",
        "Dari {berkas} tidak ada satu pun akun atau permohonan yang masih terbaca.",
        "Berkas itu tidak diubah; dokumen di folder “dokumen” tidak disentuh.",
        "Pulihkan dari cadangan. Bila tidak ada cadangan, simpan seluruh folder data dan minta bantuan ahli.",
    ),
    "skema_lebih_baru": (
        "Data dari versi yang lebih baru",
        "Data ini ditulis oleh Papan SOP yang lebih baru (susunan data {skema}; program ini mengenal {dikenal}).",
        _SAFE,
        "Perbarui Papan SOP di komputer ini, lalu buka lagi.",
    ),
    "sqlite_lama": (
        "Pustaka SQLite terlalu lama",
        "SQLite {versi} dapat kehilangan data; diperlukan {perlu} atau yang lebih baru.",
        _SAFE,
        "Pasang ulang Papan SOP beserta pustakanya (requirements.txt).",
    ),
}

#: By code: one line each, for the command line and the settings.
FINDINGS: dict[str, str] = {
    "halaman_rusak": "Basis data rusak: {sebab}.",
    "jenis_nilai_asing": "Tabel {tabel}, kolom {kolom}: {jumlah} nilai bukan jenis yang ditulis Papan SOP; data diubah dari luar program.",
    "pengaman_hilang": "Pengaman basis data pernah dihapus dari luar program dan kini dipasang lagi ({nama}). Periksa riwayat.",
    "tulisan_tidak_terbaca": "Ada tulisan yang tidak dapat dibaca lagi ({sebab}); bagian pemeriksaan itu terhenti di situ.",
    "rujukan_putus": "Baris {baris} pada tabel {tabel} merujuk ke {induk} yang tidak ada.",
    "riwayat_hilang": "Catatan kepala riwayat hilang, padahal riwayat berisi {ada} kejadian.",
    "riwayat_berkurang": (
        "Riwayat berkurang: terakhir dicatat {dicatat} kejadian, sekarang {ada}. Mungkin basis data lama "
        "dikembalikan atau berkas -wal terhapus; bandingkan dengan cadangan."
    ),
    "riwayat_berbeda": (
        "Kejadian nomor {dicatat} bukan lagi yang dicatat ketika ditulis: riwayat diganti dari luar program."
    ),
    "riwayat_pernah_berbeda": "Pada {kapan} riwayat tidak cocok dengan catatan kepalanya; kejadian itu tercatat di riwayat.",
    "sandi_ditukar": "Kata sandi akun “{akun}” ditukar dari luar program: bukan lagi yang diberikan pada kejadian nomor {kejadian}. Setel ulang kata sandinya dan periksa apa yang dikerjakan akun itu.",
    "dokumen_hilang": "Dokumen “{berkas}” pada permohonan {nomor} hilang dari folder dokumen.",
    "dokumen_berubah": "Dokumen “{berkas}” pada permohonan {nomor} tidak sama lagi dengan ketika dilampirkan.",
    "berkas_tanpa_catatan": "{jumlah} berkas di folder dokumen tidak tercatat pada permohonan mana pun (misalnya {contoh}).",
    "naskah_hilang": "PDF naskah {nomor} (“{berkas}”) hilang dari folder dokumen.",
    "naskah_pdf_berubah": "PDF naskah {nomor} (“{berkas}”) tidak sama lagi dengan ketika disimpan.",
    "naskah_pdf_lain": "PDF yang tercatat untuk naskah {nomor} bukan lagi yang disimpan ketika naskah itu terbit.",
    "naskah_berubah": "Isi naskah {nomor} tidak sama lagi dengan yang tercatat di riwayat ketika diterbitkan.",
    "naskah_lenyap": "Naskah dengan catatan nomor {naskah} tercatat terbit di riwayat, tetapi tidak ada lagi.",
    "naskah_batal_berubah": "Naskah {nomor} tercatat dibatalkan di riwayat, tetapi tersimpan sebagai naskah yang masih berlaku.",
    "naskah_tanpa_pdf": "Naskah {nomor} sudah terbit tetapi PDF-nya belum tersimpan; buka naskahnya, dan PDF-nya dibuat lagi dari isinya.",
    "logo_hilang": "Berkas logo kop hilang dari folder dokumen.",
    "nomor_berlubang": "Buku {buku} tahun {tahun}: nomor urut {nomor} tidak ada catatannya.",
    "nomor_ganda": "Nomor naskah {nomor} tercatat lebih dari sekali.",
    "nomor_berubah": "Nomor naskah {nomor} diubah dari luar program.",
    "nomor_lenyap": "Nomor naskah {nomor} tercatat diberikan di riwayat, tetapi tidak ada lagi di buku nomor.",
    "nomor_tidak_cocok": "Naskah bernomor {nomor} tidak cocok dengan buku nomornya.",
    "tutup_bulan_berubah": "Angka {bulan} yang ditutup tidak sama lagi dengan yang tercatat di riwayat ketika bulan itu ditutup.",
    "turunan_berbeda": "Permohonan {nomor}, {hal}: tersimpan {tersimpan}, menurut riwayat {riwayat}.",
}


def store_problem(code: str, data: Mapping[str, object]) -> tuple[str, str, str, str] | None:
    """Title, what, kept and todo of a problem with the store; None for codes that are not about it."""
    found = STORE_PROBLEMS.get(code)
    if found is None:
        return None
    words = {
        "folder": "",
        "berkas": data.get("folder", ""),
        "sebab": "sebab tidak diketahui",
        "cadangan": "itu",
        "selisih": duration_text(int(str(data.get("menit", 0)))),
    } | dict(data)
    if code in BACKUP_PROBLEMS:
        words["sebab"] = cause_text(str(data.get("sebab", "")))
    title, what, kept, todo = (text.format_map(words) for text in found)
    return title, what, kept, todo


def finding_text(code: str, data: Data) -> str:
    """One finding in a line; an unknown code is shown with its data rather than hidden."""
    text = FINDINGS.get(code)
    if text is None and (told := check_text(code, data)) is not None:
        return told
    return f"{code}: {dict(data)}" if text is None else text.format_map(data)
