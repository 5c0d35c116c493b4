"""The words for obstacles of acts on papers, their numbers, dispositions and the settings of papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Data = Mapping[str, "str | int | tuple[str, ...]"]

_STATES = {
    "terbit": "terbit",
    "dipesan": "sedang dipesan",
    "batal": "dibatalkan, dan nomor yang batal tidak dipakai lagi",
    "luar": "dipakai di luar aplikasi",
}


def _taken(data: Data) -> str:
    state = _STATES.get(str(data.get("keadaan", "")), "ada")
    return f"Nomor {data.get('nomor', '')} sudah ada pada buku {data.get('buku', '')} ({state}). Pakai nomor lain."


PAPER_TEXTS: dict[str, Callable[[Data], str] | str] = {
    # papers
    "naskah_lepas_oleh_tu": "Naskah tanpa permohonan dibuat oleh Tata Usaha atau administrator.",
    "naskah_tidak_ada": "Naskah itu tidak ada lagi; mungkin konsepnya sudah dibuang orang lain.",
    "naskah_bukan_konsep": "Naskah {nomor} sudah terbit dan tidak dapat dibuang; batalkan dengan alasan.",
    "naskah_masih_konsep": "Naskah ini masih konsep dan belum bernomor.",
    "naskah_sudah_terbit": "Naskah ini sudah terbit ({nomor}) sejak layar ini dibuka; buka lagi dari daftar naskah.",
    "naskah_sudah_batal": "Naskah {nomor} sudah dibatalkan.",
    "pembatalan_naskah_oleh_tu": "Naskah dibatalkan oleh yang menerbitkannya, Tata Usaha, pimpinan, atau administrator.",
    "berkas_naskah_sudah_ada": "PDF naskah {nomor} sudah tersimpan dan tidak diganti; cetak ulang memakai berkas itu.",
    "formulir_tidak_ada": "Formulir “{formulir}” tidak ada.",
    "kertas_tidak_dikenal": "Pilih kertas A4, F4 (210×330), atau F4 (215×330).",
    "cara_tanda_tangan_tidak_dikenal": "Pilih tanda tangan basah atau elektronik.",
    "isian_wajib_kosong": "Isi dahulu {isian}. Tanpa itu naskah hanya dapat dicetak sebagai konsep.",
    "tanggal_naskah_tidak_sah": "Tanggal naskah “{tanggal}” tidak dapat dipakai: paling awal tahun 2000, paling jauh tiga bulan ke depan.",
    # numbers
    "nomor_oleh_tu": "Buku nomor dikelola oleh Tata Usaha atau administrator.",
    "nomor_naskah_dipakai": _taken,
    "nomor_naskah_tidak_ada": "Nomor itu tidak ada pada buku ini.",
    "nomor_tanpa_urut": "Nomor {nomor} dari luar aplikasi tidak mempunyai nomor urut untuk disisipi.",
    "nomor_naskah_kosong": "Isi nomornya.",
    "nomor_naskah_terlalu_panjang": "Nomor terlalu panjang (batas {batas} huruf).",
    "nomor_pesanan_terpakai": "Nomor {nomor} sudah dipakai naskah lain atau dibatalkan; pilih nomor lain.",
    "nomor_tahun_lain": "Nomor {nomor} milik buku tahun {tahun}; sesuaikan tanggal naskah atau pilih nomor lain.",
    "nomor_sudah_batal": "Nomor {nomor} sudah dibatalkan.",
    "nomor_dipakai_naskah": "Nomor {nomor} melekat pada naskah; batalkan naskahnya.",
    "nomor_awal_tidak_sah": "Nomor awal harus bilangan 1 sampai 999.999.",
    "seri_sudah_berjalan": "Buku {buku} tahun {tahun} sudah memberi nomor; nomor awalnya tidak dapat diubah lagi.",
    "buku_nomor_tidak_ada": "Buku nomor “{buku}” tidak ada.",
    "keperluan_kosong": "Isi keperluan nomor itu.",
    "keperluan_terlalu_panjang": "Keperluan terlalu panjang (batas {batas} huruf).",
    # dispositions
    "disposisi_tidak_ada": "Disposisi itu tidak ada pada permohonan ini.",
    "disposisi_tanpa_isi": "Centang instruksi atau isi catatan.",
    "disposisi_tanpa_penerima": "Pilih paling sedikit satu penerima.",
    "disposisi_terlalu_banyak": "Penerima terlalu banyak (batas {batas}).",
    "disposisi_kepada_sendiri": "Disposisi tidak dapat diberikan kepada jabatan pemberinya sendiri.",
    "disposisi_bukan_pejabat": "Disposisi {jabatan} diberikan oleh pemegang jabatan itu, atau dicatat oleh Tata Usaha.",
    "disposisi_bukan_penerima": "Ini untuk {penerima}; hanya pemegang jabatan itu atau Tata Usaha yang dapat melakukannya.",
    "disposisi_bukan_pemberi": "Disposisi ditarik oleh pemberinya atau Tata Usaha.",
    "disposisi_sudah_ditarik": "Disposisi ini sudah ditarik.",
    "disposisi_sudah_dijawab": "{penerima} sudah menjawab disposisi ini.",
    "disposisi_sudah_ada": "Permohonan {nomor} sudah mempunyai disposisi; tarik dahulu bila tidak diperlukan.",
    "jawaban_disposisi_kosong": "Isi jawabannya.",
    "batas_disposisi_lampau": "Batas waktu disposisi harus hari ini atau sesudahnya.",
    # settings of papers
    "nip_tidak_sah": "NIP “{nip}” bukan 18 angka (contoh susunan: 19800131 200501 1 009).",
    "pangkat_terlalu_panjang": "Pangkat terlalu panjang (batas {batas} huruf).",
    "baris_kop_terlalu_panjang": "Satu baris kop terlalu panjang (batas {batas} huruf).",
    "kop_terlalu_banyak_baris": "Kop terlalu banyak baris (batas {batas} di atas dan di bawah nama).",
    "logo_terlalu_besar": "Berkas logo terlalu besar (batas {batas} MB); perkecil gambarnya dahulu.",
    "margin_tidak_sah": "Margin harus {paling_sedikit} sampai {paling_banyak} mm.",
    "kode_unit_terlalu_panjang": "Kode unit terlalu panjang (batas {batas} huruf).",
    "kode_klasifikasi_terlalu_panjang": "Kode klasifikasi terlalu panjang (batas {batas} huruf).",
    "kalimat_tidak_ada": "Kalimat itu tidak ada pada formulir ini.",
    "kata_ganti_tidak_dikenal": "Kata ganti {kata} tidak dikenal pada formulir ini.",
    "daftar_instruksi_kosong": "Daftar instruksi memuat paling sedikit satu baris.",
    "pola_naskah_tanda_asing": "Pola memuat tanda yang tidak dikenal. Yang dikenal: {{klas}}, {{urut}}, {{urut:03}}, {{sisip}}, {{unit}}, {{bulan}}, {{bulan_romawi}}, {{tahun}}.",
}
