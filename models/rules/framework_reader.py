"""Reads the file of an evaluation framework, or tells all its defects at once.

The file format is described in `resources/kerangka/README.md`. Reading never raises.
"""

from __future__ import annotations

from models.records.evidence import KINDS, SOURCES, EvidenceKind, Framework, Indicator, Need
from models.rules.sop_fields import Defect, Fields, quoted
from models.rules.toml_text import TomlProblemError, read_toml

_KINDS: tuple[EvidenceKind, ...] = tuple(KINDS)
_HIGHEST = 5


def read_framework(text: str) -> tuple[Framework | None, tuple[Defect, ...]]:
    """The framework that a file describes, or None and everything that is wrong with the file."""
    try:
        data = read_toml(text)
    except TomlProblemError as refused:
        return None, (Defect("berkas", str(refused)),)
    except ValueError as error:
        return None, (Defect("berkas", f"tulisan TOML salah: {error}"),)
    top = Fields(data, "berkas", [], root=True)
    framework = Framework(
        id=top.identifier("id"),
        name=top.text("name", required=True, limit=200),
        basis=top.text("basis", limit=300),
        since=top.whole("since") or 0,
        indicators=tuple(_indicator(row) for _, row in top.rows("indicator", "indikator ke-")),
    )
    if not framework.indicators:
        top.wrong("belum ada satu pun [[indicator]]")
    codes = [indicator.code for indicator in framework.indicators]
    for code in sorted({one for one in codes if one and codes.count(one) > 1}):
        top.wrong(f"indikator {quoted(code)} ada lebih dari sekali")
    top.close()
    return (None, tuple(top.defects)) if top.defects else (framework, ())


def _indicator(row: Fields) -> Indicator:
    found = Indicator(
        code=row.text("code", required=True, limit=20),
        name=row.text("name", required=True, limit=300),
        aspect=row.text("aspect", limit=300),
        weight=row.text("weight", limit=40),
        levels=row.texts("levels"),
        needs=tuple(_need(need) for _, need in row.rows("need", "bukti ke-")),
    )
    if len(found.levels) > _HIGHEST:
        row.wrong(f"“levels” paling banyak {_HIGHEST}")
    row.close()
    return found


def _need(row: Fields) -> Need:
    found = Need(
        name=row.text("name", required=True, limit=300),
        kind=row.choice("kind", _KINDS, "pelaksanaan"),
        source=row.choice("source", SOURCES, "luar"),
        level=row.whole("level") or 0,
        sops=tuple(code.upper() for code in row.texts("sops")),
        forms=row.texts("forms"),
        hint=row.text("hint", limit=600),
    )
    if not row.has("kind") or not row.has("source"):
        row.wrong("“kind” dan “source” harus diisi")
    if not 0 <= found.level <= _HIGHEST:
        row.wrong(f"“level” harus 1 sampai {_HIGHEST}")
    if found.forms and found.source != "naskah":
        row.wrong("“forms” hanya untuk “source” naskah")
    row.close()
    return found
