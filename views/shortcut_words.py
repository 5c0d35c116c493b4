"""Every key of the program in words, by the place where it works: told in one window, kept true by a test."""

from __future__ import annotations

from typing import NamedTuple


class ShortcutGroup(NamedTuple):
    """A place and its keys with what they do."""

    place: str
    keys: tuple[tuple[str, str], ...]


_SEND = "Ctrl+Enter"

SHORTCUTS = (
    ShortcutGroup(
        "Di mana saja",
        (
            ("F1", "daftar pintasan ini"),
            ("Ctrl+K", "mencari permohonan; Enter ke hasilnya, Esc mengosongkan pencarian"),
            ("Ctrl+N", "mendaftarkan permohonan baru"),
            ("Ctrl+M", "ke bilah samping; panah memilih layar, Enter membukanya"),
            ("Ctrl+L", "mengunci layar; yang terbuka tetap terbuka di baliknya"),
            ("F5", "membaca ulang semua yang tampak"),
            ("Tab, Shift+Tab", "ke isian atau tombol berikutnya, sebelumnya"),
            ("Alt+huruf", "tombol atau isian yang hurufnya bergaris bawah"),
            ("Enter, Spasi", "menekan tombol yang sedang dipilih"),
            ("Esc", "menutup jendela; yang belum disimpan ditanyakan dulu"),
        ),
    ),
    ShortcutGroup(
        "Papan",
        (
            ("Panah", "ke kartu atau kolom lain"),
            ("Enter", "membuka langkah"),
            ("Spasi, Ctrl+Enter", "membuka permohonan"),
            ("Tombol Menu, Shift+F10", "tindakan lain: ambil, tugaskan, kembalikan"),
        ),
    ),
    ShortcutGroup(
        "Daftar, Tugas Saya, dan daftar lain",
        (
            ("Panah", "ke baris lain"),
            ("Enter", "membuka baris; di Tugas Saya membuka langkahnya"),
            ("Spasi, Ctrl+Enter", "membuka permohonannya, bila ada"),
            ("Ctrl+1 sampai Ctrl+9", "mengurutkan menurut kolom ke-1 sampai ke-9; sekali lagi membalik"),
        ),
    ),
    ShortcutGroup(
        "Langkah dan formulir isian",
        (
            (_SEND, "menyelesaikan langkah; di formulir lain menyimpan atau mendaftarkan"),
            ("Alt+S", "Selesaikan langkah; bila belum lengkap, dikatakan apa yang kurang"),
            ("Alt+D", "Simpan draf"),
            ("Alt+K, Alt+T, Alt+I", "Kembalikan, Tunda, Tindakan lain"),
        ),
    ),
    ShortcutGroup(
        "Jendela permohonan",
        (
            ("Ctrl+Tab, Ctrl+Shift+Tab", "ke bagian berikutnya, sebelumnya"),
            ("Panah kiri dan kanan", "ke bagian lain, bila judul bagian sedang dipilih"),
        ),
    ),
    ShortcutGroup(
        "Pengaturan",
        (
            ("Panah atas dan bawah", "ke bagian lain, bila daftar di kiri sedang dipilih"),
            ("Ctrl+Tab, Ctrl+Shift+Tab", "ke bagian berikutnya, sebelumnya"),
        ),
    ),
    ShortcutGroup(
        "Naskah dan pratinjau",
        (
            (_SEND, "menerbitkan naskah"),
            ("Ctrl+P", "mencetak"),
            ("Page Up, Page Down", "halaman sebelumnya, berikutnya"),
            ("Ctrl++, Ctrl+-", "memperbesar, memperkecil"),
            ("Enter, Del, Ctrl+V", "di tabel: mengisi sel, mengosongkannya, menempel baris dari Excel"),
        ),
    ),
)
