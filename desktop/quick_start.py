"""What makes the start quick: no garbage collection on the way, and imports that read no source.

Collections on the way to the first picture walk all modules and cards again and again and find
nothing, for everything made then stays until the end anyway; they cost a quarter of the time that
it takes.
"""

from __future__ import annotations

import builtins
import gc


def hold() -> None:
    """Collect nothing for now."""
    gc.disable()


def import_plainly() -> None:
    """Import as without PySide from here on; only after PySide itself.

    PySide reads the source of whatever is imported after it, to learn whether that asks for
    `__feature__`. Nothing here does, and reading 150 files takes as long as drawing the board.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def release() -> None:
    """Leave what the start has made out of all rounds to come; `tidying` asks for those."""
    gc.freeze()
