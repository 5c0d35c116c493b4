"""What tells damage of the stored data from a fault of the program."""

from __future__ import annotations


class DamagedTextError(ValueError):
    """A text that the program stored makes no sense any more: it was changed from outside."""
