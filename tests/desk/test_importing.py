"""Archives come in, once, and can be taken back."""

import json
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.desk import exporting, importing, reviewing
from editor_app.desk.checking import check
from editor_app.desk.drafting import keep
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.listing import ids as listed
from editor_app.desk.listing import rows
from editor_app.desk.signing_in import sign_in
from editor_app.desk.viewing import view
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.canonical import sha256_hex
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Interrupted, Problem, Remark, Suspended
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import WIRES, open_sample

ROOT = Path(__file__).resolve().parents[2]
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))


@pytest.fixture
def folder(tmp_path):
    """A folder of four documents."""
    place = tmp_path / "launch"
    write(place, WIRES)
    return place


def write(place, texts):
    place.mkdir(exist_ok=True)
    for name, data in texts.items():
        (place / name).write_bytes(data)


def listing(desk):
    """Give the listed rows by name."""
    return [(row.archive, row.name, row.state) for row in rows(desk, listed(desk, Criteria()))]


def names(desk):
    return [name for _archive, name, _state in listing(desk)]


def figures(outcome):
    return outcome.added, outcome.unchanged, outcome.revised


def codes(remarks):
    return [(remark.name, remark.code) for remark in remarks]


def dump(desk):
    """Give everything an import may touch."""
    with desk.store.reading() as work:
        return (
            [(a.key, a.name, a.documents) for a in work.archives.all()],
            list(work.placements.all()),
            list(work.standings.all()),
            work.imports.all(),
            [sha256_hex(s.data) for s in work.documents.stored(row.document for row in work.standings.all())],
        )


def test_a_folder_comes_in_with_its_bytes_states_and_order(desk, folder):
    report = importing.run(desk, folder)
    assert figures(report) == (4, 0, 0)
    assert (report.archive, report.problems, report.notices) == ("launch", (), ())
    assert report.changes.touches("anything")
    assert listing(desk) == [
        ("launch", "000.txt", State.PENDING),
        ("launch", "001.txt", State.PENDING),
        ("launch", "002.txt", State.PENDING),
        ("launch", "003.txt", State.NONE),
    ]
    with desk.store.reading() as work:
        assert [work.documents.data(sha256_hex(data)) for data in WIRES.values()] == list(WIRES.values())
    assert view(desk, sha256_hex(WIRES["000.txt"])).same_rationale == 1


def test_what_came_in_is_found_by_its_words(desk, folder):
    importing.run(desk, folder)
    with desk.store.reading() as work:
        assert not work.search.is_behind()
    assert len(listed(desk, Criteria(search="chatbot"))) == 1


@pytest.mark.parametrize("kind", ["folder", "zip", "top_zip", "jsonl", "csv", "file"])
def test_importing_twice_adds_nothing_whatever_the_container(desk, folder, tmp_path, kind):
    importing.run(desk, folder)
    before = dump(desk)[:3]
    again = folder if kind == "folder" else packed(folder, tmp_path / "launch", kind)
    report = importing.run(desk, again)
    assert figures(report) == (0, 1 if kind == "file" else 4, 0)
    assert (report.problems, report.notices) == ((), ())
    assert dump(desk)[:3] == before


def packed(folder, place, kind):
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    if kind == "file":
        return folder / "000.txt"
    if kind in ("zip", "top_zip"):
        path = place.with_suffix(".zip")
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(f"launch/{name}" if kind == "top_zip" else name, data)
        return path
    path = place.with_suffix(f".{kind}")
    texts = [data.decode() for data in files.values()]
    if kind == "jsonl":
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    else:
        quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
        path.write_text("text\n" + "".join(f"{cell}\n" for cell in quoted))
    return path


