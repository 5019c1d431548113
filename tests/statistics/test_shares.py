import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.shares import difference_of_shares, p_of_even_chances, share

COUNTS = st.integers(0, 5_000)


@given(COUNTS, COUNTS)
def test_the_interval_of_a_share_is_that_of_another_library(hits: int, misses: int) -> None:
    found = share(hits, of=hits + misses, why="Nothing.")
    if not hits + misses:
        assert found == Estimate(count=0, why_undefined="Nothing.")
        return
    theirs = binomtest(hits, hits + misses).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert found.value == pytest.approx(hits / (hits + misses))


@given(COUNTS, COUNTS)
def test_the_test_of_even_chances_is_that_of_another_library(first: int, second: int) -> None:
    if first + second:
        theirs = binomtest(first, first + second).pvalue
        assert p_of_even_chances(first, second) == pytest.approx(theirs, rel=1e-6, abs=1e-100)


def test_even_chances_of_nothing_and_of_millions() -> None:
    assert p_of_even_chances(0, 0) is None
    assert p_of_even_chances(0, 5) == pytest.approx(2 / 32)
    assert p_of_even_chances(2_000_000, 2_000_000) == pytest.approx(1)
    assert p_of_even_chances(1_000, 2_000_000) == 0


def test_the_difference_of_two_shares_has_the_published_interval() -> None:
    # Newcombe (1998), table II, contrast (a), method 10.
    first, second = share(56, of=70, why=""), share(48, of=80, why="")
    found = difference_of_shares(first, second, why="")
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_the_difference_to_a_share_of_nothing_is_undefined() -> None:
    nothing = share(0, of=0, why="Nothing.")
    found = difference_of_shares(share(1, of=2, why=""), nothing, why="Nothing to compare.")
    assert found == Estimate(count=2, why_undefined="Nothing to compare.")


@given(st.integers(1, 5_000))
def test_the_share_of_none_begins_at_zero_and_that_of_all_ends_at_one(count: int) -> None:
    assert share(0, of=count, why="").low == 0.0
    assert share(count, of=count, why="").high == 1.0
