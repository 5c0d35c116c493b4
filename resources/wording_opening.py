"""The words before a document is handed to the programs of the computer."""

from __future__ import annotations

_SENDER = "Buka hanya bila Anda mengenal asalnya. Bila ragu, tanyakan dahulu kepada yang melampirkan."

#: By the reason of a judgement: what the file is, and what to do about it.
OPENING: dict[str, tuple[str, str]] = {
    "program": (
        "“{nama}” adalah program atau berisi perintah. Program tidak dibuka dari sini.",
        "Berkasnya tetap tersimpan utuh. Simpan salinannya hanya bila Anda mengenal asalnya.",
    ),
    "makro": (
        "“{nama}” memuat makro, atau jenisnya dapat memuatnya: perintah yang dapat mengubah berkas dan komputer ini begitu diizinkan.",
        f"{_SENDER} Jangan mengaktifkan makronya.",
    ),
    "arsip": (
        "“{nama}” adalah arsip: di dalamnya dapat ada berkas lain, juga program.",
        f"{_SENDER} Jangan menjalankan program dari dalam arsip.",
    ),
    "halaman_web": (
        "“{nama}” adalah halaman web, yang dapat memuat perintah dan menghubungi alamat lain begitu dibuka.",
        _SENDER,
    ),
    "terkunci": ("“{nama}” terkunci kata sandi, sehingga isinya tidak dapat diperiksa.", _SENDER),
    "perintah": (
        "“{nama}” memuat perintah yang dapat dijalankan program pembukanya, misalnya rumus yang memanggil program atau tindakan di dalam PDF.",
        _SENDER,
    ),
    "sisipan": (
        "“{nama}” memuat berkas lain di dalamnya, yang dapat berupa program.",
        f"{_SENDER} Jangan membuka berkas yang disisipkan.",
    ),
    "isi_luar": ("“{nama}” mengambil isi dari tempat lain begitu dibuka.", _SENDER),
    "tidak_dikenal": ("Jenis “{nama}” tidak dikenal, sehingga tidak dapat dipastikan aman.", _SENDER),
    "tidak_sesuai": (
        "Isi “{nama}” tidak sesuai dengan namanya: namanya menyebut jenis lain.",
        _SENDER,
    ),
}


def opening_words(reason: str, name: str) -> tuple[str, str]:
    """What is told of a file, and what to do, before it is opened."""
    what, advice = OPENING[reason]
    return what.replace("{nama}", name), advice
