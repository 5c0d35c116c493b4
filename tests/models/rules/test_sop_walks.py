"""An SOP that the reader accepts can be walked to its end, whatever people decide on the way."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.records.sop import Sop
from models.rules.flow import Token, advance, start
from models.rules.sop_reader import read_sop

HEAD = """
code = "CTH"
name = "CONTOH SOP"
executor = [{ id = "kantor", label = "Kantor" }]
"""


def decision(first: str, second: str) -> str:
    return (
        f'kind = "keputusan"\noutcomes = [{{ id = "a", label = "A", to = "{first}" }}, '
        f'{{ id = "b", label = "B", to = "{second}" }}]'
    )


@st.composite
def files(draw):
    """Files whose rows split, join, jump, loop and end anywhere."""
    size = draw(st.integers(4, 8))
    ids = [str(n) for n in range(1, size + 1)]
    rows = []
    for number, step_id in enumerate(ids, start=1):
        later = [str(n) for n in range(number + 1, size + 1)]
        shape = draw(st.sampled_from(["biasa", "biasa", "cabang", "keputusan", "lompat"]))
        extra = ""
        if shape == "lompat" and later:
            extra = f'next = "{draw(st.sampled_from(later))}"'
        elif shape == "cabang" and len(later) >= 3:
            extra = f'next = ["{later[0]}", "{later[1]}"]\njoin = "{draw(st.sampled_from(later[2:]))}"'
        elif shape == "keputusan":
            first, second = (draw(st.sampled_from(ids)) for _ in range(2))
            extra = decision(first, second)
        rows.append(
            f'[[step]]\nid = "{step_id}"\nno = "{step_id}"\ntitle = "K"\ntext = "K"\n'
            f'parts = [{{ id = "a", executor = "kantor" }}]\n{extra}\n'
        )
    return HEAD + "".join(rows)


def walk(sop: Sop, data: st.DataObject) -> int:
    """Finish open rows at random for a while; the greatest number of rows open at once."""
    runs = count(1)
    opening = start(sop)
    tokens = [Token(next(runs), opening.step, opening.branch)]
    widest = 1
    for _ in range(40):
        run = data.draw(st.sampled_from(tokens))
        outcome = data.draw(st.sampled_from(sop.step(run.step).outcomes))
        others = [t for t in tokens if t is not run]
        move = advance(sop, run, outcome.id, others)
        if move.end is not None:
            return widest
        tokens = [t for t in others if t.run_id not in move.closes]
        tokens += [Token(next(runs), o.step, o.branch) for o in move.opens]
        assert tokens, "the case stands nowhere and has not ended"
        assert len({t.step for t in tokens}) == len(tokens), "one row is open twice"
        widest = max(widest, len(tokens))
    return widest


@settings(
    max_examples=45,
    deadline=None,
    # Most random files are defective: they are what the reader is there to refuse.
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(files(), st.data())
def test_an_accepted_sop_never_strands_a_case(text, data):
    sop, defects = read_sop(text)
    assume(not defects)
    assert sop is not None
    walk(sop, data)


NESTED = HEAD + "".join(
    f'[[step]]\nid = "{step_id}"\nno = "{step_id}"\ntitle = "K"\ntext = "K"\n'
    f'parts = [{{ id = "a", executor = "kantor" }}]\n{extra}\n'
    for step_id, extra in [
        ("1", 'next = ["2", "5"]\njoin = "7"'),
        ("2", 'next = ["3", "4"]\njoin = "4b"'),
        ("3", 'next = "4b"'),
        ("4", ""),
        ("4b", 'next = "7"'),
        ("5", ""),
        ("6", decision("7", "5")),
        ("7", decision("1", "8")),
        ("8", ""),
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_nested_splits_meet_again(data):
    sop, defects = read_sop(NESTED)
    assert defects == ()
    assert sop is not None
    assert walk(sop, data) >= 2
