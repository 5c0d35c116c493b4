"""Sizes of the drawing, in points."""

from __future__ import annotations

#: Heights of the symbols without text.
PROCESS_HEIGHT = 20.0
DECISION_HEIGHT = 26.0
TERMINATOR_HEIGHT = 18.0
CONNECTOR_WIDTH = 13.0
CONNECTOR_HEIGHT = 13.0

#: Between a symbol and the first line over it: the arrow head and a bit of its shaft.
ENTRY = 10.0
#: Between a symbol and the first line under it.
EXIT = 6.0
#: Between two lines side by side.
LANE = 4.5
#: Between a row's border and the nearest line.
EDGE = 3.0

#: Arrow heads: length and half the width.
HEAD_LENGTH = 5.0
HEAD_WIDTH = 2.1

#: Text keeps this distance from the borders of its cell.
PAD = 3.0
#: At least this much of an executor's column lies on either side of its symbols.
GUTTER = 8.0

SYMBOL_TEXT = 6.2
LABEL_TEXT = 6.5
