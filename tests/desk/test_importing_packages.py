"""A package is an archive like any other on its way in; only merging takes its decisions over."""

import pytest

from editor_app.desk import exporting, importing, reviewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.canonical import sha256_hex
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import REVISED, WIRES, add, open_sample
from tests.desk.test_importing import figures, listing


@pytest.fixture
def fresh(tmp_path):
    """A desk with nothing in it."""
    (tmp_path / "elsewhere").mkdir()
    with open_sample(tmp_path / "elsewhere" / "b.desk") as opened:
        yield opened


@pytest.mark.parametrize("target", ["may.review.zip", "renamed.zip", "folder/"])
def test_the_listed_documents_come_in_undecided(desk, ids, fresh, tmp_path, target):
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
    add(desk, {"000.txt": REVISED}, revision=1)
    written = exporting.run(
        desk, Choice(Format.PACKAGE, tmp_path / target, as_folder=target.endswith("/"))
    ).path
    planned = importing.plan(fresh, written)
    report = importing.run(fresh, written)
    assert figures(planned) == figures(report) == (4, 0, 0)
    told = Remark(written.name, "decisions_stay_behind", {"count": 1})
    assert told in planned.notices
    assert told in report.notices
    assert report.archive == {"may.review.zip": "may", "renamed.zip": "renamed", "folder/": "folder"}[target]
    assert [(name, state) for _archive, name, state in listing(fresh)] == [
        ("000.txt", State.PENDING),
        ("001.txt", State.PENDING),
        ("002.txt", State.PENDING),
        ("003.txt", State.NONE),
    ]
    with fresh.store.reading() as work:
        assert work.documents.data(sha256_hex(REVISED)) == REVISED
        assert work.documents.known([ids["000.txt"]]) == set()
    assert figures(importing.run(fresh, written)) == (0, 4, 0)


def test_several_archives_in_one_package_keep_their_names_apart(desk, ids, fresh, tmp_path):
    add(desk, {"000.txt": b"Another archive's text.\n"}, archive="second")
    written = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "a.review.zip")).path
    assert importing.run(fresh, written).added == len(ids) + 1
    assert {name for _archive, name, _state in listing(fresh)} >= {"launch/000.txt", "second/000.txt"}


def test_a_package_that_does_not_hold_is_refused_whole(desk, ids, fresh, tmp_path):
    written = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "folder", as_folder=True)).path
    original = next(written.glob(f"data/documents/*/{ids['000.txt']}.txt"))
    original.write_bytes(WIRES["001.txt"])
    with pytest.raises(Problem) as caught:
        importing.run(fresh, written)
    assert (caught.value.code, caught.value.status) == ("package_not_whole", ExitStatus.INTEGRITY)
    assert listing(fresh) == []
