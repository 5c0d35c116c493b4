"""Sample offices for the benchmarks, built once into a work folder and used again."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

#: All requests of the benchmarks stand on one board, the one with the most columns.
CODE = "PAW"


def arguments(description: str, rounds: int) -> argparse.ArgumentParser:
    """The options that all benchmarks share."""
    parser = argparse.ArgumentParser(description=description)
    default = Path(tempfile.gettempdir()) / "papan-sop-benchmarks"
    parser.add_argument("--work", type=Path, default=default, help="folder for the sample offices")
    parser.add_argument("--rounds", type=int, default=rounds, help="paired rounds; medians are printed")
    return parser


def office_folder(work: Path, open_cases: int, ended: int) -> Path:
    """The folder of an office of that size, built when it is not there yet."""
    from desktop.sample_office import build_sample

    folder = work / f"{CODE}-{open_cases}-{ended}"
    if folder.exists():
        return folder
    draft = folder.with_name(folder.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.parent.mkdir(parents=True, exist_ok=True)
    print(f"building {folder} ...", file=sys.stderr, flush=True)
    build_sample(draft, open_cases, ended, codes=(CODE,))
    return draft.rename(folder)


def copy_of(folder: Path, name: str) -> Path:
    """A fresh copy of an office, to write into."""
    target = folder.with_name(name)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target
