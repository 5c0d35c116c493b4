"""Everything of an office in open formats: all tables in a workbook, all files by name, a page of words."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from models.rules.archive_names import Paths, safe_name
from resources.indonesian import long_date, number_text

if TYPE_CHECKING:
    from models.store.office import Office

#: Tells (done, total) and answers whether to go on.
Progress = Callable[[int, int], bool]

_TABLES, _READ_ME = "tabel.xlsx", "BACA DULU.txt"
_HALF = ".sebagian-"
#: A megabyte of files takes about as long as so many rows.
_ROWS_PER_MB = 400

LEFT_OUT = (
    "Tanpa permohonan rahasia yang tidak menyangkut penyusun ekspor ini, beserta dokumen, naskah, dan "
    "riwayatnya. Pimpinan dapat mengekspor semuanya."
)


class Exported(NamedTuple):
    """What was written: where, rows by table, files, and which files are missing or damaged."""

    folder: Path
    rows: dict[str, int]
    files: int
    lacking: tuple[str, ...]
    left_out: bool


def export_all(office: Office, target: Path, progress: Progress | None = None) -> Exported:
    """Write everything into a new folder below the target, whole or not at all.

    In a worker call it under `office.reading()`. Raises `ExportCancelled` when `progress` says no, and
    OSError when it cannot be written; nothing half done stays.
    """
    from models.queries.full_export import something_left_out

    left_out = something_left_out(office)
    half = target / f"{_HALF}{uuid4().hex[:12]}"
    half.mkdir(parents=True)
    try:
        counting = _Counting(office, progress)
        rows = _write_tables(office, half, counting)
        files, lacking = _copy_files(office, half, counting)
        _write_words(office, half, rows, files, lacking, left_out=left_out)
        folder = _free(target, f"Ekspor Papan SOP {office.local(office.now()):%Y-%m-%d %H.%M}")
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return Exported(folder, rows, files, tuple(lacking), left_out)


class _Counting:
    """How far it is, rows and files together."""

    def __init__(self, office: Office, progress: Progress | None) -> None:
        from models.queries.full_export import export_files, export_tables

        self._progress = progress
        self._rows = sum(table.count for table in export_tables(office))
        size = sum(file.size for file in export_files(office))
        self._total = self._rows + size * _ROWS_PER_MB // 2**20 + 1
        self._bytes = 0

    def rows(self, done: int) -> bool:
        """So many rows are written."""
        return self._progress is None or self._progress(done, self._total)

    def file(self, size: int) -> None:
        """One more file of that size is there."""
        from reports.excel.full_export import ExportCancelled

        self._bytes += size
        if not self.rows(self._rows + self._bytes * _ROWS_PER_MB // 2**20):
            raise ExportCancelled


def _write_tables(office: Office, half: Path, counting: _Counting) -> dict[str, int]:
    from models.queries.full_export import export_tables
    from reports.excel.full_export import write_tables

    with (half / _TABLES).open("xb") as file:
        rows = write_tables(file, export_tables(office), counting.rows)
        file.flush()
        os.fsync(file.fileno())
    return rows


def _copy_files(office: Office, half: Path, counting: _Counting) -> tuple[int, list[str]]:
    """Copy every file under its name; how many, and the names of those that are missing or damaged."""
    from models.queries.full_export import export_files
    from models.store.files import digest_of_file

    paths, copied, lacking = Paths(), 0, list[str]()
    for file in export_files(office):
        folder = "/".join(safe_name(part) for part in file.folder.split("/", 1))
        path = half / paths.take(folder, safe_name(file.name))
        source = office.store.files.path_of(file.digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not source.is_file():
            lacking.append(str(path.relative_to(half)))
            continue
        shutil.copyfile(source, path)
        if digest_of_file(path) != file.digest:
            path.unlink()
            lacking.append(str(path.relative_to(half)))
        else:
            copied += 1
        counting.file(file.size)
    return copied, lacking


def _write_words(
    office: Office, half: Path, rows: dict[str, int], files: int, lacking: list[str], *, left_out: bool
) -> None:
    """The page that explains the folder to whoever opens it, in ten years too."""
    profile = office.setting("office", {})
    lines = [
        f"EKSPOR PAPAN SOP – {profile.get('name', '')}",
        f"Dibuat {long_date(office.local(office.now()).date())}, susunan data {_schema(office)}.",
        *([LEFT_OUT] if left_out else []),
        "",
        f"{_TABLES}: semua tabel ({number_text(sum(rows.values()))} baris), satu lembar untuk setiap tabel;",
        "  lembar pertama menjelaskan isinya. Kolom “…_id” menunjuk ke kolom “id” tabel yang disebut.",
        "  Waktu memakai jam kantor. Tanpa kata sandi, konsep isian, dan turunan dari tabel lain.",
        f"dokumen/ dan naskah/: {number_text(files)} berkas, menurut nomor permohonan dan tahun naskah.",
        "  Nama berkas: jenis dokumen, versi, lalu nama aslinya. Kolom digest pada tabel document dan naskah",
        "  berisi SHA-256 berkas itu.",
        "",
        "Baris setiap tabel:",
        *(f"  {name:20} {number_text(count):>12}" for name, count in rows.items()),
    ]
    if lacking:
        lines += ["", "Berkas yang tercatat tetapi hilang atau rusak:", *(f"  {name}" for name in lacking)]
    (half / _READ_ME).write_text("\n".join(lines) + "\n", "utf-8", newline="\r\n")


def _schema(office: Office) -> int:
    from models.queries.full_export import schema_of

    return schema_of(office)


def _free(target: Path, name: str) -> Path:
    number, folder = 2, target / name
    while folder.exists():
        folder, number = target / f"{name} ({number})", number + 1
    return folder
