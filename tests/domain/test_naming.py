"""What a text names, found by its shape."""

import pytest

from editor_app.domain.naming import Sort, marks


def keys(body, headline="", sort=Sort.NAME):
    return {mark.key for mark in marks(headline, body).values() if mark.sort is sort}


def test_a_run_of_capitals_inside_a_sentence_is_a_name_and_stands_under_its_initials_too():
    found = marks("", "They asked the Federal Trade Commission about it.")

    assert set(found) == {"federal trade commission", "ftc"}
    assert found["ftc"].of == "federal trade commission"
    assert found["ftc"].shown == "Federal Trade Commission"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Officials said nothing. Nobody asked.", set()),
        ("Japan said nothing. Nobody asked in Japan.", {"japan"}),
        ("Judges met. The judges agreed with Judges Hall.", {"judges hall", "jh"}),
        ("Air Canada is liable.", {"air canada", "ac"}),
        ("A talk of the EU and Japan's ministers.", {"eu", "japan"}),
        ("The EU-Japan talks of GPT-4 and GPT-4o.", {"eu", "japan", "gpt-4", "gpt-4o"}),
        ("It was said on Monday in May by the AI.", set()),
        ("See https://Example.org/Some-Name for more.", set()),
        ("", set()),
    ],
)
def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name_alone(body, expected):
    assert keys(body) == expected


def test_a_headline_in_capitals_names_only_what_the_text_names():
    body = "The talks were held in Tokyo. A push was made."

    assert keys(body, "A Strategic Push in Tokyo") == {"tokyo"}
    assert marks("Tokyo", body)["tokyo"].is_early


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("5 May 2026", "2026-05-05"),
        ("May 5, 2026", "2026-05-05"),
        ("2026-05-05", "2026-05-05"),
        ("May 2026", "2026-05"),
    ],
)
def test_a_date_has_one_key_however_it_is_written(written, key):
    assert keys(f"It was held on {written}.", sort=Sort.DATE) == {key}


def test_sums_and_file_numbers_are_marks():
    body = "They paid $365,000 and HK$200 million in No. 1:22-cv-02565."

    assert keys(body, sort=Sort.SUM) == {"$365,000", "hk$200million"}
    assert keys(body, sort=Sort.NUMBER) == {"22-cv-02565"}
