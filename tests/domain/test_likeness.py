"""Nearly the same texts: sketches, the keys under which they meet, and how much they agree."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.likeness import AGREEING, agreement, keys, sameness, shingles, sketch

WORDS = [f"{a}{b}{c}" for a in ("ba", "de", "ki", "o") for b in ("la", "m", "su") for c in ("ne", "ris", "")]


def text(seed, count=400):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def edited(whole, seed, share):
    chance = random.Random(seed)
    words = whole.split()
    for place in chance.sample(range(len(words)), round(len(words) * share)):
        words[place] = "changed"
    return " ".join(words)


def meet(one, other):
    return bool(set(keys(sketch(one))) & set(keys(sketch(other))))


def test_a_text_meets_its_reprints_and_agrees_with_them():
    for seed in range(40):
        whole = text(seed)
        reprint = edited(whole, seed, 0.02)
        assert meet(whole, reprint)
        assert agreement(sketch(whole), sketch(reprint)) >= AGREEING


def test_other_texts_do_not_agree():
    found = [agreement(sketch(text(seed)), sketch(text(seed + 1000))) for seed in range(40)]

    assert max(found) < AGREEING / 2


def test_case_blanks_and_line_ends_make_no_difference():
    assert sketch("One two\nthree in  the four") == sketch("one TWO three\r\nin the four ")


def test_a_text_of_few_words_meets_only_its_equals():
    one, other = sketch("No text was given."), sketch("No text was found.")

    assert agreement(one, one) == 1.0
    assert agreement(one, other) == 0.0
    assert not set(keys(one)) & set(keys(other))


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_a_text_without_words_is_like_no_other(nothing):
    assert sketch(nothing) == b""
    assert keys(sketch(nothing)) == []


@given(st.text(max_size=200))
def test_any_text_has_a_sketch_and_is_its_own_equal(any_text):
    made = sketch(any_text.encode("utf-8", "ignore").decode("utf-8"))

    assert agreement(made, made) == 1.0
    assert all(0 <= key < 2**40 for key in keys(made))


def test_sameness_is_the_share_of_three_word_sequences():
    whole = shingles("one two three four five six")

    assert sameness(whole, shingles("One two  three\nfour five six")) == 1.0
    assert sameness(whole, shingles("one two three four five seven")) == 3 / 5
    assert sameness(shingles(""), shingles("")) == 0.0
    assert sameness(shingles("a b"), shingles("A b")) == 1.0
