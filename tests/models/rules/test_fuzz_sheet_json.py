"""Papers as they are stored: what was frozen comes back, and anything else is damage, never a crash."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records.paper import PaperDraft
from models.rules.damaged_text import DamagedTextError
from models.rules.sheet_json import draft_from_json, draft_to_json, freeze, thaw
from models.store.problems import condition_of
from tests.reports.pdf.filled_papers import form_of, full_sheet

FORM = form_of("notulen")
FROZEN = freeze(full_sheet(FORM), FORM)
DRAFT = draft_to_json(PaperDraft(form=FORM.id))

_JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def exchanged(text: str) -> st.SearchStrategy[str]:
    """The stored text with a value somewhere in it exchanged for another, or taken away."""

    def paths(one: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        inner = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        return [before, *(path for key, each in inner for path in paths(each, (*before, key)))]

    def change(path: tuple[Any, ...], value: Any, gone: bool) -> str:
        whole = json.loads(text)
        if not path:
            return json.dumps(value)
        place = whole
        for key in path[:-1]:
            place = place[key]
        if gone:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        return json.dumps(whole)

    return st.builds(change, st.sampled_from(paths(json.loads(text))), _JUNK, st.booleans())


@settings(max_examples=80, deadline=None)
@given(st.one_of(exchanged(FROZEN), st.text(max_size=40)))
def test_a_changed_paper_is_read_or_told_as_damage(text: str) -> None:
    with contextlib.suppress(DamagedTextError):
        sheet, form = thaw(text)
        assert sheet is not None
        assert form is not None


@settings(max_examples=80, deadline=None)
@given(st.one_of(exchanged(DRAFT), st.text(max_size=40)))
def test_a_changed_draft_is_read_or_told_as_damage(text: str) -> None:
    with contextlib.suppress(DamagedTextError):
        assert isinstance(draft_from_json(text), PaperDraft)


@pytest.mark.parametrize("text", ["", "[" * 100_000, "null", '{"sheet": 1}', "9" * 5_000])
def test_such_damage_is_no_fault_of_the_program(text: str) -> None:
    for read in (thaw, draft_from_json):
        with pytest.raises(DamagedTextError) as caught:
            read(text)
        problem = condition_of(caught.value, "/data")
        assert problem is not None
        assert problem.code == "basis_data_rusak"


def test_what_was_frozen_comes_back_the_same() -> None:
    assert freeze(*thaw(FROZEN)) == FROZEN
    assert draft_to_json(draft_from_json(DRAFT)) == DRAFT
