"""Qt's own words in Indonesian: buttons, context menus, key names, file dialogs, wizards, printing."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_EDIT = {
    "&Undo": "&Urungkan", "&Redo": "U&langi", "Cu&t": "Po&tong", "&Copy": "&Salin",
    "&Paste": "&Tempel", "Delete": "Hapus", "Select All": "Pilih Semua", "&Select All": "Pilih &Semua",
    "Copy &Link Location": "Salin A&lamat Tautan", "Step &up": "&Naikkan", "&Step up": "&Naikkan",
    "Step &down": "&Turunkan",
}  # fmt: skip

_BUTTONS = {
    "OK": "OK", "Save": "Simpan", "Save All": "Simpan Semua", "Open": "Buka", "&Yes": "&Ya",
    "Yes to &All": "Ya untuk S&emua", "&No": "&Tidak", "N&o to All": "Ti&dak untuk Semua",
    "Abort": "Hentikan", "Retry": "Coba Lagi", "Ignore": "Abaikan", "Close": "Tutup",
    "Cancel": "Batal", "Discard": "Buang", "Help": "Bantuan", "Apply": "Terapkan",
    "Reset": "Setel Ulang", "Restore Defaults": "Kembalikan Bawaan",
}  # fmt: skip

_WIZARD = {
    "Go Back": "Kembali", "< &Back": "< &Kembali", "Continue": "Lanjutkan", "&Next": "&Lanjut",
    "&Next >": "&Lanjut >", "Commit": "Simpan", "Done": "Selesai", "&Finish": "&Selesai",
    "Cancel": "Batal", "Help": "Bantuan", "&Help": "&Bantuan",
}  # fmt: skip

#: Keys are named as Indonesian keyboards print them; only words that no key cap carries are translated.
_KEYS = {
    "Return": "Enter", "Space": "Spasi", "Left": "Kiri", "Right": "Kanan", "Up": "Atas", "Down": "Bawah",
    "Print": "Cetak", "Help": "Bantuan", "Search": "Cari", "Settings": "Pengaturan",
    "Calculator": "Kalkulator", "Calendar": "Kalender", "Back": "Kembali", "Forward": "Maju",
    "Refresh": "Muat Ulang", "Stop": "Berhenti", "Volume Up": "Volume Naik", "Volume Down": "Volume Turun",
    "Zoom In": "Perbesar", "Zoom Out": "Perkecil", "Copy": "Salin", "Paste": "Tempel", "Cut": "Potong",
    "Undo": "Urungkan", "Redo": "Ulangi", "Find": "Cari", "Open": "Buka", "Save": "Simpan",
    "Close": "Tutup", "New": "Baru", "Yes": "Ya", "No": "Tidak", "Cancel": "Batal", "Select": "Pilih",
    "Browser": "Peramban", "Documents": "Dokumen", "Pictures": "Gambar", "History": "Riwayat",
    "Keyboard": "Papan Ketik", "Printer": "Pencetak", "Logoff": "Keluar", "Reload": "Muat Ulang",
}  # fmt: skip

_FILES = {
    "Back": "Kembali", "Forward": "Maju", "Parent Directory": "Folder Induk",
    "Go back": "Kembali", "Go forward": "Maju", "Go to the parent directory": "Ke folder induk",
    "&Open": "&Buka", "Open": "Buka", "&Save": "&Simpan", "Save As": "Simpan Sebagai",
    "&Choose": "&Pilih", "&Rename": "&Ganti Nama", "&Delete": "&Hapus", "Delete": "Hapus",
    "Remove": "Hilangkan", "Show ": "Tampilkan ", "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "Files": "Berkas", "Files of &type:": "&Jenis berkas:", "File &name:": "&Nama berkas:",
    "&Look in:": "&Lihat di:", "Directory:": "Folder:", "Directories": "Folder",
    "Find Directory": "Cari Folder", "Sidebar": "Bilah samping",
    "List of places and bookmarks": "Daftar tempat dan penanda", "List View": "Tampilan Daftar",
    "Detail View": "Tampilan Rinci", "Change to list view mode": "Ubah ke tampilan daftar",
    "Change to detail view mode": "Ubah ke tampilan rinci", "New Folder": "Folder Baru",
    "&New Folder": "Folder &Baru", "Create New Folder": "Buat Folder Baru",
    "Create a New Folder": "Buat folder baru", "Recent Places": "Tempat Terakhir",
    "All Files (*)": "Semua Berkas (*)", "All files (*)": "Semua berkas (*)",
    "Could not delete directory.": "Folder tidak dapat dihapus.",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
        "%1\nBerkas tidak ditemukan.\nPeriksa apakah namanya benar.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
        "%1\nFolder tidak ditemukan.\nPeriksa apakah namanya benar.",
    "'%1' is write protected.\nDo you want to delete it anyway?":
        "“%1” dilindungi dari penulisan.\nTetap hapus?",
    "Are you sure you want to delete '%1'?": "Hapus “%1”?",
    "Name": "Nama", "Size": "Ukuran", "Kind": "Jenis", "Type": "Jenis",
    "Drive": "Drive", "Folder": "Folder", "File Folder": "Folder", "File": "Berkas", "%1 File": "Berkas %1",
    "Shortcut": "Pintasan", "Alias": "Pintasan", "Unknown": "Tidak dikenal",
    "Date Modified": "Tanggal Diubah", "My Computer": "Komputer Ini", "Computer": "Komputer",
}  # fmt: skip

_SCROLL = {
    "Scroll here": "Gulir ke sini", "Left edge": "Tepi kiri", "Top": "Atas", "Right edge": "Tepi kanan",
    "Bottom": "Bawah", "Page left": "Halaman kiri", "Page up": "Halaman atas", "Page right": "Halaman kanan",
    "Page down": "Halaman bawah", "Scroll left": "Gulir ke kiri", "Scroll up": "Gulir ke atas",
    "Scroll right": "Gulir ke kanan", "Scroll down": "Gulir ke bawah", "Scroll Left": "Gulir ke kiri",
    "Scroll Right": "Gulir ke kanan",
}  # fmt: skip

_SMALL = {
    "Show Details...": "Tampilkan Rincian…", "Hide Details...": "Sembunyikan Rincian",
    "What's This?": "Apa Ini?", "Enter a value:": "Masukkan nilai:",
    "Open the combo box selection popup": "Buka daftar pilihan", "True": "Ya", "False": "Tidak",
    "Cancel": "Batal", "OK": "OK", "Close": "Tutup", "Minimize": "Kecilkan", "Maximize": "Besarkan",
    "Restore": "Kembalikan", "Clear": "Kosongkan",
    # what screen readers say for acts on a control
    "Press": "Tekan", "Increase": "Naikkan", "Decrease": "Turunkan", "ShowMenu": "Tampilkan menu",
    "SetFocus": "Beri fokus", "Toggle": "Alihkan", "Triggers the action": "Menjalankan tindakan",
    "Increase the value": "Menaikkan nilai", "Decrease the value": "Menurunkan nilai",
    "Shows the menu": "Menampilkan menu", "Sets the focus": "Memberi fokus",
    "Toggles the state": "Mengalihkan keadaan",
}  # fmt: skip

_TEXTS: dict[str, dict[str, str]] = {
    "QPlatformTheme": _BUTTONS, "QDialogButtonBox": _BUTTONS, "QGnomeTheme": _BUTTONS,
    "QLineEdit": _EDIT, "QWidgetTextControl": _EDIT, "QAbstractSpinBox": _EDIT, "QWizard": _WIZARD,
    "QShortcut": _KEYS, "QFileDialog": _FILES, "QFileSystemModel": _FILES,
    "QAbstractFileIconProvider": _FILES, "QScrollBar": _SCROLL, "QTabBar": _SCROLL,
    "QMessageBox": _SMALL, "QDialog": _SMALL, "QWhatsThisAction": _SMALL, "QInputDialog": _SMALL,
    "QComboBox": _SMALL, "QProgressDialog": _SMALL, "QMdiSubWindow": _SMALL, "QDockWidget": _SMALL,
    "CloseButton": {"Close Tab": "Tutup Tab"}, "QAccessibleActionInterface": _SMALL,
}  # fmt: skip


class StandardTexts(QTranslator):
    """Answers Qt's questions for its own words; what is not known keeps Qt's own."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str | None:
        """The Indonesian word, or None: an empty string would blank the word."""
        if context.startswith(("QPrint", "QPageSetup")):
            return _print_text(context, source)
        return _TEXTS.get(context, {}).get(source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt does not ask a translator that says it is empty."""
        return False


def _print_text(context: str, source: str) -> str | None:
    from views.print_texts import PRINT_TEXTS  # noqa: PLC0415 - not before the first picture

    return PRINT_TEXTS.get(context, {}).get(source)


def speak_indonesian(app: QApplication) -> None:
    """Let Qt speak Indonesian, with the dates and numbers of Indonesia."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    texts = StandardTexts(app)
    app.installTranslator(texts)