def test_the_plan_tells_what_the_run_then_does(desk, folder):
    importing.run(desk, folder)
    write(
        folder,
        {"000.txt": b"[o] New\nWhy this is an AI incident\nNew.\n", "004.txt": b"caf\xe9", "5.pdf": b""},
    )
    write(folder, {"006.txt": b"a\x00b", "007.txt": b"caf\xe9"})
    before = dump(desk)
    planned = importing.plan(desk, folder)
    assert dump(desk) == before
    report = importing.run(desk, folder)
    assert figures(planned) == figures(report) == (1, 4, 1)
    assert planned.problems == report.problems
    assert planned.notices == report.notices
    assert codes(report.problems) == [("5.pdf", "not_a_text_type"), ("006.txt", "not_text")]
    assert codes(report.notices) == [("004.txt", "encoding_guessed"), ("007.txt", "same_text")]
    assert (planned.archive, planned.is_new, planned.total) == ("launch", False, 7)
    assert [preview.name for preview in planned.first] == ["000.txt", "004.txt"]


def test_a_plan_needs_no_desk_that_can_be_written(tmp_path, folder):
    open_sample(tmp_path / "a.desk").close()
    with open_desk(tmp_path / "a.desk", access=Access.READ) as desk:
        assert importing.plan(desk, folder).added == 4
        with pytest.raises(Problem) as caught:
            importing.run(desk, folder)
        assert caught.value.code == "opened_to_read"


class TestRevisions:
    def test_other_bytes_under_a_name_are_a_revision_that_wants_a_decision(self, desk, folder):
        importing.run(desk, folder)
        old, new = sha256_hex(WIRES["000.txt"]), WIRES["000.txt"] + b"\nMore."
        reviewing.decide(desk, old, REJECT)
        write(folder, {"000.txt": new})
        assert figures(importing.run(desk, folder)) == (0, 3, 1)
        assert listing(desk)[0] == ("launch", "000.txt", State.CHANGED)
        assert len(names(desk)) == 4
        assert view(desk, sha256_hex(new)).revision_of == old
        assert view(desk, old).standing.verdict.outcome is Outcome.REJECT

    def test_a_text_that_comes_back_brings_its_decision_back(self, desk, folder):
        importing.run(desk, folder)
        reviewing.decide(desk, sha256_hex(WIRES["000.txt"]), REJECT)
        write(folder, {"000.txt": b"Another text.\n"})
        importing.run(desk, folder)
        write(folder, {"000.txt": WIRES["000.txt"]})
        assert figures(importing.run(desk, folder)) == (0, 3, 1)
        assert listing(desk)[0] == ("launch", "000.txt", State.REJECTED)
        assert figures(importing.run(desk, folder)) == (0, 4, 0)
        assert len(names(desk)) == 4

    def test_a_revision_keeps_the_place_of_its_name(self, desk, folder):
        importing.run(desk, folder)
        write(folder, {"001.txt": b"Another text.\n"})
        importing.run(desk, folder)
        assert names(desk) == ["000.txt", "001.txt", "002.txt", "003.txt"]


