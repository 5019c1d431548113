import pytest

from emoji_labeler.domain.agreement import ConfusedPair
from emoji_labeler.statistics.annotators import (
    annotator_agreements,
    confused_pairs,
    confusions,
)
from tests.statistics.tables import NumberDistances, table_of


def test_an_annotator_agrees_with_the_mean_share_of_the_others() -> None:
    table = table_of("0 1 2", "0 1 *", "0 4 *", "* * 2")
    found = {one.annotator_id: one.agreement for one in annotator_agreements(table)}
    assert found["annotator 0"].value == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert found["annotator 2"].value == pytest.approx((1 + 0) / 2)
    assert [one.count for one in found.values()] == [3, 2, 2, 1]


def test_an_annotator_who_errs_by_little_agrees_more_with_distances() -> None:
    table = table_of("0 0 0", "1 0 0")
    (first, _) = annotator_agreements(
        table, distances=NumberDistances(lambda one, other: abs(one - other) / 4)
    )
    assert first.agreement.value == pytest.approx(1 - 0.25 / 3)


def test_an_annotator_who_shares_no_memo_has_no_agreement() -> None:
    alone = annotator_agreements(table_of("0 0 *", "0 1 *", "* * 1"))[2]
    assert alone.agreement.why_undefined == "No other annotator answered the same memos."


def test_nobody_has_no_agreement() -> None:
    assert annotator_agreements(table_of()) == ()


def test_the_most_confused_pair_comes_first_and_its_order_does_not_matter() -> None:
    table = table_of("sun cat dog cat", "dog dog cat cat", "* cat * *")
    assert confused_pairs(table) == (
        ConfusedPair(first="cat", second="dog", count=3),
        ConfusedPair(first="dog", second="sun", count=1),
    )
    assert len(confused_pairs(table, most=1)) == 1
    assert confused_pairs(table_of("cat dog")) == ()


def test_confusions_tell_gold_from_predicted() -> None:
    gold = ["cat", "dog", "dog", "dog", "sun"]
    predicted = ["dog", "cat", "cat", "dog", ""]
    assert confusions(gold, predicted) == (
        ConfusedPair(first="dog", second="cat", count=2),
        ConfusedPair(first="cat", second="dog", count=1),
    )
    assert confusions([], []) == ()
