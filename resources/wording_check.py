"""The words for what a check of the history finds: acts, seals and rows changed past the program."""

from __future__ import annotations

from collections.abc import Mapping

Data = Mapping[str, "str | int"]

#: What the rows of a table are to the people of the office.
TABLES: dict[str, str] = {
    "agency": "OPD",
    "agency_change": "perpindahan OPD permohonan",
    "card": "kartu permohonan",
    "case_admission": "akses permohonan rahasia",
    "case_span": "masa berjalan permohonan",
    "choice": "pilihan pelaksana permohonan",
    "confirmation": "pernyataan “masih berlaku” pada",
    "disposition": "disposisi permohonan",
    "disposition_to": "penerima disposisi",
    "document": "dokumen permohonan",
    "executor_position": "pemetaan pelaksana SOP",
    "holding": "pemegang jabatan",
    "holiday": "hari libur",
    "month_closing": "tutup bulan",
    "naskah": "naskah",
    "number_series": "deret nomor",
    "paper_number": "nomor naskah",
    "part_run": "bagian kerja permohonan",
    "pause": "masa tunda permohonan",
    "permohonan": "permohonan",
    "person": "akun",
    "position": "jabatan",
    "season": "jam kerja musiman",
    "setting": "pengaturan",
    "sop": "SOP",
    "sop_monitoring": "monitoring SOP",
    "sop_version": "SOP",
    "step_run": "langkah permohonan",
    "tick": "butir yang dicentang pada",
}

_ROW = {
    "baris_diubah": "Data {baris} diubah dari luar program{terakhir}.",
    "baris_ditimpa": "Data {baris} diubah dari luar program sebelum {kejadian}, yang menimpanya.",
    "baris_asing": "Data {baris} ditambahkan dari luar program: tidak ada tindakan yang menulisnya.",
    "baris_hilang": "Data {baris} dihapus dari luar program{terakhir}.",
}
_EVENT = {
    "rantai_isi": "Riwayat: isi {kejadian} diubah setelah ditulis.",
    "rantai_rantai": "Riwayat: {kejadian} tidak menyambung dengan kejadian sebelumnya; kejadian nomor {sebelum} ditulis ulang.",
    "rantai_urutan": "Riwayat: urutan diubah; {kejadian} semula kejadian nomor {tempat}.",
}
_RANGE = {
    "rantai_hilang": "Riwayat: kejadian {rentang} dihapus.",
    "meterai_hilang": "Meterai riwayat {rentang} dihapus; perubahan data pada saat itu tidak dapat lagi diperiksa.",
    "meterai_berubah": "Meterai riwayat {rentang} tidak cocok lagi dengan riwayat: meterai atau riwayatnya ditulis ulang.",
    "riwayat_tanpa_meterai": "Riwayat: kejadian {rentang} ditulis dari luar program.",
}

_ANCHORS = {
    "jangkar_cocok": "Jangkar {jangkar} cocok: riwayat sampai {kapan} (kejadian nomor {kejadian}) masih seperti ketika jangkar itu dicetak.",
    "jangkar_berbeda": "Jangkar {jangkar} tidak cocok: riwayat sampai saat itu sudah ditulis ulang sejak jangkar itu dicetak, atau jangkar itu dari kantor lain atau salah ketik.",
    "jangkar_lebih_baru": "Jangkar {jangkar} lebih baru dari riwayat yang ada (meterai terakhir nomor {ada}): riwayat sesudahnya hilang, atau jangkar itu salah ketik.",
    "jangkar_tidak_terbaca": "“{jangkar}” bukan jangkar. Bentuknya seperti 1234-9f3a 6c2e 11b0 77d2.",
    "jangkar_tercatat_berbeda": "Jangkar {jangkar} pada {untuk} ({kapan}) tidak cocok lagi: riwayat ditulis ulang sejak itu, atau akhirnya hilang.",
    "jangkar_dipulihkan": "Jangkar {jangkar} pada {untuk} ({kapan}) berasal dari keadaan yang kemudian diganti oleh pemulihan cadangan.",
    "cadangan_berbeda": "Riwayat tidak lagi sama dengan cadangan {cadangan} ({kapan}): kejadian nomor {dicatat} atau sebelumnya ditulis ulang.",
    "cadangan_diganti": "Cadangan {cadangan} ({kapan}) berasal dari keadaan yang kemudian diganti oleh pemulihan cadangan {pemulihan}.",
    "cadangan_meterai_berbeda": "Meterai riwayat tidak lagi sama dengan cadangan {cadangan} ({kapan}): data diubah dari luar program dan meterai nomor {dicatat} atau sebelumnya ditulis ulang.",
}


def anchor_words(anchor: str) -> str:
    """The line with the anchor of a paper that leaves the office; "" before the first act."""
    return f"Jangkar riwayat: {anchor}" if anchor else ""


#: What the workbook says of it.
ANCHOR_MEANING = (
    "Ringkasan seluruh riwayat saat rekap ini dibuat. Bila kelak riwayat ditulis ulang, “Periksa riwayat” "
    "(Pengaturan) atau main.py periksa --jangkar menyatakan jangkar ini tidak cocok."
)


def check_text(code: str, data: Data) -> str | None:
    """One finding of a check of the history in a line; None for codes that are not about it."""
    if code in _ROW:
        return _ROW[code].format(baris=_row(data), terakhir=_last(data), kejadian=_event(data))
    if code in _EVENT:
        number = int(data["kejadian"])
        return _EVENT[code].format(kejadian=_event(data), sebelum=number - 1, tempat=data["tempat"])
    if code in _RANGE:
        return _RANGE[code].format(rentang=_range(data))
    return _ANCHORS[code].format_map(data) if code in _ANCHORS else None


def _row(data: Data) -> str:
    table = str(data["tabel"])
    name = f" “{data['nama']}”" if data["nama"] else ""
    return f"{TABLES.get(table, table)}{name} (tabel {table}, baris {data['baris']})"


def _last(data: Data) -> str:
    return f"; terakhir ditulis oleh {_event(data)}" if data["kejadian"] else ""


def _event(data: Data) -> str:
    """An act with its number, and as far as it is known what it was, of what, when and by whom."""
    told = [str(data["jenis"]).replace("_", " "), data["permohonan"], data["kapan"], data["oleh"]]
    details = ", ".join(str(part) for part in told if part)
    return f"kejadian nomor {data['kejadian']}" + (f" ({details})" if details else "")


def _range(data: Data) -> str:
    first = data["dari"] if "dari" in data else data["kejadian"]
    last = data["sampai"]
    return f"nomor {first}" if last in (first, 0) else f"nomor {first} sampai {last}"
