"""What an amendment changes, word by word, and nothing lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.diff import Change, Stretch, changed_words, compare, words_of

TEXTS = st.lists(
    st.sampled_from(["one", "two", "three.", " ", "  ", "\n", "\u00a0", "日本"]), max_size=30
).map("".join)


@given(TEXTS | st.text(max_size=60))
def test_words_join_to_the_text(text):
    assert "".join(words_of(text)) == text


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_stretches(old, new):
    stretches = compare(old, new)
    assert "".join(s.text for s in stretches if s.change is not Change.INSERTED) == old
    assert "".join(s.text for s in stretches if s.change is not Change.DELETED) == new
    assert all(stretch.text for stretch in stretches)


@given(TEXTS)
def test_equal_texts_are_one_stretch(text):
    assert compare(text, text) == ((Stretch(Change.EQUAL, text),) if text else ())


def test_a_small_change_shows_only_itself():
    assert compare("The harm was near. ", "The harm was real. ") == (
        Stretch(Change.EQUAL, "The harm was "),
        Stretch(Change.DELETED, "near. "),
        Stretch(Change.INSERTED, "real. "),
    )


def test_many_small_changes_close_together_are_read_as_one():
    stretches = compare("a b c d e f g ", "A b C d E f g ")
    assert [stretch.change for stretch in stretches] == [Change.DELETED, Change.INSERTED, Change.EQUAL]
    assert stretches[0].text == "a b c d e "


def test_words_taken_out_and_put_in_are_counted():
    assert changed_words(compare("one two three four five ", "one six three four five seven ")) == (1, 2)


def test_a_text_that_goes_on_shows_only_what_was_added():
    assert compare("It ends here.", "It ends here. And goes on.") == (
        Stretch(Change.EQUAL, "It ends here."),
        Stretch(Change.INSERTED, " And goes on."),
    )
    assert compare("It ends here. And goes on.", "It ends here.")[-1] == Stretch(
        Change.DELETED, " And goes on."
    )
