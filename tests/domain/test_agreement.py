"""Agreement equals the figures that were published for it, and says where it cannot be given."""

import random
from collections import Counter

import pytest

from editor_app.domain.agreement import Undefined, cohens_kappa, krippendorffs_alpha, share

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A, B and C; None: not observed.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*readers):
    columns = zip(*readers, strict=True)
    return Counter(tuple(answer for answer in column if answer != ".") for column in columns)


def crossed(table):
    return {(one, other): count for one, row in enumerate(table) for other, count in enumerate(row) if count}


@pytest.mark.parametrize(("readers", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_alpha_is_the_published_one(readers, alpha):
    figure = krippendorffs_alpha(units(*readers))
    assert round(figure.value, 3) == alpha
    assert figure.low < figure.value < figure.high


def test_kappa_and_its_interval_are_those_of_the_psychiatric_diagnoses():
    # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, table 18.1: 0.68, s.e. 0.087.
    figure = cohens_kappa(crossed([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert figure.value == pytest.approx(0.6765, abs=0.0001)
    assert (figure.high - figure.low) / 2 / 1.96 == pytest.approx(0.0877, abs=0.001)


def test_kappa_of_a_table_of_two_by_two():
    assert cohens_kappa(crossed([[20, 5], [10, 15]])).value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("agreeing", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_published_one(agreeing, total, low, high):
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    figure = share(agreeing, total)
    assert (round(figure.low, 4), round(figure.high, 4)) == (low, high)


def test_of_nothing_nothing_is_said():
    assert share(0, 0).why is Undefined.NOTHING_READ
    assert cohens_kappa({}).why is Undefined.NOTHING_READ
    assert krippendorffs_alpha({("a",): 5}).why is Undefined.NOTHING_READ


def test_one_answer_all_the_way_leaves_chance_corrected_figures_undefined():
    assert cohens_kappa({("a", "a"): 9}).why is Undefined.ONE_ANSWER
    assert krippendorffs_alpha({("a", "a"): 9}).why is Undefined.ONE_ANSWER
    assert share(9, 9).value == 1.0


def test_alpha_without_an_interval_where_one_unit_carries_it():
    figure = krippendorffs_alpha({("a", "a"): 9, ("b", "b"): 1})
    assert (figure.value, figure.low, figure.high) == (1.0, None, None)


@pytest.mark.parametrize(
    "pairs",
    [
        {("a", "b"): 1, ("b", "b"): 1},
        {("a", "a"): 9, ("b", "b"): 7},
        {("a", "c"): 3, ("b", "c"): 5, ("c", "c"): 2},
    ],
)
def test_kappa_has_no_interval_of_one_point_where_nothing_varies(pairs):
    figure = cohens_kappa(pairs)
    assert figure.value in (pytest.approx(0.0), pytest.approx(1.0))
    assert (figure.low, figure.high, figure.why) == (None, None, Undefined.NO_SPREAD)


def test_alpha_of_full_agreement_is_not_said_to_be_certain():
    figure = krippendorffs_alpha({("a", "a"): 9, ("b", "b"): 7})
    assert (figure.value, figure.low, figure.high, figure.why) == (1.0, None, None, Undefined.NO_SPREAD)


def test_kappa_without_an_interval_where_one_unit_was_read():
    figure = cohens_kappa({("a", "b"): 1})
    assert (figure.value, figure.low, figure.high) == (0.0, None, None)


def test_full_agreement_is_one_and_the_order_of_readers_is_no_matter():
    chance = random.Random(3)
    answers = [chance.choice("abc") for _ in range(50)]
    assert krippendorffs_alpha(units(answers, answers)).value == 1.0
    assert cohens_kappa(Counter(zip(answers, answers, strict=True))).value == pytest.approx(1.0)
    others = [chance.choice("abc") for _ in range(50)]
    assert krippendorffs_alpha(units(answers, others)) == krippendorffs_alpha(units(others, answers))


def test_kappa_and_alpha_approach_each_other_with_many_units():
    chance = random.Random(5)
    first = [chance.choice("ab") for _ in range(4_000)]
    second = [one if chance.random() < 0.8 else "a" for one in first]
    kappa = cohens_kappa(Counter(zip(first, second, strict=True)))
    alpha = krippendorffs_alpha(units(first, second))
    assert alpha.value == pytest.approx(kappa.value, abs=0.02)
    assert alpha.high - alpha.low == pytest.approx(kappa.high - kappa.low, abs=0.01)
