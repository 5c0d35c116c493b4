"""The words of Qt's own print dialog in Indonesian; Windows brings a dialog of its own."""

from __future__ import annotations

_DIALOG = {
    "Print": "Cetak", "&Print": "&Cetak", "&Options >>": "&Pilihan >>", "&Options <<": "&Pilihan <<",
    "All Pages": "Semua halaman", "Odd Pages": "Halaman ganjil", "Even Pages": "Halaman genap",
    "Local file": "Berkas di komputer ini", "Print to File (PDF)": "Cetak ke berkas (PDF)",
    "Write PDF file": "Menulis berkas PDF",
    "File %1 is not writable.\nPlease choose a different file name.":
        "Berkas %1 tidak dapat ditulisi.\nPilih nama lain.",
    "%1 already exists.\nDo you want to overwrite it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1 is a directory.\nPlease choose a different file name.": "%1 adalah folder.\nPilih nama lain.",
    "The 'From' value cannot be greater than the 'To' value.":
        "Halaman awal tidak boleh sesudah halaman akhir.",
    "Invalid Pages Definition": "Halaman tidak terbaca",
    "OK": "OK", "Cancel": "Batal",
}  # fmt: skip

_SETTINGS = {
    "Form": "Pilihan cetak", "Copies": "Jumlah", "Copies:": "Rangkap:", "Print range": "Halaman",
    "Print all": "Semua", "Pages from": "Halaman dari", "to": "sampai", "Pages": "Halaman",
    "Current Page": "Halaman ini", "Selection": "Pilihan", "Output Settings": "Hasil cetak",
    "Reverse": "Mulai dari halaman terakhir", "Collate": "Susun per rangkap", "Options": "Pilihan",
    "Color Mode": "Warna", "Color": "Berwarna", "Grayscale": "Hitam putih",
    "Double Sided Printing": "Cetak dua sisi", "Off": "Tidak",
    "Long side binding": "Jilid di sisi panjang", "Short side binding": "Jilid di sisi pendek",
    "Page &Set:": "Bagi&an:",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a "
    "hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.":
        "Tulis halaman dipisah koma; rentang dengan tanda hubung. Misalnya 3,5-7,9 mencetak halaman 3, 5, "
        "6, 7, dan 9.",
}  # fmt: skip

_PRINTER = {
    "Form": "Pencetak", "Printer": "Pencetak", "&Name:": "&Nama:", "Location:": "Tempat:", "Type:": "Jenis:",
    "P&roperties": "P&engaturan", "Preview": "Pratinjau", "Output &file:": "&Berkas hasil:",
}  # fmt: skip

_PAGE = {
    "Form": "Halaman", "Page": "Halaman", "Advanced": "Lanjutan", "Job Options": "Pilihan tugas",
    "Paper": "Kertas", "Page size:": "Ukuran:", "Width:": "Lebar:", "Height:": "Tinggi:",
    "Paper source:": "Sumber kertas:", "Orientation": "Arah", "Portrait": "Tegak", "Landscape": "Melebar",
    "Reverse landscape": "Melebar terbalik", "Reverse portrait": "Tegak terbalik", "Margins": "Margin",
    "top margin": "margin atas", "bottom margin": "margin bawah", "left margin": "margin kiri",
    "right margin": "margin kanan", "Page Layout": "Tata letak", "Page &order:": "&Urutan halaman:",
    "Pages &per sheet:": "Halaman per &lembar:", "mm": "mm", "Custom": "Sesuaian",
    "Millimeters (mm)": "Milimeter (mm)",
    "Inches (in)": "Inci (in)", "Points (pt)": "Poin (pt)", "Print Properties": "Pengaturan cetak",
    "Printer Properties": "Pengaturan pencetak",
}  # fmt: skip

#: By the context in which Qt asks.
PRINT_TEXTS: dict[str, dict[str, str]] = {
    "QPrintDialog": _DIALOG, "QPrintSettingsOutput": _SETTINGS, "QPrintWidget": _PRINTER,
    "QPageSetupWidget": _PAGE, "QPrintPropertiesWidget": _PAGE, "QPrintPropertiesDialog": _PAGE,
}  # fmt: skip
