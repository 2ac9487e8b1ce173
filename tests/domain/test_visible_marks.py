import pytest

from editor_app.domain.visible_marks import MARK, name_of, with_marks, with_marks_in


@pytest.mark.parametrize(
    "character",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\U000e0041",
        "\u2028",
        "\x85",
        "\u0080",
        "\u034f",
        "\u3164",
        "\u115f",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_what_cannot_be_seen_is_shown_as_one_mark(character):
    assert with_marks(f"a{character}b") == f"a{MARK}b"


def test_old_control_characters_have_pictures_of_their_own():
    assert with_marks("a\x07b\x7f") == "a\u2407b\u2421"


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "tab\tand\nline",
        "naïve 日本語",
        "👩\u200d🔬",
        "می\u200cخواهم",
        "क्\u200dष",
        "❤\ufe0f 1\ufe0f\u20e3",
        "Việt e\u0302\u0323",
    ],
)
def test_what_belongs_to_a_text_stays(text):
    assert with_marks(text) == text


def test_a_joiner_between_latin_letters_hides_something():
    assert with_marks("pay\u200dpal") == f"pay{MARK}pal"


def test_places_stay_the_same():
    text = "".join(chr(code) for code in range(0x20, 0x2100))
    assert len(with_marks(text)) == len(text)


def test_a_mark_can_say_what_it_stands_for():
    assert name_of("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"


def test_a_selector_that_selects_nothing_hides_something():
    assert with_marks("a\ufe0f") == f"a{MARK}"
    assert with_marks("❤\ufe0f\ufe01\ufe02") == f"❤\ufe0f{MARK}{MARK}"


def test_more_accents_than_a_letter_bears_are_shown_as_marks():
    assert with_marks("a" + "\u0301" * 30) == "a" + "\u0301" * 8 + MARK * 22


def test_a_sentence_keeps_what_isolates_and_marks_what_does_not():
    assert with_marks_in("Name: \u2068a\u202eb\u2069.") == f"Name: \u2068a{MARK}b\u2069."
    assert with_marks_in("\u2069 \u2068a") == f"{MARK} {MARK}a"
