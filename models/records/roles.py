"""The roles that decide what somebody may do in the office, by their codes and Indonesian names."""

from __future__ import annotations

ROLES: dict[str, str] = {
    "administrator": "Administrator",
    "pengelola_sop": "Pengelola SOP",
    "tata_usaha": "TU",
    "petugas": "Petugas",
    "pimpinan": "Pimpinan",
    "pembaca": "Pembaca",
}
