"""Conditions of the outside world that keep the store from working: a code, and the data its words need."""

from __future__ import annotations

import errno

import peewee

from models.rules.damaged_text import DamagedTextError

#: Damage, for which there are ways of repair; with any other problem the data itself is sound.
REPAIRABLE = ("basis_data_rusak", "bukan_basis_data", "log_asing", "skema_asing", "basis_data_hilang")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class StoreProblem(Exception):  # noqa: N818 - a condition of the outside world, worded for the user
    """The office cannot be opened or written; nothing of what was committed is lost.

    The words stand in `resources.problems.problem_text`.
    """

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


def of_system(error: OSError, folder: str) -> StoreProblem:
    """The problem that an error of the operating system stands for."""
    if error.errno in _FULL:
        return StoreProblem("disk_penuh", folder=folder)
    if error.errno in _FORBIDDEN:
        return StoreProblem("folder_baca_saja", folder=folder)
    return StoreProblem("folder_gagal", folder=folder, sebab=error.strerror or str(error))


def of_database(error: Exception, folder: str) -> StoreProblem | None:
    """The problem that an error of SQLite stands for; None when the error is a fault of the program."""
    text = _words_of(error)
    for words, code in (
        ("disk is full", "disk_penuh"),
        ("readonly", "folder_baca_saja"),
        ("locked", "terkunci"),
        ("malformed", "basis_data_rusak"),
        ("not a database", "basis_data_rusak"),
        ("could not decode", "basis_data_rusak"),
        ("disk i/o error", "disk_gagal"),
        ("unable to open", "folder_gagal"),
    ):
        if words in text:
            return StoreProblem(code, folder=folder, sebab=str(error))
    return None


class GoneError(LookupError):
    """What a screen showed is not there any more, or may not be seen any more by who looks."""


def condition_of(error: BaseException, folder: str) -> StoreProblem | None:
    """The condition of the outside world behind any error; None when it is a fault of the program."""
    if isinstance(error, StoreProblem):
        return error
    if isinstance(error, GoneError):
        return StoreProblem("tidak_terlihat")
    if isinstance(error, DamagedTextError):
        return StoreProblem("basis_data_rusak", folder=folder, sebab="isi naskah yang tersimpan bukan naskah")
    # the library needs this module
    from models.store.sqlite import library  # noqa: PLC0415

    # what the library itself raises comes from where it is asked without peewee
    return of_database(error, folder) if isinstance(error, (peewee.DatabaseError, library.Error)) else None


def _words_of(error: BaseException | None) -> str:
    """What an error and those before it say: undoing after a full disk fails too, and hides the cause."""
    words = []
    while error is not None:
        words.append(str(error).casefold())
        error = error.__context__
    return "; ".join(words)
