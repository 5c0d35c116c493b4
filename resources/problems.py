"""The words for conditions of the outside world: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from resources.indonesian import size_text
from resources.wording_store import store_problem


class Problem(NamedTuple):
    """A condition in words."""

    title: str
    what: str
    kept: str
    todo: str


_KEPT = "Tidak ada yang berubah pada permohonan."

_FILES: dict[str, tuple[str, str, str]] = {
    "terlalu_besar": (
        "Berkas terlalu besar",
        "“{berkas}” berukuran {ukuran}; batasnya {batas}.",
        "Simpan berkas itu di tempat lain, lalu catat sebagai tautan atau arsip kertas.",
    ),
    "kosong": (
        "Berkas kosong",
        "“{berkas}” kosong (0 byte).",
        "Periksa berkas aslinya, lalu lampirkan lagi.",
    ),
    "folder": (
        "Bukan berkas",
        "“{berkas}” adalah folder.",
        "Lampirkan berkasnya satu per satu, atau kemas menjadi satu berkas zip.",
    ),
    "tidak_ada": (
        "Berkas tidak ditemukan",
        "“{berkas}” sudah tidak ada di tempatnya, atau hilang selama disalin.",
        "Periksa apakah berkas dipindahkan atau cakramnya dicabut, lalu lampirkan lagi.",
    ),
    "berubah": (
        "Berkas berubah selama disalin",
        "“{berkas}” berubah ketika sedang disalin.",
        "Tutup program yang masih menulisnya, lalu lampirkan lagi.",
    ),
    "dibatalkan": ("Penyalinan dibatalkan", "“{berkas}” tidak jadi disalin.", ""),
    "bukan_berkas": (
        "Bukan berkas",
        "“{berkas}” bukan berkas biasa, sehingga tidak dapat disalin.",
        "Lampirkan berkas yang tersimpan di cakram.",
    ),
    "tidak_dapat_dibaca": (
        "Berkas tidak dapat dibaca",
        "Anda tidak berhak membaca “{berkas}”.",
        "Minta hak baca atas berkas itu, lalu lampirkan lagi.",
    ),
    "tempat_penuh": (
        "Cakram penuh",
        "Tidak ada ruang lagi untuk menyalin “{berkas}” ke folder data.",
        "Kosongkan ruang cakram, lalu lampirkan lagi.",
    ),
    "gagal_salin": (
        "Berkas tidak dapat disalin",
        "“{berkas}” tidak dapat disalin ke folder data ({sebab}).",
        "Periksa ruang cakram dan hak akses, lalu lampirkan lagi.",
    ),
}


def file_problem(code: str, data: Mapping[str, str | int]) -> Problem | None:
    """A problem with a file; None for codes that are not about files."""
    found = _FILES.get(code)
    if found is None:
        return None
    words = {
        key: size_text(value) if isinstance(value, int) else value or "sebab tidak diketahui"
        for key, value in data.items()
    }
    title, what, todo = found
    return Problem(title, what.format_map(words), _KEPT, todo)


def problem_text(code: str, data: Mapping[str, str | int]) -> Problem:
    """A problem in words; an unknown code is shown with its data rather than hidden."""
    of_store = store_problem(code, data)
    if of_store is not None:
        return Problem(*of_store)
    return file_problem(code, data) or Problem("Ada masalah", f"{code}: {dict(data)}.", _KEPT, "")
