"""JSON of strangers takes no more room than its text, and is refused by name where it would."""

import pytest

from editor_app.formats.strict_json import BadJson, parse

MANY = 300_000


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("[" + "[]," * MANY + "[]]", "too_many_values"),
        ("[" + "1," * MANY + "1]", "too_many_values"),
        ("[" + '"",' * MANY + "1]", "too_many_values"),
        ("[" + '{"a":1},' * MANY + "1]", "too_many_values"),
        ("[" * MANY, "too_many_values"),
        ("[" * 100_000, "depth"),
        ("0." + "9" * 500, "number"),
        ('"' + '\\"' * MANY, "syntax"),
        ('"' + "," * MANY, "syntax"),
        ('"' + "," * MANY + "\\", "syntax"),
    ],
)
def test_what_would_swell_or_stall_is_refused(text, cause):
    with pytest.raises(BadJson) as fault:
        parse(text)
    assert fault.value.cause == cause


def test_a_long_text_full_of_commas_is_one_value():
    words = 'a, [b], {c}, \\"d\\", ' * 50_000
    assert parse(f'{{"text":"{words}"}}') == {"text": words.replace('\\"', '"')}
