"""No garbage collection while the program starts: everything made then stays until the end anyway.

Collections on the way to the first picture walk all modules and cards again and again and find
nothing; they cost a quarter of the time that it takes.
"""

from __future__ import annotations

import gc


def hold() -> None:
    """Collect nothing for now."""
    gc.disable()


def release() -> None:
    """Collect as usual, without walking through what the start has made."""
    gc.freeze()
    gc.enable()
