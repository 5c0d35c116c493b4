"""Which SOPs the office uses: taken into use, also later than on the first day, and out of use."""

from __future__ import annotations

from collections.abc import Collection

from models.actions.act import act, carried_out, stop
from models.actions.office_act import boards
from models.actions.positions import map_executor
from models.actions.sops import publish_sop, set_sop_active
from models.records.results import Changed
from models.store import shipped
from models.store.office import Office
from models.store.rows import rows
from models.store.tables import Position, SopRow
from models.store.text import normalise


@act
def choose_sops(office: Office, actor_id: int, codes: Collection[str]) -> Changed:
    """Use exactly these SOPs; one that ships and was not used yet is published with its usual positions.

    An SOP out of use takes no new requests; those under way go on.
    """
    wanted = set(codes)
    if not wanted:
        raise stop("sop_kosong")
    known = {code: bool(active) for code, active in rows(SopRow.select(SopRow.code, SopRow.active))}
    fresh = [code for code in shipped.SOP_CODES if code in wanted and code not in known]
    turned = [code for code, active in known.items() if active != (code in wanted)]
    if not fresh and not turned:
        raise stop("tidak_ada_perubahan")
    for code in fresh:
        carried_out(publish_sop(office, actor_id, shipped.sop_text(code)))
        _fill_usually(office, actor_id, code)
    for code in turned:
        carried_out(set_sop_active(office, actor_id, code, code in wanted))
    return Changed(frozenset({"sops", "positions", "settings"}) | boards())


def _fill_usually(office: Office, actor_id: int, code: str) -> None:
    """Let the usual positions, where they still exist, fill the executors of an SOP."""
    query = Position.select(Position.norm, Position.id).where(Position.active)
    ids: dict[str, int] = dict(rows(query))
    for position in shipped.positions():
        position_id = ids.get(normalise(position.name))
        for sop_code, executor in position.fills:
            if sop_code == code and position_id is not None:
                carried_out(map_executor(office, actor_id, code, executor, position_id))
