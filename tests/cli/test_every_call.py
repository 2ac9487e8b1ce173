"""What holds for every verb: options on either side, help, JSON on failure, statuses, privacy, no Qt."""

import json
import stat
import subprocess
import sys
from importlib import import_module

import pytest

from editor_app import __version__, paths, settings
from editor_app.cli import main as cli
from editor_app.cli.parser import VERBS
from editor_app.desk import listing
from editor_app.desk.vocabularies import shipped_vocabulary
from editor_app.domain.lists import Editor
from editor_app.domain.problems import ExitStatus, Interrupted
from editor_app.settings import Settings
from tests.cli.calling import Program, run_process
from tests.desk.sample import open_sample

NAMES = [verb.name for verb in VERBS]
WRITING = {
    "import": ["import", "nowhere"],
    "import --take-back": ["import", "--take-back", "x"],
    "decide": ["decide", "0" * 64, "accept"],
    "apply": ["apply", "nowhere"],
    "undo": ["undo"],
    "redo": ["redo"],
    "merge": ["merge", "nowhere"],
    "editors": ["editors", "--join", "a", "b"],
}
READING = {
    "list": ["list"],
    "show": ["show", "0" * 64],
    "stats": ["stats"],
    "editors": ["editors"],
    "check": ["check"],
    "export": ["export", "out.review.zip"],
}


@pytest.mark.parametrize("verb", NAMES)
def test_every_verb_has_help(verb, capsys):
    assert cli.main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"usage: editor-app {verb}" in out
    for option in ("--desk FILE", "--editor NAME", "--json"):
        assert option in out


def test_the_help_of_decide_names_every_reason_and_kind(capsys):
    cli.main(["decide", "--help"])
    words = shipped_vocabulary()
    said = capsys.readouterr().out.replace(",", " ").split()
    assert {term.id for term in (*words.reasons, *words.kinds) if not term.retired} <= set(said)


def test_the_help_names_every_verb(capsys):
    assert cli.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n    {verb} " in out for verb in NAMES)


def test_the_version_can_be_asked(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"editor-app {__version__}\n"


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_verb(program, ids, capsys, before):
    options = ["--desk", str(program.desk), "--editor", "Grace Example", "--json"]
    verb = ["decide", ids["000.txt"], "accept"]
    capsys.readouterr()

    assert cli.main([*options, *verb] if before else [*verb, *options]) == 0

    assert json.loads(capsys.readouterr().out)["review"]["editor"] == "Grace Example"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["list", "--state", "nonsense"],
        ["list", "--kind", "nonsense"],
        ["list", "--limit", "-1"],
        ["list", "--lim", "1"],
        ["show"],
        ["import"],
        ["import", "a", "--take-back", "x"],
        ["import", "--take-back", "x", "--dry-run"],
        ["import", ""],
        ["merge"],
        ["export"],
        ["list", "--desk"],
    ],
)
def test_a_call_that_cannot_be_understood_says_so_as_json(arguments, capsys):
    assert cli.main(["--json", *arguments]) == 2

    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == "usage"
    assert err == ""