class TestNamesAndArchives:
    def test_the_same_bytes_under_two_names_come_in_once(self, desk, tmp_path):
        write(tmp_path / "a", {"1.txt": b"same", "2.txt": b"same", "3.txt": b"other"})
        report = importing.run(desk, tmp_path / "a")
        assert figures(report) == (2, 1, 0)
        assert report.notices == (Remark("2.txt", "same_text"),)
        with desk.store.reading() as work:
            assert [p.name for p in work.placements.of(sha256_hex(b"same"))] == ["1.txt", "2.txt"]
        assert names(desk) == ["1.txt", "3.txt"]
        again = importing.run(desk, tmp_path / "a")
        assert (figures(again), again.notices) == ((0, 3, 0), ())

    def test_several_archives_live_side_by_side(self, desk, folder, tmp_path):
        write(tmp_path / "more", {"000.txt": b"another text"})
        importing.run(desk, folder)
        importing.run(desk, tmp_path / "more", archive=" The  second ")
        assert [(a, n) for a, n, _ in listing(desk)][-1] == ("The second", "000.txt")
        write(tmp_path / "more", {"001.txt": b"a later text"})
        importing.run(desk, tmp_path / "more", archive="The second")
        with desk.store.reading() as work:
            assert [(a.name, a.documents) for a in work.archives.all()] == [("launch", 4), ("The second", 2)]

    def test_an_archive_that_would_stay_empty_is_not_made(self, desk, folder, tmp_path):
        write(tmp_path / "bad", {"a.txt": b"\x00", "b.pdf": b"x"})
        report = importing.run(desk, tmp_path / "bad")
        assert figures(report) == (0, 0, 0)
        importing.run(desk, folder)
        importing.run(desk, folder, archive="Once more")
        with desk.store.reading() as work:
            assert [a.name for a in work.archives.all()] == ["launch"]

    @pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 300])
    def test_a_name_nobody_could_read_is_refused(self, desk, folder, name):
        with pytest.raises(Problem) as caught:
            importing.run(desk, folder, archive=name)
        assert caught.value.code == "archive_name_unusable"
        assert listing(desk) == []

    def test_a_renamed_archive_goes_on_receiving_its_folder(self, desk, folder):
        from_first = importing.run(desk, folder)
        with desk.store.writing() as work:
            work.archives.rename(from_first.archive, "May archive")
            work.commit()
        write(folder, {"009.txt": b"new"})
        assert importing.run(desk, folder).archive == "May archive"
        assert {archive for archive, _name, _state in listing(desk)} == {"May archive"}

    def test_dates_and_metadata_of_rows_are_kept(self, desk, tmp_path):
        path = tmp_path / "rows.jsonl"
        path.write_text(
            '{"id": "w1", "title": "T", "source": "desk", "date": "2026-05-09", "url": "https://e.org"}\n'
        )
        importing.run(desk, path)
        (row,) = rows(desk, listed(desk, Criteria()))
        assert (row.name, row.date, row.source) == ("w1", "2026-05-09", "desk")
        assert view(desk, row.id).metadata == {"id": "w1", "url": "https://e.org"}


class TestTakingBack:
    def test_everything_an_import_brought_goes(self, desk, folder, tmp_path):
        write(tmp_path / "first", {"a.txt": b"first"})
        importing.run(desk, tmp_path / "first")
        before = dump(desk)
        report = importing.run(desk, folder)
        assert [item.id for item in importing.imports(desk)][-1] == report.import_id
        taken = importing.take_back(desk, report.import_id)
        assert (taken.removed, taken.kept, taken.names) == (4, 0, ())
        assert dump(desk) == before
        assert len(listed(desk, Criteria(search="chatbot"))) == 0
        assert figures(importing.run(desk, folder)) == (4, 0, 0)

    def test_what_somebody_worked_on_stays_and_is_told(self, desk, folder):
        report = importing.run(desk, folder)
        decided, begun = sha256_hex(WIRES["001.txt"]), sha256_hex(WIRES["002.txt"])
        reviewing.decide(desk, decided, REJECT)
        keep(desk, begun, Working(text="Half a senten"))
        taken = importing.take_back(desk, report.import_id)
        assert (taken.removed, taken.kept, taken.names) == (2, 2, ("001.txt", "002.txt"))
        assert listing(desk) == [("launch", "001.txt", State.REJECTED), ("launch", "002.txt", State.PENDING)]

    def test_the_text_that_was_replaced_is_back_with_its_decision(self, desk, folder):
        importing.run(desk, folder)
        reviewing.decide(desk, sha256_hex(WIRES["000.txt"]), REJECT)
        write(folder, {"000.txt": b"Another text.\n"})
        report = importing.run(desk, folder)
        assert listing(desk)[0][2] is State.CHANGED
        assert importing.take_back(desk, report.import_id).removed == 1
        assert listing(desk)[0] == ("launch", "000.txt", State.REJECTED)

    def test_taking_back_the_return_of_a_text_lists_the_other_again(self, desk, folder):
        importing.run(desk, folder)
        reviewing.decide(desk, sha256_hex(WIRES["000.txt"]), REJECT)
        write(folder, {"000.txt": b"Another text.\n"})
        importing.run(desk, folder)
        write(folder, {"000.txt": WIRES["000.txt"]})
        report = importing.run(desk, folder)
        taken = importing.take_back(desk, report.import_id)
        assert (taken.removed, taken.kept) == (0, 0)
        assert listing(desk)[0] == ("launch", "000.txt", State.CHANGED)

    def test_a_text_that_a_later_import_placed_too_stays(self, desk, folder):
        first = importing.run(desk, folder)
        write(folder, {"000.txt": b"Another text.\n"})
        importing.run(desk, folder)
        write(folder, {"000.txt": WIRES["000.txt"]})
        importing.run(desk, folder)
        taken = importing.take_back(desk, first.import_id)
        assert (taken.removed, taken.kept, taken.names) == (3, 1, ("000.txt",))
        assert names(desk) == ["000.txt"]
        assert figures(importing.run(desk, folder)) == (3, 1, 0)

    def test_an_unknown_import_is_told(self, desk):
        with pytest.raises(Problem) as caught:
            importing.take_back(desk, "nothing")
        assert caught.value.code == "no_such_import"


