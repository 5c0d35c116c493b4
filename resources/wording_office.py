"""The words for obstacles of acts on the office itself: people, positions, agencies, calendar, SOPs, numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from resources.indonesian import date_text, parse_date, seconds_text

Data = Mapping[str, "str | int | tuple[str, ...]"]


def _holiday_known(data: Data) -> str:
    written = str(data.get("tanggal", ""))
    day = parse_date(written)
    when = written if day is None else date_text(day)
    return f"“{data.get('nama', '')}” pada {when} sudah ada dalam daftar libur."


def _still_on_duty(data: Data) -> str:
    held, work = data.get("jabatan", ()), int(str(data.get("tugas", 0)))
    names = ", ".join(held) if isinstance(held, tuple) else str(held)
    what = [f"memegang jabatan {names}"] if names else []
    what += [f"punya {work} tugas terbuka"] if work else []
    return (
        f"{data.get('nama', '')} masih {' dan '.join(what)}. Pakai “Tutup akun…”, yang mengakhiri jabatan dan "
        "menyerahkan tugasnya sekaligus, atau “Alihkan tugas…” lebih dahulu."
    )


def _not_entitled(data: Data) -> str:
    roles = data.get("peran", ())
    names = (
        [roles]
        if isinstance(roles, str)
        else [str(role) for role in roles]
        if isinstance(roles, tuple)
        else []
    )
    who = ", ".join(names[:-1]) + (" atau " if names[1:] else "") + "".join(names[-1:])
    return f"Ini hanya dapat dilakukan oleh {who}. Minta administrator bila peran Anda perlu diubah."


def _wait(data: Data) -> str:
    return f"Terlalu banyak kata sandi yang salah. Tunggu {seconds_text(int(str(data.get('detik', 0))))}, lalu coba lagi."


OFFICE_TEXTS: dict[str, Callable[[Data], str] | str] = {
    # who may
    "tidak_berwenang": _not_entitled,
    "bukan_hak_baca": "Anda tidak berhak melihat ini. Bila peran Anda baru diubah, keluar lalu masuk lagi.",
    "akun_nonaktif": "Akun Anda sudah tidak aktif, jadi tidak ada yang diubah. Hubungi administrator.",
    "bukan_pengelola_sop": "Hanya Pengelola SOP atau administrator yang dapat mengubah ini.",
    "bukan_admin": "Hanya administrator yang dapat mengubah ini.",
    "bukan_tata_usaha": "Hanya Tata Usaha atau administrator yang dapat mengubah daftar OPD.",
    # recaps
    "bukan_penutup_bulan": "Hanya pimpinan atau administrator yang dapat menutup atau membuka bulan.",
    "hanya_bulan": "Yang ditutup adalah satu bulan; {periode} bukan satu bulan.",
    "bulan_belum_berakhir": "{bulan} belum berakhir. Bulan ditutup setelah hari terakhirnya lewat.",
    "bulan_sudah_ditutup": "{bulan} sudah ditutup. Buka dahulu bila angkanya harus ditutup ulang.",
    "angka_bulan_berubah": "{bulan} tidak ditutup: angkanya berubah sesudah buku kerja ditulis, jadi buku kerja yang baru disimpan tidak lagi cocok. Tutup bulan sekali lagi agar buku kerjanya ditulis ulang.",
    "bulan_tidak_ditutup": "{bulan} tidak sedang ditutup.",
    # the office
    "kantor_sudah_disiapkan": "Kantor di folder ini sudah disiapkan. Tutup lalu buka lagi program untuk masuk.",
    "nama_kantor_kosong": "Isi nama dinas.",
    "zona_waktu_tidak_dikenal": "Pilih zona waktu WIB, WITA, atau WIT.",
    "nama_kosong": "Isi namanya.",
    "nama_terlalu_panjang": "Nama terlalu panjang (batas {batas} huruf).",
    # accounts
    "nama_pengguna_tidak_sah": "Nama pengguna hanya memuat huruf kecil a–z, angka, titik, garis bawah, atau tanda hubung; diawali dan diakhiri huruf atau angka.",
    "nama_pengguna_dipakai": "Nama pengguna “{nama}” sudah dipakai; pilih yang lain.",
    "sandi_terlalu_pendek": "Kata sandi paling sedikit {batas} karakter.",
    "sandi_terlalu_panjang": "Kata sandi paling banyak {batas} karakter.",
    "sandi_sekarang_salah": "Kata sandi yang sekarang tidak cocok.",
    "sandi_harus_diganti": "Kata sandi ini dibuat orang lain. Masuk sekali lewat jendela program untuk menggantinya.",
    "sandi_salah": "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.",
    "sandi_sama": "Kata sandi baru harus berbeda dari yang sekarang.",
    "masuk_ditunda": _wait,
    "orang_masih_bertugas": _still_on_duty,
    "orang_tidak_dapat_bertugas": "Pilih orang dengan akun aktif yang tidak hanya untuk membaca.",
    "tidak_ada_tugas_terbuka": "Tidak ada tugas terbuka atas nama {nama}.",
    "tugas_tidak_dapat_dialihkan": "{nama} tidak memegang jabatan untuk satu pun dari {jumlah} tugas itu. Tetapkan jabatannya dahulu, atau pilih orang lain.",
    "serah_kepada_sendiri": "Pilih orang lain: tugas tidak dapat diserahkan kepada orang yang sama.",
    "akun_sudah_ditutup": "Akun {nama} sudah ditutup.",
    # delegations
    "delegasi_bukan_pemegang": "Hanya pemegang jabatan {jabatan} atau administrator yang dapat mendelegasikannya.",
    "delegasi_mundur": "Delegasi mulai paling awal hari ini.",
    "delegasi_terlalu_lama": "Delegasi paling lama {batas} hari. Untuk waktu yang lebih lama, administrator menetapkan Plh. atau Plt.",
    "delegasi_tidak_ada": "Delegasi itu tidak ditemukan.",
    "delegasi_sudah_berakhir": "Delegasi itu sudah berakhir.",
    "menit_kunci_tidak_sah": "Layar dikunci sesudah {dari} sampai {sampai} menit.",
    "jam_tidak_mundur": "Jam komputer tidak mundur; tidak ada yang perlu dinyatakan.",
    "akun_tidak_ada": "Tidak ada akun bernama “{nama}”.",
    "bukan_akun_admin": "Akun “{nama}” bukan administrator. Administrator kantor ini: {admin}.",
    "pemulihan_tidak_ada": "Catatan pemulihan itu tidak ditemukan.",
    "admin_terakhir": "Ini administrator terakhir yang aktif. Jadikan orang lain administrator dahulu.",
    # positions
    "jabatan_tidak_ada": "Jabatan itu tidak ada atau tidak dipakai lagi.",
    "jabatan_sudah_ada": "Jabatan “{nama}” sudah ada.",
    "jabatan_sudah_dipegang": "{nama} sudah memegang jabatan {jabatan} pada masa itu.",
    "jabatan_tidak_dipegang": "Catatan pemegang jabatan itu tidak ditemukan.",
    "jenis_jabatan_tidak_dikenal": "Pilih Definitif, Plt., atau Plh.",
    "masa_jabatan_terbalik": "Tanggal akhir tidak boleh sebelum tanggal mulai.",
    "pelaksana_tidak_ada": "Kolom pelaksana “{pelaksana}” tidak ada pada SOP ini.",
    "pelaksana_luar": "“{pelaksana}” adalah pihak luar kantor; langkahnya dicatat oleh TU atau pelaksana lain, bukan diisi jabatan.",
    # agencies
    "opd_sama": "Pilih OPD lain: sebuah OPD tidak dapat digabung dengan dirinya sendiri.",
    "opd_sudah_ada": "OPD “{nama}” sudah ada dalam daftar.",
    "opd_sudah_ada_semua": "Semua nama itu sudah ada dalam daftar, atau daftarnya kosong.",
    "singkatan_terlalu_panjang": "Singkatan terlalu panjang (batas {batas} huruf).",
    "daftar_terlalu_panjang": "Daftar terlalu panjang (batas {batas} baris); tempel sebagian demi sebagian.",
    # calendar
    "dihentikan": "Dihentikan; tidak ada yang berubah.",
    "jenis_libur_tidak_dikenal": "Pilih jenis libur: libur nasional, cuti bersama, atau libur daerah.",
    "libur_sudah_ada": _holiday_known,
    "libur_tidak_ada": "Hari libur itu sudah tidak ada dalam daftar.",
    "musim_terbalik": "Musim harus berakhir sesudah mulai, dan paling lama setahun.",
    "musim_bertumpuk": "Musim ini bertumpuk dengan “{nama}”.",
    "musim_tidak_ada": "Musim itu sudah tidak ada.",
    "jam_kerja_tidak_sah": "Jam kerja tidak terbaca ({sebab}). Tulis seperti 07.30-12.00 13.00-16.00, atau kosongkan untuk hari tanpa kerja.",
    "kalender_tanpa_jam_kerja": "Kalender ini tidak menyisakan jam kerja sama sekali.",
    # numbers and SOPs
    "pola_kosong": "Isi pola nomor.",
    "pola_tanda_asing": "Pola memuat tanda yang tidak dikenal. Yang dikenal: {{urut}}, {{urut:03}}, {{kode}}, {{bulan}}, {{bulan_romawi}}, {{tahun}}.",
    "pola_tanpa_urut": "Pola harus memuat {{urut}} (nomor urut).",
    "pola_tanpa_tahun": "Pola harus memuat {{tahun}}, karena nomor urut mulai lagi tiap tahun.",
    "pola_terlalu_panjang": "Pola ini dapat menghasilkan nomor yang terlalu panjang.",
    "sop_tidak_ada": "SOP {sop} tidak ada.",
    "sop_kosong": "Pilih paling sedikit satu SOP.",
    "sop_sama": "Versi SOP {sop} yang berlaku sudah sama dengan naskah ini.",
    "sop_cacat": "Naskah SOP, {tempat}: {pesan}",
    # monitoring of SOPs
    "penilaian_tidak_dikenal": "Pilih penilaian: berjalan dengan baik, atau tidak berjalan dengan baik.",
    "jawaban_evaluasi_tidak_sah": "Jawab setiap pertanyaan evaluasi dengan ya atau tidak, atau kosongkan ({jumlah} pertanyaan).",
    "tindakan_belum_ada": "Isi dahulu tindakan yang harus diambil, baru tanggal pelaksanaannya.",
    "tanggal_pelaksanaan_di_depan": "Tanggal pelaksanaan tindakan tidak boleh sesudah hari ini.",
}
