"""The official flow table of an SOP as geometry, worked out once for paper and for the window."""

from __future__ import annotations

from models.records.sop import Sop
from models.records.sop_picture import Frame, PicturePage
from models.rules.sop_picture.columns import columns_of
from models.rules.sop_picture.flow import FlowReader
from models.rules.sop_picture.paging import Pager
from models.rules.sop_picture.ruler import Measure, Ruler

__all__ = ["Measure", "Ruler", "lay_out"]


def lay_out(sop: Sop, frame: Frame, measure: Measure | Ruler) -> tuple[PicturePage, ...]:
    """The pages of the table of an SOP in a frame; in an endless frame, one page.

    `measure` tells the width of a text at a size. A `Ruler` that is kept remembers the widths it asked for.
    """
    ruler = measure if isinstance(measure, Ruler) else Ruler(measure)
    flow = FlowReader(sop).read()
    columns = columns_of(sop, flow.rows, frame.width, ruler)
    return tuple(Pager(sop, flow, columns, ruler, frame).pages())
