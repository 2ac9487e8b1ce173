import contextlib
import hashlib
import http.server
import os
import subprocess
import sys
import threading

import pytest

import dev

VARIABLES_OF_INDEXES = ("PIP_INDEX_URL", "PIP_CERT", "PIP_CONFIG_FILE", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this is about Linux's libraries")


@pytest.fixture
def calls(monkeypatch):
    """Write down what would be run, and let all of it succeed; nothing is installed or opened."""
    made = []

    def call(*command, env=None):
        made.append(([str(part) for part in command], env or {}))
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "missing_libraries", lambda *, windowed: {})
    return made


@pytest.fixture
def own_pip(monkeypatch):
    """Hide how this machine's pip is set up."""
    for name in VARIABLES_OF_INDEXES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "pip_configurations", list)


# --- the door itself


def test_help_names_every_task(capsys):
    assert dev.main(["--help"]) == 0
    lines = capsys.readouterr().out.split("\n")
    asked = {line.split()[0] for line in lines if line.startswith("  ")}
    assert asked == {"run", "test", "lint", "types", "layers", "bench", "safe", "shots", "lock"}


@pytest.mark.parametrize("arguments", [[], ["tset"], ["run", "--frehs"]])
def test_what_it_does_not_know_is_refused(arguments, calls, capsys):
    assert dev.main(arguments) == 2
    assert capsys.readouterr().err
    assert calls == []


