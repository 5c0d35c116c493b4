"""The evaluation frameworks: those that ship, and the copies that an office keeps in its data folder."""

from __future__ import annotations

from pathlib import Path

from models.records.evidence import Framework
from models.rules.framework_reader import read_framework

_SHIPPED = Path(__file__).parents[2] / "resources" / "kerangka"
FOLDER_NAME = "kerangka"
#: A larger file is none that somebody wrote.
_LIMIT = 1024 * 1024


class FrameworkError(ValueError):
    """A framework file that cannot be read; says in Indonesian which one and why."""


def frameworks(folder: Path) -> dict[str, Framework]:
    """Every framework by its id; a copy in the office's folder takes the place of the one that ships.

    Raises:
        FrameworkError: for a file with defects, which must not be passed over in silence.
    """
    found = {framework.id: framework for framework in map(_read, sorted(_SHIPPED.glob("*.toml")))}
    for path in sorted((folder / FOLDER_NAME).glob("*.toml")):
        framework = _read(path)
        found[framework.id] = framework
    return found


def framework_for(found: dict[str, Framework], year: int) -> Framework:
    """The framework of a year: the newest that was in use by then, the oldest for earlier years."""
    by_year = sorted(found.values(), key=lambda framework: (framework.since, framework.id))
    used = [framework for framework in by_year if framework.since <= year]
    return used[-1] if used else by_year[0]


def _read(path: Path) -> Framework:
    try:
        if path.stat().st_size > _LIMIT:
            raise FrameworkError(f"{path.name}: terlalu besar untuk sebuah kerangka.")
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise FrameworkError(f"{path.name}: bukan tulisan UTF-8.") from error
    except OSError as error:
        raise FrameworkError(f"{path.name}: tidak dapat dibaca ({error.strerror}).") from error
    framework, defects = read_framework(text)
    if framework is None:
        lines = "\n".join(f"- {defect.place}: {defect.message}" for defect in defects)
        raise FrameworkError(f"{path.name} salah:\n{lines}")
    return framework
