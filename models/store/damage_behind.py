"""Whether a fault came from stored values that the program never wrote: then the data are damaged, not it."""

from __future__ import annotations

import time
from pathlib import Path

import peewee

from models.store.problems import StoreProblem
from models.store.schema_check import guard, wrong_types
from models.store.sqlite import library

#: What values of a strange type provoke in whoever reads them.
_PROVOKED = (
    TypeError, ValueError, LookupError, AttributeError, ArithmeticError, peewee.PeeweeException,
    library.Error,
)  # fmt: skip
#: Looking for the cause ends after this, found or not.
_PATIENCE_S = 3.0
_STEPS = 20_000


def damage_behind(error: BaseException, database: Path) -> StoreProblem | None:
    """The damage that an error comes from, None when nothing strange is found in the values."""
    if not isinstance(error, _PROVOKED) or not database.is_file():
        return None
    until = time.monotonic() + _PATIENCE_S
    try:
        connection = library.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
    except library.Error:
        return None
    try:
        guard(connection)
        connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        found = next(wrong_types(connection), None)
    except library.Error:  # held, or the time is over: nothing is known
        return None
    finally:
        connection.close()
    if found is None:
        return None
    cause = f"tabel {found.table}, kolom {found.column}: nilai yang tidak pernah ditulis Papan SOP"
    return StoreProblem("basis_data_rusak", berkas=str(database), sebab=cause)
