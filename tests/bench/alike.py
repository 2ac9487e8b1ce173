"""Bar 10: groups of same and nearly same texts, against datasketch; both look for pairs that were planted."""

import itertools
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

from editor_app.domain.likeness import sketch
from editor_app.store.alike_index import AlikeIndex
from tests.bench.pairs import Figure, Pair, paired
from tests.bench.peers import peer_python, said_by

_VOCABULARY = 8_000
_NEAR, _EXACT = 30, 101
_AT_ONCE = 10_000
_MOST_CHANGED = 3  # words in a hundred
_ALL = 1_000_000


def run(place: Path, count: int) -> Iterator[Pair | Figure]:
    """Group `count` texts, some of them planted reprints, and say how many of the planted ones are found."""
    texts, planted = _texts(count)
    lines = place / "texts.jsonl"
    lines.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    python = peer_python("datasketch==2.0.0")
    rounds = iter(range(_ALL))
    kept: dict[str, float] = {}

    def ours() -> float:
        index = AlikeIndex(place / f"alike-{next(rounds)}", "bench", is_read_only=False)
        start = time.perf_counter()
        for first in range(0, count, _AT_ONCE):
            part = texts[first : first + _AT_ONCE]
            sketched = [(first + number + 1, sketch(text)) for number, text in enumerate(part)]
            index.add(sketched, (first + len(part), ""))
        seconds = time.perf_counter() - start
        met = sum(copy + 1 in index.members(old + 1, count) for old, copy in planted)
        kept["ours"] = met / len(planted)
        index.close()
        return seconds

    def theirs() -> float:
        seconds, found = said_by(python, "group_datasketch.py", lines)[-2:]
        pairs = json.loads(found)
        met = sum(old in pairs.get(str(copy), ()) for old, copy in planted)
        kept["theirs"] = met / len(planted)
        return float(seconds)

    yield paired(f"alike {count}", ("groups", ours), ("datasketch", theirs), bar=0.2, rounds=3)
    said = f"{kept['ours']:.4f} of {len(planted)} (datasketch {kept['theirs']:.4f}), bar >= 0.99"
    yield Figure("planted pairs found", said)


def _texts(count: int, seed: int = 1) -> tuple[list[str], list[tuple[int, int]]]:
    """Give texts of two to ten kilobytes and the pairs among them: reprints, up to 3 % of words changed."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(_VOCABULARY)]
    weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(_VOCABULARY)))
    texts: list[str] = []
    planted = []
    for number in range(count):
        if number and (number % _NEAR == _NEAR - 1 or number % _EXACT == _EXACT - 1):
            old = chance.randrange(number)
            changed = chance.randint(0, _MOST_CHANGED) if number % _NEAR == _NEAR - 1 else 0
            texts.append(_reprint(chance, texts[old], words, changed))
            planted.append((old, number))
        else:
            texts.append(" ".join(chance.choices(words, cum_weights=weights, k=chance.randint(350, 1700))))
    return texts, planted


def _reprint(chance: random.Random, text: str, words: list[str], changed: int) -> str:
    copied = text.split()
    for _ in range(len(copied) * changed // 100):
        place = chance.randrange(len(copied))
        copied[place : place + 1] = chance.choices(words, k=chance.randint(0, 2))
    return " ".join(copied)
