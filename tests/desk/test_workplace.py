"""Opening a desk: who sits at it, who may write, what time it is."""

import json
import socket
import tomllib
from dataclasses import replace

import pytest

from editor_app import paths, settings
from editor_app.desk import arranging, reviewing, signing_in, viewing
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import sentence
from tests.desk.sample import WIRES, add, open_sample

SHIPPED_WORDS = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")


def named_events(desk):
    with desk.store.reading() as work:
        return [event for event in work.events.all() if event.kind == "named"]


def test_the_time_is_utc_with_milliseconds(desk):
    assert desk.now().startswith("2026-11-21T09:0")
    assert len(desk.now()) == len("2026-11-21T09:00:00.000Z")
    assert desk.now().endswith("Z")


def test_a_desk_that_is_not_there_is_only_made_when_asked(tmp_path):
    path = tmp_path / "none.desk"
    for options in ({"create": False}, {"access": Access.READ}):
        with pytest.raises(Problem, match="desk_missing"):
            open_desk(path, **options)
    assert not path.exists()

    open_desk(path).close()
    assert path.exists()


def test_a_desk_somebody_writes_to_can_be_read(desk, ids):
    with pytest.raises(Problem, match="desk_locked"):
        open_desk(desk.path)

    with open_desk(desk.path, access=Access.EITHER) as reader:
        assert reader.read_only.code == "desk_locked"
        assert viewing.view(reader, ids["000.txt"]).row.name == "000.txt"
        with pytest.raises(Problem, match="desk_locked"):
            reader.writer()


def test_a_desk_nobody_else_writes_to_is_opened_to_write(tmp_path):
    with open_desk(tmp_path / "a.desk", access=Access.EITHER) as desk:
        assert desk.read_only is None


def test_a_path_with_odd_signs_is_a_path(tmp_path):
    path = tmp_path / "50% of what? #1 & más.desk"
    with open_sample(path) as desk:
        add(desk, WIRES)
    assert path.exists()


def test_signing_in_gives_an_id_that_stays(tmp_path):
    with open_sample(tmp_path / "a.desk", name="Ada Example") as desk:
        first = desk.editor
        assert signing_in.editors(desk) == [first]
    with open_sample(tmp_path / "b.desk", name=" ada  example ") as desk:
        assert desk.editor == first
        assert signing_in.editors(desk) == [first]
    with open_sample(tmp_path / "a.desk", name=None) as desk:
        assert desk.editor == first
        signing_in.sign_in(desk, "Ada Example")
        assert len(named_events(desk)) == 1


def test_an_editor_the_desk_knows_is_found_by_name_where_the_settings_are_new(tmp_path):
    with open_sample(tmp_path / "a.desk") as desk:
        known = desk.editor
    paths.settings_file().unlink()

    with open_sample(tmp_path / "a.desk") as desk:
        assert desk.editor == known


def test_who_only_passes_by_does_not_become_the_one_at_the_desk(tmp_path):
    with open_sample(tmp_path / "a.desk", name="Ada Example") as desk:
        staying = desk.editor
        passing = signing_in.sign_in(desk, "Grace Example", stays=False)
        assert desk.editor == passing
        assert len(named_events(desk)) == 1

        id = add(desk, WIRES)["000.txt"]
        reviewing.decide(desk, id, Verdict(Outcome.ACCEPT))
        assert {editor.name for editor in signing_in.editors(desk)} == {"Ada Example", "Grace Example"}
        assert viewing.view(desk, id).history[0].editor == passing.id

    chosen = settings.load(paths.settings_file())
    assert chosen.current_editor == staying
    assert set(chosen.editors) == {staying, passing}


@pytest.mark.parametrize("name", ["", "  ", "a\x1bb", "x" * 201])
def test_a_name_must_be_a_name(desk, name):
    with pytest.raises(Problem, match="editor_name"):
        signing_in.sign_in(desk, name)


