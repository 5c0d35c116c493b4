"""Whatever an SOP file holds, reading it answers with an SOP or with defects and never raises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.rules.sop_reader import Defect, read_sop

GOOD = Path(__file__).with_name("contoh-sop.toml").read_text(encoding="utf-8")


def defects_of(text: str) -> tuple[Defect, ...]:
    sop, defects = read_sop(text)
    assert (sop is None) == bool(defects)
    return defects


VALUES = [
    "5",
    "1.5",
    "true",
    "nan",
    '""',
    '"x"',
    "[]",
    "[1]",
    '["x"]',
    "{}",
    "[{}]",
    "[[]]",
    "1979-05-27",
    '"\\u0007"',
]


@given(st.data())
def test_a_wrong_value_anywhere_is_a_defect_and_never_a_crash(data):
    lines = GOOD.splitlines()
    keys = [
        i for i, line in enumerate(lines) if " = " in line and not line.startswith((" ", "]", "outcomes"))
    ]
    for index in data.draw(st.sets(st.sampled_from(keys), min_size=1, max_size=4)):
        key = lines[index].partition(" = ")[0]
        lines[index] = f"{key} = {data.draw(st.sampled_from(VALUES))}"
    for defect in defects_of("\n".join(lines)):
        assert defect.place
        assert defect.message


@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.text(max_size=6))
def test_a_text_damaged_anywhere_never_crashes(at, cut, instead):
    defects_of(GOOD[:at] + instead + GOOD[at + cut :])


@given(st.text())
def test_any_text_at_all_is_answered(text):
    assert defects_of(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "no",
                    "kind",
                    "parts",
                    "needs",
                    "gives",
                    "docs",
                    "on",
                    "to",
                    "end",
                    "join",
                    "outcomes",
                    "next",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def toml_value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {toml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" for c in value if not "\ud800" <= c <= "\udfff") + '"'
    return "true" if value is None else str(value).lower()


@given(
    st.sampled_from(["identity", "executor", "document", "step", "columns", "notes", "code", "tanpa"]), JSON
)
def test_any_value_under_any_key_of_the_file_is_answered(key, value):
    defects = defects_of(f"{key} = {toml_value(value)}\n" + 'name = "CONTOH"\n')
    assert all(not d.place.startswith("baris") for d in defects)
    assert defects


@given(st.lists(JSON, min_size=1, max_size=3))
def test_steps_of_any_shape_are_answered(steps):
    head = GOOD.partition("[[executor]]")
    text = head[0] + f"step = {toml_value(steps)}\n" + head[1] + head[2].partition("[[step]]")[0]
    defects = defects_of(text)
    assert all(not d.place.startswith("baris") for d in defects)
    assert defects
