"""Sizes of the drawing, in points."""

from __future__ import annotations

#: Heights of the symbols without text.
PROCESS_HEIGHT = 18.0
DECISION_HEIGHT = 24.0
TERMINATOR_HEIGHT = 16.0
CONNECTOR_WIDTH = 13.0
CONNECTOR_HEIGHT = 13.0

#: Between a symbol and the first line over it: the arrow head and a bit of its shaft.
ENTRY = 9.0
#: Between a symbol and the first line under it.
EXIT = 5.0
#: Between two lines side by side.
LANE = 4.5
#: Between the outermost line of a zone and its end.
MARGIN = 2.3
#: Between the zones of a row and its borders.
EDGE = 1.5

#: Arrow heads: length and half the width.
HEAD_LENGTH = 5.0
HEAD_WIDTH = 2.1

#: Symbols without text, and those whose text is short, are as wide as this where the column allows it.
SYMBOL_WIDTH = 46.0

#: Text keeps this distance from the borders of its cell.
PAD = 3.0
#: At least this much of an executor's column lies on either side of its symbols.
GUTTER = 8.0

SYMBOL_TEXT = 6.2
SMALLEST_SYMBOL_TEXT = 4.6
LABEL_TEXT = 6.5
