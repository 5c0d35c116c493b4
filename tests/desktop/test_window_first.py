"""While a worker works the window is let in soon and old objects are left alone; then all is as before."""

from __future__ import annotations

import gc
import sys
import weakref

from desktop.window_first import window_first


class Ring:
    """An object that only the collector can take away."""

    def __init__(self) -> None:
        self.me = self


def test_old_objects_are_left_alone_until_the_last_work_is_over() -> None:
    before, turn = gc.get_freeze_count(), sys.getswitchinterval()
    old = weakref.ref(Ring())
    with window_first():
        assert gc.get_freeze_count() > before
        assert sys.getswitchinterval() < turn
        new = weakref.ref(Ring())
        with window_first():
            pass
        assert sys.getswitchinterval() < turn
        gc.collect()
        assert new() is None
        assert old() is not None
    assert gc.get_freeze_count() == 0
    assert sys.getswitchinterval() == turn
    gc.collect()
    assert old() is None
