from __future__ import annotations

import pytest
from sop_pictures import ENDLESS, FRAMES, check_picture, measure

from models.records.sop import Sop
from models.records.sop_picture import Frame
from models.rules.sop_picture import lay_out
from models.rules.sop_reader import read_sop
from models.store.shipped import SOP_CODES, sop_text


def shipped(code: str) -> Sop:
    sop, _ = read_sop(sop_text(code))
    assert sop is not None
    return sop


@pytest.mark.parametrize("code", SOP_CODES)
@pytest.mark.parametrize("frame", [*FRAMES.values(), ENDLESS, Frame(700, 200, 220)], ids=repr)
def test_the_table_of_every_sop_keeps_all_rules(code: str, frame: Frame) -> None:
    sop = shipped(code)
    check_picture(sop, lay_out(sop, frame, measure), frame)


def test_an_endless_frame_has_one_page_and_no_connectors() -> None:
    for code in SOP_CODES:
        pages = lay_out(shipped(code), ENDLESS, measure)
        assert len(pages) == 1
        assert pages[0].connectors == ()
