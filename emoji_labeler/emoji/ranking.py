"""Brings evidence into order: what the words say, then what the memo says, then habit."""

from collections.abc import Iterable, Mapping
from math import log1p, sqrt

from emoji_labeler.emoji.search_result import Reason

# The second-best reason for an emoji counts a little, further ones not at all.
_SECOND_REASON = 0.2
# Words found one by one weigh less than the phrase they make.
_NARROWED = 0.8
_MEMO_WEIGHT = 0.3
_HABIT_WEIGHT = 0.06


class Scores:
    """The best and second-best score of every emoji, and the term that gave the best."""

    __slots__ = ("best", "second", "terms")

    def __init__(self) -> None:
        self.best: dict[int, float] = {}
        self.second: dict[int, float] = {}
        self.terms: dict[int, int | Reason] = {}

    def add(self, place: int, score: float, term: int | Reason) -> None:
        """Note one piece of evidence for the emoji at a place."""
        known = self.best.get(place, 0.0)
        if score > known:
            self.best[place] = score
            if known and self.terms[place] != term:
                self.second[place] = known
            self.terms[place] = term
        elif score > self.second.get(place, 0.0) and self.terms[place] != term:
            self.second[place] = score

    def add_all(self, evidence: Iterable[tuple[int, float, int]], *, trust: float) -> None:
        """Note many pieces at once: place, score and term, each score times ``trust``."""
        best, second, terms = self.best, self.second, self.terms
        for place, score, term in evidence:
            trusted = score * trust
            known = best.get(place, 0.0)
            if trusted > known:
                best[place] = trusted
                if known and terms[place] != term:
                    second[place] = known
                terms[place] = term
            elif trusted > second.get(place, 0.0) and terms[place] != term:
                second[place] = trusted

    def add_best(self, evidence: Iterable[tuple[int, float, int]], *, trust: float) -> None:
        """Note the best piece for every emoji and no second: for thousands of pieces at once."""
        best, terms = self.best, self.terms
        known = best.get
        for place, score, term in evidence:
            trusted = score * trust
            if trusted > known(place, 0.0):
                best[place] = trusted
                terms[place] = term

    def merge(self, other: "Scores") -> None:
        """Note what another search of the same query found."""
        for place in other.best:
            self.add(place, other.total(place), other.terms[place])

    def move(self, place: int, *, to: int) -> None:
        """Count what was found for the emoji at one place for the one at another."""
        self.second.pop(place, None)
        self.add(to, self.best.pop(place), self.terms.pop(place))

    def total(self, place: int) -> float:
        """Return what all evidence for an emoji comes to."""
        return self.best[place] + _SECOND_REASON * self.second.get(place, 0.0)

    def totals(self) -> dict[int, float]:
        """Return the total of every emoji."""
        totals = dict(self.best)
        for place, second in self.second.items():
            totals[place] += _SECOND_REASON * second
        return totals


def narrowed(all_scores: list[Scores]) -> Scores:
    """Return the emoji that every word of a query finds; the score is the mean over the words."""
    common = Scores()
    for place in min(all_scores, key=lambda scores: len(scores.best)).best:
        if all(place in scores.best for scores in all_scores):
            total = sum(scores.total(place) for scores in all_scores) * _NARROWED / len(all_scores)
            strongest = max(all_scores, key=lambda scores: scores.best[place])
            common.add(place, total, strongest.terms[place])
    return common


def in_order(
    totals: Mapping[int, float],
    *,
    limit: int | None,
    memo: Mapping[int, float],
    habit: Mapping[int, int],
) -> list[tuple[int, float]]:
    """Return place and score, best first, ties in pack order.

    ``memo`` holds probabilities between 0 and 1, ``habit`` how often each emoji was chosen.
    """
    most = log1p(max(habit.values(), default=0))
    scored = dict(totals)
    for place in scored.keys() & memo.keys():
        scored[place] += _MEMO_WEIGHT * sqrt(max(memo[place], 0.0))
    for place in scored.keys() & habit.keys():
        scored[place] += _HABIT_WEIGHT * log1p(habit[place]) / most if most else 0.0
    if limit is not None and limit < len(scored):
        worst = sorted(scored.values(), reverse=True)[limit - 1] if limit > 0 else float("inf")
        scored = {place: score for place, score in scored.items() if score >= worst}
    keyed = sorted((-round(score, 6), place) for place, score in scored.items())
    return [(place, -negative) for negative, place in keyed[:limit]]