def test_a_call_that_cannot_be_understood_says_so_in_words(capsys):
    assert cli.main(["list", "--limit", "x"]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("editor-app: ")
    assert "--limit" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--state", "foo"], "--state: “foo” is none of pending, accepted,"),
        (["list", "--kind", "foo"], "--kind: “foo” is none of wire, document."),
        (["list", "--limit", "-1"], "--limit: “-1” is no whole number from 0 on."),
        (["decide", "0" * 8, "agree"], "OUTCOME: “agree” is none of accept, amend,"),
        (["decide", "0" * 8, "accept", "--verifiable", "maybe"], "“maybe” is none of yes, no, unclear."),
        (["import", ""], "PATH: an empty text is no path."),
        (["export", ""], "DEST: an empty text is no path."),
        (["list", "--desk", ""], "--desk: an empty text is no path."),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_ones(arguments, said, capsys):
    assert cli.main(arguments) == 2

    err = capsys.readouterr().err
    assert said in err
    assert "value" not in err


def test_the_help_tells_every_exit_status(capsys):
    cli.main(["--help"])

    footer = capsys.readouterr().out.partition("Exit status:")[2]
    assert all(f"{status} " in footer for status in map(int, ExitStatus))


def test_json_behind_the_end_of_options_is_an_argument(program, ids, capsys):
    capsys.readouterr()
    assert cli.main(["--desk", str(program.desk), "show", "--", "--json"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("call", WRITING.values(), ids=WRITING.keys())
def test_a_writing_verb_without_an_editor_is_refused_and_makes_nothing(tmp_path, capsys, call):
    program = Program(tmp_path / "review.desk", capsys, editor=None)

    answer = program(*call, "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, "editor_needed")
    assert not program.desk.exists()


@pytest.mark.parametrize("name", ["", " ", "steering\x1b[31m"])
def test_a_name_nobody_can_bear_is_refused_and_makes_nothing(program, tmp_path, monkeypatch, name):
    monkeypatch.setenv("EDITOR_APP_EDITOR", "Grace Example")
    archive = tmp_path / "one.txt"
    archive.write_text("A text.\n", encoding="utf-8")
    program.editor = None

    answer = program("import", archive, "--editor", name, "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, "editor_name_unusable")
    assert not program.desk.exists()


@pytest.mark.parametrize("call", READING.values(), ids=READING.keys())
def test_a_reading_verb_makes_no_desk(program, call):
    answer = program(*call, "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, "desk_missing")
    assert str(program.desk) in answer.json["error"]["message"]
    assert not program.desk.exists()


def test_the_login_name_is_never_the_editor(program, ids, capsys, monkeypatch):
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody")
    program.editor = None

    assert program("decide", ids["000.txt"], "accept").status == 2


def test_the_editor_comes_from_option_then_environment_then_settings(program, ids, monkeypatch):
    program.editor = None
    settings.save(
        Settings(editor="0190-a", editors=(Editor("0190-a", "Sam Example"),)), paths.settings_file()
    )
    assert program.json("decide", ids["000.txt"], "accept")["review"]["editor"] == "Sam Example"

    monkeypatch.setenv("EDITOR_APP_EDITOR", "Grace Example")
    assert program.json("decide", ids["001.txt"], "accept")["review"]["editor"] == "Grace Example"
    answer = program.json("decide", ids["002.txt"], "accept", editor="Ada Example")
    assert answer["review"]["editor"] == "Ada Example"
    assert settings.load(paths.settings_file()).current_editor.name == "Sam Example"


def test_a_name_keeps_its_id_from_call_to_call_and_desk_to_desk(program, ids, tmp_path):
    program("decide", ids["000.txt"], "accept")
    program("decide", ids["001.txt"], "accept", editor="ADA EXAMPLE")

    with open_sample(program.desk, name=None) as desk, desk.store.reading() as work:
        events = list(work.events.all())
    assert len({event.editor for event in events}) == 1
    assert [event.kind for event in events] == ["named", "decided", "decided"]


def test_a_refused_decision_leaves_no_trace_in_the_desk(program, ids):
    program("decide", ids["000.txt"], "reject")

    with open_sample(program.desk, name=None) as desk, desk.store.reading() as work:
        assert list(work.events.all()) == []


def test_the_desk_comes_from_option_then_environment(program, ids, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("EDITOR_APP_DESK", str(program.desk))
    capsys.readouterr()
    assert cli.main(["list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4

    assert cli.main(["list", "--json", "--desk", str(tmp_path / "other.desk")]) == 2
    assert "other.desk" in capsys.readouterr().out


def test_the_desk_lies_in_the_platforms_folder_where_nobody_names_one(capsys):
    assert cli.main(["list"]) == 2
    assert str(paths.data_folder() / "review.desk") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["export", "out", "--format", "pdf"], "format_window_only"),
        (["export", "out", "--format", "docx"], "format_unknown"),
        (["export", "decisions.csv"], "format_not_meant"),
        (["export", "decisions.XLSX"], "format_not_meant"),
        (["export", "report.pdf"], "format_window_only"),
        (["export", "report.PDF", "--format", "html"], "format_window_only"),
        (["export", "shared", "--format", "hub", "--state", "accepted"], "hub_takes_all"),
        (["export", "shared", "--format", "hub", "--search", "state:accepted"], "hub_takes_all"),
        (["export", "shared", "--format", "hub", "--sign"], "hub_takes_all"),
    ],
)
def test_a_format_that_the_command_does_not_write_is_said_in_plain_words(program, ids, call, code):
    answer = program(*call, "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, code)
    assert "Nothing was written" in answer.json["error"]["message"]


def test_a_desk_that_is_being_written_to_refuses_writers_and_answers_readers(program, ids):
    with open_sample(program.desk, name="Grace Example"):
        answer = program("decide", ids["000.txt"], "accept", "--json")
        assert (answer.status, answer.json["error"]["code"]) == (2, "desk_locked")
        assert "Grace Example" in answer.json["error"]["message"]
        assert len(program.json("list")) == 4


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "desk_empty_file"), (b"A letter to somebody.\n" * 50, "desk_not_a_database")]
)
def test_a_file_that_is_no_desk_is_left_untouched(program, content, code):
    program.desk.write_bytes(content)
    for call in (["list"], ["undo"]):
        answer = program(*call, "--json")
        assert (answer.status, answer.json["error"]["code"]) == (2, code)
    assert program.desk.read_bytes() == content


def test_a_bug_is_told_with_a_report_that_quotes_no_text(program, ids, monkeypatch):
    def fail(*_arguments):
        raise ValueError("the secret text of a wire")

    monkeypatch.setattr(listing, "ids", fail)

    answer = program("list", "--json")

    assert (answer.status, answer.json["error"]["code"]) == (70, "bug")
    (report,) = paths.log_folder().glob("crash-*.txt")
    assert str(report) in answer.json["error"]["message"]
    written = report.read_text(encoding="utf-8")
    assert "ValueError (message of 25 characters)" in written
    assert "listing.py" in written
    assert "secret" not in written + answer.out + answer.err


@pytest.mark.parametrize("fault", [KeyboardInterrupt, Interrupted])
def test_an_interrupted_call_ends_with_130(program, ids, monkeypatch, fault):
    def stop(*_arguments):
        raise fault

    monkeypatch.setattr(listing, "ids", stop)

    answer = program("list", "--json")

    assert (answer.status, answer.json["error"]["code"]) == (130, "interrupted")


def test_no_verb_opens_the_window(monkeypatch):
    seen = []
    assert cli.main(["--desk", "x"], window=lambda options: seen.append(options.desk) or 0) == 0
    assert seen == ["x"]


def test_without_a_window_no_verb_is_answered_with_the_help(capsys):
    assert cli.main([]) == 2
    assert "usage: editor-app" in capsys.readouterr().err


def test_everything_the_program_makes_is_the_users_alone(tmp_path):
    desk = tmp_path / "new" / "review.desk"
    arguments = ["--desk", desk, "--editor", "Ada Example"]
    archive = tmp_path / "one.txt"
    archive.write_text("A text.\n", encoding="utf-8")
    done = run_process("import", archive, *arguments, umask=0o022)
    assert done.status == 0

    made = [paths.settings_file(), *desk.parent.iterdir(), *paths.log_folder().iterdir()]
    assert {path.name for path in made} >= {"settings.toml", "review.desk", "editor-app.log"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    folders = [desk.parent, paths.log_folder(), paths.settings_file().parent]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_the_log_holds_no_text(program, ids):
    arguments = ["--desk", program.desk, "--editor", "Ada Example"]
    run_process("decide", ids["000.txt"], "accept", "--note", "An unusual remark", *arguments)
    run_process("list", "--search", "chatbot", *arguments)

    log = (paths.log_folder() / "editor-app.log").read_text(encoding="utf-8")
    assert "verb decide ended with 0" in log
    assert "verb list ended with 0" in log
    assert "unusual" not in log
    assert "chatbot" not in log


def test_a_process_of_its_own_answers_in_json_whatever_the_locale(program, ids):
    answer = run_process("list", "--json", "--desk", program.desk, env={"LC_ALL": "C", "PYTHONUTF8": "0"})

    assert (answer.status, answer.err) == (0, "")
    assert len(answer.json) == 4


def test_a_reader_that_goes_away_is_no_fault(program, ids):
    command = [sys.executable, "-m", "editor_app", "list", "--desk", str(program.desk)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) == 0
    assert errors == b""


PROBE = """
import sys
from editor_app.__main__ import main
status = main(sys.argv[1:])
heavy = {name.partition(".")[0] for name in sys.modules}
print(sorted(heavy & {"PySide6", "sqlmodel", "sqlalchemy", "alembic", "rapidfuzz"}), file=sys.stderr)
raise SystemExit(status)
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], "[]"),
        (["--version"], "[]"),
        (["decide", "--help"], "[]"),
        (["nonsense"], "[]"),
        (["list", "--json"], "['sqlalchemy', 'sqlmodel']"),
    ],
)
def test_a_call_loads_what_it_needs_and_never_qt(program, ids, arguments, loaded):
    call = [sys.executable, "-c", PROBE, *arguments, "--desk", str(program.desk)]
    done = subprocess.run(call, capture_output=True, check=False, text=True, timeout=600)

    assert done.stderr.splitlines()[-1] == loaded


def test_no_module_of_a_verb_loads_qt():
    for verb in VERBS:
        import_module(f"editor_app.cli.verbs.{verb.module}")
