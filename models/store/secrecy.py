"""Who may see a confidential request (sifat rahasia): the one place that every query and act asks.

A request is shown to leaders and the secretariat of the day, to holders of a position that fills the
executor of a part that was opened in it, to whom a part was given, to holders of a position that gave or got
one of its dispositions, and to those let in by name (`CaseAdmission`). Everybody else, administrators too,
and whoever did not say who they are, sees nothing of it. Offices without such requests pay one look into an
empty index.
"""

from __future__ import annotations

import json
from functools import cache, reduce
from operator import or_
from threading import get_ident
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from peewee import SQL, Expression, NodeList, PostgresqlDatabase, fn

from models.records.secrecy import LEFT_OUT
from models.store.people import standing
from models.store.statements import Statement
from models.store.tables import Case, ExecutorPosition, PartRun, StepRun, proxy

if TYPE_CHECKING:
    from models.store.case_state import CaseFacts, RunFacts
    from models.store.office import Office
    from models.store.people import Standing

#: Roles that every confidential request concerns.
_ALL_CONCERN = frozenset({"pimpinan", "tata_usaha"})
#: States of a part that was opened: it is not yet due while it waits, and no longer when it fell away.
_OPENED = ("terbuka", "selesai", "peserta")
#: States of a disposition that stands.
_STANDING = ("aktif", "dijawab")

# sorted by SQL, every request would be read in the order of ids
_SECRET = Statement(lambda: Case.select(Case.id).where(Case.secret))
_ANY = Statement(lambda: Case.select(Case.id).where(Case.secret).limit(1))
_IS_SECRET = Statement(lambda case_id: Case.select(Case.secret).where(Case.id == case_id))
_FILLS = Statement(
    lambda: ExecutorPosition.select(
        ExecutorPosition.position, ExecutorPosition.sop, ExecutorPosition.executor
    ).order_by(ExecutorPosition.id)
)


#: What was last answered to who looks at an office, and the state of the database then.
_ANSWERED: WeakKeyDictionary[Office, tuple[object, tuple[int, ...]]] = WeakKeyDictionary()


def hidden(office: Office) -> tuple[int, ...]:
    """The ids of the requests that the viewer of the office may not see, in order.

    A screen asks several times before anything changes; it is found out once in the thread that writes.
    """
    if _ANY.value() is None:
        return ()
    state = _state(office)
    answered = _ANSWERED.get(office)
    if state is not None and answered is not None and answered[0] == state:
        return answered[1]
    found = hidden_from(office, office.viewer_id)
    if state is not None:
        _ANSWERED[office] = (state, found)
    return found


def hidden_from(office: Office, person_id: int | None) -> tuple[int, ...]:
    """The ids of the requests that a person may not see today, in order; None is anybody."""
    secret = tuple(sorted(row[0] for row in _SECRET.rows()))
    if not secret or person_id is None:
        return secret
    who = standing(office, person_id, office.now())
    if sees_all(who):
        return ()
    concerning = _concerning(who)
    return tuple(case_id for case_id in secret if case_id not in concerning)


def left_out(office: Office) -> str:
    """What a list or a recap says of what it leaves out for this viewer, "" when it tells everything."""
    return LEFT_OUT if hidden(office) else ""


def visible(office: Office, column: Any) -> tuple[Expression, ...]:
    """What a query must ask of a column that names a case: nothing where nothing is hidden.

    Rows of a column that may be null and is (papers without a request) are seen by everybody.
    """
    return apart_from(column, hidden(office))


def apart_from(column: Any, hidden_ids: tuple[int, ...]) -> tuple[Expression, ...]:
    """What a query must ask of a column that names a case, for these ids to be left out."""
    return (outside(column, ids_text(hidden_ids)),) if hidden_ids else ()


def outside(column: Any, ids: Any) -> Expression:
    """A column names none of these cases; `ids` is one value, an `ids_text` or its place in a statement."""
    apart: Expression = column.not_in(_listed(ids))
    return column.is_null() | apart if getattr(column, "null", False) else apart


def inside(column: Any, ids: Any) -> Expression:
    """A column names one of these cases, told like for `outside`."""
    found: Expression = column.in_(_listed(ids))
    return found


def _listed(ids: Any) -> NodeList:
    if isinstance(proxy.obj, PostgresqlDatabase):
        return NodeList((SQL("(SELECT value::int FROM json_array_elements_text("), ids, SQL("::json))")), "")
    return NodeList((SQL("(SELECT value FROM json_each("), ids, SQL("))")), "")


def ids_text(ids: tuple[int, ...]) -> str:
    """Ids in one value for `outside`, however many they are."""
    return json.dumps(ids)