class Stopping(Watch):
    """A watch that is told to stop once a phase has come so far, or at once when it begins."""

    def __init__(self, phase, done):
        super().__init__()
        self._at = (phase, done)

    def step(self, phase, done, total=None, item=""):
        if phase == self._at[0] and done >= self._at[1]:
            self.stop()
        super().step(phase, done, total, item)


class TestStopping:
    @pytest.mark.parametrize("stop", [("looking", 1), ("importing", 1), ("importing", 2_100)])
    def test_a_stopped_import_leaves_nothing(self, desk, folder, tmp_path, stop):
        importing.run(desk, folder)
        before = dump(desk)
        path = tmp_path / "many.jsonl"
        path.write_text("".join(f'{{"text": "text {n}"}}\n' for n in range(2_500)))
        with pytest.raises(Interrupted):
            importing.run(desk, path, watch=Stopping(*stop))
        assert dump(desk) == before

    def test_progress_tells_the_truth(self, desk, folder):
        write(folder, {"scan.pdf": b"", "bad.txt": b"\x00"})
        seen = []

        class Telling(Watch):
            def step(self, phase, done, total=None, item=""):
                seen.append((phase, done, total, item))

        importing.run(desk, folder, watch=Telling())
        steps = [(done, total, item) for phase, done, total, item in seen if phase == "importing"]
        assert [done for done, _total, item in steps if item != "scan.pdf"] == [1, 2, 3, 4, 5]
        assert {total for _done, total, _item in steps} == {5}
        assert [done for phase, done, *_ in seen if phase == "looking"] == [5]  # a folder at once

    def test_an_import_that_was_cut_off_is_taken_back_on_opening(self, tmp_path, folder):
        path = tmp_path / "a.desk"
        with open_sample(path) as desk:
            importing.run(desk, folder)
            before = dump(desk)
        cut_off(path, tmp_path)
        with open_sample(path) as desk:
            assert dump(desk) == before
            assert len(importing.imports(desk)) == 1

    def test_an_import_that_was_damaged_to_look_cut_off_is_not_taken_back(self, tmp_path, folder):
        path = tmp_path / "a.desk"
        with open_sample(path) as desk:
            importing.run(desk, folder)
            before = listing(desk)
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE imports SET finished = 0")
        connection.close()
        with open_sample(path) as desk:
            assert importing.cut_off(desk) == []
            assert listing(desk) == before != []
            assert "check_fact" in {finding.code for finding in check(desk)}

    def test_an_import_that_was_cut_off_is_gone_on_with(self, tmp_path, folder):
        with open_sample(tmp_path / "whole.desk") as desk:
            cut_off_rows(tmp_path)
            whole = importing.run(desk, tmp_path / "many.jsonl")
            wanted = listing(desk)
        path = tmp_path / "a.desk"
        open_sample(path).close()
        cut_off(path, tmp_path, kept=2_000)
        with open_sample(path, keep_cut_off=True) as desk:
            [begun] = importing.cut_off(desk)
            report = importing.resume(desk, begun.id)
            assert figures(report) == figures(whole) == (2_500, 2, 0)
            assert [remark.code for remark in report.notices] == ["same_text", "same_text"]
            assert listing(desk) == wanted
            assert importing.cut_off(desk) == []
            assert [item.added for item in importing.imports(desk)] == [2_500]
            assert importing.take_back(desk, begun.id).removed == 2_500

    def test_importing_the_same_place_again_goes_on(self, tmp_path):
        path = tmp_path / "a.desk"
        open_sample(path).close()
        cut_off(path, tmp_path, kept=2_000)
        with open_sample(path, keep_cut_off=True) as desk:
            [begun] = importing.cut_off(desk)
            report = importing.run(desk, tmp_path / "many.jsonl")
            assert (report.import_id, report.added) == (begun.id, 2_500)

    def test_without_its_source_what_was_cut_off_is_taken_back(self, tmp_path):
        path = tmp_path / "a.desk"
        open_sample(path).close()
        cut_off(path, tmp_path, kept=2_000)
        (tmp_path / "many.jsonl").unlink()
        with open_sample(path, keep_cut_off=True) as desk:
            [begun] = importing.cut_off(desk)
            with pytest.raises(Problem) as caught:
                importing.resume(desk, begun.id)
            assert caught.value.code == "no_such_file"
            assert (importing.cut_off(desk), listing(desk)) == ([], [])

    def test_a_suspended_import_stays_and_a_stopped_one_goes(self, tmp_path):
        with open_sample(tmp_path / "a.desk") as desk:
            cut_off_rows(tmp_path)
            watch = Watch(breathe=lambda: watch.suspend())  # noqa: PLW0108 - it is named only here
            with pytest.raises(Suspended):
                importing.run(desk, tmp_path / "many.jsonl", watch=watch)
            assert len(importing.cut_off(desk)) == 1
            assert len(listing(desk)) == 1_000
            watch = Watch(breathe=lambda: watch.stop())  # noqa: PLW0108 - it is named only here
            with pytest.raises(Interrupted):
                importing.run(desk, tmp_path / "many.jsonl", watch=watch)
            assert (importing.cut_off(desk), listing(desk)) == ([], [])

    def test_others_write_while_an_import_takes_a_breath(self, tmp_path, folder):
        with open_sample(tmp_path / "a.desk") as desk:
            importing.run(desk, folder)
            cut_off_rows(tmp_path)
            decided = sha256_hex(WIRES["000.txt"])

            def decide():
                reviewing.decide(desk, decided, Verdict(Outcome.ACCEPT))

            importing.run(desk, tmp_path / "many.jsonl", watch=Watch(breathe=decide))
            states = {name: state for _archive, name, state in listing(desk)}
            assert states["000.txt"] is State.ACCEPTED