def test_a_name_is_corrected_and_decisions_stay(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    id = desk.editor.id

    changes = signing_in.correct_name(desk, id, "Ada B. Example")

    assert changes.editors
    assert desk.editor == Editor(id, "Ada B. Example")
    assert signing_in.editors(desk) == [desk.editor]
    assert desk.settings.current_editor == desk.editor
    assert viewing.view(desk, ids["000.txt"]).history[0].editor == id
    assert not signing_in.correct_name(desk, id, "Ada B. Example")


def test_settings_of_other_programs_versions_are_kept(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('later = "kept"\ntheme = "dark"\n', encoding="utf-8")

    with open_desk(tmp_path / "a.desk", settings_file=file) as desk:
        signing_in.sign_in(desk, "Ada Example")

    written = tomllib.loads(file.read_text(encoding="utf-8"))
    assert (written["later"], written["theme"]) == ("kept", "dark")


def test_archives_are_listed_found_and_renamed(desk, ids):
    add(desk, {"x.txt": b"Another\n"}, archive="second")

    changes = arranging.rename(desk, "launch", " Launch  archive ")

    assert changes.archives
    assert [(item.key, item.name, item.documents) for item in arranging.archives(desk)] == [
        ("launch", "Launch archive", 4),
        ("second", "second", 1),
    ]
    assert arranging.find(desk, "Launch archive").key == "launch"
    assert viewing.view(desk, ids["000.txt"]).row.archive == "Launch archive"
    assert not arranging.rename(desk, "launch", "Launch archive")


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [
        ("launch", "second", "archive_name_taken"),
        ("launch", " ", "archive_name_unusable"),
        ("none", "x", "no_such_archive"),
    ],
)
def test_an_archive_keeps_its_name_where_the_new_one_will_not_do(desk, ids, key, name, code):
    add(desk, {"x.txt": b"Another\n"}, archive="second")

    with pytest.raises(Problem, match=code):
        arranging.rename(desk, key, name)
    assert [archive.name for archive in arranging.archives(desk)] == ["launch", "second"]
    with desk.store.reading() as work:
        assert all(event.kind != "archive_renamed" for event in work.events.all())


def test_a_newsroom_works_with_a_vocabulary_of_its_own(tmp_path):
    own = SHIPPED_WORDS.replace('version = "v1"', 'version = "newsroom-1"', 1).replace(
        'id = "no_harm_event"', 'id = "nothing_happened"'
    )
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    chosen = tmp_path / "settings.toml"
    chosen.write_text('vocabulary = "own.toml"\n', encoding="utf-8")
    with open_desk(tmp_path / "a.desk", settings_file=chosen) as desk:
        assert desk.vocabulary.version == "newsroom-1"
        assert desk.vocabulary.reason("no_harm_event") is None
        desk.keep_settings(replace(desk.settings, theme="dark"))
    with open_desk(tmp_path / "a.desk", settings_file=chosen) as desk:
        assert desk.vocabulary.reason("nothing_happened") is not None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (None, "vocabulary_unreadable"),
        ("not toml", "vocabulary_unfit"),
        ('version = "1"', "vocabulary_unfit"),
        (SHIPPED_WORDS.replace('id = "unclear"', 'id = "perhaps"', 1), "vocabulary_unfit"),
        (SHIPPED_WORDS.replace('answers = "realisation"', 'answers = "colours"', 1), "vocabulary_unfit"),
    ],
)
def test_a_broken_vocabulary_is_refused_in_one_sentence_and_no_desk_made(tmp_path, words, code):
    if words is not None:
        (tmp_path / "own.toml").write_text(words, encoding="utf-8")
    chosen = tmp_path / "settings.toml"
    chosen.write_text('vocabulary = "own.toml"\n', encoding="utf-8")
    with pytest.raises(Problem) as caught:
        open_desk(tmp_path / "a.desk", settings_file=chosen)
    assert caught.value.code == code
    assert str(tmp_path / "own.toml") in sentence(caught.value.code, caught.value.fields)
    assert not (tmp_path / "a.desk").exists()


class TestOtherMachines:
    def lock(self, path, host):
        holder = {"host": host, "pid": 1, "started": "2026-11-21T09:00:00Z", "who": "Grace Example"}
        path.with_name(path.name + ".lock").write_text(json.dumps(holder))

    def test_a_desk_somebody_has_open_on_another_machine_is_told_of(self, tmp_path):
        path = tmp_path / "review.desk"
        open_sample(path).close()
        self.lock(path, "another-machine")
        with open_sample(path) as desk:
            assert desk.warning.code == "desk_open_elsewhere"
            assert (desk.warning.fields["who"], desk.warning.fields["host"]) == (
                "Grace Example",
                "another-machine",
            )
        with open_sample(path) as desk:
            assert desk.warning is None

    def test_what_a_dead_process_of_this_machine_left_is_taken_over_in_silence(self, tmp_path):
        path = tmp_path / "review.desk"
        open_sample(path).close()
        self.lock(path, socket.gethostname())
        with open_sample(path) as desk:
            assert desk.warning is None

    def test_a_desk_in_a_folder_that_is_copied_elsewhere_is_told_of(self, tmp_path):
        (tmp_path / "Dropbox").mkdir()
        with open_sample(tmp_path / "Dropbox" / "review.desk") as desk:
            assert desk.warning.code == "desk_synchronised"
