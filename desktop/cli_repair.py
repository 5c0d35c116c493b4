"""The command `perbaiki`: what is wrong with a data folder that cannot be opened, and ways out of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments

if TYPE_CHECKING:
    from pathlib import Path

    from models.store.problems import StoreProblem

#: Said of a problem that is no damage.
_NOT_DAMAGED = "“perbaiki” hanya untuk data yang rusak; ini bukan kerusakan data. Tidak ada yang diubah."


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    repair = commands.add_parser("perbaiki", help="data yang tidak dapat dibuka: sebabnya dan jalan keluar")
    way = repair.add_mutually_exclusive_group()
    way.add_argument("--selamatkan", action="store_true", help="salin yang masih terbaca dan pakai hasilnya")
    way.add_argument("--sisihkan-wal", action="store_true", dest="log", help="sisihkan -wal yang asing")
    repair.set_defaults(run=repair_office)


def repair_office(parsed: Namespace, given: Arguments) -> int:
    """0 when the office can be opened (again), 1 when it cannot, 2 when a way out does not fit."""
    from desktop.places import default_folder
    from models.store.problems import REPAIRABLE, StoreProblem

    folder = given.folder or default_folder()
    problem = _problem_of(folder)
    if problem is None:
        print(f"Data di folder {folder} dapat dibuka; tidak ada yang perlu diperbaiki.")
        return 0
    if problem.code not in REPAIRABLE:
        print(f"{_told(problem)}\n{_NOT_DAMAGED}", file=sys.stderr)
        return 2 if parsed.selamatkan or parsed.log else 1
    try:
        if parsed.selamatkan:
            return _salvage(folder)
        if parsed.log:
            return _lay_aside(folder, problem)
    except StoreProblem as failed:
        print(_told(failed), file=sys.stderr)
        return 1
    print(_told(problem), file=sys.stderr)
    _tell_backups(folder)
    return 1


def _problem_of(folder: Path) -> StoreProblem | None:
    """What keeps the office from being opened."""
    from models.store.opening import is_there, open_office
    from models.store.problems import StoreProblem

    try:
        is_there(folder)
        open_office(folder).close()
    except StoreProblem as problem:
        return problem
    return None


def _salvage(folder: Path) -> int:
    from models.store.clock import system_clock
    from models.store.salvage import put_in_place, salvage

    saved = salvage(folder, system_clock)
    aside = put_in_place(folder, saved, system_clock)
    print(f"{saved.rows} baris terbaca dan dipakai ({saved.counts.get('permohonan', 0)} permohonan).")
    if saved.broken:
        print(f"Tidak utuh: {', '.join(saved.broken)}. Jalankan “periksa” untuk melihat apa yang hilang.")
    print(f"Berkas yang rusak disisihkan ke {aside}.")
    return 0


def _lay_aside(folder: Path, problem: StoreProblem) -> int:
    from models.store.clock import system_clock
    from models.store.salvage import lay_log_aside

    if problem.code != "log_asing":
        print("Berkas -wal di folder itu bukan masalahnya; tidak ada yang diubah.", file=sys.stderr)
        print(_told(problem), file=sys.stderr)
        return 2
    print(f"Berkas -wal disisihkan ke {lay_log_aside(folder, system_clock)}.")
    return 0


def _tell_backups(folder: Path) -> None:
    from models.store.backup import catalogue
    from models.store.backup_state import known_places
    from models.store.problems import StoreProblem

    found = []
    for place in known_places(folder):
        try:
            found += [entry for entry in catalogue(place) if entry.good]
        except StoreProblem as away:
            print(_told(away).splitlines()[1], file=sys.stderr)
    found.sort(key=lambda entry: entry.made_at, reverse=True)
    words = "Cadangan yang baik, terbaru dahulu (main.py pulihkan):"
    print(words if found else "Tidak ada cadangan yang baik.")
    for entry in found[:20]:
        print(f"  {entry.path}  {entry.counts.get('permohonan', 0)} permohonan")
    print("Jalan lain: perbaiki --selamatkan (salin yang masih terbaca ke basis data baru).")


def _told(problem: StoreProblem) -> str:
    from resources.problems import problem_text

    words = problem_text(problem.code, problem.data)
    return f"{words.title}\n{words.what}\n{words.kept}\n{words.todo}"
