"""What is typed into the search: read, written again, and refused with a reason where it cannot be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.desk.vocabularies import shipped_vocabulary
from editor_app.domain.problems import Problem
from editor_app.domain.query import Field, Query, Term, Word, days
from editor_app.domain.query_reading import LONGEST, allowed_values, read_query

VOCABULARY = shipped_vocabulary()
READ = {
    "nothing": ("  ", Query()),
    "words": ("Model drift", Query((Word("Model"), Word("drift")))),
    "phrase": ('"model  drift"', Query((Word("model drift", is_phrase=True),))),
    "phrase that is not closed": ('"model dr', Query((Word("model dr", is_phrase=True, goes_on=True),))),
    "quotes in a phrase": ('"say ""so"""', Query((Word('say "so"', is_phrase=True),))),
    "empty phrase": ('""', Query()),
    "forbidden": ("-quantum", Query((Word("quantum", is_negated=True),))),
    "forbidden phrase": ('-"a b"', Query((Word("a b", is_negated=True, is_phrase=True),))),
    "beginning": ("chat*", Query((Word("chat", goes_on=True),))),
    "lone minus": ("a - b", Query((Word("a"), Word("-"), Word("b")))),
    "lone stars": ("**", Query((Word("**"),))),
    "hyphen": ("e-mail", Query((Word("e-mail"),))),
    "address": ("http://example.org", Query((Word("http://example.org"),))),
    "language": ("C++: x", Query((Word("C++:"), Word("x")))),
    "colon": ("headline : x", Query((Word("headline"), Word(":"), Word("x")))),
    "foreign name": ("mailto:a@b.org", Query((Word("mailto:a@b.org"),))),
    "term": ("state:pending", Query((), (Term(Field.STATE, ("pending",)),))),
    "case": ("STATE:Pending", Query((), (Term(Field.STATE, ("pending",)),))),
    "values": ("state:pending,deferred", Query((), (Term(Field.STATE, ("pending", "deferred")),))),
    "comma at the end": ("state:pending,", Query((), (Term(Field.STATE, ("pending",)),))),
    "day of a batch": ("batch:2026-05-10", Query((), (Term(Field.BATCH, ("2026-05-10",)),))),
    "quoted values": ('batch:"May, early",x', Query((), (Term(Field.BATCH, ("May, early", "x")),))),
    "forbidden term": ("-source:court", Query((), (Term(Field.SOURCE, ("court",), is_negated=True),))),
    "one field twice": ("kind:wire kind:document", Query((), (Term(Field.KIND, ("wire", "document")),))),
    "dates narrow": (
        "date:>=2026-05 date:<2026-06-03",
        Query((), (Term(Field.DATE, (">=2026-05",)), Term(Field.DATE, ("<2026-06-03",)))),
    ),
    "same": ("same:0123ABCD", Query((), (Term(Field.SAME, ("0123abcd",)),))),
    "NUL and half a character": ("par\0ser \ud800x", Query((Word("par"), Word("ser"), Word("x")))),
    "everything": (
        'state:pending source:eu-ai-office "model drift" -quantum reason:duplicate flagged:yes revised:yes',
        Query(
            (Word("model drift", is_phrase=True), Word("quantum", is_negated=True)),
            (
                Term(Field.STATE, ("pending",)),
                Term(Field.SOURCE, ("eu-ai-office",)),
                Term(Field.REASON, ("duplicate",)),
                Term(Field.FLAGGED, ("yes",)),
                Term(Field.REVISED, ("yes",)),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("typed", "query"), READ.values(), ids=READ.keys())
def test_reading(typed, query):
    assert read_query(typed, VOCABULARY) == query
    assert read_query(str(query), VOCABULARY) == query


REFUSED = {
    "mistyped field": ("a sorce:x", "query_field_unknown", 3, {"name": "sorce", "nearest": "source"}),
    "another word for it": ("status:pending", "query_field_unknown", 1, {"nearest": "state"}),
    "no value": ("state:", "query_value_missing", 7, {"field": "state"}),
    "no value in quotes": ('source:""', "query_value_missing", 8, {"field": "source"}),
    "unknown value": ("x state:pendin", "query_value_unknown", 9, {"value": "pendin"}),
    "second value": ("flagged:yes,maybe", "query_value_unknown", 13, {"allowed": "yes, no"}),
    "reason of no vocabulary": ("reason:boring", "query_value_unknown", 8, {"field": "reason"}),
    "no date": ("date:yesterday", "query_date_unreadable", 6, {"value": "yesterday"}),
    "month thirteen": ("date:2026-13", "query_date_unreadable", 6, {}),
    "sign and range": ("date:>2026..2027", "query_date_unreadable", 6, {}),
    "short id": ("same:abc", "query_same_unreadable", 6, {"shortest": 8}),
    "no id": ("same:0123456z", "query_same_unreadable", 6, {}),
    "too long": ("x" * (LONGEST + 1), "query_too_long", LONGEST + 1, {"longest": LONGEST}),
    "too many": ("source:" + ",".join(map(str, range(101))), "query_too_many_values", None, {"most": 100}),
}


@pytest.mark.parametrize(("typed", "code", "position", "fields"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read(typed, code, position, fields):
    with pytest.raises(Problem) as caught:
        read_query(typed, VOCABULARY)
    assert caught.value.code == code
    assert caught.value.fields.items() >= fields.items()
    assert position is None or caught.value.fields["position"] == position


def test_a_quoted_word_is_searched_for_whatever_it_looks_like():
    assert read_query('"state:"').words == (Word("state:", is_phrase=True),)


def test_without_a_vocabulary_any_reason_is_taken():
    assert read_query("reason:boring").values(Field.REASON) == ("boring",)
    assert allowed_values(Field.REASON, None) == ()
    assert "duplicate" in allowed_values(Field.REASON, VOCABULARY)
    assert "near_miss" in allowed_values(Field.IS, VOCABULARY)


SNIPPETS = st.sampled_from(
    [*(f"{field}:" for field in Field), '"', '""', "-", "*", ",", ":", " ", "..", ">=", "<", "2026-05-10",
     "pending", "yes", "0123456789", "http://x", "sorce:", "word", "\0", "\ud800", "\u3000", "é"]
)  # fmt: skip
TYPED = st.lists(SNIPPETS | st.text(max_size=4), max_size=12).map("".join)


def read_or_refused(typed):
    try:
        return read_query(typed, VOCABULARY)
    except Problem as refusal:
        problem = refusal
    assert problem.code.startswith("query_")
    assert 1 <= problem.fields["position"] <= len(typed) + 1
    return None


@settings(max_examples=500)
@given(TYPED)
def test_whatever_is_typed_is_read_or_refused_and_reads_back_the_same(typed):
    query = read_or_refused(typed)
    if query is not None:
        assert read_query(str(query), VOCABULARY) == query
        str(query).encode()


VALUES = st.text(min_size=1, max_size=8).filter(lambda text: text.strip()).map(lambda t: t.replace("\0", "x"))
CLEAN_VALUES = VALUES.filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text))
TERMS = st.builds(
    Term,
    st.sampled_from([Field.SOURCE, Field.NAME, Field.EDITOR, Field.ARCHIVE, Field.BATCH]),
    st.lists(CLEAN_VALUES, min_size=1, max_size=3, unique=True).map(tuple),
    st.booleans(),
)
PHRASES = st.builds(
    Word,
    CLEAN_VALUES.map(lambda text: " ".join(text.split())),
    st.booleans(),
    st.just(value=True),
    st.booleans(),
)


@given(st.lists(TERMS, max_size=4, unique_by=lambda term: (term.field, term.is_negated)), st.lists(PHRASES))
def test_what_is_put_together_is_written_so_that_it_reads_back(terms, phrases):
    query = Query(tuple(phrases), tuple(terms))
    assert read_query(str(query)) == query


@pytest.mark.parametrize(
    "hostile",
    ["-" * LONGEST, '"' * LONGEST, "state:," * 1400, "abc:x " * 1600, "date:" + ">" * 9000, "a:" * 5000,
     "source:" + '"",' * 3000, "notex:1 " * 1000],
)  # fmt: skip
def test_hostile_text_is_read_or_refused(hostile):
    read_or_refused(hostile)


DAYS = {
    "2026-05-10": [("2026-05-10", True), ("2026-05-09", False), ("2026-05-11", False)],
    "2026-05": [("2026-05-01", True), ("2026-05-31", True), ("2026-06-01", False)],
    "2026": [("2026-12-31", True), ("2025-12-31", False)],
    ">2026-05": [("2026-05-31", False), ("2026-06-01", True)],
    ">=2026-05-10": [("2026-05-10", True), ("2026-05-09", False)],
    "<2026-05-10": [("2026-05-09", True), ("2026-05-10", False)],
    "<=2026-05": [("2026-05-31", True), ("2026-06-01", False)],
    "2026-04..2026-05-03": [("2026-04-01", True), ("2026-05-03", True), ("2026-05-04", False)],
    "2026-04..": [("2026-04-01", True), ("2026-03-31", False), ("2999-01-01", True)],
    "..2026-04": [("2026-04-30", True), ("2026-05-01", False)],
}


@pytest.mark.parametrize(("value", "told"), DAYS.items(), ids=DAYS.keys())
def test_dates(value, told):
    start, end = days(value)
    assert [(day, start <= day < end) for day, _ in told] == told


@pytest.mark.parametrize("value", ["", "..", ">", "2026-5", "2026-00", "2026-05-32", "20", "٢٠٢٦", "a..b"])
def test_no_dates(value):
    assert days(value) is None


def test_a_query_is_changed_part_by_part():
    query = read_query("state:pending,deferred -state:none drift -noise")
    state, forbidden = query.terms
    assert query.values(Field.STATE) == ("pending", "deferred")
    assert str(query.with_values(Field.STATE, ["rejected"])) == "-state:none state:rejected drift -noise"
    assert str(query.with_values(Field.STATE, [])) == "-state:none drift -noise"
    assert str(query.without(query.words[0])) == "state:pending,deferred -state:none -noise"
    assert str(query.without(forbidden)) == "state:pending,deferred drift -noise"
    assert str(query.replaced(state, state.without("pending"))) == "state:deferred -state:none drift -noise"
    assert str(query.replaced(forbidden, forbidden.without("none"))) == "state:pending,deferred drift -noise"
    assert query.found_words() == ["drift"]
    assert query and not Query()
