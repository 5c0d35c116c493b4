"""Every code that an act or the store can answer has its words."""

from __future__ import annotations

import re
from pathlib import Path

from models.store.passwords import check_password, hash_password
from resources.problems import problem_text
from resources.wording import TEXTS, obstacle_text
from resources.wording_store import STORE_PROBLEMS, store_problem

ROOT = Path(__file__).parents[3]


#: A value for whatever the words need, so that none of them is left out.
ANYTHING = dict.fromkeys(
    {name for words in STORE_PROBLEMS.values() for text in words for name in re.findall(r"{(\w+)}", text)}
    - {"selisih"}
    | {"berkas", "ukuran", "batas", "sebab"},
    "x",
)


def codes(pattern: str, *rooms: str) -> set[str]:
    found: set[str] = set()
    for room in rooms:
        for path in (ROOT / "models" / room).glob("*.py"):
            found |= set(re.findall(pattern, path.read_text("utf-8")))
    return found


def test_every_obstacle_of_an_act_is_worded() -> None:
    used = codes(r"(?:stop|Obstacle|refuse)\(\s*\"(\w+)\"", "actions") | codes(
        r"return \"(pola_\w+)\"", "rules"
    )
    assert len(used) > 80
    # what the outside world refuses is worded with the store
    assert {code for code in used - set(TEXTS) if store_problem(code, ANYTHING) is None} == set()


def test_every_problem_is_worded() -> None:
    used = codes(r"(?:StoreProblem|FileProblem)\(\s*\"(\w+)\"", "store")
    assert len(used) > 15
    for code in used:
        assert problem_text(code, ANYTHING).title != "Ada masalah", code


def test_patterns_are_explained_with_their_braces() -> None:
    assert "{urut}" in obstacle_text("pola_tanpa_urut", {})


def test_passwords_are_hashed_slowly_and_never_match_an_empty_account() -> None:
    kept = hash_password("rahasia-sekali")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(kept, "rahasia-sekali")
    assert not check_password(kept, "rahasia")
    assert not check_password("", "")
