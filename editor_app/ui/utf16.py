"""Between Python's characters and Qt's 16-bit units: they differ where a text holds emoji or rare scripts."""

from collections.abc import Iterable, Iterator


def units_before(text: str, index: int) -> int:
    """Give how many 16-bit units the first `index` characters take."""
    before = text[:index]
    return len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2


def units_at(text: str, places: Iterable[int]) -> Iterator[int]:
    """Give how many 16-bit units stand before each of some places, which never fall; in one pass."""
    last = units = 0
    for place in places:
        units += units_before(text[last:place], place - last)
        last = place
        yield units


def index_at(text: str, units: int) -> int:
    """Give the character that starts at, or holds, a 16-bit unit."""
    if text.isascii():
        return min(units, len(text))
    taken = 0
    for index, character in enumerate(text):
        if taken >= units:
            return index
        taken += 1 if ord(character) <= 0xFFFF else 2
    return len(text)
