"""Who may do what: one table of acts, one of readings; what a case asks for besides stands with its act.

An act is named `module.function` of `models.actions`; one without a line here cannot even be imported.
A line names the roles that may: having any of them is enough. On top of it each act keeps its own
conditions, which need the case: who holds the part, who took the last step, who is concerned.
"""

from __future__ import annotations

from typing import NamedTuple

from models.records.roles import ROLES


class Right(NamedTuple):
    """The roles that may, and the code that refuses whoever has none of them."""

    roles: frozenset[str]
    refusal: str = "tidak_berwenang"


def _by(*roles: str, refusal: str = "tidak_berwenang") -> Right:
    return Right(frozenset(roles), refusal)


_EVERYONE = _by(*ROLES)
_ADMIN = _by("administrator", refusal="bukan_admin")
_SOP_KEEPERS = _by("administrator", "pengelola_sop", refusal="bukan_pengelola_sop")
_AGENCY_KEEPERS = _by("administrator", "tata_usaha", refusal="bukan_tata_usaha")
_BOOK_KEEPERS = _by("administrator", "tata_usaha", refusal="nomor_oleh_tu")
_WORKERS = _by("tata_usaha", "petugas", "pimpinan")
_WORKERS_AND_ADMIN = _by("administrator", "tata_usaha", "petugas", "pimpinan")
_LEADERS = _by("pimpinan", refusal="bukan_pimpinan")
_REVIEWERS = _by("administrator", "pimpinan", refusal="bukan_pimpinan")
_ADMITTERS = _by("tata_usaha", "pimpinan", refusal="akses_oleh_pimpinan_tu")
_HANDERS = _by("administrator", "pimpinan")
_BACKERS = _by("administrator", "tata_usaha", "pimpinan")
_EXPORTERS = _by("administrator", "pimpinan")
_CLOSERS = _by("administrator", "pimpinan", refusal="bukan_penutup_bulan")

