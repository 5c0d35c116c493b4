"""Work in the background: its answer, its errors, its progress, and what happens when its owner goes."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from desktop.background import Progress, finish, run_in_background


def test_the_answer_comes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    owner = QObject()
    told: list[tuple[int, bool]] = []

    def work(_progress: Progress) -> int:
        assert QThread.currentThread() is not owner.thread()
        return 42

    run_in_background(
        owner, work, lambda answer: told.append((answer, QThread.currentThread() == owner.thread()))
    )
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert told == [(42, True)]


def test_an_error_is_handed_over(qtbot: QtBot) -> None:
    owner = QObject()
    errors: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise ValueError("rusak")

    run_in_background(owner, work, lambda _answer: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=5000)
    assert str(errors[0]) == "rusak"


def test_an_error_that_nobody_wants_is_raised_for_the_crash_handler(qtbot: QtBot) -> None:
    owner = QObject()

    def work(_progress: Progress) -> None:
        raise ValueError("rusak")

    with qtbot.captureExceptions() as caught:
        done = run_in_background(owner, work, lambda _answer: None)
        qtbot.waitSignal(done.finished, timeout=5000).wait()
        qtbot.waitUntil(lambda: bool(caught), timeout=5000)
    assert caught[0][0] is ValueError


def test_progress_is_told_and_work_can_be_stopped(qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[tuple[int, int]] = []
    answers: list[int] = []

    def work(progress: Progress) -> int:
        for index in range(100_000):
            if not progress(index, 100_000):
                return index
            if index == 1000:
                stopped.wait(5)
        return -1

    stopped = threading.Event()
    running = run_in_background(owner, work, answers.append, None, lambda d, t: seen.append((d, t)))
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    running.stop()
    stopped.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    assert answers[0] == 1001
    # a hundred thousand calls must not become as many events
    assert len(seen) <= 5


def test_an_owner_that_goes_away_is_told_nothing_and_stops_the_work(qtbot: QtBot) -> None:
    owner = QObject()
    told: list[object] = []
    ended = threading.Event()
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while progress(0, 1):
            threading.Event().wait(0.001)
        ended.set()

    run_in_background(owner, work, told.append)
    assert begun.wait(5)
    owner.deleteLater()
    qtbot.waitUntil(ended.is_set, timeout=5000)
    qtbot.wait(50)
    assert told == []


def test_at_the_end_of_the_program_all_workers_are_stopped_and_waited_for(qtbot: QtBot) -> None:
    ended: list[bool] = []

    def work(progress: Progress) -> None:
        while progress(0, 1):
            time.sleep(0.01)
        time.sleep(0.1)
        ended.append(True)

    owner = QObject()
    run_in_background(owner, work, lambda _answer: None)
    assert finish(5_000)
    assert ended == [True]
    qtbot.wait(10)
    owner.deleteLater()
