"""Shares, their differences, and whether one half is really a half."""

import math

from emoji_labeler.domain.estimate import Estimate

_Z = 1.959963984540054
"""The normal deviate that leaves 2.5 % on either side."""
_NEGLIGIBLE = 1e-17


def share(hits: int, *, of: int, why: str) -> Estimate:
    """Return a share with its score interval; ``why`` is said where it is a share of nothing.

    Wilson (1927), Probable inference, the law of succession, and statistical inference: with
    p = hits / n, the ends are (p + z²/2n ± z sqrt(p (1 - p) / n + z² / 4n²)) / (1 + z²/n).
    """
    if not of:
        return Estimate(count=0, why_undefined=why)
    p, extra = hits / of, _Z * _Z / of
    middle = (p + extra / 2) / (1 + extra)
    spread = _Z * math.sqrt(p * (1 - p) / of + extra / (4 * of)) / (1 + extra)
    # Where nobody or everybody does it, the end is 0 or 1, which rounding would only miss.
    low = max(0.0, middle - spread) if hits else 0.0
    high = min(1.0, middle + spread) if hits < of else 1.0
    return Estimate(value=p, low=low, high=high, count=of)


def difference_of_shares(first: Estimate, second: Estimate, *, why: str) -> Estimate:
    """Return the first of two independent shares less the second.

    Newcombe (1998), Interval estimation for the difference between independent proportions,
    method 10: d - sqrt((p1 - l1)² + (u2 - p2)²) and d + sqrt((u1 - p1)² + (p2 - l2)²), where l and
    u are the ends of the score intervals.
    """
    count = first.count + second.count
    p1, l1, u1 = first.value, first.low, first.high
    p2, l2, u2 = second.value, second.low, second.high
    if p1 is None or l1 is None or u1 is None or p2 is None or l2 is None or u2 is None:
        return Estimate(count=count, why_undefined=why)
    return Estimate(
        value=p1 - p2,
        low=p1 - p2 - math.hypot(p1 - l1, u2 - p2),
        high=p1 - p2 + math.hypot(u1 - p1, p2 - l2),
        count=count,
    )


def p_of_even_chances(first: int, second: int) -> float | None:
    """Return how probable it is that even chances fall at least as unevenly; None for no cases.

    The exact two-sided sign test: min(1, 2 sum over i <= min of C(n, i) / 2^n). The terms are added
    from the largest down, so that counts in the millions neither overflow nor take long.
    """
    count, less = first + second, min(first, second)
    if not count:
        return None
    log_term = math.lgamma(count + 1) - math.lgamma(less + 1) - math.lgamma(count - less + 1)
    term = math.exp(log_term - count * math.log(2))
    tail = term
    for place in range(less, 0, -1):
        term *= place / (count - place + 1)
        tail += term
        if term <= _NEGLIGIBLE * tail:
            break
    return min(1.0, 2 * tail)