def may_see(office: Office, case_id: int, person_id: int | None) -> bool:
    """Whether a person may see that request today; one that does not exist hides nothing."""
    if not _IS_SECRET.value(case_id):
        return True
    if person_id is None:
        return False
    who = standing(office, person_id, office.now())
    return sees_all(who) or case_id in _concerning(who, case_id)


def sees_all(who: Standing) -> bool:
    """Whether every confidential request concerns a person by office."""
    return bool(who.roles & _ALL_CONCERN)


def visible_case(office: Office, case_id: int) -> CaseFacts | None:
    """The case of that id; None when there is none, or none that the viewer of the office may see."""
    from models.store import case_state  # noqa: PLC0415 - no single request is read before the first picture

    case = case_state.read_case(case_id)
    if case is None or (case.secret and not may_see(office, case_id, office.viewer_id)):
        return None
    return case


def visible_run(office: Office, run_id: int) -> tuple[CaseFacts, RunFacts] | None:
    """The run of that id in any state with its case; None when there is none that the viewer may see."""
    from models.store import case_state  # noqa: PLC0415 - like above

    run = case_state.read_run(run_id)
    case = None if run is None else visible_case(office, run.case_id)
    return None if run is None or case is None else (case, run)


def _state(office: Office) -> object:
    """What the answer to a viewer depends on; None inside a transaction, whose changes may be undone.

    The day, and what this connection and others have changed. None in a worker, too: its connections
    come and go, and each of them counts changes from the beginning.
    """
    db: Any = office.store.db
    changes = getattr(db.connection(), "total_changes", None)
    if changes is None or db.in_transaction() or db.reads_only():
        return None
    return get_ident(), office.local(office.now()).date(), changes, office.data_version(), office.viewer_id


def _concerning(who: Standing, *case_id: int) -> frozenset[int]:
    """The ids of confidential requests, of all or of one, that concern somebody by work, disposition or name.

    A closed account has no role, and nothing concerns it.
    """
    if not who.roles:
        return frozenset()
    pairs = [row[1:] for row in _FILLS.rows() if row[0] in who.position_ids]
    filled = (value for pair in pairs for value in pair)
    statement = _concern_statement(len(pairs), len(who.position_ids), one=bool(case_id))
    return frozenset(row[0] for row in statement.rows(who.person_id, *filled, *who.position_ids, *case_id))


@cache
def _concern_statement(pairs: int, positions: int, *, one: bool) -> Statement:
    """The query of `_concerning` for so many (SOP, executor) filled and so many positions held."""

    def build(person: Any, *values: Any) -> Any:
        filled = [values[2 * i : 2 * i + 2] for i in range(pairs)]
        held, wanted = values[2 * pairs :][:positions], values[2 * pairs + positions :]
        concerned = _by_name(person) | _by_work(person, filled)
        if positions:
            concerned |= _by_disposition(held)
        asked = Case.secret & (Case.id == wanted[0]) if one else Case.secret
        return Case.select(Case.id).where(asked & concerned)

    return Statement(build, 1 + 2 * pairs + positions + one)


def _by_name(person: Any) -> Any:
    # not needed before the first picture of an office that has nothing confidential
    from models.store.access_tables import CaseAdmission  # noqa: PLC0415

    admitted = (CaseAdmission.case == Case.id) & (CaseAdmission.person == person)
    return fn.EXISTS(CaseAdmission.select(SQL("1")).where(admitted))


def _by_work(person: Any, filled: list[Any]) -> Any:
    mine: list[Any] = [(Case.sop == sop) & (PartRun.executor == executor) for sop, executor in filled]
    opened = PartRun.state.in_(_OPENED)
    at_work: Any = PartRun.assignee == person
    if mine:
        at_work |= opened & reduce(or_, mine)
    parts = StepRun.select(SQL("1")).join(PartRun)
    # what was opened by a slip and undone concerns nobody
    return fn.EXISTS(parts.where((StepRun.case == Case.id) & (StepRun.state != "batal") & at_work))


def _by_disposition(held: tuple[Any, ...]) -> Any:
    from models.store.paper_tables import Disposition, DispositionTo  # noqa: PLC0415 - like above

    got = (DispositionTo.disposition == Disposition.id) & DispositionTo.position.in_(held)
    concerned = Disposition.sender_position.in_(held) | fn.EXISTS(DispositionTo.select(SQL("1")).where(got))
    here = (Disposition.case == Case.id) & Disposition.state.in_(_STANDING)
    return fn.EXISTS(Disposition.select(SQL("1")).where(here & concerned))
