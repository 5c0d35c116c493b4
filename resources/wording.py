"""The words for every obstacle: the one place where a refusal becomes Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from resources.indonesian import moment_text
from resources.wording_office import OFFICE_TEXTS
from resources.wording_papers import PAPER_TEXTS
from resources.wording_store import store_problem

Data = Mapping[str, "str | int | tuple[str, ...]"]


class Coded(Protocol):
    """Anything with a code and the data its words need."""

    @property
    def code(self) -> str:
        """The wording code."""

    @property
    def data(self) -> Data:
        """What the words need."""


def listed(value: object) -> str:
    """Several names as a list in words; a single one as it is."""
    if isinstance(value, tuple | list):
        quoted = [f"“{item}”" for item in value]
        return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " dan " + quoted[-1]
    return str(value)


def _holder(data: Data) -> str:
    held = str(data.get("pemegang") or "")
    return (
        f" Pemegangnya: {held}."
        if held
        else " Belum ada pemegangnya; administrator menetapkannya di Pengaturan, bagian Jabatan."
    )


def _moved(data: Data) -> str:
    who = f" oleh {data['oleh']}" if data.get("oleh") else ""
    when = f" pada {data['kapan']}" if data.get("kapan") else ""
    return (
        f"Permohonan {data.get('nomor', '')} sudah berubah{who}{when} sejak layar ini dibuka. "
        "Isian Anda belum hilang; muat ulang lalu periksa kembali."
    )


def _ended(data: Data) -> str:
    return f"Permohonan {data.get('nomor', '')} sudah berakhir ({data.get('status', '')}); langkahnya tidak dapat diubah."


def _too_early(data: Data) -> str:
    earliest = moment_text(datetime.fromisoformat(str(data["batas"])))
    return f"“Terjadi pada” tidak boleh sebelum kejadian sebelumnya ({earliest})."


def _stale(data: Data) -> str:
    if data.get("usang"):
        return f"Perbarui atau nyatakan masih berlaku: {listed(data['usang'])} (perlu diperbarui setelah pengembalian)."
    return f"Lampirkan kelengkapan {listed(data['dokumen'])}."


TEXTS: dict[str, Callable[[Data], str] | str] = {
    **OFFICE_TEXTS,
    **PAPER_TEXTS,
    # completing a part
    "bagian_tidak_terbuka": "Bagian ini sudah selesai atau tidak perlu diselesaikan.",
    "ditunda": "Permohonan sedang ditunda. Lanjutkan dahulu sebelum menyelesaikan langkah.",
    "menunggu_giliran": "Menunggu giliran: {pelaksana} harus menyelesaikan bagiannya lebih dahulu.",
    "bukan_pemegang": lambda d: (
        f"Langkah ini dikerjakan oleh {d.get('pelaksana')}; jabatan Anda tidak mengisinya.{_holder(d)}"
    ),
    "bukan_pencatat": (
        "Langkah {pelaksana} dicatat oleh TU atau pemegang jabatan pelaksana lain pada SOP ini; "
        "jabatan Anda tidak termasuk."
    ),
    "kelengkapan_belum": _stale,
    "kelengkapan_minimal": lambda d: (
        f"Lampirkan paling sedikit {d['kurang']} lagi dari kelengkapan {listed(d['dokumen'])}."
    ),
    "butir_belum": lambda d: f"Centang butir pada “{d.get('dokumen')}”: {listed(d['butir'])}.",
    "output_belum": lambda d: (
        f"Lampirkan output {listed(d['dokumen'])}, atau nyatakan masih berlaku bila sudah ada."
    ),
    "output_minimal": lambda d: f"Lampirkan paling sedikit {d['kurang']} dari output {listed(d['dokumen'])}.",
    "tanggal_mundur": "Langkah kantor tidak dapat diberi tanggal mundur.",
    "kontak_kosong": "Isi nama kontak {pelaksana} yang menyampaikan.",
    "kanal_kosong": "Pilih kanal (surat, WhatsApp, telepon, tatap muka, atau e-Office).",
    "waktu_kejadian_kosong": "Isi kapan hal ini terjadi (“terjadi pada”).",
    "waktu_di_depan": "“Terjadi pada” tidak boleh di masa depan.",
    "waktu_sebelum_kejadian_lalu": _too_early,
    "keputusan_belum": lambda d: f"Pilih keputusan: {listed(d['pilihan'])}.",
    "alasan_kosong": "Isi alasan untuk keputusan “{keputusan}”.",
    "pelaksana_belum_dipilih": "Pilih pelaksana untuk langkah {langkah}.",
    "target_belum_disepakati": "Waktu langkah ini tentatif: sepakati dahulu tanggal targetnya.",
    "alasan_telat_kosong": "Langkah ini lewat batas waktu: pilih alasan keterlambatan.",
    "alasan_telat_lainnya": "Tuliskan alasan keterlambatan yang lain.",
    # dropping a card on another column
    "kartu_sudah_berpindah": "Kartu ini sudah berpindah sejak papan ditampilkan.",
    "kolom_sama": "Kartu sudah berada di kolom ini. Tekan Enter untuk menyelesaikan langkahnya.",
    "kolom_bukan_tujuan": (
        "Langkah {langkah} tidak menuju kolom {kolom}, dan kolom itu belum mengerjakan permohonan ini."
    ),
    # position and roles
    "berubah": _moved,
    "permohonan_tidak_ada": "Permohonan tidak ditemukan.",
    "langkah_tidak_ada": "Langkah tidak ditemukan pada SOP ini.",
    "langkah_sudah_berpindah": "Permohonan {nomor} sudah berpindah langkah. Muat ulang lalu lampirkan kembali.",
    "permohonan_sudah_berakhir": _ended,
    "permohonan_masih_berjalan": "Permohonan {nomor} masih berjalan; tidak perlu dibuka kembali.",
    "bukan_pimpinan": "Hanya pimpinan yang dapat melakukan ini.",
    "bukan_pelaksana_permohonan": (
        "Hanya pelaksana langkah yang terbuka atau pimpinan yang dapat melakukan ini pada permohonan {nomor}."
    ),
    "bukan_pelaksana_sop": "Dokumen dikelola oleh pelaksana SOP “{sop}”, TU, atau pimpinan.",
    "bukan_pelaku_terakhir": "Hanya yang menyelesaikan langkah terakhir atau pimpinan yang dapat mengurungkannya.",
    "tidak_ada_yang_diurungkan": (
        "Tidak ada yang dapat diurungkan pada permohonan {nomor}: sesudah penyelesaian terakhir sudah ada kejadian lain."
    ),
    "alasan_diperlukan": "Isi alasannya.",
    "kembali_belum_dikerjakan": "Permohonan hanya dapat dikembalikan ke langkah yang sudah pernah dikerjakan.",
    "kembali_antar_cabang": "Langkah {langkah} berada di cabang lain yang berjalan sejajar; pilih langkah lain.",
    "sudah_ditunda": "Permohonan ini sudah ditunda.",
    "tidak_ditunda": "Permohonan ini tidak sedang ditunda.",
    "pihak_kosong": "Pilih pihak yang ditunggu.",
    "langkah_tanpa_pilihan": "Pelaksana langkah ini tidak dipilih.",
    "pilihan_sudah_selesai": "Pelaksana yang dipilih sudah menyelesaikan langkah {langkah}; pilih juga yang belum.",
    "target_tidak_perlu": "Langkah ini mempunyai batas waktu sendiri; tanggal target tidak diperlukan.",
    "kesepakatan_kosong": "Isi dengan siapa tanggal target disepakati.",
    "target_sebelum_mulai": "Tanggal target harus sesudah langkah dimulai.",
    "target_terlalu_jauh": "Tanggal target bertahun {tahun}; periksa tahunnya.",
    "orang_tidak_ada": "Orang itu tidak ada atau tidak aktif lagi.",
    "petugas_bukan_pemegang": "{nama} tidak memegang jabatan {pelaksana}.",
    "catatan_kosong": "Catatan masih kosong.",
    "catatan_terlalu_panjang": "Catatan terlalu panjang (batas {batas} huruf); lampirkan sebagai berkas.",
    "alasan_terlalu_panjang": "Alasan terlalu panjang (batas {batas} huruf); ringkaslah, atau lampirkan sebagai berkas.",
    "kesepakatan_terlalu_panjang": "Nama yang menyepakati terlalu panjang (batas {batas} huruf).",
    "kontak_terlalu_panjang": "Nama narahubung terlalu panjang (batas {batas} huruf).",
    "telepon_terlalu_panjang": "Nomor telepon terlalu panjang (batas {batas} huruf).",
    "nomor_surat_terlalu_panjang": "Nomor surat terlalu panjang (batas {batas} huruf).",
    "tempat_arsip_terlalu_panjang": "Tempat arsip terlalu panjang (batas {batas} huruf).",
    "alamat_tautan_terlalu_panjang": "Alamat tautan terlalu panjang (batas {batas} huruf).",
    "tulisan_rusak": (
        "Isian memuat tanda yang rusak (misalnya emoji yang terpotong). Hapus tanda itu lalu ulangi; "
        "tidak ada yang berubah, dan isian di layar tidak hilang."
    ),
    # confidential requests
    "sudah_rahasia": "Permohonan {nomor} sudah bersifat rahasia.",
    "tidak_rahasia": "Permohonan {nomor} tidak bersifat rahasia.",
    "sudah_diberi_akses": "{nama} sudah diberi akses.",
    "tidak_diberi_akses": "Orang itu tidak diberi akses dengan nama.",
    "akses_oleh_pimpinan_tu": "Akses ke permohonan rahasia diatur oleh pimpinan atau TU.",
    # documents
    "jenis_dokumen_tidak_dikenal": "Jenis dokumen itu tidak ada pada SOP ini.",
    "berkas_tidak_tersimpan": "Berkas “{berkas}” belum tersimpan. Pilih lagi berkasnya.",
    "tempat_arsip_kosong": "Isi tempat arsip kertas (rak/boks/map).",
    "alamat_tautan_kosong": "Isi alamat tautan.",
    "dokumen_tidak_ada": "Dokumen tidak ditemukan.",
    "dokumen_belum_ada": "“{dokumen}” belum ada; lampirkan dahulu.",
    "dokumen_sudah_ditarik": "Dokumen ini sudah ditarik.",
    "butir_tidak_ada": "Butir itu tidak ada pada langkah ini.",
    # registering
    "bukan_pendaftar": "Permohonan untuk “{sop}” didaftarkan oleh TU, pimpinan, atau pelaksana SOP itu.",
    "perihal_kosong": "Isi perihal permohonan.",
    "perihal_terlalu_panjang": "Perihal terlalu panjang (batas {batas} huruf).",
    "opd_kosong": "Pilih atau tulis nama OPD.",
    "opd_tidak_ada": "OPD itu tidak ada lagi dalam daftar.",
    "opd_terlalu_panjang": "Nama OPD terlalu panjang (batas {batas} huruf).",
    "sifat_tidak_dikenal": "Pilih sifat permohonan.",
    "diterima_di_depan": "Waktu diterima tidak boleh di masa depan.",
    "diterima_terlalu_lama": "Waktu diterima bertahun {tahun}; periksa tahunnya.",
    "surat_setelah_diterima": "Tanggal surat tidak boleh sesudah tanggal diterima.",
    "langkah_mulai_di_depan": "Mulainya langkah tidak boleh di masa depan.",
    "langkah_mulai_sebelum_diterima": "Mulainya langkah tidak boleh sebelum permohonan diterima.",
    "diterima_sudah_dinilai": (
        "Waktu diterima permohonan {nomor} tidak dapat diubah lagi, karena langkah pertamanya sudah dinilai."
    ),
    "tidak_ada_perubahan": "Tidak ada yang diubah.",
}


def obstacle_text(code: str, data: Data) -> str:
    """One obstacle in words; an unknown code is shown with its data rather than hidden."""
    text = TEXTS.get(code)
    if text is None and (outside := store_problem(code, data)) is not None:
        title, what, kept, todo = outside
        return f"{title}. {what} {kept} Isian Anda di layar tidak hilang. {todo}"
    if text is None:
        return f"Tidak dapat dilakukan ({code}: {dict(data)})."
    if callable(text):
        return text(data)
    return text.format_map({key: listed(value) for key, value in data.items()})


def refusal_text(obstacles: Sequence[Coded]) -> str:
    """All obstacles of a refusal, one to a line."""
    return "\n".join(obstacle_text(o.code, o.data) for o in obstacles)
