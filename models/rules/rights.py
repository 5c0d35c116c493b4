"""Which roles somebody has, and which acts each role may do."""

from __future__ import annotations


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
