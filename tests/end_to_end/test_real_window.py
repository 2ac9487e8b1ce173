"""The main job in a real window of X11, by keys alone, read afterwards in the desk and the package."""

from dataclasses import replace

import pytest

from editor_app import paths, settings
from editor_app.settings import KeyChoice
from tests.cli.calling import run_process
from tests.end_to_end.desk_file import DeskFile, ids_of
from tests.end_to_end.real_window import EDITOR


@pytest.fixture
def eager_window(sample_desk, request):
    """A window in which A alone decides, answered or not."""
    kept = settings.load(paths.settings_file())
    settings.save(replace(kept, accept_needs_answers=False), paths.settings_file())
    return request.getfixturevalue("window")


def test_the_main_job_in_a_real_window(window, sample_archive):
    ids = ids_of(sample_archive)
    _start(window)
    _accept(window, ids["000"])
    _amend(window, ids["001"])
    _reject_and_undo(window, ids["004"])
    _search(window, ids["011"])
    package = _export(window)
    _look_at_the_keys(window)
    window.press("ctrl+q")
    assert window.wait_for_end() == 0
    _verify(DeskFile(window.desk, EDITOR), package, ids)


def test_a_held_for_two_seconds_decides_once(eager_window, sample_archive):
    window, ids = eager_window, ids_of(sample_archive)
    _start(window)
    # A key that comes before the wire is on screen is dropped, so the window shows first that it takes keys.
    window.press_until("1", lambda: ids["000"] in window.drafts(), "the first wire is on screen")
    window.hold("a", 2)
    window.until(lambda: window.events("decided"), "A accepts, once it is held")
    window.press("e")
    window.write(" ")
    window.hold("a", 2)
    window.until(lambda: (_draft(window, ids["001"]).get("text") or "").endswith("aaaaa"), "a key repeats")
    assert _outcomes(window) == [(ids["000"], "accept")]


def _start(window):
    window.until(lambda: window.windows("Review Desk"), "a window")
    kept = paths.settings_file()
    window.until(lambda: EDITOR in kept.read_text(encoding="utf-8"), "the desk is open, somebody sits at it")


def _accept(window, document):
    """Answer by 1, 2 and 3, then accept."""
    window.press_until(
        "1", lambda: _draft(window, document).get("verifiable") == "yes", "1 answers criterion 1"
    )
    window.press("space", "shift+space", "2", "3")
    window.until(lambda: _draft(window, document).get("route") == "reproduced", "3 gives the route")
    assert _draft(window, document)["but_for"] == "yes"
    window.press("a")
    window.until(lambda: _outcomes(window) == [(document, "accept")], "A accepts")


def _amend(window, document):
    window.press("e")
    window.write(" The judge says so, are we sure.")
    window.until(
        lambda: (_draft(window, document).get("text") or "").endswith(" are we sure."),
        "what is typed is kept",
    )
    window.press("ctrl+Return")
    window.until(lambda: _outcomes(window)[1:] == [(document, "amend")], "Ctrl+Enter saves the amendment")


def _reject_and_undo(window, document):
    window.press("1", "1")
    window.until(lambda: _draft(window, document).get("verifiable") == "no", "1 twice is a No")
    window.press("r", "1")
    window.until(lambda: _outcomes(window)[2:] == [(document, "reject")], "R 1 rejects")
    window.press("u")
    window.until(lambda: window.events("taken_back"), "U takes it back")
    window.until(lambda: _draft(window, document).get("verifiable") == "no", "with its answers")


def _search(window, document):
    """Search for words put together with Home and Ctrl+E, which in a field goes to the end of the line."""
    before = window.events()
    window.press("slash")
    window.write("hatbot")
    window.press("Home", "c", "ctrl+e")
    window.write(" refund promised")
    window.press("Return", "Return")
    window.until(lambda: document in _answered(window), "the search leads to the wire")
    assert window.events() == before
    window.press("c")


def _export(window):
    """Export to the place that is offered, which is the person's home."""
    window.press("ctrl+shift+e")
    window.until(lambda: window.windows("Export reviewed archive"), "the export opens")

    def written():
        window.press("ctrl+Return")  # decides nothing before everything was looked through
        return not window.windows("Export reviewed archive")

    window.until(written, "Ctrl+Enter exports")
    return window.home / "launch-archive.review.zip"


def _look_at_the_keys(window):
    window.press("question")
    window.until(lambda: window.windows("Keyboard shortcuts"), "? opens the sheet of keys")
    window.press("Escape")
    window.until(lambda: not window.windows("Keyboard shortcuts"), "Esc closes it")


def _verify(desk, package, ids):
    assert run_process("verify", package, "--json").json == {"ok": True, "problems": []}
    states = {one["id"]: one["state"] for one in desk("list") if one["state"] not in ("none", "pending")}
    assert states == {ids["000"]: "accepted", ids["001"]: "amended"}
    amended = desk("show", ids["001"])
    assert amended["review"]["rationale"] == f"{amended['rationale']} The judge says so, are we sure."
    assert [one["kind"] for one in desk("show", ids["004"])["history"]] == ["decided", "taken_back"]


def _answered(window):
    """Answer criterion 1 of whatever is on screen, and give all that is begun."""
    before = window.drafts()
    window.press("1")
    window.until(lambda: window.drafts() != before, "1 answers")
    return window.drafts()


def _draft(window, document):
    return window.drafts().get(document, {})


def _outcomes(window):
    return [(document, payload["outcome"]) for _, document, payload in window.events("decided")]


@pytest.fixture
def window_without_letters(sample_desk, request):
    """A window in which single letters are switched off."""
    kept = settings.load(paths.settings_file())
    settings.save(replace(kept, keys=KeyChoice(single_letters=False)), paths.settings_file())
    return request.getfixturevalue("window")


def test_alt_with_the_letter_and_the_palette_in_a_real_window(window_without_letters, sample_archive):
    window, ids = window_without_letters, ids_of(sample_archive)
    _start(window)
    answered = lambda: _draft(window, ids["000"]).get("verifiable") == "yes"  # noqa: E731
    window.press_until("alt+1", answered, "Alt+1 answers criterion 1")
    window.press("s", "a", "1", "alt+s")
    window.until(lambda: window.events("decided"), "Alt+S skips")
    assert _outcomes(window) == [(ids["000"], "defer")]
    window.press("ctrl+k")
    window.write("keep as context")
    window.press("Return")
    window.until(lambda: len(window.events("decided")) > 1, "the palette does what Enter is on")
    assert _outcomes(window)[1] == (ids["001"], "context")
    window.press("alt+u")
    window.until(lambda: window.events("taken_back"), "Alt+U takes the last act back")