CUT_OFF = """
import os, sys
from pathlib import Path
from editor_app.desk import importing
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import open_desk

class Dying(Watch):
    def step(self, phase, done, total=None, item=""):
        if done >= 2_100 and phase == "importing":
            os._exit(9)

importing.run(open_desk(Path(sys.argv[1])), Path(sys.argv[2]), watch=Dying())
"""


def cut_off(path, tmp_path, kept=2_004):
    """Let a process die in the middle of an import, after two of its transactions."""
    rows_file = cut_off_rows(tmp_path)
    done = subprocess.run([sys.executable, "-c", CUT_OFF, path, rows_file], cwd=ROOT, check=False)
    assert done.returncode == 9
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (kept,)
    connection.close()


def cut_off_rows(tmp_path):
    """Write what is being imported: two and a half batches, and one text twice with the cut between."""
    rows_file = tmp_path / "many.jsonl"
    texts = [f"text {n}" for n in range(2_500)]
    rows_file.write_text("".join(f'{{"text": "{text}"}}\n' for text in [*texts, "text 7", "text 7"]))
    return rows_file


def test_bounds_are_settings(desk, folder):
    desk.settings = replace(desk.settings, caps={"document": 100})
    report = importing.run(desk, folder)
    assert {remark.code for remark in report.problems} == {"too_large"}
    assert report.added == 1


