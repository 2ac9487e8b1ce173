#!/usr/bin/env python3
"""Runs the tasks of this checkout, and first gets whatever a task needs.

    python3 dev.py run       opens the desk on the sample archive
    python3 dev.py test      passes every test

It needs Python 3.11 or newer and nothing else: it makes `.venv` from `requirements.lock`, and finds the
system libraries that Qt would miss before Qt starts.
"""

from __future__ import annotations

import configparser
import contextlib
import ctypes
import hashlib
import html
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import venv
from pathlib import Path
from typing import IO, TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
SAMPLE = ROOT / "seeds" / "launch-archive"
IMPORTED = (0, 1)  # 1: done, with files listed that were left out
PICTURES = ROOT / "pictures"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

# Debian ships neither pip nor ensurepip; the digest makes it the same file whatever index it comes from.
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PACKAGE_INDEX = "https://pypi.org/simple"
IMPORTED_BY_ALL_TASKS = ("PySide6", "sqlmodel", "pytest", "mypy", "importlinter")

# What Qt's libraries and its offscreen platform load by name, and the Debian package each lies in.
# Debian 13 and Ubuntu 24.04 call the first libglib2.0-0t64, and apt takes the older name for it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# What its X11 platform loads on top of that.
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".pfb"}


class Stop(Exception):
    """Something the person at the keyboard has to do first; ends the run with status 2."""


def say(message: str) -> None:
    """Tell the person what is going on, apart from what the tasks themselves print."""
    print(f"dev.py: {message}", file=sys.stderr, flush=True)


