"""Names that come twice are known among very many."""

from editor_app.formats.seen_names import SeenNames


def test_a_name_is_new_once_however_many_lie_in_between():
    seen = SeenNames()
    many = [f"{number:07}.txt" for number in range(130_000)]
    assert all(seen.add(name) for name in many)
    assert not any(seen.add(name) for name in many[::1_000])
    assert seen.add("another.txt")
    assert not seen.add("another.txt")
