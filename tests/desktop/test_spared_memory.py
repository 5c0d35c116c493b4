"""What is there before a worker's work is left out of the collector's rounds, and taken back after it."""

from __future__ import annotations

import gc
import weakref

from desktop.spared_memory import old_objects_spared


class Ring:
    """An object that only the collector can take away."""

    def __init__(self) -> None:
        self.me = self


def test_old_objects_are_left_alone_until_the_last_work_is_over() -> None:
    before = gc.get_freeze_count()
    old = weakref.ref(Ring())
    with old_objects_spared():
        assert gc.get_freeze_count() > before
        new = weakref.ref(Ring())
        with old_objects_spared():
            pass
        gc.collect()
        assert new() is None
        assert old() is not None
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert old() is None
