"""A zip of many files, written piece by piece: each is hashed while it goes in, none is ever run."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

CHECKSUMS = "SHA256SUMS.txt"
#: Packed already: packing them again costs time and gains nothing.
_PACKED = frozenset(
    {
        ".pdf",
        ".xlsx",
        ".docx",
        ".pptx",
        ".odt",
        ".ods",
        ".zip",
        ".7z",
        ".rar",
        ".jpg",
        ".jpeg",
        ".png",
        ".mp4",
    }
)
#: The first moment that a zip can tell.
_FIRST_YEAR = 1980


class BundleWriter:
    """Writes one zip; paths are plain and relative, entries are ordinary files that nobody may run."""

    def __init__(self, file: IO[bytes], made: datetime) -> None:
        self._zip = ZipFile(file, "w", allowZip64=True)
        moment = made if made.year >= _FIRST_YEAR else made.replace(year=_FIRST_YEAR)
        # one for all entries, of which there may be hundreds of thousands
        self._moment = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
        self._sums: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: object) -> None:
        if kind is None:
            self.close()
        else:
            # half a zip is thrown away with its file: closing it would write to a disk that is full
            self._zip.fp = None

    def add(self, path: str, chunks: Iterable[bytes]) -> tuple[int, str]:
        """Write a file from its pieces; answers its size and SHA-256."""
        sha, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(path), "w", force_zip64=True) as target:
            for chunk in chunks:
                sha.update(chunk)
                size += len(chunk)
                target.write(chunk)
        digest = sha.hexdigest()
        self._sums.append((digest, path))
        return size, digest

    def close(self) -> None:
        """Write the checksums (`sha256sum -c` reads them) and end the zip."""
        lines = "".join(f"{digest}  {path}\n" for digest, path in self._sums)
        self._zip.writestr(self._entry(CHECKSUMS), lines.encode())
        self._zip.close()

    def _entry(self, path: str) -> ZipInfo:
        entry = ZipInfo(path, self._moment)
        suffix = path[path.rfind(".") :].casefold() if "." in path else ""
        entry.compress_type = ZIP_STORED if suffix in _PACKED else ZIP_DEFLATED
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        return entry
