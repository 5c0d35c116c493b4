"""Every role tries every act: what the table promises is what the acts do."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import models.actions
from models.actions.act import act
from models.actions.work import add_note
from models.records.results import Changed, Refused
from models.records.roles import ROLES
from models.rules.rights import ACTS, roles_of
from models.store.people import standing
from models.store.tables import History, Person
from resources.wording import obstacle_text
from tests.models.actions.rights_offered import COLUMNS, Stage, calls, set_stage
from tests.office import SmallOffice, copy_office, refused

#: Who may: Administrator, Pengelola SOP, TU, Petugas, Pimpinan, Pembaca, an account that was closed.
#: x: done. -: refused for want of a role. A number: the act itself refuses that person, by `CONDITIONS`.
MATRIX = """
register.register                     - - x x x - -
register.correct_registration         - - x x x - -
complete.complete_part                - - x x 1 - -
undo.undo_last                        - - x 2 x - -
moves.return_case                     - - 3 x x - -
moves.skip_step                       - - - - x - -
moves.cancel_case                     - - - - x - -
moves.reopen_case                     - - - - x - -
pauses.pause_case                     - - x x x - -
pauses.continue_case                  - - x x x - -
work.choose_executors                 - - 3 x x - -
work.agree_target                     - - 3 x x - -
work.assign                           - - 4 x x - -
work.add_note                         x - x x x - -
work.save_draft                       - - x x x - -
work.discard_draft                    - - x x x - -
secrecy.mark_secret                   - - x x x - -
secrecy.lift_secrecy                  - - x - x - -
secrecy.give_access                   - - x - x - -
secrecy.end_access                    - - x - x - -
documents.attach                      - - x x x - -
documents.withdraw                    - - x x x - -
documents.confirm_valid               - - x x x - -
documents.tick                        - - x x x - -
dispositions.give_disposition         - - x 5 x - -
dispositions.mark_read                - - x x 6 - -
dispositions.answer_disposition       - - x x 6 - -
dispositions.withdraw_disposition     - - x 7 x - -
dispositions.no_disposition_needed    - - x x x - -
papers.save_draft                     8 - x x x - -
papers.discard_draft                  8 - x x x - -
papers.issue_paper                    8 - x x x - -
papers.issue_paper+lepas              x - x 9 9 - -
papers.keep_file                      8 - x x x - -
papers.cancel_paper                   8 - x 0 x - -
paper_numbers.reserve_number          x - x - - - -
paper_numbers.insert_number           x - x - - - -
paper_numbers.enter_outside_number    x - x - - - -
paper_numbers.cancel_number           x - x - - - -
paper_numbers.set_first_number        x - x - - - -
paper_settings.set_number_pattern     x - x - - - -
paper_settings.set_disposition_lists  x - x - - - -
paper_settings.set_template           x x - - - - -
paper_settings.restore_template       x x - - - - -
paper_settings.set_letterhead         x - - - - - -
paper_settings.set_logo               x - - - - - -
paper_settings.clear_logo             x - - - - - -
paper_settings.set_paper_defaults     x - - - - - -
sops.publish_sop                      x x - - - - -
sops.set_sop_active                   x x - - - - -
sop_choice.choose_sops                x x - - - - -
agencies.create_agency                x - x - - - -
agencies.rename_agency                x - x - - - -
agencies.merge_agencies               x - x - - - -
agencies.import_agencies              x - x - - - -
settings.set_office_profile           x - - - - - -
settings.set_number_pattern           x - - - - - -
calendar_settings.change_calendar     x - - - - - -
calendar_settings.preview_calendar    x - - - - - -
backups.choose_backup_place           x - - - - - -
backups.set_backup_warning            x - - - - - -
backups.ask_backup                    x - x - x - -
backups.ask_restore                   x - - - - - -
backups.ask_export                    x - - - x - -
monitoring.assess_sop                 x - - - x - -
recap_closing.close_month             x - - - x - -
recap_closing.reopen_month            x - - - x - -
people.create_person                  x - - - - - -
people.change_person                  x - - - - - -
people.set_official                   x - - - - - -
people.change_password                x x x x x x -
people.change_password+lain           x a a a a a -
safety.set_idle_lock                  x - - - - - -
safety.confirm_clock                  x - - - x - -
safety.know_recovery                  x - - - - - -
checks.note_check                     x - - - x - -
sign_in.enter                         x x x x x x -
sign_in.count_failure                 x x x x x x -
sign_in.restart_wait                  x x x x x x -
sign_in.choose_password               x x x x x x -
delegations.delegate                  x - 11 11 x - -
delegations.end_delegation            x - 11 11 x - -
handing_over.reassign                 x - - - x - -
handing_over.close_account            x - - - - - -
positions.create_position             x - - - - - -
positions.change_position             x - - - - - -
positions.assign_position             x - - - - - -
positions.end_holding                 x - - - - - -
positions.map_executor                x x - - - - -
positions.unmap_executor              x x - - - - -
positions.fill_executor               x x - - - - -
"""

CONDITIONS = {
    "1": "bukan_pencatat",
    "2": "bukan_pelaku_terakhir",
    "3": "bukan_pelaksana_permohonan",
    "4": "bukan_pemegang",
    "5": "disposisi_bukan_pejabat",
    "6": "disposisi_bukan_penerima",
    "7": "disposisi_bukan_pemberi",
    "8": "bukan_pelaksana_sop",
    "9": "naskah_lepas_oleh_tu",
    "0": "pembatalan_naskah_oleh_tu",
    "a": "bukan_admin",
    "11": "delegasi_bukan_pemegang",
}
#: Public functions that change the office without anybody signed in, or within an act of somebody.
WITHOUT_ACCOUNT = {
    "setup.set_up_office",
    "setup.publish_shipped_sops",
    "recovery.recover_administrator",
}
#: Pieces of acts, called inside one that asked already.
INSIDE = {
    "cards.rebuild",
    "deadlines.affected_runs",
    "deadlines.recompute_open_runs",
    "deadlines.refresh_run",
    "positions.end_of_holding",
    "sops.write_version",
}
#: What windows take from the actions that changes nothing.
NO_ACTS = {
    "calendar_settings.Affected", "deadlines.Progress", "paper_settings.LOGO_LIMIT", "setup.is_set_up",
}  # fmt: skip
#: Other names of acts that stand in the table.
SAME = {
    **dict.fromkeys(
        (f"calendar_settings.{name}" for name in
         ("add_holiday", "remove_holiday", "set_season", "remove_season", "set_hours")),
        "calendar_settings.change_calendar",
    ),
}  # fmt: skip

ROOT = Path(__file__).parents[3]
LINES = {words[0]: words[1:] for words in map(str.split, MATRIX.strip().splitlines())}
TRIES = [(name, role) for name in LINES for role in COLUMNS]


@pytest.fixture(scope="module")
def stage(template: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hak")
    small = copy_office(*template, folder / "kantor")
    made = set_stage(small, folder / "naskah.pdf")
    made.calls = calls(made)
    yield made
    small.office.close()


def attempt(stage: Stage, name: str, role: str) -> tuple[Any, int]:
    """The answer of an act, which is undone at once, and how many rows it wrote to the history."""
    office = stage.small.office
    before, read = History.select().count(), dict(office._kept.sops)
    with office.store.db.atomic() as everything:
        answer = stage.calls[name](office, stage.people[role])
        written = History.select().count() - before
        everything.rollback()
    office._kept.sops = read  # a version that was undone must not be met again under its id
    office.forget_calendar()
    return answer, written


@pytest.mark.parametrize(("name", "role"), TRIES)
def test_every_role_at_every_act(stage: Stage, name: str, role: str) -> None:
    mark = LINES[name][COLUMNS.index(role)]
    answer, written = attempt(stage, name, role)
    if mark == "x":
        assert not isinstance(answer, Refused), answer
        return
    assert isinstance(answer, Refused), "somebody may who must not"
    (obstacle,) = answer.obstacles
    right = ACTS[name.partition("+")[0]]
    missing = "akun_nonaktif" if role == "nonaktif" else right.refusal
    assert obstacle.code == CONDITIONS.get(mark, missing)
    assert written == 0
    words = obstacle_text(obstacle.code, obstacle.data)
    assert words
    assert "{" not in words


@pytest.mark.parametrize("name", LINES)
def test_the_table_says_what_the_matrix_says(name: str) -> None:
    line = dict(zip(COLUMNS, LINES[name], strict=True))
    assert ACTS[name.partition("+")[0]].roles == {role for role in ROLES if line[role] != "-"}


def test_every_act_of_the_program_stands_in_the_table_and_is_tried() -> None:
    known = set(ACTS) | set(SAME) | WITHOUT_ACCOUNT | INSIDE
    public = set(public_functions())
    assert public <= known, "an act without a line"
    assert known <= public, "a line without an act"
    assert set(SAME.values()) <= set(ACTS)
    assert {name.partition("+")[0] for name in LINES} == set(ACTS), "an act that no role tries"


def public_functions() -> Iterator[str]:
    """Every public function of `models.actions` that takes an office, apart from the frames."""
    for module in pkgutil.iter_modules(models.actions.__path__):
        room = import_module(f"models.actions.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            inner = inspect.unwrap(function)
            ours = inner.__module__ == room.__name__ and not name.startswith("_")
            takes = next(iter(inspect.signature(inner).parameters), "")
            if ours and takes == "office" and module.name not in FRAMES:
                yield f"{module.name}.{function.__name__}"


FRAMES = {"act", "paper_act", "office_act"}


def test_windows_and_commands_reach_the_office_by_acts_alone() -> None:
    doors = set(ACTS) | set(SAME) | WITHOUT_ACCOUNT
    taken = {name for path in sorted((ROOT / "desktop").glob("*.py")) for name in actions_taken(path)}
    assert "complete.complete_part" in taken
    strange = {name for name in taken if name not in doors and name not in NO_ACTS}
    assert not strange, "what is reached past the frames asks nobody's right"


def actions_taken(path: Path) -> Iterator[str]:
    """`module.function` of everything that a file takes from the actions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("models.actions"):
            continue
        module = (node.module or "").rpartition(".")[2]
        for alias in node.names:
            if module == "actions":  # a whole module: what is called of it
                local = alias.asname or alias.name
                yield from (
                    f"{alias.name}.{found.attr}"
                    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                    if isinstance(found, ast.Attribute)
                    and isinstance(found.value, ast.Name)
                    and found.value.id == local
                )
            else:
                yield f"{module}.{alias.name}"


