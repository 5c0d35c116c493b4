"""What a stored row is called when a check tells of it: a number, a name, never only an id."""

from __future__ import annotations

from typing import Any

from models.store.sqlite import library

_OF_CASE = 'SELECT (SELECT number FROM permohonan WHERE id = t.case_id) FROM "{table}" t WHERE t.id = ?'
_RUN = "SELECT p.number || ', langkah ' || r.step FROM step_run r JOIN permohonan p ON p.id = r.case_id"
_OF_RUN = f'{_RUN} JOIN "{{table}}" t ON t.run_id = r.id WHERE t.id = ?'
_SOP = 'SELECT s.code || {0} FROM "{{table}}" t JOIN sop s ON s.id = t.sop_id WHERE t.id = ?'

#: By table: the SQL that gives a row its name.
_NAMES = {
    "agency": "SELECT name FROM agency WHERE id = ?",
    "agency_change": _OF_CASE,
    "card": _OF_CASE,
    "case_admission": _OF_CASE,
    "case_span": _OF_CASE,
    "choice": _OF_CASE,
    "confirmation": _OF_RUN,
    "disposition": _OF_CASE,
    "disposition_to": "SELECT name FROM disposition_to WHERE id = ?",
    "document": (
        "SELECT p.number || ', ' || COALESCE(NULLIF(t.file_name, ''), t.doc_type)"
        " || ' (versi ' || t.version || ')'"
        " FROM document t JOIN permohonan p ON p.id = t.case_id WHERE t.id = ?"
    ),
    "executor_position": _SOP.format("', ' || t.executor"),
    "holding": (
        "SELECT p.name || ', ' || j.name FROM holding t JOIN person p ON p.id = t.person_id"
        " JOIN position j ON j.id = t.position_id WHERE t.id = ?"
    ),
    "holiday": "SELECT day || ' ' || name FROM holiday WHERE id = ?",
    "month_closing": "SELECT period FROM month_closing WHERE id = ?",
    "naskah": "SELECT TRIM(name || ' ' || number_text) FROM naskah WHERE id = ?",
    "number_series": "SELECT series || ' ' || year FROM number_series WHERE id = ?",
    "paper_number": "SELECT text FROM paper_number WHERE id = ?",
    "part_run": _OF_RUN,
    "pause": _OF_CASE,
    "permohonan": "SELECT number FROM permohonan WHERE id = ?",
    "person": "SELECT name || ' (' || username || ')' FROM person WHERE id = ?",
    "position": "SELECT name FROM position WHERE id = ?",
    "season": "SELECT name || ' ' || since FROM season WHERE id = ?",
    "setting": "SELECT key FROM setting WHERE key = ?",
    "sop": "SELECT code FROM sop WHERE id = ?",
    "sop_monitoring": _SOP.format("' ' || t.period"),
    "sop_version": _SOP.format("' versi ' || t.number"),
    "step_run": f"{_RUN} WHERE r.id = ?",
    "tick": _OF_RUN,
}
#: By table: the SQL that gives the case a row belongs to.
_CASES = {
    "permohonan": "SELECT id FROM permohonan WHERE id = ?",
    **dict.fromkeys(
        ("agency_change", "card", "case_admission", "case_span", "choice", "disposition", "document",
         "naskah", "pause", "step_run"),
        'SELECT case_id FROM "{table}" WHERE id = ?',
    ),
    **dict.fromkeys(
        ("confirmation", "part_run", "tick"),
        'SELECT r.case_id FROM "{table}" t JOIN step_run r ON r.id = t.run_id WHERE t.id = ?',
    ),
    "disposition_to": (
        "SELECT d.case_id FROM disposition_to t JOIN disposition d ON d.id = t.disposition_id WHERE t.id = ?"
    ),
}  # fmt: skip


def name_of(connection: Any, table: str, key: int | str) -> str:
    """The name of a row, "" when it has none or cannot be read."""
    return str(_answer(connection, _NAMES.get(table), table, key) or "")


def case_of(connection: Any, table: str, key: int | str) -> int | None:
    """The case that a row belongs to, if any."""
    found = _answer(connection, _CASES.get(table), table, key)
    return found if isinstance(found, int) else None


def _answer(connection: Any, sql: str | None, table: str, key: int | str) -> Any:
    if sql is None:
        return None
    try:
        found = connection.execute(sql.format(table=table), (key,)).fetchone()
    except library.Error:  # what was damaged may keep its own name from being read
        return None
    return None if found is None else found[0]
