"""Small tables beside the desks: whole or not at all, and what a kill left of one goes after a minute."""

import os
import time

import pytest

from editor_app import paths
from editor_app.store.remembered import keep_remembered, remembered


def test_a_table_is_kept_in_the_place_of_the_one_before():
    assert remembered("things") == {}
    keep_remembered("things", {"a": 1})
    keep_remembered("things", {"b": {"c": 2}})
    assert remembered("things") == {"b": {"c": 2}}


@pytest.mark.parametrize("seconds", [5, 120])
def test_what_a_kill_left_goes_once_nobody_can_be_writing_it(seconds):
    keep_remembered("things", {})
    left, others = (paths.state_folder() / name for name in (".things-x.part", ".others-x.part"))
    for part in (left, others):
        part.write_text("half a ta")
        os.utime(part, times=(time.time() - seconds,) * 2)
    keep_remembered("things", {"a": 1})
    assert left.exists() == (seconds == 5) and others.exists()
