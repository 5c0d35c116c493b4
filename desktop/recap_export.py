"""The recap workbook of a period, read from an office and written whole or not at all; without Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.whole_file import writing_whole
from models.records.recap import Period
from models.store.office import Office


def export_recap(
    office: Office,
    period: Period,
    sops: tuple[str, ...],
    target: Path,
    progress: Callable[[int], bool] | None = None,
) -> None:
    """Write the workbook of a period to a file; in a worker call it under `office.reading()`.

    Raises `ExportCancelled` when `progress` says no, and OSError when the file cannot be written; the
    file that was there stays in both cases.
    """
    from models.queries.papers import logo_bytes
    from models.queries.recap import issued_papers, late_runs, recap, recap_cases, trend
    from models.store.anchors import note_anchor
    from reports.excel.recap_book import write_recap

    figures = recap(office, period, sops)
    with writing_whole(target) as file:
        write_recap(
            file,
            figures,
            recap_cases(office, period, sops),
            late_runs(office, period, sops),
            issued_papers(office, period, sops),
            months=trend(office, period.until, sops=sops),
            logo=logo_bytes(office, figures.letterhead.logo),
            progress=progress,
        )
    note_anchor(office, figures.anchor, f"Rekap {period.name}")
