"""Filling and saving a workbook: all of it, or nothing left behind and the error of the disk told as such."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

#: What lxml calls its errors of writing, before the name that the system has for the condition.
_WRITING = "SerialisationError"
_PREFIX = "IO_"


@contextmanager
def filling(book: Workbook) -> Iterator[None]:
    """Fill and save a write-only workbook, whose sheets are temporary files until they are saved.

    Raises OSError also where openpyxl writes through lxml, which tells of a full disk in its own way.
    """
    try:
        yield
    except BaseException as error:
        _discard(book)
        number = _disk_error(error)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from error


def save(book: Workbook, file: IO[bytes]) -> None:
    """Save a filled workbook into an open file."""
    archive = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
    try:
        ExcelWriter(book, archive).save()
    except BaseException:
        # when it is collected it would write its end into a file that is closed by then, and fail aloud
        archive.fp = None
        raise


def _discard(book: Workbook) -> None:
    """End what was begun, with the temporary file of every sheet."""
    for sheet in book.worksheets:
        writer, rows = sheet._writer, sheet._rows  # noqa: SLF001 - openpyxl cleans up only what it saved
        if writer is None:
            continue
        for under_way in (rows, writer.xf):
            if under_way is not None:
                # ended here and not when it is collected: what it still writes would fail aloud then
                with suppress(Exception):
                    under_way.close()
        with suppress(OSError):
            writer.cleanup()


def _disk_error(error: BaseException | None) -> int | None:
    """The number of the system's error behind one of lxml, None when there is none."""
    if not type(error).__module__.startswith("lxml"):
        return None
    while error is not None:
        if isinstance(error, OSError):
            return error.errno
        if type(error).__name__ == _WRITING:
            return int(getattr(errno, str(error).removeprefix(_PREFIX), errno.EIO))
        error = error.__context__
    return None
