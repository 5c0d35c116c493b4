"""Setting an office up."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.rules.sop_reader import read_sop
from models.store.office import Office
from models.store.tables import SopRow, SopVersion


def publish_shipped_sops(office: Office) -> None:
    """Publish the SOPs that ship with the program."""
    folder = Path(__file__).parents[2] / "resources" / "sop"
    with office.transaction():
        for ordinal, path in enumerate(sorted(folder.glob("*.toml"))):
            text = path.read_text("utf-8")
            sop, defects = read_sop(text)
            if sop is None:
                raise ValueError(defects)
            sop_id = SopRow.insert(code=sop.code, name=sop.name, ordinal=ordinal).execute()
            SopVersion.insert(sop=sop_id, number=1, status="terbit", content=text,
                digest=hashlib.sha256(text.encode()).hexdigest(), published_at=office.now()).execute()  # fmt: skip
