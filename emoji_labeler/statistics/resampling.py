"""Intervals from resampled memos: the percentile bootstrap (Efron, 1979).

Every figure here is a function of sums over memos, so drawing memos again means adding up other
rows of one table; all draws together are one matrix product. Memos stay whole, because the answers
for one memo belong together.

Of more than 2,000 memos no single one matters: they are dealt at random into 2,000 blocks of equal
size, and blocks are drawn in place of memos (random groups: Wolter, 2007, Introduction to Variance
Estimation, chapter 2). The variance is the same on average, and its own error, one part in
sqrt(2 * 2000) or 1.6 %, is less than that of a thousand draws.

In simulations of Krippendorff's alpha the intervals held the true value 92 times in 100 for 20
memos, and 93 to 95 times from 50 memos on.
"""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.domain.estimate import CONFIDENCE, Estimate
from emoji_labeler.domain.record import record
from emoji_labeler.statistics.arrays import Codes, Flags, Floats, divided
from emoji_labeler.wording import tr

_BLOCKS = 2_000
_LEAST_SHARE_WITH_A_VALUE = 0.95
_TAILS = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
_ROUNDING = 1e-9
_WHOLE_IN_SINGLES = 1 << 24
"""Up to this, whole numbers are exact in single precision, which is twice as fast."""
_WORTH_SINGLES = 50
"""Columns; fewer are added up before they could be converted."""

Figure = Callable[[Floats], Floats]
"""Takes rows of sums, shape (draws, columns), and returns one value for each row, or NaN."""


@record
class Resampling:
    """How often to draw, and the seed that makes every run of it give the same intervals."""

    draws: int = 1_000
    seed: int = 1

    def deal(self, memos: int) -> Codes:
        """Return the block of each memo: its own as far as 2,000 go, a random one beyond."""
        if memos <= _BLOCKS:
            return np.arange(memos)
        return _dealt(memos, seed=self.seed).astype(np.int64)

    def rows(self, sums: Floats) -> Floats:
        """Return the column sums of each draw, shape (draws, columns), of blocks in rows."""
        weights = _weights(len(sums), draws=self.draws, seed=self.seed)
        is_exact = _are_exact_in_singles(sums)
        if is_exact.sum() < _WORTH_SINGLES:
            return weights @ sums
        singles = _single_weights(len(sums), draws=self.draws, seed=self.seed)
        drawn = (singles @ sums.astype(np.float32)).astype(np.float64)
        drawn[:, ~is_exact] = weights @ sums[:, ~is_exact]
        return drawn

    def estimate(self, sums: Floats, *, figure: Figure, count: int, why: str) -> Estimate:
        """Return a figure of column sums with its interval; ``why`` is said where it has none."""
        if not len(sums):
            return Estimate(count=count, why_undefined=why)
        value = float(figure(sums.sum(axis=0, keepdims=True))[0])
        drawn = figure(self.rows(sums)) if len(sums) > 1 else np.array([math.nan])
        return estimate_of(value, drawn=drawn, count=count, why=why)

    def mean(self, values: Floats, *, why: str) -> Estimate:
        """Return the mean of one value a memo."""
        return self.ratio(values, np.ones(len(values)), why=why)

    def ratio(self, above: Floats, below: Floats, *, why: str) -> Estimate:
        """Return the sum of one value a memo divided by the sum of another."""
        blocks = self.deal(len(above))
        columns = (np.bincount(blocks, weights=values) for values in (above, below))
        sums: Floats = np.column_stack(tuple(columns))
        return self.estimate(sums, figure=_quotient, count=len(above), why=why)

    def quantiles(self, values: Floats, *, share: float) -> tuple[float, Floats]:
        """Return the value at ``share`` (0 to 1, nearest rank) and the same of every draw.

        Nothing needs to be drawn again for it: the r-th of n values drawn with replacement is the
        one at place floor(n * u), where u is the r-th of n uniform numbers and so has the
        distribution Beta(r, n - r + 1).
        """
        is_ordered = (values[1:] >= values[:-1]).all()
        ordered, count = values if is_ordered else np.sort(values), len(values)
        rank = max(1, math.ceil(share * count - _ROUNDING))
        chance = np.random.default_rng(self.seed)
        places = chance.beta(rank, count - rank + 1, size=self.draws) * count
        return float(ordered[rank - 1]), ordered[np.minimum(places.astype(np.int64), count - 1)]

    def quantile(self, values: Floats, *, share: float, why: str) -> Estimate:
        """Return the value at ``share`` (0 to 1, nearest rank)."""
        if not len(values):
            return Estimate(count=0, why_undefined=why)
        value, drawn = self.quantiles(values, share=share)
        return estimate_of(value, drawn=drawn, count=len(values), why=why)


RESAMPLING = Resampling()


def estimate_of(value: float, *, drawn: Floats, count: int, why: str) -> Estimate:
    """Return a value with the interval that holds 95 % of the drawn ones.

    There is no interval where more than one draw in twenty has no value: those would be left out
    for what they are, and the interval would be too narrow.
    """
    if math.isnan(value):
        return Estimate(count=count, why_undefined=why)
    known = drawn[np.isfinite(drawn)]
    if count < 2 or len(known) < _LEAST_SHARE_WITH_A_VALUE * len(drawn):
        return Estimate(value=value, count=count, why_undefined=tr("Too few for an interval."))
    low, high = np.quantile(known, _TAILS)
    return Estimate(value=value, low=float(low), high=float(high), count=count)


def _quotient(rows: Floats) -> Floats:
    return divided(rows[:, 0], rows[:, 1])


@lru_cache(maxsize=2)
def _dealt(memos: int, *, seed: int) -> NDArray[np.int16]:
    """Return a random block for each memo, all of them equally large."""
    return (np.random.default_rng(seed).permutation(memos) % _BLOCKS).astype(np.int16)


@lru_cache(maxsize=2)
def _weights(blocks: int, *, draws: int, seed: int) -> Floats:
    """Return how often each draw has each block, shape (draws, blocks)."""
    chosen = np.random.default_rng(seed).integers(blocks, size=(draws, blocks))
    chosen += np.arange(draws)[:, None] * blocks
    counts = np.bincount(chosen.ravel(), minlength=draws * blocks)
    return counts.reshape(draws, blocks).astype(np.float64)


@lru_cache(maxsize=1)
def _single_weights(blocks: int, *, draws: int, seed: int) -> NDArray[np.float32]:
    return _weights(blocks, draws=draws, seed=seed).astype(np.float32)


def _are_exact_in_singles(sums: Floats) -> Flags:
    """Return which columns hold counts so small that adding up their draws rounds nothing."""
    # A draw has as many blocks as there are, so that this is the most it can add up to.
    most = len(sums) * sums.max(axis=0)
    are_counts: Flags = ((sums == np.rint(sums)) & (sums >= 0)).all(axis=0)
    are_exact: Flags = are_counts & (most <= _WHOLE_IN_SINGLES)
    return are_exact
