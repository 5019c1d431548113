import numpy as np
import pytest
from scipy.stats import bootstrap

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.resampling import Resampling, estimate_of

MANY = Resampling(draws=20_000)
VALUES = np.random.default_rng(5).gamma(2.0, 3.0, size=80)


def test_the_interval_of_a_mean_is_that_of_another_library() -> None:
    theirs = bootstrap(
        (VALUES,), np.mean, method="percentile", n_resamples=20_000, random_state=1
    ).confidence_interval
    found = MANY.mean(VALUES, why="")
    assert found.value == pytest.approx(VALUES.mean())
    assert (found.low, found.high) == pytest.approx(tuple(theirs), abs=0.06)
    assert found.count == 80


@pytest.mark.parametrize("share", [0.5, 0.9, 0.01])
def test_quantiles_are_drawn_as_if_values_had_been_drawn(share: float) -> None:
    value, drawn = MANY.quantiles(VALUES, share=share)
    chance = np.random.default_rng(9)
    plain = np.quantile(
        chance.choice(VALUES, size=(20_000, len(VALUES))), share, axis=1, method="inverted_cdf"
    )
    assert value == np.quantile(VALUES, share, method="inverted_cdf")
    ends = (0.025, 0.25, 0.5, 0.75, 0.975)
    places = [np.searchsorted(np.sort(VALUES), np.quantile(x, ends)) for x in (drawn, plain)]
    assert np.abs(places[0] - places[1]).max() <= 1


def test_beyond_2000_memos_a_block_holds_as_many_as_any_other() -> None:
    blocks = Resampling().deal(7_001)
    assert set(np.bincount(blocks)) == {3, 4}
    assert len(np.bincount(blocks)) == 2_000
    assert Resampling().deal(2_000).tolist() == list(range(2_000))


@pytest.mark.parametrize("most", [9, 1 << 20], ids=["small", "too large for single precision"])
def test_draws_of_many_columns_are_the_sums_of_the_drawn_blocks(most: int) -> None:
    sums = np.random.default_rng(3).integers(most, size=(40, 60)).astype(np.float64)
    sums[:, 0] /= 3
    one_by_one = np.column_stack([Resampling().rows(column[:, None]) for column in sums.T])
    together = Resampling().rows(sums)
    assert together[:, 1:].tolist() == one_by_one[:, 1:].tolist()
    assert together[:, 0] == pytest.approx(one_by_one[:, 0], rel=1e-14)


def test_an_interval_is_refused_where_many_draws_have_no_value() -> None:
    drawn = np.array([0.5] * 90 + [np.nan] * 10)
    found = estimate_of(0.5, drawn=drawn, count=20, why="")
    assert found == Estimate(value=0.5, count=20, why_undefined="Too few for an interval.")


def test_nothing_has_no_mean_and_no_quantile() -> None:
    nothing = np.empty(0)
    undefined = Estimate(count=0, why_undefined="There is nothing.")
    assert Resampling().mean(nothing, why="There is nothing.") == undefined
    assert Resampling().quantile(nothing, share=0.5, why="There is nothing.") == undefined


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 1.0, "low": 0.0, "why_undefined": "x"},
        {"low": 0.0, "high": 1.0},
        {"value": 1.0},
        {"value": 1.0, "low": 0.0, "high": 2.0, "why_undefined": "x"},
    ],
)
def test_an_estimate_cannot_contradict_itself(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"An interval has|What is missing"):
        Estimate(count=1, **fields)  # type: ignore[arg-type]  # Wrong on purpose.


def test_one_value_has_no_interval() -> None:
    found = Resampling().quantile(np.array([4.0]), share=0.5, why="")
    assert found == Estimate(value=4, count=1, why_undefined="Too few for an interval.")
