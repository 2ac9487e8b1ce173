"""Several editors' records come together in whatever order, from whichever laptop, by whatever clock."""

import itertools
import random
from datetime import timedelta

import pytest

from editor_app.desk import exporting, merging, reviewing, viewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import WIRES, Clock, add, open_sample, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
CHOICES = (ACCEPT, REJECT, Verdict(Outcome.CONTEXT), Verdict(Outcome.AMEND, rationale="One more text."))
MANY = {f"{number:03}.txt": wire_text(f"Headline number {number}") for number in range(8)}


def packed(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).path


def digest(desk, target):
    return exporting.run(desk, Choice(Format.PACKAGE, target)).digest


@pytest.fixture
def packages(tmp_path):
    """The packages of five editors, who decided the same wires each for themselves."""
    made = []
    for number in range(5):
        folder = tmp_path / f"editor-{number}"
        folder.mkdir()
        chance = random.Random(number)
        with open_sample(folder / "own.desk", f"Editor {number}") as desk:
            for document in add(desk, MANY).values():
                reviewing.decide(desk, document, chance.choice(CHOICES))
                if chance.random() < 0.4:
                    reviewing.note(desk, document, f"Note {number}")
                if chance.random() < 0.3:
                    reviewing.decide(desk, document, chance.choice(CHOICES))
            made.append(packed(desk, folder / "own.review.zip"))
    return made


def test_five_editors_in_any_order_and_all_at_once_give_the_same_digest(packages, tmp_path):
    orders = random.Random(1).sample(list(itertools.permutations(packages)), 5)
    digests = set()
    for number, order in enumerate([*orders, None]):
        folder = tmp_path / f"way-{number}"
        folder.mkdir()
        with open_sample(folder / "all.desk", None) as desk:
            for paths in [[path] for path in order] if order else [packages]:
                merging.run(desk, paths)
            digests.add(digest(desk, folder / "all.review.zip"))
    assert len(digests) == 1


def test_what_came_together_goes_out_and_comes_in_as_the_same(packages, tmp_path):
    with open_sample(tmp_path / "one.desk", None) as one, open_sample(tmp_path / "two.desk", None) as two:
        report = merging.run(one, packages)
        assert report.disputed > 0 and len(report.rows) == report.disputed
        first = digest(one, tmp_path / "one.review.zip")
        again = merging.run(two, [tmp_path / "one.review.zip"])
        assert again.disputed == report.disputed
        assert digest(two, tmp_path / "two.review.zip") == first


def test_the_same_editor_on_two_laptops_is_one_editor(tmp_path):
    (tmp_path / "laptop").mkdir()
    with open_sample(tmp_path / "here.desk") as here:
        ids = add(here, WIRES)
        reviewing.decide(here, ids["000.txt"], ACCEPT)
        with open_sample(tmp_path / "laptop" / "there.desk", None) as there:
            merging.run(there, [packed(here, tmp_path / "here.review.zip")])
            assert sign_in(there, "Ada Example").id == here.editor.id
            reviewing.decide(there, ids["000.txt"], REJECT)
            reviewing.decide(there, ids["001.txt"], REJECT)
            report = merging.run(here, [packed(there, tmp_path / "there.review.zip")])
        assert (report.disputed, report.editors, report.twins) == (0, (), ())
        assert viewing.view(here, ids["000.txt"]).row.state is State.REJECTED


def test_two_editors_of_one_name_are_told(tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "here.desk", "Ada Example") as here:
        ids = add(here, WIRES)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other-settings"))
        with open_sample(
            tmp_path / "other" / "b.desk", "Ada Example", settings_file=tmp_path / "b.toml"
        ) as other:
            add(other, WIRES)
            reviewing.decide(other, ids["000.txt"], ACCEPT)
            report = merging.plan(here, [packed(other, tmp_path / "b.review.zip")])
    (twins,) = report.twins
    assert twins.name == "Ada Example" and here.editor.id in twins.editors


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_clock_that_is_wrong_changes_no_verdict_and_one_that_is_ahead_is_told(tmp_path, hours):
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "here.desk") as here:
        ids = add(here, WIRES)
        reviewing.decide(here, ids["000.txt"], ACCEPT)
        with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as other:
            wrong = Clock()
            wrong.now += timedelta(hours=hours)
            other._clock = wrong
            merging.run(other, [packed(here, tmp_path / "a.review.zip")])
            reviewing.decide(other, ids["000.txt"], REJECT)
            reviewing.decide(other, ids["001.txt"], REJECT)
            report = merging.run(here, [packed(other, tmp_path / "b.review.zip")])
        assert report.ahead == (("Grace Example",) if hours > 0 else ())
        assert viewing.view(here, ids["000.txt"]).row.state is State.REJECTED
        reviewing.decide(here, ids["001.txt"], ACCEPT)
        assert viewing.view(here, ids["001.txt"]).row.state is State.ACCEPTED


def test_a_preview_names_what_is_damaged_and_counts_the_rest(packages, tmp_path):
    bad = tmp_path / "bad.review.zip"
    bad.write_bytes(packages[0].read_bytes()[:-300])
    with open_sample(tmp_path / "all.desk", None) as desk:
        report = merging.preview(desk, [*packages[1:3], bad])
        assert [one.path for one in report.damaged] == [bad] and report.damaged[0].remarks
        assert report.documents == len(MANY)
        with pytest.raises(Problem) as caught:
            merging.run(desk, [*packages[1:3], bad])
        assert caught.value.status is ExitStatus.INTEGRITY
        assert digest_of_nothing(desk)


def digest_of_nothing(desk):
    with desk.store.reading() as work:
        return not work.events.heads()
