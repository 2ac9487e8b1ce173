"""Kappa and alpha on generated readings, against scikit-learn and krippendorff."""

import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from editor_app.domain.agreement import cohens_kappa, krippendorffs_alpha
from tests.bench.pairs import Figure
from tests.bench.peers import peer_python, said_by

_PEERS = ("scikit-learn==1.7.2", "krippendorff==0.8.1")
_Readers = list[list[int | None]]


def run(place: Path, count: int) -> Iterator[Figure]:
    """Compare `count` generated cases and say the largest difference."""
    cases = [_case(random.Random(number)) for number in range(count)]
    given = place / "cases.jsonl"
    given.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    theirs = [json.loads(line) for line in said_by(peer_python(*_PEERS), "agreement.py", given)]
    kappas = [_apart(_kappa(case), said[0]) for case, said in zip(cases, theirs, strict=True)]
    alphas = [_apart(_alpha(case), said[1]) for case, said in zip(cases, theirs, strict=True)]
    yield Figure("kappa against scikit-learn", f"{count} cases, largest difference {max(kappas):.1e}")
    yield Figure("alpha against krippendorff", f"{count} cases, largest difference {max(alphas):.1e}")


def _case(chance: random.Random) -> _Readers:
    """Give two to five readers of up to 300 wires, who agree more or less and skip some."""
    wires, answers = chance.randint(3, 300), chance.randint(2, 5)
    truth = [chance.randrange(answers) for _ in range(wires)]
    care, skips = chance.random(), chance.random() * 0.3

    def read(one: int) -> int | None:
        if chance.random() < skips:
            return None
        return one if chance.random() < care else chance.randrange(answers)

    return [[read(one) for one in truth] for _ in range(chance.randint(2, 5))]


def _kappa(case: _Readers) -> float | None:
    both = zip(case[0], case[1], strict=True)
    return cohens_kappa(Counter(pair for pair in both if None not in pair)).value


def _alpha(case: _Readers) -> float | None:
    columns = zip(*case, strict=True)
    return krippendorffs_alpha(
        Counter(tuple(one for one in column if one is not None) for column in columns)
    ).value


def _apart(ours: float | None, theirs: float | None) -> float:
    """Give how far two figures lie apart; nothing where both say that there is none."""
    is_none = theirs is None or math.isnan(theirs)
    if ours is None or is_none:
        return 0.0 if ours is None and is_none else math.inf
    return abs(ours - float(theirs or 0.0))
