"""The commands `contoh` and `periksa`: make a sample office, check an office."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, Namespace
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments

if TYPE_CHECKING:
    from models.store.office import Office


def add_commands(commands: Any) -> None:
    """Add both commands to the parser."""
    sample = commands.add_parser("contoh", help="buat kantor contoh di folder baru (--data FOLDER)")
    sample.add_argument("--permohonan", type=_count, default=300, metavar="N", help="banyaknya yang berjalan")
    sample.add_argument(
        "--selesai", type=_count, default=None, metavar="N", help="banyaknya yang sudah berakhir"
    )
    sample.set_defaults(run=make_sample)
    check = commands.add_parser("periksa", help="periksa basis data, rantai riwayat, dan berkas dokumen")
    check.add_argument("--jangkar", metavar="TEKS", help="cocokkan riwayat dengan jangkar dari kertas")
    check.set_defaults(run=check_office)


def make_sample(parsed: Namespace, given: Arguments) -> int:
    """Make a sample office in a new folder; 2 without a folder, 1 when it cannot be made there."""
    from desktop.sample_office import SampleFolderError, build_sample
    from models.store.problems import StoreProblem

    if given.folder is None:
        print("contoh memerlukan --data FOLDER (folder baru).", file=sys.stderr)
        return 2
    try:
        made = build_sample(given.folder, parsed.permohonan, parsed.selesai, progress_line)
    except SampleFolderError:
        print(
            f"Folder {given.folder} tidak kosong; tidak ada yang diubah. Pilih folder baru.", file=sys.stderr
        )
        return 1
    except StoreProblem as problem:
        print(told(problem), file=sys.stderr)
        return 1
    print(f"Kantor contoh dibuat di {made.folder}: {made.open_cases} berjalan, {made.ended_cases} berakhir.")
    print(f"Masuk sebagai {made.username} dengan kata sandi {made.password}.")
    return 0


def opened(given: Arguments) -> Office | None:
    """The office of the folder asked for, or of the usual one; None, with the reason said, when it fails.

    It is seen by the person named with `--pengguna`, and without one by nobody.
    """
    from desktop.cli_person import seen_by_person
    from desktop.places import default_folder
    from models.store.opening import open_office
    from models.store.problems import StoreProblem

    try:
        office = open_office(given.folder or default_folder())
    except StoreProblem as problem:
        print(told(problem), file=sys.stderr)
        return None
    seen = office if not given.person else seen_by_person(office, given.person)
    if seen is None:
        office.close()
    return seen


def check_office(parsed: Namespace, given: Arguments) -> int:
    """Check an office; 0 when all is well, 1 with findings, 2 when it cannot be opened."""
    from desktop.places import default_folder
    from models.store.anchors import anchor_now, check_anchor
    from models.store.check_state import note_full
    from models.store.integrity import check_office as findings_of
    from models.store.opening import open_office
    from models.store.problems import StoreProblem, condition_of
    from resources.wording_store import finding_text

    folder = given.folder or default_folder()
    try:
        office = open_office(folder)
    except StoreProblem as problem:
        print(told(problem), file=sys.stderr)
        return 1 if problem.code in ("basis_data_rusak", "bukan_basis_data") else 2
    try:
        findings = []
        wanted = findings_of(office) if parsed.jangkar is None else [check_anchor(office, parsed.jangkar)]
        for finding in chain(office.findings, wanted):
            findings.append(finding)
            print(finding_text(finding.code, finding.data))
        grave, anchor = sum(finding.grave for finding in findings), anchor_now()
        if parsed.jangkar is None:
            note_full(folder, office.now(), grave)
    except Exception as error:
        # damage can keep the check itself from reading on; what was found before has been printed
        damage = condition_of(error, str(folder))
        if damage is None:
            raise
        print(told(damage), file=sys.stderr)
        return 1
    finally:
        office.close()
    if parsed.jangkar is not None:
        return 1 if grave else 0
    print(f"Jangkar riwayat: {anchor or 'belum ada'}")
    # a remark (what was told and recorded before, files nobody names) is shown and no damage
    print(f"{grave} temuan." if grave else "Baik: basis data, riwayat, dan dokumen utuh.")
    return 1 if grave else 0


def told(problem: Any) -> str:
    """A problem in words: what happened, what was kept, what to do."""
    from resources.problems import problem_text

    words = problem_text(problem.code, problem.data)
    return f"{words.title}\n{words.what}\n{words.kept}\n{words.todo}"


def progress_line(done: int, total: int) -> bool:
    """Say how far it is where somebody looks at it; goes on."""
    if sys.stderr.isatty():
        print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)
    return True


def _count(text: str) -> int:
    if not text.isdigit() or int(text) > 1_000_000:
        raise ArgumentTypeError(f"invalid count: {text}")
    return int(text)
