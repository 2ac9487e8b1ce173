"""Other documents held as sources: stances and passages."""

from editor_app.domain.sources import held, stance_of, tally, with_quote, with_stance, without_quote
from editor_app.domain.verdicts import OtherSource, Quote, Stance

ONE, TWO = Quote("one", "", "", 0, 3), Quote("two", "", "", 4, 7)


def test_a_stance_holds_a_document_and_none_lets_it_go_with_its_passages():
    sources = with_stance((), "a", Stance.FOR)
    assert sources == (OtherSource("a", Stance.FOR),)

    sources = with_quote(with_stance(sources, "b", Stance.AGAINST), "a", Stance.FOR, ONE)
    assert with_stance(sources, "a", None) == (OtherSource("b", Stance.AGAINST),)


def test_another_stance_goes_to_every_passage_of_the_document():
    sources = with_quote(with_quote((), "a", Stance.FOR, ONE), "a", Stance.FOR, TWO)

    turned = with_stance(sources, "a", Stance.NOT_INDEPENDENT)

    assert [(source.stance, source.quote) for source in turned] == [
        (Stance.NOT_INDEPENDENT, ONE),
        (Stance.NOT_INDEPENDENT, TWO),
    ]


def test_a_passage_is_held_once_and_takes_the_place_of_the_bare_document():
    sources = with_quote(with_stance((), "a", Stance.FOR), "a", Stance.FOR, ONE)

    assert sources == (OtherSource("a", Stance.FOR, ONE),)
    assert with_quote(sources, "a", Stance.FOR, ONE) == sources


def test_letting_the_last_passage_go_keeps_the_document_held():
    sources = with_quote(with_quote((), "a", Stance.AGAINST, ONE), "a", Stance.AGAINST, TWO)

    once = without_quote(sources, "a", ONE)
    assert once == (OtherSource("a", Stance.AGAINST, TWO),)
    assert without_quote(once, "a", TWO) == (OtherSource("a", Stance.AGAINST),)
    assert without_quote((), "a", TWO) == ()


def test_documents_are_counted_once_however_many_passages_they_gave():
    sources = with_quote(with_quote((), "a", Stance.FOR, ONE), "a", Stance.FOR, TWO)
    sources = with_stance(sources, "b", Stance.NOT_INDEPENDENT)

    assert dict(tally(sources)) == {Stance.FOR: 1, Stance.NOT_INDEPENDENT: 1}
    assert stance_of(sources, "c") is None
    assert len(held(sources, "a")) == 2