def test_an_old_python_is_refused_in_one_sentence(monkeypatch, calls, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert dev.main(["test"]) == 2
    assert capsys.readouterr().err.startswith("dev.py: Python 3.11 or newer is needed; this is ")
    assert calls == []


def test_an_interrupted_task_says_so(monkeypatch):
    def interrupted(arguments):
        raise KeyboardInterrupt

    interrupted.__name__ = "test"
    monkeypatch.setattr(dev, "TASKS", (interrupted,))
    assert dev.main(["test"]) == 130


def test_arguments_go_to_pytest_and_qt_draws_into_memory(calls, monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.main(["test", "-k", "undo"]) == 0
    [(command, env)] = calls
    assert command[1:] == ["-m", "pytest", "-k", "undo"]
    assert env == {"QT_QPA_PLATFORM": "offscreen"}


def test_all_tests_run_on_all_cores(calls):
    assert dev.main(["test"]) == 0
    assert calls[0][0][1:] == ["-m", "pytest", "--numprocesses=auto", "--dist=worksteal"]


def test_a_platform_the_caller_named_is_kept(calls, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    dev.main(["test"])
    assert calls[0][1] == {"QT_QPA_PLATFORM": "xcb"}


def test_the_status_of_a_task_is_the_status_of_its_tool(calls, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda *command, env=None: 5)
    assert [dev.main([task]) for task in ("test", "lint", "types", "layers", "bench", "safe", "shots")] == [
        5
    ] * 7


# --- system libraries


@on_linux
def test_missing_libraries_are_named_with_their_packages(monkeypatch):
    monkeypatch.setattr(dev, "loads", lambda name: "xcb-cursor" not in name and "EGL" not in name)
    monkeypatch.setattr(dev, "has_font", lambda: True)
    assert dev.missing_libraries(windowed=False) == {"libEGL.so.1": "libegl1"}
    assert dev.missing_libraries(windowed=True) == {
        "libEGL.so.1": "libegl1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
    }


@on_linux
def test_a_system_without_a_font_wants_one(monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "loads", lambda name: True)
    monkeypatch.setattr(dev, "FONT_FOLDERS", (str(tmp_path),))
    assert dev.missing_libraries(windowed=True) == {"a font": "fonts-dejavu-core"}
    (tmp_path / "sans.ttf").touch()
    assert dev.missing_libraries(windowed=True) == {}


def test_a_library_that_is_not_there_does_not_load():
    assert not dev.loads("libeditor-app-has-no-such-library.so.1")


@pytest.fixture
def without_egl(monkeypatch):
    """A Linux system without one library; what installing would run is written down."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(dev, "has_font", lambda: True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    ran = []
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: ran.append(command) or 0)
    return ran


def test_who_may_not_install_gets_the_one_line_and_status_2(monkeypatch, without_egl, capsys):
    monkeypatch.setattr(dev, "superuser", lambda: None)
    assert dev.main(["test"]) == 2
    last = capsys.readouterr().err.strip().split("\n")[-1]
    update = "sudo apt-get update"
    assert last == f"{update} && sudo apt-get install -y --no-install-recommends libegl1"
    assert without_egl == []


def test_a_system_of_another_kind_gets_the_names(monkeypatch, without_egl, capsys):
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.main(["test"]) == 2
    assert "libEGL.so.1" in capsys.readouterr().err
    assert without_egl == []


@pytest.mark.parametrize("prefix", [[], ["sudo", "-n"]])
def test_who_may_install_is_told_first_and_then_it_is_done(monkeypatch, without_egl, capsys, prefix):
    monkeypatch.setattr(dev, "superuser", lambda: prefix)
    with pytest.raises(dev.Stop, match=r"libEGL\.so\.1"):  # the stand-in installs nothing
        dev.ensure_libraries(windowed=False)
    assert "libegl1" in capsys.readouterr().err
    before = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = ["install", "-y", "--no-install-recommends", "libegl1"]
    assert without_egl == [[*before, "update"], [*before, *install]]


# --- .venv


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    """A checkout with a lock file and a .venv that this Python stands in for."""
    lock, stamp = tmp_path / "requirements.lock", tmp_path / "made-from"
    lock.write_text("rapidfuzz==3.14.6")
    monkeypatch.setattr(dev, "LOCK", lock)
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", dev.Path(sys.executable))
    stamp.write_text(dev.made_from(), encoding="utf-8")
    return tmp_path


def test_a_venv_made_from_this_lock_file_stands(checkout):
    assert dev.stands()


def test_a_changed_lock_file_makes_it_anew(checkout):
    dev.LOCK.write_text("rapidfuzz==3.14.7")
    assert not dev.stands()


def test_a_run_cut_short_leaves_no_stamp_and_so_no_venv(checkout, monkeypatch):
    def cut_short():
        raise KeyboardInterrupt

    monkeypatch.setattr(dev, "VENV", checkout / ".venv")
    monkeypatch.setattr(dev.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(dev, "install_locked", cut_short)
    with pytest.raises(KeyboardInterrupt):
        dev.make_venv()
    assert not dev.stands()


def test_a_venv_without_its_packages_does_not_stand(checkout, monkeypatch):
    monkeypatch.setattr(dev, "IMPORTED_BY_ALL_TASKS", ("editor_app_has_no_such_package",))
    assert not dev.stands()


def test_a_venv_whose_python_is_gone_does_not_stand(checkout, monkeypatch):
    monkeypatch.setattr(dev, "PYTHON", checkout / "python")
    assert not dev.stands()


def test_a_second_run_waits_for_the_first():
    ask = "import dev; print(dev.seized(open(dev.__file__, 'r+b')))"
    second = [sys.executable, "-c", ask]
    with dev.alone():
        assert subprocess.check_output(second, cwd=dev.ROOT, text=True).strip() == "False"
    assert subprocess.check_output(second, cwd=dev.ROOT, text=True).strip() == "True"


# --- pip


@contextlib.contextmanager
def served(folder):
    """Serve a folder as a package index on the loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/simple"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def index(own_pip, monkeypatch, tmp_path):
    """A package index that lists the pinned wheel and another one."""
    page, files = tmp_path / "simple" / "pip", tmp_path / "files"
    page.mkdir(parents=True)
    files.mkdir()
    names = ("pip-1.0.tar.gz", dev.PIP_WHEEL)
    links = [f'<a href="../../files/{name}#sha256=0">{name}</a>' for name in names]
    (page / "index.html").write_text("\n".join(links))
    (files / dev.PIP_WHEEL).write_bytes(b"a wheel")
    with served(tmp_path) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield page


def test_the_pinned_wheel_is_loaded_from_the_index_of_this_machine(index, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "PIP_SHA256", hashlib.sha256(b"a wheel").hexdigest())
    assert dev.fetch_pip(tmp_path).read_bytes() == b"a wheel"


def test_another_file_under_its_name_is_refused(index, tmp_path):
    with pytest.raises(dev.Stop, match="not the file that was pinned"):
        dev.fetch_pip(tmp_path)
    assert not (tmp_path / dev.PIP_WHEEL).exists()


def test_without_the_wheel_python_s_own_pip_is_taken(index, calls, monkeypatch, tmp_path):
    (index / "index.html").write_text("nothing here")
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: name)
    assert dev.pip_command(tmp_path)[1:] == ["-m", "pip"]


def test_without_any_pip_it_says_where_it_looked(index, calls, monkeypatch, tmp_path):
    (index / "index.html").write_text("nothing here")
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(dev.Stop, match=r"http://127\.0\.0\.1.* is not listed there"):
        dev.pip_command(tmp_path)


def test_the_index_is_the_machine_s_own_or_the_public_one(own_pip, monkeypatch, tmp_path):
    assert dev.package_index() == "https://pypi.org/simple"
    monkeypatch.setenv("UV_INDEX_URL", "https://uv.example/simple")
    assert dev.package_index() == "https://uv.example/simple"
    weak, strong = tmp_path / "pip.conf", tmp_path / "own.conf"
    weak.write_text("[global]\nindex-url = https://site.example/simple\ncert = /ca%.pem\n")
    monkeypatch.setattr(dev, "pip_configurations", lambda: [weak, strong])
    assert dev.package_index() == "https://site.example/simple"
    assert dev.pip_setting("cert") == "/ca%.pem"
    strong.write_text("[global]\nindex-url = https://own.example/simple\n")
    assert dev.package_index() == "https://own.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://named.example/simple")
    assert dev.package_index() == "https://named.example/simple"


@pytest.mark.parametrize("uv", [None, "/usr/bin/uv"])
def test_only_what_the_lock_file_names_is_installed(calls, monkeypatch, uv):
    monkeypatch.setattr(dev.shutil, "which", lambda name: uv)
    monkeypatch.setattr(dev, "pip_command", lambda folder: ["pip"])
    dev.install_locked()
    [(command, _)] = calls
    assert command[0] == (uv or "pip")
    assert {"--require-hashes", "--no-deps", "--only-binary"} < set(command)
    assert command[-2:] == ["-r", str(dev.LOCK)]


def test_pip_takes_over_where_uv_fails(monkeypatch):
    ran = []
    monkeypatch.setattr(dev.shutil, "which", lambda name: name)
    monkeypatch.setattr(dev, "pip_command", lambda folder: ["pip"])
    monkeypatch.setattr(dev, "call", lambda program, *_: ran.append(program) or len(ran) % 2)
    dev.install_locked()
    assert ran == ["uv", "pip"]


def test_what_cannot_be_installed_stops_with_status_2(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    monkeypatch.setattr(dev, "pip_command", lambda folder: ["pip"])
    monkeypatch.setattr(dev, "call", lambda *_: 1)
    with pytest.raises(dev.Stop):
        dev.install_locked()


# --- run


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_linux_session_has_a_display_where_one_is_named(monkeypatch, variables, expected):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.display_is_named() is expected


@on_linux
def test_a_display_that_is_named_and_gone_does_not_answer(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("WAYLAND_DISPLAY", "no-such-display")
    assert not dev.display_answers()


def test_without_a_display_it_is_a_tour_in_pictures(monkeypatch, calls, capsys):
    monkeypatch.setattr(dev, "display_is_named", lambda: False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.main(["run"]) == 0
    [(command, env)] = calls
    assert command[1:] == ["-m", "tests.pictures.tour", str(dev.ROOT / "pictures" / "tour")]
    assert env == {"QT_QPA_PLATFORM": "offscreen"}
    assert "no display" in capsys.readouterr().err


def test_with_one_the_sample_is_imported_once_and_the_window_opened(monkeypatch, calls, own_cache):
    monkeypatch.setattr(dev, "display_is_named", lambda: True)
    monkeypatch.setattr(dev, "display_answers", lambda: True)
    assert dev.main(["run"]) == 0
    assert dev.main(["run"]) == 0
    opening = ["-m", "editor_app"]
    importing = [*opening, "import", str(dev.SAMPLE)]
    assert [command[1:5] for command, _ in calls] == [importing, opening, opening]
    del calls[:]
    assert dev.main(["run", "--fresh"]) == 0
    assert [command[1:5] for command, _ in calls] == [importing, opening]


def test_a_sample_that_did_not_come_in_is_not_opened(monkeypatch, calls, own_cache):
    monkeypatch.setattr(dev, "display_is_named", lambda: True)
    monkeypatch.setattr(dev, "display_answers", lambda: True)
    statuses = iter([3, 0, 0])
    monkeypatch.setattr(dev, "call", lambda *command, env: next(statuses))
    assert dev.main(["run"]) == 3
    assert dev.main(["run"]) == 0
    assert list(statuses) == []


def test_the_scratch_desk_is_far_from_the_user_s_own(own_cache):
    folder = dev.scratch_folder()
    assert folder.is_relative_to(own_cache)
    places = [dev.Path(place) for place in dev.scratch_variables(folder).values()]
    assert all(place.is_relative_to(folder) for place in places)
    names = ("default_desk", "data_folder", "settings_file", "state_folder", "log_folder")
    ask = f"from editor_app import paths; [print(getattr(paths, name)()) for name in {names}]"
    env = {**os.environ, **dev.scratch_variables(folder)}
    told = subprocess.check_output([sys.executable, "-c", ask], cwd=dev.ROOT, env=env, text=True)
    assert [dev.Path(place).is_relative_to(folder) for place in told.split()] == [True] * len(names)
