"""Between Python's characters and Qt's 16-bit units: they differ where a text holds emoji or rare scripts."""


def units_before(text: str, index: int) -> int:
    """Give how many 16-bit units the first `index` characters take."""
    before = text[:index]
    return len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2


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
