"""The frame of every act on a case: one transaction, who acts, the version seen, the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from models.actions.entered_text import cleaned
from models.records.results import Changed, Obstacle, Refused, Result
from models.records.roles import ROLES
from models.records.sop import Sop
from models.rules.rights import ACTS, Right, refusal_of
from models.store import case_state, history
from models.store.case_state import CaseFacts, RunFacts
from models.store.office import Office
from models.store.people import Standing, standing
from models.store.problems import StoreProblem
from models.store.secrecy import may_see
from models.store.statements import Statement
from models.store.tables import Case, History

P = ParamSpec("P")

_RAISE_VERSION = Statement(lambda version, case_id: Case.update(version=version).where(Case.id == case_id))


class Stop(Exception):  # noqa: N818 - not an error: it ends an act that is refused
    """Ends an act: the transaction is rolled back and the obstacles are answered."""

    def __init__(self, *obstacles: Obstacle) -> None:
        super().__init__(obstacles)
        self.refused = Refused(obstacles)


def stop(code: str, **data: str | int | tuple[str, ...]) -> Stop:
    """A stop with a single obstacle."""
    return Stop(Obstacle(code, data))


def act(
    function: Callable[Concatenate[Office, int, P], Changed],
) -> Callable[Concatenate[Office, int, P], Result]:
    """Run a function as one transaction; a `Stop` inside undoes all of it and is answered as `Refused`.

    So is a disk that is full, data that another program holds, or half a sign in the typed words
    (of an emoji cut in two): whoever asked shows it where it shows any refusal, and keeps what was typed.
    Typed text reaches the function without control characters, see `entered_text`.
    """
    guarded = verbatim_act(function)

    @wraps(function)
    def cleanly(office: Office, person_id: int, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        return guarded(office, person_id, *cleaned(args), **cleaned(kwargs))

    return cleanly


def verbatim_act(
    function: Callable[Concatenate[Office, int, P], Changed],
) -> Callable[Concatenate[Office, int, P], Result]:
    """Like `act`, for text that must stay as it is: passwords and SOP files."""
    right = right_of(f"{function.__module__.rpartition('.')[2]}.{function.__name__}")

    @wraps(function)
    def guarded(office: Office, person_id: int, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        around = office.acting
        try:
            with office.transaction():
                office.acting = authorised(office, person_id, right)
                return function(office, person_id, *args, **kwargs)
        except Stop as ended:
            return ended.refused
        except StoreProblem as problem:
            return not_stored(problem)
        except UnicodeEncodeError:
            return stop("tulisan_rusak").refused
        finally:
            office.acting = around

    return guarded


def right_of(name: str) -> Right:
    """The line of the table of rights for an act; without one, nobody could say who may."""
    if name not in ACTS:
        raise LookupError(f"{name} is missing in models.rules.rights.ACTS")
    return ACTS[name]


def authorised(office: Office, person_id: int, right: Right) -> Standing:
    """Who acts, having one of the roles that may; stops otherwise."""
    who = standing(office, person_id, office.now())
    refusal = refusal_of(right, who.roles)
    if refusal:
        names = tuple(name for role, name in ROLES.items() if role in right.roles)
        raise stop(refusal, peran=names)
    return who


def who_acts(office: Office, person_id: int) -> Standing:
    """Who carries out the act under way, as of its beginning."""
    who = office.acting
    return (
        who if who is not None and who.person_id == person_id else standing(office, person_id, office.now())
    )


def carried_out(answer: Result) -> Changed:
    """The answer of an act within an act, whose refusal stops the whole."""
    if isinstance(answer, Refused):
        raise Stop(*answer.obstacles)
    return answer


def not_stored(problem: StoreProblem) -> Refused:
    """The refusal of an act that the outside world kept from being written; all of it is undone."""
    return Refused((Obstacle(problem.code, dict(problem.data)),))


@dataclass(slots=True)
class CaseAct:
    """One act on one case: the case as read in this transaction, its SOP and who acts."""

    office: Office
    who: Standing
    now: datetime
    case: CaseFacts
    sop: Sop

    def record(
        self,
        kind: str,
        data: dict[str, Any],
        *,
        run_id: int | None = None,
        occurred_at: datetime | None = None,
    ) -> int:
        """Append to the history; `occurred_at` (aware UTC) is now unless told."""
        return history.append(
            self.case.id, run_id, kind, occurred_at or self.now, self.now,
            self.who.person_id, self.who.actor_text, data,
        )  # fmt: skip

    def changed(self, *, moved: bool, record_id: int | None = None) -> Changed:
        """The answer; `moved` raises the row version, because the position changed."""
        version = self.case.version
        if moved:
            version += 1
            _RAISE_VERSION.run(version, self.case.id)
        return Changed(
            subjects=frozenset({f"case:{self.case.id}", f"board:{self.sop.code}", "tasks"}),
            case_id=self.case.id,
            version=version,
            number=self.case.number,
            record_id=record_id,
        )


def on_case(
    office: Office,
    person_id: int,
    case_id: int,
    seen_version: int | None = None,
    *,
    running: bool = True,
) -> CaseAct:
    """Begin an act on a case; stops when it is gone, moved since it was seen, or no longer running.

    To whom a confidential one does not concern it is not there.
    """
    case = case_state.read_case(case_id)
    if case is None or (case.secret and not may_see(office, case_id, person_id)):
        raise stop("permohonan_tidak_ada")
    if seen_version is not None and seen_version != case.version:
        raise Stop(_moved(office, case))
    if running and case.status != "berjalan":
        raise stop("permohonan_sudah_berakhir", status=case.status, nomor=case.number)
    return CaseAct(office, who_acts(office, person_id), office.now(), case, office.sop(case.version_id))


def on_run(
    office: Office, person_id: int, run_id: int, seen_version: int | None = None
) -> tuple[CaseAct, RunFacts]:
    """Begin an act on an open run; stops when it was closed meanwhile, telling by whom and when."""
    run = case_state.read_run(run_id)
    if run is None or not may_see(office, run.case_id, person_id):
        raise stop("langkah_tidak_ada")
    current = on_case(office, person_id, run.case_id, seen_version)
    if run.state != "terbuka":
        raise Stop(_moved(office, current.case))
    return current, run


def _moved(office: Office, case: CaseFacts) -> Obstacle:
    """Somebody moved the case since it was shown: who, and when (office-local)."""
    query = History.select(History.actor, History.recorded_at).where(History.case == case.id)
    row = query.order_by(History.id.desc()).tuples().first()
    actor, at = row or ("", None)
    when = office.local(at).strftime("%d-%m-%Y %H.%M") if at else ""
    return Obstacle("berubah", {"nomor": case.number, "oleh": actor, "kapan": when})
