"""Cycles are collected on the window's thread, and only there."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from editor_app.ui.collecting import Collector


class Knot:
    def __init__(self):
        self.itself = self


@pytest.fixture
def collector(qapp):
    parent = QObject()
    yield Collector(parent)
    gc.unfreeze()
    gc.disable()  # as tests with Qt have it


def test_no_other_thread_collects_and_the_collector_does(collector):
    gc.collect()
    knot = weakref.ref(Knot())
    worker = threading.Thread(target=lambda: [Knot() for _ in range(5_000)])
    worker.start()
    worker.join()
    assert knot() is not None
    collector.collect_what_is_due()
    assert knot() is None


def test_nothing_is_collected_before_it_is_due(collector):
    gc.collect()
    knot = weakref.ref(Knot())
    collector.collect_what_is_due()
    assert knot() is not None


def test_what_is_there_to_stay_is_not_looked_through(collector):
    kept = [Knot() for _ in range(100)]
    frozen = gc.get_freeze_count()
    collector.settle()
    settled = gc.get_freeze_count()
    assert settled > frozen + len(kept)

    knot = weakref.ref(Knot())
    collector.settle()
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    collector.collect_what_is_due()
    assert knot() is None and gc.get_freeze_count() == settled