def test_an_act_without_a_line_cannot_be_made() -> None:
    def nobody_said_who(office: Any, person_id: int) -> Changed:
        raise AssertionError

    with pytest.raises(LookupError, match=r"test_rights\.nobody_said_who is missing"):
        act(nobody_said_who)


@pytest.mark.parametrize("right", sorted({ACTS[name] for name in ACTS}))
def test_a_refusal_names_roles_people_know(right: Any) -> None:
    words = obstacle_text(right.refusal, {"peran": tuple(ROLES[role] for role in sorted(right.roles))})
    assert words.endswith(".")


def test_an_account_that_only_reads_fills_nothing_whatever_it_holds(stage: Stage) -> None:
    office = stage.small.office
    who = standing(office, stage.people["pembaca"], office.now())
    assert (who.roles, who.position_ids, who.is_leader, who.is_secretariat, who.is_admin) == (
        {"pembaca"}, (), False, False, False,
    )  # fmt: skip
    assert who.actor_text == "a-baca (CONTOH) (Kepala Dinas, Petugas TU)"


def test_roles_follow_flags_and_positions() -> None:
    def roles(**has: bool) -> set[str]:
        names = ("is_admin", "manages_sops", "reads_only", "leads", "keeps_register", "holds_position")
        return set(roles_of(**({"active": True} | dict.fromkeys(names, False) | has)))  # type: ignore[arg-type]

    assert roles() == {"pembaca"}, "who was given nothing may look"
    assert roles(active=False, is_admin=True) == set()
    assert roles(is_admin=True, manages_sops=True) == {"administrator", "pengelola_sop"}
    assert roles(holds_position=True, leads=True) == {"petugas", "pimpinan"}
    assert roles(reads_only=True, is_admin=True, leads=True) == {"pembaca"}


def test_a_right_goes_with_the_account_at_once(small: SmallOffice) -> None:
    case = small.register("MLS")
    office, tu = small.office, small.people["tu"]
    with office.transaction():
        Person.update(active=False).where(Person.id == tu).execute()
    refused(add_note(office, tu, case, "masih di sini"), "akun_nonaktif")