ACTS: dict[str, Right] = {
    # requests, and the work on them
    "register.register": _WORKERS,
    "register.correct_registration": _WORKERS,
    "complete.complete_part": _WORKERS,
    "undo.undo_last": _WORKERS,
    "moves.return_case": _WORKERS,
    "moves.skip_step": _LEADERS,
    "moves.cancel_case": _LEADERS,
    "moves.reopen_case": _LEADERS,
    "pauses.pause_case": _WORKERS,
    "pauses.continue_case": _WORKERS,
    "work.choose_executors": _WORKERS,
    "work.agree_target": _WORKERS,
    "work.assign": _WORKERS,
    "work.add_note": _WORKERS_AND_ADMIN,
    "work.save_draft": _WORKERS,
    "work.discard_draft": _WORKERS,
    # who sees a confidential request
    "secrecy.mark_secret": _WORKERS,
    "secrecy.lift_secrecy": _ADMITTERS,
    "secrecy.give_access": _ADMITTERS,
    "secrecy.end_access": _ADMITTERS,
    # documents of a request
    "documents.attach": _WORKERS,
    "documents.withdraw": _WORKERS,
    "documents.confirm_valid": _WORKERS,
    "documents.tick": _WORKERS,
    # dispositions
    "dispositions.give_disposition": _WORKERS,
    "dispositions.mark_read": _WORKERS,
    "dispositions.answer_disposition": _WORKERS,
    "dispositions.withdraw_disposition": _WORKERS,
    "dispositions.no_disposition_needed": _WORKERS,
    # papers and their numbers
    "papers.save_draft": _WORKERS_AND_ADMIN,
    "papers.discard_draft": _WORKERS_AND_ADMIN,
    "papers.issue_paper": _WORKERS_AND_ADMIN,
    "papers.keep_file": _WORKERS_AND_ADMIN,
    "papers.cancel_paper": _WORKERS_AND_ADMIN,
    "paper_numbers.reserve_number": _BOOK_KEEPERS,
    "paper_numbers.insert_number": _BOOK_KEEPERS,
    "paper_numbers.enter_outside_number": _BOOK_KEEPERS,
    "paper_numbers.cancel_number": _BOOK_KEEPERS,
    "paper_numbers.set_first_number": _BOOK_KEEPERS,
    # how papers look and read
    "paper_settings.set_number_pattern": _BOOK_KEEPERS,
    "paper_settings.set_disposition_lists": _BOOK_KEEPERS,
    "paper_settings.set_template": _SOP_KEEPERS,
    "paper_settings.restore_template": _SOP_KEEPERS,
    "paper_settings.set_letterhead": _ADMIN,
    "paper_settings.set_logo": _ADMIN,
    "paper_settings.clear_logo": _ADMIN,
    "paper_settings.set_paper_defaults": _ADMIN,
    # SOPs, and who fills their executors
    "sops.publish_sop": _SOP_KEEPERS,
    "sops.set_sop_active": _SOP_KEEPERS,
    "sop_choice.choose_sops": _SOP_KEEPERS,
    "positions.map_executor": _SOP_KEEPERS,
    "positions.unmap_executor": _SOP_KEEPERS,
    "positions.fill_executor": _SOP_KEEPERS,
    # accounts and positions
    "people.create_person": _ADMIN,
    "people.change_person": _ADMIN,
    "people.set_official": _ADMIN,
    "people.change_password": _EVERYONE,
    "safety.set_idle_lock": _ADMIN,
    "safety.confirm_clock": _REVIEWERS,
    "safety.know_recovery": _ADMIN,
    "checks.note_check": _HANDERS,
    "sign_in.enter": _EVERYONE,
    "sign_in.count_failure": _EVERYONE,
    "sign_in.restart_wait": _EVERYONE,
    "sign_in.choose_password": _EVERYONE,
    "positions.create_position": _ADMIN,
    "positions.change_position": _ADMIN,
    "positions.assign_position": _ADMIN,
    "positions.end_holding": _ADMIN,
    "delegations.delegate": _WORKERS_AND_ADMIN,
    "delegations.end_delegation": _WORKERS_AND_ADMIN,
    "handing_over.reassign": _HANDERS,
    "handing_over.close_account": _ADMIN,
    # agencies
    "agencies.create_agency": _AGENCY_KEEPERS,
    "agencies.rename_agency": _AGENCY_KEEPERS,
    "agencies.merge_agencies": _AGENCY_KEEPERS,
    "agencies.import_agencies": _AGENCY_KEEPERS,
    # the office and its calendar
    "settings.set_office_profile": _ADMIN,
    "settings.set_number_pattern": _ADMIN,
    "calendar_settings.change_calendar": _ADMIN,
    "calendar_settings.preview_calendar": _ADMIN,
    # backups, and everything taken out in open formats
    "backups.choose_backup_place": _ADMIN,
    "backups.set_backup_warning": _ADMIN,
    "backups.ask_backup": _BACKERS,
    "backups.ask_restore": _ADMIN,
    "backups.ask_export": _EXPORTERS,
    # judging, and closing a month
    "monitoring.assess_sop": _REVIEWERS,
    "recap_closing.close_month": _CLOSERS,
    "recap_closing.reopen_month": _CLOSERS,
}

#: What is not for everybody to read; all the rest is, as far as it is not confidential.
READINGS: dict[str, Right] = {
    "accounts": _ADMIN,
    "leaving": _HANDERS,
    "full_export": _EXPORTERS,
}


def may(act: str, roles: frozenset[str]) -> bool:
    """Whether one of these roles may carry out an act of the table, so that a screen offers it."""
    return bool(ACTS[act].roles & roles)


def refusal_of(right: Right, roles: frozenset[str]) -> str:
    """The code that refuses these roles, "" when one of them may; a closed account has no role at all."""
    if right.roles & roles:
        return ""
    return right.refusal if roles else "akun_nonaktif"


def roles_of(
    *,
    active: bool,
    is_admin: bool,
    manages_sops: bool,
    reads_only: bool,
    leads: bool,
    keeps_register: bool,
    holds_position: bool,
) -> frozenset[str]:
    """The roles (codes of `models.records.roles.ROLES`) of an account with the positions held on a day.

    An account that only reads has no other role, whatever it holds; one without any role reads, too.
    A closed account has none.
    """
    if not active:
        return frozenset()
    if reads_only:
        return frozenset({"pembaca"})
    given = {
        "administrator": is_admin,
        "pengelola_sop": manages_sops,
        "tata_usaha": keeps_register,
        "petugas": holds_position,
        "pimpinan": leads,
    }
    return frozenset(role for role, has in given.items() if has) or frozenset({"pembaca"})