def test_of_very_many_remarks_the_first_are_listed_and_the_rest_counted(desk, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text("no json\n" * 10_050)
    problems = importing.plan(desk, path).problems
    assert len(problems) == 10_001
    assert problems[-1] == Remark("", "more_remarks", {"count": 50})


def test_documents_too_large_for_one_batch_come_in_all_the_same(desk, tmp_path):
    write(tmp_path / "big", {f"{n}.txt": str(n).encode() * 9_000_000 for n in range(5)})
    assert importing.run(desk, tmp_path / "big").added == 5


def test_three_real_documents(desk, real_archive):
    report = importing.run(desk, real_archive)
    assert figures(report) == (3, 0, 0)
    assert [state for _archive, _name, state in listing(desk)] == [State.PENDING, State.NONE, State.NONE]


def test_the_sample_archive(desk, sample_archive):
    report = importing.run(desk, sample_archive)
    assert figures(report) == (24, 0, 0)
    assert report.problems == report.notices == ()


def test_an_editor_of_another_name_finds_the_same_archive(tmp_path, folder):
    with open_sample(tmp_path / "a.desk") as desk:
        importing.run(desk, folder)
        sign_in(desk, "Bo Example")
        reviewing.decide(desk, sha256_hex(WIRES["000.txt"]), Verdict(Outcome.ACCEPT))
        assert figures(importing.run(desk, folder)) == (0, 4, 0)


@pytest.mark.parametrize("is_zip", [False, True])
def test_wires_that_were_written_back_come_in_without_their_manifest(folder, tmp_path, is_zip):
    target = tmp_path / "reviewed"
    with open_sample(tmp_path / "a.desk") as desk:
        importing.run(desk, folder)
        exporting.run(desk, Choice(Format.WIRES, target))
    assert (target / "manifest.csv").is_file()
    source = target
    if is_zip:
        source = tmp_path / "reviewed.zip"
        with zipfile.ZipFile(source, "w") as packed:
            for file in sorted(target.rglob("*.*")):
                packed.write(file, f"reviewed/{file.relative_to(target)}")
    with open_sample(tmp_path / "a.desk") as desk:
        report = importing.run(desk, source)
    assert report.problems == () and (report.added, report.unchanged) == (0, 4)


def test_a_list_of_somebody_elses_that_is_called_manifest_is_read(tmp_path):
    write(tmp_path / "theirs", {"manifest.csv": b"path,size\na.txt,3\n"})
    with open_sample(tmp_path / "a.desk") as desk:
        report = importing.run(desk, tmp_path / "theirs")
    assert [problem.code for problem in report.problems] == ["csv_no_columns"]


def test_whatever_comes_together_is_listed_as_if_it_came_one_by_one(desk, folder, tmp_path):
    importing.run(desk, folder)
    write(folder, {"000.txt": b"[o] New\nWhy this is an AI incident\nNew.\n", "010.txt": b"Again.\n"})
    write(folder, {"011.txt": b"Again.\n", "012.txt": WIRES["001.txt"], "013.txt": b"By itself.\n"})
    report = importing.run(desk, folder)
    assert figures(report) == (2, 5, 1)
    assert codes(report.notices) == [("011.txt", "same_text")]
    assert check(desk) == []
    assert names(desk) == ["000.txt", "001.txt", "002.txt", "003.txt", "010.txt", "013.txt"]
    assert len(listed(desk, Criteria(search="again"))) == 1
