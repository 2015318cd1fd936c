"""What has to be done first is done on another thread, and the window goes on."""

import threading
import time

import pytest
from PySide6.QtCore import QTimer

from planner.desktop.open.aside import Aside
from planner.desktop.open.jobs import Jobs
from planner.errors import InputError


@pytest.fixture
def aside(qtbot):
    jobs = Jobs()
    yield Aside(jobs)
    jobs.stop()
    jobs.deleteLater()


def test_the_window_goes_on_while_work_is_done_aside(aside):
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(aside.is_busy))
    timer.start(1)

    def work():
        while len(ticks) < 5:
            time.sleep(0.001)
        return threading.current_thread() is threading.main_thread()

    assert aside(work) is False
    assert ticks[:5] == [True] * 5 and not aside.is_busy
    timer.stop()


def test_what_goes_wrong_aside_is_told_as_if_it_were_done_here(aside):
    def refuse():
        raise InputError("no room on the disk")

    with pytest.raises(InputError, match="no room on the disk"):
        aside(refuse)
    assert aside(lambda: 7) == 7


def test_work_is_done_at_once_where_nothing_waits_any_more(qtbot):
    jobs = Jobs()
    jobs.stop()
    assert Aside(jobs)(lambda: threading.current_thread() is threading.main_thread()) is True
    jobs.deleteLater()
