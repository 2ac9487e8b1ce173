"""Calls of the program in forks of a process that has loaded it: loading takes longer than most calls."""

import atexit
import os
import pickle
import pkgutil
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

_FAULT = 70


@dataclass(frozen=True)
class Call:
    """One call: `work` is told the `words` in a process of its own, which has these places and files.

    It is killed with all it started `killed_after` so many seconds, where that is given.
    """

    work: Callable[[Sequence[str]], int]
    words: tuple[str, ...]
    env: Mapping[str, str]
    out: Path = Path(os.devnull)
    told: Path = Path(os.devnull)
    umask: int = 0o022
    killed_after: float | None = None


@dataclass(frozen=True)
class Ended:
    """How a call ended: its status (negative for a signal), the seconds it worked and those it took.

    `megabytes` is the most memory it had, that of the program itself included.
    """

    status: int
    seconds: float
    waited: float
    megabytes: int


@dataclass
class Loaded(AbstractContextManager["Loaded"]):
    """A process that has loaded these modules; each of its forks is a program that begins."""

    modules: tuple[str, ...]
    _process: int = field(default=0, init=False)
    _asking: int = field(default=0, init=False)
    _answers: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        reader, self._asking = os.pipe()
        self._answers, writer = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._asking)
            os.close(self._answers)
            _exit_after(lambda: _serve(self.modules, reader, writer))
        os.close(reader)
        os.close(writer)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._asking)
        os.close(self._answers)
        os.waitpid(self._process, 0)

    def call(self, call: Call) -> Ended:
        """Make a call and wait for its end."""
        _send(self._asking, call)
        answer = _received(self._answers)
        if isinstance(answer, Ended):
            return answer
        raise RuntimeError("the process that forks has ended")


def modules_of(*packages: str) -> tuple[str, ...]:
    """Name every module of some packages but migrations, which can only be loaded on the way."""
    found = []
    for name in packages:
        package = import_module(name)
        found += [one.name for one in pkgutil.walk_packages(package.__path__, f"{name}.")]
    return tuple(name for name in found if ".migrations" not in name)


def _serve(modules: Sequence[str], asked: int, answers: int) -> None:
    atexit._clear()  # what the process it was forked from promised is that one's to keep
    for module in modules:
        import_module(module)
    while isinstance(call := _received(asked), Call):
        started = time.monotonic()
        child = os.fork()
        if not child:
            os.close(asked)
            os.close(answers)
            _exit_after(lambda: _do(call))
        _send(answers, _ended(child, started, call.killed_after))


def _ended(child: int, started: float, killed_after: float | None) -> Ended:
    handle = os.pidfd_open(child)
    try:
        if not select.select([handle], [], [], killed_after)[0]:
            for kill in (os.killpg, os.kill):  # it may not have a group of its own yet
                with suppress(ProcessLookupError):
                    kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
    finally:
        os.close(handle)
    waited = time.monotonic() - started
    worked = usage.ru_utime + usage.ru_stime
    return Ended(os.waitstatus_to_exitcode(status), worked, waited, usage.ru_maxrss // 1024)


def _do(call: Call) -> int:
    """Become a program that was just started: its own group, places, files and memory."""
    os.setsid()
    os.umask(call.umask)
    os.environ.clear()
    os.environ.update(call.env)
    tempfile.tempdir = None
    for stream, place in ((0, Path(os.devnull)), (1, call.out), (2, call.told)):
        flags = os.O_RDONLY if stream == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.dup2(os.open(place, flags, 0o600), stream)
    return call.work(call.words)


def _exit_after(work: Callable[[], int | None]) -> None:
    """End this process after its work, as Python would."""
    status = _FAULT
    try:
        status = work() or 0
    except SystemExit as left:
        status = int(left.code or 0)
    except BaseException:  # noqa: BLE001 - it is told, and a fork must never go on as its parent
        sys.excepthook(*sys.exc_info())
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        atexit._run_exitfuncs()
        os._exit(status)


def _send(pipe: int, what: object) -> None:
    data = pickle.dumps(what)
    os.write(pipe, len(data).to_bytes(8, "big") + data)


def _received(pipe: int) -> object:
    """Give what was sent; None where nobody sends any more."""
    head = os.read(pipe, 8)
    if not head:
        return None
    left, data = int.from_bytes(head, "big"), b""
    while left > len(data) and (piece := os.read(pipe, left - len(data))):
        data += piece
    return pickle.loads(data)