def call(*command: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout, with variables on top of ours, and give its exit status."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})})


def succeeds(*command: str | Path) -> bool:
    """Run a program for its exit status alone."""
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


# --- system libraries -------------------------------------------------------------------------------------


def ensure_libraries(*, windowed: bool) -> None:
    """See to it that Qt finds its system libraries: without them it ends the process, not just the task."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(windowed=windowed)
    if missing:
        install_packages(missing)
        missing = missing_libraries(windowed=windowed)
    if missing:
        raise Stop(f"Qt still does not find {', '.join(missing)}; please install what holds them.")


def missing_libraries(*, windowed: bool) -> dict[str, str]:
    """Name what Qt needs and this system lacks, each with the Debian package it comes in."""
    wanted = {**QT_LIBRARIES, **X11_LIBRARIES} if windowed else QT_LIBRARIES
    missing = {name: package for name, package in wanted.items() if not loads(name)}
    return missing if has_font() else {**missing, "a font": FONT_PACKAGE}


def loads(library: str) -> bool:
    """Say whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Say whether there is one font file where fontconfig looks for them."""
    files = (file for folder in FONT_FOLDERS for file in Path(folder).expanduser().rglob("*"))
    return any(file.suffix.lower() in FONT_SUFFIXES for file in files)


def install_packages(missing: Mapping[str, str]) -> None:
    """Install Debian packages after saying which, where that is possible without asking for a password."""
    packages = sorted(set(missing.values()))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Stop(f"Qt needs these and does not find them; please install them: {', '.join(missing)}.")
    prefix = superuser()
    if prefix is None:
        line = f"sudo apt-get update && sudo {' '.join(install)}"
        raise Stop(f"Qt needs system packages that are not here. Run this line, then try again:\n{line}")
    say(f"installing the system packages that Qt needs: {' '.join(packages)}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    # An index that cannot be refreshed may still be good enough: what is missing then shows whether it was.
    for command in (["apt-get", "-qq", "update"], [install[0], "-qq", *install[1:]]):
        subprocess.call([*quiet, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def superuser() -> list[str] | None:
    """Give what makes a command run as root without a question: nothing, `sudo -n`, or None for no way."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and succeeds("sudo", "-n", "true") else None


# --- .venv ------------------------------------------------------------------------------------------------


def prepare() -> None:
    """Make `.venv`, unless it stands and was made by this Python from the lock file as it is now."""
    with alone():
        if not stands():
            make_venv()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let a second run wait while one makes `.venv`. The lock is on this file: nothing stays behind."""
    # A network file system locks only what is open for writing; who may not write cannot make .venv either.
    with Path(__file__).open("r+b" if os.access(__file__, os.W_OK) else "rb") as door:
        if not seized(door):
            say("another run is making .venv, waiting for it")
            while not seized(door):
                time.sleep(0.5)
        yield


def seized(door: IO[bytes]) -> bool:
    """Lock an open file for as long as it stays open, or say that somebody else has it."""
    try:
        if sys.platform == "win32":
            door.seek(1 << 30)  # a byte past the end, or nobody could read the file
            msvcrt.locking(door.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def stands() -> bool:
    """Say whether `.venv` is complete, current and able to run."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != made_from() or not PYTHON.exists():
        return False
    look = f"import importlib.util as u; raise SystemExit(not all(map(u.find_spec, {IMPORTED_BY_ALL_TASKS})))"
    return succeeds(PYTHON, "-c", look)


def made_from() -> str:
    """Name what `.venv` depends on: the lock file, this Python, and where the checkout lies."""
    parts = (LOCK.read_text(encoding="utf-8"), sys.version, sys.base_prefix, str(ROOT))
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def make_venv() -> None:
    """Make `.venv` anew. The stamp goes first and comes last, so a run cut short leaves none."""
    say("making .venv from requirements.lock; this loads about 120 MB once")
    STAMP.unlink(missing_ok=True)
    venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=False)
    install_locked()
    where = (str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    packages = subprocess.check_output(where, text=True).strip()
    # So that `.venv/bin/python -m editor_app` runs this checkout from any folder.
    Path(packages, "checkout.pth").write_text(f"{ROOT}\n")  # in the encoding of the system, as it is read
    STAMP.write_text(made_from(), encoding="utf-8")


def install_locked() -> None:
    """Install just what the lock file names, each file by its digest; nothing is resolved or built."""
    locked = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    uv = shutil.which("uv")
    if uv and call(uv, "pip", "install", "--quiet", "--python", PYTHON, *locked) == 0:
        return
    with tempfile.TemporaryDirectory() as folder:
        install = ("install", "-qq", "--no-input", "--disable-pip-version-check", *locked)
        if call(*pip_command(Path(folder)), *install) != 0:
            raise Stop("the packages of requirements.lock could not be installed; what pip said is above.")


def pip_command(folder: Path) -> list[str | Path]:
    """Give pip for `.venv`: the pinned wheel run as it is, else what Python brought along."""
    try:
        return [PYTHON, fetch_pip(folder) / "pip"]
    except OSError as fault:
        # Python as shipped for macOS has no certificates for urllib, but has ensurepip.
        if importlib.util.find_spec("ensurepip") and call(PYTHON, "-m", "ensurepip") == 0:
            return [PYTHON, "-m", "pip"]
        raise Stop(f"pip could not be loaded from {package_index()}: {fault}") from fault


def fetch_pip(folder: Path) -> Path:
    """Load the pinned pip wheel into a folder, and check that it is the very file that was pinned."""
    page, address = load(f"{package_index().rstrip('/')}/pip/")
    link = re.search(rf"""href=["']([^"']*{re.escape(PIP_WHEEL)}[^"']*)["']""", page.decode("utf-8"))
    if not link:
        raise OSError(f"{PIP_WHEEL} is not listed there")
    wheel, _ = load(urllib.parse.urljoin(address, html.unescape(link[1])))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise Stop(f"{PIP_WHEEL} from {address} is not the file that was pinned; nothing was installed.")
    place = folder / PIP_WHEEL
    place.write_bytes(wheel)
    return place


def load(address: str) -> tuple[bytes, str]:
    """Read an address of the package index, and say where it was found in the end."""
    trusted = ssl.create_default_context(cafile=pip_setting("cert"))
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1"})
    with urllib.request.urlopen(request, timeout=60, context=trusted) as answer:
        return answer.read(), answer.geturl()


def package_index() -> str:
    """Give the package index this machine is set up for, or the public one."""
    named = (pip_setting("index-url"), os.environ.get("UV_DEFAULT_INDEX"), os.environ.get("UV_INDEX_URL"))
    return next((address for address in named if address), PACKAGE_INDEX)


def pip_setting(name: str) -> str | None:
    """Look up one of pip's settings: its variable, else its configuration files, the user's own last."""
    variable = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
    if variable:
        return variable
    files = configparser.RawConfigParser()
    files.read(pip_configurations(), encoding="utf-8")
    return files.get("install", name, fallback=files.get("global", name, fallback=None))


def pip_configurations() -> list[Path]:
    """Name the files pip would read its settings from, the strongest last."""
    if sys.platform == "win32":
        folders = [Path(os.environ[name], "pip") for name in ("PROGRAMDATA", "APPDATA") if name in os.environ]
        places = [folder / "pip.ini" for folder in folders]
    else:
        home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        support = Path.home() / "Library" / "Application Support"
        folders = [Path("/etc"), Path.home() / ".pip", home / "pip", support / "pip"]
        places = [folder / "pip.conf" for folder in folders]
    named = os.environ.get("PIP_CONFIG_FILE")
    return [*places, Path(named)] if named else places


# --- display and scratch desk -----------------------------------------------------------------------------


def display_is_named() -> bool:
    """Say whether a window is meant to open at all: always, but on a Linux session without a screen."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or not sys.platform.startswith("linux")


def display_answers() -> bool:
    """Ask the display itself, since Qt ends the process where it is named and does not answer."""
    if not sys.platform.startswith("linux"):
        return True
    x11 = connects("DISPLAY", "libX11.so.6", "XOpenDisplay")
    return x11 or connects("WAYLAND_DISPLAY", "libwayland-client.so.0", "wl_display_connect")


def connects(variable: str, library: str, function: str) -> bool:
    """Call a C function that takes the name of a display (none: the session's) and gives null for a no."""
    if not os.environ.get(variable) or not loads(library):
        return False
    opening = getattr(ctypes.CDLL(library), function)
    opening.argtypes, opening.restype = [ctypes.c_char_p], ctypes.c_void_p
    return opening(None) is not None


def scratch_folder() -> Path:
    """Give the folder of this checkout's scratch desk, among the user's caches."""
    caches = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    checkout = hashlib.sha256(str(ROOT).encode("utf-8")).hexdigest()[:12]
    return Path(caches or Path.home() / ".cache") / "editor-app-dev" / checkout


def scratch_variables(folder: Path) -> dict[str, str]:
    """Name the places of a desk of its own, so that the user's desk, settings and logs stay untouched."""
    unix = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    windows = ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")
    places = {name: str(folder / name.lower()) for name in (windows if os.name == "nt" else unix)}
    return {**places, "EDITOR_APP_DESK": str(folder / "sample.desk")}


def open_desk(folder: Path) -> int:
    """Open the window on the scratch desk, which holds the sample archive from its first run on."""
    env = scratch_variables(folder)
    filled = folder / "sample-imported"
    if not filled.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # An import is somebody's; the person at the window is asked for a name of their own there.
        status = call(PYTHON, "-m", "editor_app", "import", SAMPLE, "--editor", "Sample archive", env=env)
        if status not in IMPORTED:
            return status
        filled.touch()
    say(f"the scratch desk is kept in {folder}; `run --fresh` begins it anew")
    return call(PYTHON, "-m", "editor_app", env=env)


# --- tasks ------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Opens the desk on the sample archive; --fresh begins anew. Without a display: pictures of a tour."""
    if arguments not in ([], ["--fresh"]):
        raise Stop("run takes no argument but --fresh")
    windowed = display_is_named()
    ensure_libraries(windowed=windowed)
    prepare()
    if windowed and display_answers():
        if arguments:
            shutil.rmtree(scratch_folder(), ignore_errors=True)
        return open_desk(scratch_folder())
    say("no display answers here, so this is a tour of the desk in pictures")
    return offscreen("tests.pictures.tour", PICTURES / "tour")


def offscreen(module: str, *arguments: str | Path) -> int:
    """Run a module of the checkout with Qt drawing into memory, unless the caller named a platform."""
    ensure_libraries(windowed=False)
    prepare()
    platform = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    return call(PYTHON, "-m", module, *arguments, env={"QT_QPA_PLATFORM": platform})


def test(arguments: list[str]) -> int:
    """Passes every test, on all cores at once; arguments go to pytest, which then runs as they say."""
    return offscreen("pytest", *(arguments or ["--numprocesses=auto", "--dist=worksteal"]))


def lint(arguments: list[str]) -> int:
    """Checks the style of the code with ruff; arguments go to it (--fix mends what it can)."""
    prepare()
    return call(PYTHON, "-m", "ruff", "check", *arguments, ".")


def types(arguments: list[str]) -> int:
    """Checks the types with mypy; arguments go to it."""
    prepare()
    return call(PYTHON, "-m", "mypy", *arguments)


def layers(arguments: list[str]) -> int:
    """Checks that imports only go down the layers; arguments go to lint-imports."""
    prepare()
    return call(PROGRAMS / "lint-imports", *arguments)


def bench(arguments: list[str]) -> int:
    """Prints every measured ratio beside its bar; NAME for one of them."""
    return offscreen("tests.bench", *arguments)


def safe(arguments: list[str]) -> int:
    """Tries to break every promise of the desk and counts what was lost; --quick for a tenth of it."""
    return offscreen("tests.safe", *arguments)


def shots(arguments: list[str]) -> int:
    """Takes a picture of every state of the window, into FOLDER or pictures/."""
    return offscreen("tests.pictures.shots", *(arguments or [str(PICTURES)]))


def lock(arguments: list[str]) -> int:
    """Makes requirements.lock anew with uv, keeping what it pins; --upgrade takes the newest of all."""
    uv = shutil.which("uv")
    if not uv:
        raise Stop("lock needs the program uv on the PATH: https://docs.astral.sh/uv/")
    everywhere = ("--universal", "--python-version", "3.11", "--group", "dev", "--generate-hashes")
    nameless = ("--no-header", "--no-emit-index-url", "--no-emit-find-links")
    wheels = ("--only-binary", ":all:", "--quiet", "--output-file", LOCK.name)
    return call(uv, "pip", "compile", "pyproject.toml", *everywhere, *nameless, *wheels, *arguments)


TASKS: tuple[Callable[[list[str]], int], ...] = (run, test, lint, types, layers, bench, safe, shots, lock)


def help_text() -> str:
    """List the tasks, each with the first words of its own description."""
    lines = [f"  {task.__name__:8}{task.__doc__}" for task in TASKS]
    return "\n".join(["usage: python3 dev.py TASK [ARGUMENTS]", "", *lines])


def main(arguments: list[str]) -> int:
    """Run the named task and give the exit status: the task's own, or 2 where it could not begin."""
    if sys.version_info < (3, 11):
        print(f"dev.py: Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    task = next((task for task in TASKS if task.__name__ == name), None)
    if task is None:
        asked = name in {"-h", "--help", "help"}
        print(help_text(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return task(rest)
    except Stop as reason:
        print(f"dev.py: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
