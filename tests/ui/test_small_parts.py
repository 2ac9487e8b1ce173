from array import array

from PySide6.QtWidgets import QWidget

from editor_app.domain.documents import Kind
from editor_app.domain.lists import ListRow
from editor_app.domain.standing import State
from editor_app.ui.commands import Commands
from editor_app.ui.find_bar import FindBar
from editor_app.ui.pace import Pace
from editor_app.ui.row_cache import RowCache
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.view_shelf import ViewShelf
from editor_app.ui.widgets.painting import caps_of
from editor_app.ui.widgets.toast import Toast


def line(key, state=State.PENDING):
    return ListRow(
        key, f"id{key}", f"{key}.txt", "a", Kind.WIRE, "s", f"Headline {key}", None, state, None, None, False
    )


class Rows:
    def __init__(self):
        self.asked = []

    def __call__(self, keys):
        self.asked.append(list(keys))
        return [line(key) for key in keys if key != 13]


def cache_of(count):
    rows, cache = Rows(), RowCache()
    cache.reset(array("q", range(count)), rows)
    return cache, rows


def test_rows_are_read_by_the_page_and_once():
    cache, rows = cache_of(100_000)
    assert cache.row(50_000).id == "id50000"
    assert cache.row(50_001).id == "id50001"
    assert len(rows.asked) == 1 and len(rows.asked[0]) <= 256


def test_only_some_pages_are_kept():
    cache, _rows = cache_of(100_000)
    for position in range(0, 100_000, 1000):
        cache.row(position)
    assert len(cache._pages) < 50


def test_a_document_that_is_gone_does_not_shift_the_others():
    cache, _ = cache_of(20)
    assert cache.row(13) is None
    assert cache.row(14).id == "id14"
    assert cache.row(20) is None and cache.row(-1) is None


def test_a_decision_under_way_is_shown_before_it_is_read():
    cache, rows = cache_of(20)
    assert cache.row(4).state is State.PENDING
    cache.set_state("id4", State.REJECTED)
    cache.set_flag("id5", True)
    assert cache.row(4).state is State.REJECTED and cache.row(5).is_flagged
    cache.set_state("id4", None)
    assert cache.row(4).state is State.PENDING
    assert cache.refetch(["id4"]) == [4]
    cache.row(4)
    assert len(rows.asked) == 2


def test_pace_counts_work_and_not_breaks():
    now = [0.0]
    pace = Pace(lambda: now[0])
    for minute in range(9):
        now[0] = minute * 60
        pace.decided(f"id{minute}")
    assert pace.per_hour() is None and pace.in_a_row() == 9
    now[0] += 3600
    pace.decided("id9")
    for number in range(10, 13):
        now[0] += 60
        pace.decided(f"id{number}")
    assert pace.per_hour() == 60
    assert pace.minutes_left(60) == 60
    assert pace.minutes_left(62) == 60
    assert pace.minutes_left(0) is None
    assert pace.in_a_row() == 4
    now[0] += 181
    assert pace.in_a_row() == 0


def test_a_document_counts_once_and_not_while_it_is_taken_back():
    now = [0.0]
    pace = Pace(lambda: now[0])
    for name in ("a", "b", "a"):
        now[0] += 10
        pace.decided(name)
    assert pace.decisions == 2
    pace.take_back("b", "never decided")
    assert pace.decisions == 1
    pace.do_again("b")
    pace.do_again("b")
    assert pace.decisions == 2 and pace.in_a_row() == 2
    pace.clear()
    assert pace.decisions == 0


def test_a_document_at_hand_is_read_once():
    asked = []
    shelf = ViewShelf(lambda name: asked.append(name) or name)
    assert shelf.view("a") == shelf.view("a") == "a"
    shelf.forget("a")
    shelf.view("a")
    assert asked == ["a", "a"]
    for name in "bcdefgh":
        shelf.view(name)
    assert not shelf.holds("a") and shelf.holds("h")


def test_a_plus_can_be_a_key():
    assert caps_of("Ctrl++") == ["Ctrl", "+"]
    assert caps_of("Ctrl+Shift+E") == ["Ctrl", "Shift", "E"]
    assert caps_of("") == [] and caps_of("?") == ["?"]


def test_a_toast_without_a_button_is_read_to_its_end(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    toast = Toast(host)
    toast.tell("info-circle", "Short.")
    low = toast.height()
    toast.tell("info-circle", "Criterion 1 has no answer yet. " * 6)
    assert toast.height() > low and toast.width() <= host.width()
    assert host.rect().contains(toast.geometry())
    toast.tell("info-circle", "Rejected a wire with a very long headline. " * 6, "Undo", "U")
    assert toast.height() <= low + 20


def test_hits_in_a_part_of_a_long_wire_say_so(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    bar = FindBar(Commands(), window)
    bar.open_bar("word")
    said = []
    for hits, current, has_rest in ((5, 1, True), (0, -1, True), (5, 1, False)):
        bar.say(hits, current, has_rest=has_rest)
        said.append([label.text() for label in bar.findChildren(PlainLabel) if label.text()])
    assert said == [["2 of 5 in the part shown"], ["Not found in the part shown"], ["2 of 5"]]
