"""Labels that may fit a memo, from the local model, the search and vectors together."""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from emoji_labeler.emoji.memo_words import words_of_memo
from emoji_labeler.emoji.search_index import SearchIndex
from emoji_labeler.predictors.predictor import Bench

_MOST_WORDS = 24
_HITS_A_WORD = 12


def by_words(text: str, *, index: SearchIndex) -> dict[str, float]:
    """Return the labels that the words of a memo find, with their scores added up, best first.

    A word that finds nothing itself, but only what is near it, says nothing.
    """
    scores: dict[str, float] = {}
    for word in words_of_memo(text)[:_MOST_WORDS]:
        result = index.search(word, limit=_HITS_A_WORD)
        for hit in () if result.is_nearest else result.hits:
            scores[hit.label] = scores.get(hit.label, 0.0) + hit.score
    return dict(sorted(scores.items(), key=lambda one: (-one[1], one[0])))


def interleaved(rankings: Sequence[Sequence[str]], *, count: int) -> tuple[str, ...]:
    """Return ``count`` different labels, taking the best of each ranking in turn."""
    return tuple(islice(_each_once(rankings), count))


def by_local_model(bench: Bench, text: str, *, count: int) -> list[str]:
    """Return the likeliest labels by the local model, the likeliest first."""
    (ranked,) = bench.local_model.ranked([text], count=count)
    return [label for label, _ in ranked]


def _each_once(rankings: Sequence[Sequence[str]]) -> Iterator[str]:
    seen: set[str] = set()
    for places in zip_longest(*rankings):
        for label in places:
            if label is not None and label not in seen:
                seen.add(label)
                yield label
