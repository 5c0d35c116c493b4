"""The commands `cadangkan` and `pulihkan`: back an office up, restore one; fit for the task scheduler."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.arguments import Arguments

if TYPE_CHECKING:
    from models.records.backup import BackupEntry, Restored
    from models.store.office import Office

#: What has to be typed before something is replaced.
CONFIRMATION = "PULIHKAN"
_NAME_NEEDED = (
    "Data kantor di folder itu utuh: memulihkannya hanya untuk administrator. Sebutkan namanya dengan "
    "--pengguna NAMA. Tidak ada yang berubah."
)


def add_commands(commands: Any) -> None:
    """Add both commands to the parser."""
    make = commands.add_parser("cadangkan", help="buat cadangan, periksa, dan rapikan cadangan lama")
    make.add_argument(
        "--ke", metavar="FOLDER", type=_folder, help="tempat lain untuk sekali ini (tanpa merapikan)"
    )
    make.set_defaults(run=back_up)
    bring = commands.add_parser("pulihkan", help="pulihkan kantor dari cadangan")
    bring.add_argument("--dari", metavar="FOLDER", type=_folder, help="tempat cadangan (USB, cakram lain)")
    bring.add_argument("--cadangan", metavar="NAMA", default="", help="nama cadangan; tanpa ini yang terbaru")
    bring.add_argument("--daftar", action="store_true", help="tampilkan daftar cadangan saja")
    bring.add_argument("--ya", action="store_true", help="jangan bertanya lagi")
    bring.set_defaults(run=bring_back)


def back_up(parsed: Namespace, given: Arguments) -> int:
    """Make a backup: 1 when it could not be made, 2 when there is no office to back up."""
    from desktop.cli_office import opened, progress_line, told
    from models.store.backup import make_backup
    from models.store.backup_place import fitting_place, prepare_place
    from models.store.backup_round import back_up as back_up_there
    from models.store.problems import StoreProblem

    office = opened(given)
    if office is None:
        return 2
    folder, by = office.store.folder, _asker(office)
    try:
        if not _asked(office, parsed.ke):
            return 1
        if parsed.ke is None:
            entry = back_up_there(
                folder, office.clock, office.zone, kind="diminta", by=by, progress=progress_line
            )
        else:
            place = fitting_place(parsed.ke)
            prepare_place(place)
            entry = make_backup(folder, place, office.clock, kind="diminta", by=by, progress=progress_line)
    except StoreProblem as problem:
        print(told(problem), file=sys.stderr)
        return 1
    finally:
        office.close()
    print(f"Cadangan dibuat dan diperiksa: {entry.path}")
    print("\n".join(contents(entry)))
    return 0


def _asked(office: Office, place: Path | None) -> bool:
    """Whether whoever is named with --pengguna may; the history keeps who asked. Says why not."""
    from models.actions.backups import ask_backup
    from models.records.results import Refused
    from models.store.backup_state import chosen_place
    from resources.wording import refusal_text

    if office.viewer_id is None:  # the task scheduler, by itself as at the window
        return True
    answer = ask_backup(office, office.viewer_id, place or chosen_place(office.store.folder))
    if isinstance(answer, Refused):
        print(refusal_text(answer.obstacles), file=sys.stderr)
        return False
    return True


def bring_back(parsed: Namespace, given: Arguments) -> int:
    """Restore a backup: 1 when it is refused, 2 when there is none of that name."""
    from desktop.cli_office import told
    from desktop.places import default_folder
    from models.store.problems import StoreProblem

    folder = given.folder or default_folder()
    try:
        found = _entries(folder, parsed.dari)
        if parsed.daftar or not found:
            print("\n".join(map(line_of, found)) if found else "Tidak ada cadangan di sana.")
            return 0 if found else 2
        entry = _chosen(found, parsed.cadangan)
        if entry is None:
            print(_none_such(parsed.cadangan), file=sys.stderr)
            return 2
        print("\n".join([f"Akan dipulihkan ke {folder}:", entry.name, *contents(entry)]))
        if not (parsed.ya or _confirmed()):
            print("Tidak jadi dipulihkan; tidak ada yang berubah.")
            return 1
        by = _allowed(entry, folder, given)
        return 1 if by is None else _restore(entry, folder, by)
    except StoreProblem as problem:
        print(told(problem), file=sys.stderr)
        return 1


def _allowed(entry: BackupEntry, folder: Path, given: Arguments) -> str | None:
    """Who restores: over a sound office somebody who may, recorded there; None, with the reason said, else.

    Where there is no office, or only a damaged one, nobody can be asked: it is the account of the computer.
    """
    from models.store.problems import REPAIRABLE, condition_of

    office = _sound_office(folder)
    if office is None:
        return _account()
    try:
        return _asked_restore(entry, office, given.person)
    except Exception as error:
        # damage that opening did not meet shows when the accounts are read
        damage = condition_of(error, str(folder))
        if damage is None or damage.code not in REPAIRABLE:
            raise
        return _account()
    finally:
        office.close()


def _asked_restore(entry: BackupEntry, office: Office, username: str) -> str | None:
    """Who asks for a restore, when that is somebody who may; the history keeps it. Says why not."""
    from desktop.cli_person import seen_by_person
    from models.actions.backups import ask_restore
    from models.actions.setup import is_set_up
    from models.records.results import Refused
    from models.store.problems import REPAIRABLE
    from resources.wording import refusal_text

    if not is_set_up(office):
        return _account()
    if not username:
        print(_NAME_NEEDED, file=sys.stderr)
        return None
    seen = seen_by_person(office, username)
    if seen is None or seen.viewer_id is None:
        return None
    by, answer = _asker(seen), ask_restore(seen, seen.viewer_id, entry)
    if isinstance(answer, Refused) and answer.obstacles[0].code not in REPAIRABLE:
        print(refusal_text(answer.obstacles), file=sys.stderr)
        return None
    return by


def _sound_office(folder: Path) -> Office | None:
    """The office that would be replaced; None when there is none, or it is damaged.

    Raises:
        StoreProblem: what else keeps it from being opened, which a restore would only hide.
    """
    from models.store.opening import open_office
    from models.store.problems import REPAIRABLE, StoreProblem

    try:
        return open_office(folder)
    except StoreProblem as problem:
        if problem.code not in ("data_tidak_ada", *REPAIRABLE):
            raise
        return None


def _restore(entry: BackupEntry, folder: Path, by: str) -> int:
    from desktop.cli_office import progress_line
    from models.store.backup_restore import restore
    from models.store.clock import system_clock
    from models.store.opening import open_office

    done = restore(entry, folder, system_clock, progress_line, by=by)
    # opened once, so that what opening finds is told now
    open_office(folder).close()
    print("\n".join(outcome(done)))
    return 0


def contents(entry: BackupEntry) -> list[str]:
    """What a backup holds, in lines."""
    from resources.indonesian import number_text, size_text

    manifest = entry.manifest
    if manifest is None:
        return []
    cases, papers, events = (
        number_text(entry.counts.get(table, 0)) for table in ("permohonan", "naskah", "history")
    )
    documents = f"{number_text(manifest.documents)} berkas dokumen ({size_text(manifest.documents_size)})"
    if not manifest.has_documents:
        documents += ", tidak ikut disalin"
    lines = [
        f"  Kantor        : {manifest.office or '(belum bernama)'}",
        f"  Isi           : {cases} permohonan, {papers} naskah, {events} kejadian riwayat",
        f"  Dokumen       : {documents}",
        f"  Basis data    : {size_text(manifest.size)}, susunan data {entry.schema}",
        f"  Kepala riwayat: {entry.head.id} {entry.head.digest[:16]}",
    ]
    if manifest.missing:
        missing = number_text(manifest.missing)
        lines.append(f"  Perhatian     : {missing} dokumen sudah hilang atau rusak ketika dicadangkan")
    return lines


def outcome(done: Restored) -> list[str]:
    """What a restore did, in lines: the counts side by side, and where the earlier state lies."""
    from resources.indonesian import number_text
    from resources.wording_backup import counts_text

    lines = ["Pulih. Jumlah baris (cadangan / sekarang):"]
    for table, expected in done.entry.counts.items():
        if table != "schema_version" and expected:
            lines.append(
                f"  {table:20} {number_text(expected):>12} / {number_text(done.counts.get(table, 0))}"
            )
    lines.append(counts_text(done.differing, tuple(done.noted)))
    if done.kept is not None:
        lines.append(f"Keadaan sebelumnya disimpan di {done.kept}")
    if done.lacking:
        lines.append(
            f"Perhatian: {number_text(len(done.lacking))} dokumen tidak ada di cadangan maupun di folder "
            "data; jalankan “periksa” untuk melihat yang mana."
        )
    return lines


def line_of(entry: BackupEntry) -> str:
    """A backup in one line of a list."""
    from models.records.backup import KINDS
    from resources.indonesian import number_text
    from resources.wording_backup import reason_text

    cases = number_text(entry.counts.get("permohonan", 0))
    words = f"{cases} permohonan, {KINDS.get(entry.kind, '')}" if entry.manifest else "tidak terbaca"
    return f"{entry.name:42} {reason_text(entry.reason):24} {words}"


def _entries(folder: Path, place: Path | None) -> list[BackupEntry]:
    """The backups of the place asked for, or of every place this data folder knows; newest first."""
    from models.store.backup import catalogue
    from models.store.backup_place import fitting_place
    from models.store.backup_state import known_places
    from models.store.problems import StoreProblem
    from resources.problems import problem_text

    if place is not None:
        return list(catalogue(fitting_place(place)))
    found: list[BackupEntry] = []
    for known in known_places(folder):
        try:
            found += catalogue(known)
        except StoreProblem as away:
            print(f"Dilewati: {problem_text(away.code, away.data).what}", file=sys.stderr)
    return sorted(found, key=lambda entry: entry.made_at, reverse=True)


def _chosen(entries: list[BackupEntry], name: str) -> BackupEntry | None:
    """The backup of that name, or the newest good one.

    What a restore replaced was put aside on purpose: it comes back only by its name.
    """
    if name:
        return next((entry for entry in entries if entry.name == name), None)
    return next((entry for entry in entries if entry.good and entry.kind != "sebelum_pulih"), None)


def _none_such(name: str) -> str:
    wanted = f"Cadangan {name} tidak ada." if name else "Tidak ada cadangan yang utuh."
    if not name:
        wanted += " Keadaan sebelum pemulihan hanya dipulihkan bila disebut dengan --cadangan."
    return f"{wanted} Lihat daftarnya dengan `main.py pulihkan --daftar`."


def _confirmed() -> bool:
    """Whether somebody typed the word; no terminal, no answer."""
    print(
        f"Keadaan yang sekarang disimpan sebagai cadangan. Ketik {CONFIRMATION} untuk melanjutkan: ", end=""
    )
    sys.stdout.flush()
    return sys.stdin.readline().strip() == CONFIRMATION


def _asker(office: Office) -> str:
    """Who asks, as manifests keep it."""
    from models.store.people import standing

    if office.viewer_id is None:
        return _account()
    return standing(office, office.viewer_id, office.now()).actor_text


def _account() -> str:
    """Who asks: the account of the computer, as nobody signed in."""
    try:
        return f"Baris perintah (akun komputer {getpass.getuser()})"
    except (OSError, KeyError, ImportError):
        return "Baris perintah"


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()
