import numpy as np
import pytest

from emoji_labeler.domain.comparison import ComparedMemo, LabelCount
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.comparison import compare
from emoji_labeler.statistics.paired import mcnemar_test, paired_difference
from tests.statistics.tables import NumberDistances

DISTANCES = NumberDistances(lambda one, other: abs(one - other) / 4)
MEMOS = (
    ComparedMemo(gold="1", predicted=("1", "2")),
    ComparedMemo(gold="1", also_acceptable=("3",), predicted=("3", "1")),
    ComparedMemo(gold="2", predicted=("3", "4", "2"), exists=False),
    ComparedMemo(gold="2", also_acceptable=("4",), exists=False),
)


def test_each_figure_of_a_small_run_is_what_one_counts_by_hand() -> None:
    figures = compare(MEMOS, distances=DISTANCES, places=(1, 2, 3))
    assert figures.exact.value == 1 / 4
    assert figures.acceptable.value == 2 / 4
    assert [one.share.value for one in figures.among_first] == [1 / 4, 2 / 4, 3 / 4]
    assert figures.nearness.value == pytest.approx((1 + 0.5 + 0.75 + 0) / 4)
    assert (figures.existing, figures.missing, figures.resolved) == (2, 2, 1)
    assert figures.existing_share.value == 2 / 4
    assert figures.histogram == (LabelCount(label="3", count=2), LabelCount(label="1", count=1))
    assert figures.distinct_labels == 2


def test_without_memos_every_share_says_so() -> None:
    figures = compare((), distances=DISTANCES)
    nothing = Estimate(count=0, why_undefined="There are no memos.")
    shares = [one.share for one in figures.among_first]
    assert {figures.exact, figures.acceptable, figures.nearness, *shares} == {nothing}


def test_mcnemar_counts_the_memos_on_which_one_alone_is_right() -> None:
    # McNemar's exact test of 1 against 7: 2 (1 + 8) / 2^8.
    first = [True] * 20 + [True] + [False] * 7 + [False] * 5
    second = [True] * 20 + [False] + [True] * 7 + [False] * 5
    test = mcnemar_test(first, second)
    assert (test.only_first, test.only_second) == (1, 7)
    assert test.p_value == pytest.approx(18 / 256)


def test_runs_that_never_differ_cannot_be_tested() -> None:
    test = mcnemar_test([True, False], [True, False])
    assert test.p_value is None
    assert test.why_undefined == "Both are right about the same memos."


def test_runs_without_a_scored_memo_cannot_be_tested() -> None:
    assert mcnemar_test([], []).why_undefined == "There are no memos."


def test_pairing_sees_a_small_difference_that_every_memo_shows() -> None:
    first = np.random.default_rng(2).random(200)
    found = paired_difference(first.tolist(), (first + 0.01).tolist())
    assert found.value == pytest.approx(0.01)
    assert found.low is not None
    assert found.low > 0.009


def test_runs_over_different_memos_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        paired_difference([1.0, 0.0], [1.0])
