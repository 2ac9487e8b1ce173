"""Whether two documents tell of one event, and why."""

from editor_app.domain.same_event import Named, compare, rarity, weightiest

COUNCIL = Named.of(
    "Brussels and Tokyo widen cooperation",
    "The EU and Japan agreed on 5 May 2026 to share reports. Officials of the EU spoke of chips.",
)
COMMENT = Named.of(
    "A Third Way",
    "What the European Union and Japan announced pleases many. Observers in Japan were pleased.",
)
OTHER_TREATY = Named.of(
    "Japan and India agree", "The prime ministers of Japan and India met. Many in India were pleased."
)


def weight(_key):
    return 1.0


def test_two_parties_named_by_both_make_one_event_under_whatever_name_they_stand():
    found = compare(COUNCIL, COMMENT, weight)

    assert found.is_enough
    assert set(found.shared) == {"EU", "Japan"}


def test_one_name_alone_is_never_enough():
    found = compare(COUNCIL, OTHER_TREATY, lambda _key: 100.0)

    assert not found.is_enough
    assert found.shared == ("Japan",)


def test_a_word_derived_from_a_name_is_no_second_name():
    one = Named.of("", "They met in Japan and Japanese officials spoke in Japan.")

    assert not compare(one, one, weight).is_enough


def test_it_makes_no_difference_which_is_held_against_which():
    there, back = compare(COUNCIL, COMMENT, weight), compare(COMMENT, COUNCIL, weight)

    assert abs(there.score - back.score) < 1e-9


def test_other_dates_speak_against_one_event_and_the_same_day_for_it():
    def told(date):
        return Named.of("", f"A model of OpenAI called ChatGPT failed on {date}.")

    same = compare(told("3 March 2024"), told("March 3, 2024"), weight)
    other = compare(told("3 March 2024"), told("11 May 2025"), weight)
    undated = compare(told("3 March 2024"), told("a day"), weight)

    assert other.score < undated.score < same.score


def test_what_few_documents_name_weighs_more():
    assert rarity(1_000_000, 3) > rarity(1_000_000, 50_000) > rarity(1_000_000, 1_000_000)
    assert rarity(3, 2) - rarity(3, 3) < 0.5
    (first, *_rest) = weightiest(COUNCIL, lambda key: 9.0 if key == "2026-05-05" else 1.0)
    assert first.shown == "5 May 2026"


def test_texts_without_names_are_not_alike():
    nothing = Named.of("", "nothing is named here")

    assert compare(nothing, nothing, weight).score == 0.0
