"""Nothing of a confidential request is told to whom it does not concern: every public query is asked."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import models.queries
from models.queries.paper_numbers import missing_numbers, register_of
from models.queries.papers import PaperGoneError, paper_form
from models.queries.registers import outgoing_agenda
from models.records.paper import PaperDraft
from models.records.secrecy import LEFT_OUT
from models.store.office import Office
from models.store.reading_rights import NotForViewerError
from tests.models.queries.secret_scene import (
    AGENCY,
    CALLS,
    FIRST,
    LAST,
    MORE_CALLS,
    NAMES_AGENCIES,
    SILENT,
    WORD,
    Scene,
    set_scene,
)
from tests.office import copy_office

#: Whom the requests do not concern: nobody known, an employee, one whose turn does not come yet,
#: the administrator, whoever looks after SOPs, and an account that only reads, although it holds the lead.
OUTSIDERS = ("", "outsider", "PA:tim_spbe", "admin", "sop", "reader")
_EVERY_CALL = {**CALLS, **MORE_CALLS}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, template: tuple[Path, dict[str, int]]) -> Iterator[Scene]:
    small = copy_office(*template, tmp_path_factory.mktemp("rahasia") / "kantor")
    yield set_scene(small)
    small.office.close()


def public_queries() -> Iterator[str]:
    for module in pkgutil.iter_modules(models.queries.__path__):
        found = import_module(f"models.queries.{module.name}")
        for name, value in vars(found).items():
            if inspect.isfunction(value) and value.__module__ == found.__name__ and name[0] != "_":
                yield f"{module.name}.{name}"


def test_every_public_query_is_asked_or_says_why_not() -> None:
    """A new query belongs into CALLS of secret_scene.py; SILENT is for what reads no request itself."""
    known = set(public_queries())
    assert sorted(known - CALLS.keys() - SILENT.keys()) == []
    assert CALLS.keys() & SILENT.keys() == set()


def answer(scene: Scene, call: str, office: Office) -> str:
    """What a query answers, as text; one that finds nothing says so."""
    try:
        return "\n".join(flat(_EVERY_CALL[call](scene, office)))
    except (LookupError, NotForViewerError) as nothing:
        return f"{type(nothing).__name__}: {nothing}"


def flat(value: Any) -> Iterator[str]:
    """Every text and number in a value, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from flat(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(key)
            yield from flat(inner)
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "__iter__"):
        for inner in value:
            yield from flat(inner)
    else:
        yield repr(value)


@pytest.mark.parametrize("call", _EVERY_CALL)
def test_nothing_is_told_to_whom_it_does_not_concern(scene: Scene, call: str) -> None:
    office = scene.small.office
    told = answer(scene, call, office.seen_by(scene.people["leader"]))
    forbidden = [WORD.casefold(), *(number.casefold() for number in scene.numbers)]
    if call not in NAMES_AGENCIES:
        forbidden.append(AGENCY.casefold())
    for outsider in OUTSIDERS:
        viewer = scene.people[outsider] if outsider else None
        found = answer(scene, call, office.seen_by(viewer))
        assert found != told, "this query tells a leader nothing: it proves nothing"
        leaked = [word for word in forbidden if word in found.casefold()]
        assert leaked == [], (outsider, found)


@pytest.mark.parametrize(
    "concerned", ["tu", "leader", "kabid", "PA:kasubbag_tu", "PA:kabid_iai", "PA:kasi_ai"]
)
def test_those_concerned_see_it(scene: Scene, concerned: str) -> None:
    office = scene.small.office.seen_by(scene.people[concerned])
    assert WORD in answer(scene, "case_sheet.case_sheet", office)
    assert WORD in answer(scene, "listing.lines_of", office)
    assert WORD in answer(scene, "board.board_cards", office)


def test_a_disposition_is_not_printed_beside_its_request(scene: Scene) -> None:
    """A paper without a request that names a disposition would tell what stands in it."""
    office = scene.small.office.seen_by(scene.people["outsider"])
    for case_id in (None, scene.small.register("PA")):
        with pytest.raises(PaperGoneError):
            paper_form(office, scene.people["outsider"], PaperDraft("disposisi", case_id, disposition_id=1))


def test_what_is_left_out_is_said(scene: Scene) -> None:
    """Figures that do not count everything say so; those of whom everything concerns say nothing."""
    office = scene.small.office
    for call in (
        "recap.recap", "monitoring.monitoring", "registers.incoming_agenda", "registers.outgoing_agenda",
        "registers.request_agenda", "evidence.disposition_register",
    ):  # fmt: skip
        assert LEFT_OUT in answer(scene, call, office.seen_by(scene.people["outsider"])), call
        assert LEFT_OUT not in answer(scene, call, office.seen_by(scene.people["leader"])), call


def test_numbers_of_the_series_are_all_there_without_a_word(scene: Scene) -> None:
    office = scene.small.office
    leader, outsider = office.seen_by(scene.people["leader"]), office.seen_by(scene.people["outsider"])
    known, blind = (register_of(seen, "nota_dinas", 2026) for seen in (leader, outsider))
    assert [line.text for line in known] == [line.text for line in blind] != []
    assert [(line.purpose, line.paper_id) for line in blind] == [("Rahasia", None)]
    assert missing_numbers(outsider, "nota_dinas", 2026) == ()
    (row,) = outgoing_agenda(outsider, FIRST, LAST).rows
    assert row[1] == known[0].text
    assert row[3:] == ("", "", "", "", "Rahasia")


def test_no_query_reads_a_single_request_past_the_rule() -> None:
    """`visible_case` and `visible_run` are the way; what reads the row itself asks nobody."""
    for path in Path(models.queries.__file__).parent.glob("*.py"):
        text = path.read_text("utf-8")
        assert "read_case(" not in text, path.name
        assert "read_run(" not in text, path.name
