"""What an empty list of requests says comes next, to those who register and to those who read."""

from __future__ import annotations

from models.rules.rights import may
from models.store.people import Standing

_NEW_CASE = "“+ Permohonan baru” (Ctrl+N)"
_READY = (
    "Kantor sudah siap. Langkah berikutnya: tambahkan orang dan tetapkan jabatannya di "
    "Pengaturan (Orang, lalu Jabatan)"
)


def registers(standing: Standing) -> bool:
    """Whether this person registers requests at all: others have no button for it."""
    return may("register.register", standing.roles)


def no_case_words(standing: Standing) -> str:
    """How the first request comes to be here."""
    if registers(standing):
        return f"Daftarkan dengan {_NEW_CASE}."
    return "Yang didaftarkan TU, pimpinan, atau pelaksana SOP tampil di sini."


def new_office_words(standing: Standing) -> str:
    """What the administrator of a new office, still alone in it, does first."""
    if registers(standing):
        return f"{_READY}, kemudian daftarkan permohonan pertama dengan {_NEW_CASE}."
    return (
        f"{_READY}. Pemegang jabatan lalu mendaftarkan permohonan pertama; untuk mendaftarkan sendiri, "
        "tetapkan juga jabatan Anda."
    )
