"""The manifest of a backup as text: sealed when it is written, mistrusted when it is read."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import Any

from models.records.backup import KINDS, Anchor, Manifest

FORMAT = 1
#: A manifest is a few kB; what is larger is none.
LIMIT = 1024 * 1024
_SEAL = "segel"
#: Only where the database has seals; older manifests do without.
_SEALS = "kepala_meterai"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TABLE = re.compile(r"[a-z][a-z0-9_]{0,60}")
_LARGEST = 2**62


class ManifestError(ValueError):
    """A manifest that cannot be used: its code (cadangan_manifes_rusak or cadangan_lebih_baru)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def write_manifest(manifest: Manifest) -> str:
    """The text of a manifest; its last line seals the others."""
    body: dict[str, Any] = {
        "cadangan_papan_sop": FORMAT,
        "dibuat": manifest.made_at.isoformat(),
        "jenis": manifest.kind,
        "kantor": manifest.office,
        "asal": manifest.origin,
        "oleh": manifest.by,
        "program": manifest.program,
        "skema": manifest.schema,
        "basis_data": {"ukuran": manifest.size, "sha256": manifest.digest},
        "jumlah_baris": manifest.counts,
        "kepala_riwayat": {"nomor": manifest.head.id, "sha256": manifest.head.digest},
        "dokumen": {
            "jumlah": manifest.documents,
            "ukuran": manifest.documents_size,
            "sha256_daftar": manifest.list_digest,
            "disertakan": manifest.has_documents,
            "tidak_ditemukan": manifest.missing,
        },
    }
    if manifest.seal is not None:
        body[_SEALS] = {"nomor": manifest.seal.id, "sha256": manifest.seal.digest}
    return json.dumps(body | {_SEAL: _seal(body)}, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """The manifest in a text. Raises `ManifestError` for anything that is not one, whole and unchanged."""
    try:
        body = json.loads(text) if len(text) <= LIMIT else None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or "cadangan_papan_sop" not in body:
        raise ManifestError("cadangan_manifes_rusak")
    if body["cadangan_papan_sop"] != FORMAT:
        newer = isinstance(body["cadangan_papan_sop"], int) and body["cadangan_papan_sop"] > FORMAT
        raise ManifestError("cadangan_lebih_baru" if newer else "cadangan_manifes_rusak")
    try:
        if body.pop(_SEAL, "") != _seal(body):
            raise ManifestError("cadangan_manifes_rusak")
        return _read(body)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, OverflowError) as error:
        if isinstance(error, ManifestError):
            raise
        raise ManifestError("cadangan_manifes_rusak") from error


def _read(body: dict[str, Any]) -> Manifest:
    database, documents = body["basis_data"], body["dokumen"]
    made_at = datetime.fromisoformat(_text(body["dibuat"], 40))
    if made_at.tzinfo is None or body["jenis"] not in KINDS or not isinstance(documents["disertakan"], bool):
        raise ValueError("manifest")
    return Manifest(
        made_at=made_at,
        kind=body["jenis"],
        office=_text(body["kantor"], 400),
        origin=_digest(body["asal"]),
        by=_text(body["oleh"], 700),
        program=_text(body["program"], 100),
        schema=_number(body["skema"]),
        size=_number(database["ukuran"]),
        digest=_digest(database["sha256"]),
        counts={_table(name): _number(count) for name, count in body["jumlah_baris"].items()},
        head=_anchor(body["kepala_riwayat"]),
        documents=_number(documents["jumlah"]),
        documents_size=_number(documents["ukuran"]),
        list_digest=_digest(documents["sha256_daftar"]),
        has_documents=documents["disertakan"],
        missing=_number(documents["tidak_ditemukan"]),
        seal=_anchor(body[_SEALS]) if _SEALS in body else None,
    )


def _anchor(value: dict[str, Any]) -> Anchor:
    return Anchor(_number(value["nomor"]), _digest(value["sha256"]))


def _seal(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(value: object, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        raise ValueError("text")
    value.encode("utf-8")  # half a sign could be shown nowhere
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise ValueError("number")
    return value


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError("digest")
    return value


def _table(value: str) -> str:
    if not _TABLE.fullmatch(value):
        raise ValueError("table")
    return value
