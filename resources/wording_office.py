"""The words for what stands in the way of changing the office itself."""

from __future__ import annotations

OFFICE_OBSTACLES: dict[str, str] = {
    # who may
    "bukan_admin": "Hanya administrator yang dapat melakukan ini.",
    "bukan_tata_usaha": "Daftar OPD dikelola oleh tata usaha atau administrator.",
    "admin_terakhir": "Ini administrator terakhir; tetapkan dahulu administrator lain.",
    # accounts
    "nama_kosong": "Isi namanya.",
    "nama_terlalu_panjang": "Nama terlalu panjang (batas {batas} huruf).",
    "nama_pengguna_tidak_sah": (
        "Nama pengguna terdiri atas huruf kecil a–z, angka, titik, garis bawah, atau tanda hubung, tanpa spasi."
    ),
    "nama_pengguna_dipakai": "Nama pengguna {nama} sudah dipakai.",
    "sandi_terlalu_pendek": "Kata sandi paling sedikit {batas} huruf.",
    "sandi_terlalu_panjang": "Kata sandi paling banyak {batas} huruf.",
    "sandi_sekarang_salah": "Kata sandi sekarang tidak cocok.",
    # positions
    "jabatan_tidak_ada": "Jabatan itu tidak ada atau tidak dipakai lagi.",
    "jabatan_sudah_ada": "Jabatan “{nama}” sudah ada.",
    "jabatan_sudah_dipegang": "{nama} sudah memegang jabatan {jabatan} pada masa itu.",
    "jabatan_tidak_dipegang": "Pemegang jabatan itu tidak ditemukan; muat ulang daftarnya.",
    "jenis_jabatan_tidak_dikenal": "Pilih definitif, Plt., atau Plh.",
    "masa_jabatan_terbalik": "Tanggal selesai tidak boleh sebelum tanggal mulai.",
    "pelaksana_tidak_ada": "Kolom pelaksana {pelaksana} tidak ada pada SOP ini.",
    "pelaksana_luar": "{pelaksana} berada di luar kantor, sehingga tidak diisi jabatan.",
    # agencies
    "opd_sudah_ada": "OPD “{nama}” sudah ada dalam daftar.",
    "opd_sudah_ada_semua": "Semua OPD pada daftar itu sudah ada.",
    "opd_sama": "Pilih dua OPD yang berbeda.",
    "singkatan_terlalu_panjang": "Singkatan terlalu panjang (batas {batas} huruf).",
    "daftar_terlalu_panjang": "Daftar terlalu panjang (batas {batas} baris).",
    # calendar
    "jenis_libur_tidak_dikenal": "Pilih libur nasional, cuti bersama, atau libur daerah.",
    "libur_sudah_ada": "“{nama}” pada {tanggal} sudah ada.",
    "libur_tidak_ada": "Hari libur itu tidak ada lagi; muat ulang daftarnya.",
    "musim_tidak_ada": "Musim itu tidak ada lagi; muat ulang daftarnya.",
    "musim_terbalik": "Musim harus selesai sesudah mulai, paling lama satu tahun.",
    "musim_bertumpuk": "Tanggalnya bertumpuk dengan “{nama}”.",
    "jam_kerja_tidak_sah": "Jam kerja tidak dapat dibaca: {sebab}. Contoh: 07.30-12.00 13.00-16.00.",
    "kalender_tanpa_jam_kerja": "Dengan perubahan ini tidak ada jam kerja sama sekali.",
    # SOPs and numbers
    "sop_tidak_ada": "SOP {sop} tidak ada.",
    "sop_sama": "Naskah ini sama dengan versi {sop} yang sedang berlaku.",
    "sop_cacat": "{tempat}: {pesan}.",
    "pola_kosong": "Isi pola nomornya.",
    "pola_tanda_asing": (
        "Pola hanya mengenal {{urut}}, {{urut:03}}, {{kode}}, {{bulan}}, {{bulan_romawi}}, dan {{tahun}}."
    ),
    "pola_tanpa_urut": "Pola harus memuat {{urut}}, misalnya {{urut:03}}.",
    "pola_tanpa_tahun": "Pola harus memuat {{tahun}}, karena nomor mulai lagi dari satu setiap tahun.",
    "pola_terlalu_panjang": "Nomor menurut pola ini terlalu panjang.",
    # the office
    "kantor_sudah_disiapkan": "Kantor ini sudah disiapkan.",
    "nama_kantor_kosong": "Isi nama kantor.",
    "zona_waktu_tidak_dikenal": "Pilih WIB, WITA, atau WIT.",
}
