"""How urgent a request is (sifat), in rising order."""

from __future__ import annotations

PRIORITIES: dict[str, str] = {
    "biasa": "Biasa",
    "penting": "Penting",
    "segera": "Segera",
    "sangat_segera": "Sangat segera",
}
