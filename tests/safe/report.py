"""What a harness found, kept line by line: a run that was stopped goes on at its count."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MOST_SHOWN = 5


@dataclass(frozen=True)
class Spent:
    """Seconds that went by, and seconds of a core that this process and those it waited for were busy."""

    seconds: float = 0.0
    core: float = 0.0

    @classmethod
    def so_far(cls) -> "Spent":
        """Give the moment now, to be taken from a later one."""
        return cls(time.monotonic(), sum(os.times()[:4]))

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.seconds + other.seconds, self.core + other.core)

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.seconds - other.seconds, self.core - other.core)


NOTHING_SPENT = Spent()


class Report:
    """The rounds a harness has done, their figures added up, and every promise that was broken.

    What is kept in `file` counts only under the same `key`, which names the state of the program and the
    count: figures of another state of the program say nothing of this one.
    """

    def __init__(self, file: Path, key: str) -> None:
        """Take up what was kept under this key."""
        self.totals: Counter[str] = Counter()
        self.most: dict[str, float] = {}
        self.breaches: list[str] = []
        self.line: str | None = None
        self.spent = NOTHING_SPENT
        self._done: set[int] = set()
        self._key = key
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        for kept in _lines(file):
            if kept.get("key") == key:
                self._take(kept)

    def left(self, count: int) -> Iterator[int]:
        """Give the numbers of the rounds that are still to do, 0 to count - 1; each is ended by `add`."""
        yield from (number for number in range(count) if number not in self._done)

    def add(self, number: int, **figures: int) -> None:
        """Count one round with its figures, and keep it."""
        self._keep({"round": number, "figures": figures})

    def add_most(self, **figures: float) -> None:
        """Keep figures of which the largest is told: milliseconds, megabytes."""
        self._keep({"most": figures})

    def breach(self, what: str) -> None:
        """Tell that a promise was broken, and how; it may be told as often as it happens."""
        self._keep({"breach": what})

    def end(self, line: str, spent: Spent) -> None:
        """Keep the line of figures and the time that was spent on it: this harness is finished."""
        self._keep({"line": line, "seconds": round(spent.seconds, 1), "core": round(spent.core, 1)})

    def figures(self, *names: str) -> str:
        """Give figures in words: `1,000 kills, 0 lost`; an underscore in a name is a blank."""
        return ", ".join(f"{self.totals[name]:,} {name.replace('_', ' ')}" for name in names)

    @property
    def done(self) -> int:
        """How many rounds were done."""
        return len(self._done)

    @property
    def is_finished(self) -> bool:
        """True once the line of figures was given."""
        return self.line is not None

    @property
    def shown_breaches(self) -> list[str]:
        """The first of the breaches, and how many more there were."""
        more = len(self.breaches) - _MOST_SHOWN
        return [*self.breaches[:_MOST_SHOWN], *([f"and {more:,} more"] if more > 0 else [])]

    def _keep(self, line: dict[str, object]) -> None:
        line = {"key": self._key, **line}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        self._take(line)

    def _take(self, line: dict) -> None:
        if "round" in line:
            self._done.add(line["round"])
            self.totals.update(line["figures"])
        for name, value in line.get("most", {}).items():
            self.most[name] = max(value, self.most.get(name, value))
        if "breach" in line:
            self.breaches.append(line["breach"])
        self.line = line.get("line", self.line)
        if "core" in line:
            self.spent = Spent(line["seconds"], line["core"])


def _lines(file: Path) -> Iterator[dict]:
    """Give the lines that were kept; the last one may have been cut off by a kill."""
    if not file.exists():
        return
    text = file.read_text(encoding="utf-8")
    whole, _, cut_off = text.rpartition("\n")
    if cut_off:
        file.write_text(whole + "\n" if whole else "", encoding="utf-8")
    yield from map(json.loads, filter(None, whole.split("\n")))
