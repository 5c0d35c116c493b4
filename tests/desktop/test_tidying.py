"""Rings of windows are collected by the thread of the window, whatever a worker makes meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from desktop.background import _Collector, run_in_background
from desktop.tidying import Tidying


@pytest.fixture
def tidying(qapp):
    owner = QObject()
    yield Tidying(owner)
    owner.deleteLater()
    gc.enable()


class Ring(QDialog):
    """A closed dialog that keeps itself, as a bound slot does."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_a_worker_that_makes_many_objects_takes_no_window_down(qtbot, tidying):
    threads: list[str] = []
    dialogs = [Ring() for _ in range(30)]
    for dialog in dialogs:
        weakref.finalize(dialog, lambda: threads.append(threading.current_thread().name))
    dialog = None
    dialogs.clear()
    done = []

    def work(_progress: object) -> int:
        rings = [[] for _ in range(60_000)]
        for ring in rings:
            ring.append(ring)
        return len(rings)

    run_in_background(tidying, work, done.append)
    qtbot.waitUntil(lambda: bool(done) and len(threads) == 30, timeout=20_000)
    assert set(threads) == {threading.main_thread().name}


def test_the_collector_is_still_while_a_worker_runs(qtbot, qapp):
    seen, done = [], []
    owner = QObject()
    run_in_background(owner, lambda _progress: seen.append(gc.isenabled()), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=5_000)
    assert seen == [False]
    owner.deleteLater()


def test_after_the_last_worker_all_is_as_it_was():
    collector = _Collector()
    gc.enable()
    collector.hold()
    collector.hold()
    collector.let_go()
    assert not gc.isenabled()
    collector.let_go()
    assert gc.isenabled()


def test_a_round_comes_only_when_one_is_due(tidying):
    gc.collect()
    assert tidying.look() is None
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    assert tidying.look() == 0
    assert len(kept) > gc.get_threshold()[0]


def test_a_full_round_waits_until_the_work_is_done(qtbot, tidying):
    gate, done = threading.Event(), []
    run_in_background(tidying, lambda _progress: gate.wait(20), done.append)
    for _ in range(gc.get_threshold()[2] + 2):
        gc.collect(1)
    assert gc.get_count()[2] > gc.get_threshold()[2]
    assert tidying.look() != 2
    gate.set()
    qtbot.waitUntil(lambda: bool(done), timeout=5_000)
    # the window asks for it by itself as soon as nothing runs
    qtbot.waitUntil(lambda: gc.get_count()[2] <= gc.get_threshold()[2], timeout=5_000)
