"""Parts of an archive: drawn by a seed out of the documents' own digests, the same in every desk.

A document's mark is made of twelve digits of its SHA-256; the seed says which ones. Marks are spread evenly,
so a stretch of them is a random part of any archive, and a document that comes in later falls into its part
by itself.
"""

import hashlib
import random
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = 12
_ID_LENGTH: Final = 64
_WHOLE: Final = 16**_DIGITS
_BEYOND: Final = "g"  # sorts behind every hexadecimal digit
_TEXT: Final = re.compile(
    r"(?:(?P<number>\d{1,3})/(?P<of>\d{1,3})(?:\+(?P<overlap>\d{1,3}))?|(?P<share>\d{1,3})%)@(?P<seed>[a-z0-9]{1,16})"
)
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one of `of` readers, or a share in per cent where `of` is 0.

    It is written `2/5+10@seed` or `10%@seed`.

    `overlap` is the per cent of the archive that two readers get: each also reads the beginning of the next
    one's part, the last reader that of the first.
    """

    seed: str
    number: int = 1
    of: int = 0
    overlap: int = 0
    share: int = 0

    def written(self) -> str:
        """Give the part as the search has it."""
        if not self.of:
            return f"{self.share}%@{self.seed}"
        return f"{self.number}/{self.of}{f'+{self.overlap}' if self.overlap else ''}@{self.seed}"

    def stretches(self) -> tuple[tuple[str, str], ...]:
        """Give the stretches of marks it holds, each from the first one on and before the second."""
        if not self.of:
            return ((_bound(0, 1), _bound(self.share, _MOST)),)
        own = (_bound(self.number - 1, self.of), _bound(self.number, self.of))
        if not self.overlap or self.of == 1:
            return (own,)
        start = self.number % self.of * _MOST
        return own, (_bound(start, self.of * _MOST), _bound(start + self.overlap, self.of * _MOST))

    @property
    def size(self) -> float:
        """How large a share of all marks it holds."""
        return (1 + self.overlap / _MOST) / self.of if self.of > 1 else (self.share or _MOST) / _MOST

    def holds(self, document: str) -> bool:
        """Tell whether a document, by its SHA-256, is in the part."""
        mark = _mark(document, places(self.seed))
        return any(low <= mark < high for low, high in self.stretches())


def read_part(text: str) -> Part | None:
    """Read a part as it is written; None where it is none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    number, of, overlap, share = (int(found[name] or 0) for name in ("number", "of", "overlap", "share"))
    if found["share"] is not None:
        return Part(found["seed"], share=share) if 1 <= share <= _MOST else None
    is_one = 1 <= number <= of and overlap <= _MOST
    return Part(found["seed"], number, of, overlap) if is_one else None


def unevenness(parts: Sequence[Part], documents: Sequence[str]) -> float:
    """Give by how many documents the parts under one seed are off their due, at most; each is due one."""
    drawn = places(parts[0].seed)
    marks = sorted(_mark(document, drawn) for document in documents)
    return max(abs(_held(part, marks) - max(1.0, part.size * len(marks))) for part in parts)


def _mark(document: str, drawn: tuple[int, ...]) -> str:
    return "".join(document[place] for place in drawn)


def _held(part: Part, marks: list[str]) -> int:
    return sum(bisect_left(marks, high) - bisect_left(marks, low) for low, high in part.stretches())


def places(seed: str) -> tuple[int, ...]:
    """Give the twelve places of a SHA-256 that make the mark under a seed."""
    drawn = random.Random(hashlib.sha256(seed.encode("utf-8")).hexdigest())  # noqa: S311 - a draw, no secret
    return tuple(drawn.sample(range(_ID_LENGTH), _DIGITS))


def _bound(numerator: int, denominator: int) -> str:
    """Give the mark at a share of the whole."""
    if numerator >= denominator:
        return _BEYOND
    return f"{_WHOLE * numerator // denominator:0{_DIGITS}x}"
