"""How well each label suits a memo before anybody has answered anything."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Self

import numpy as np

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.label_space import label_space
from emoji_labeler.local_model.lexicon import Lexicon, build_lexicon
from emoji_labeler.local_model.memo_reader import FoundTerm, Reading, read_memo

# Fitted on scripts/data/suggest_dev.jsonl; people name their subject early.
_OPENING, _OPENING_ENDS_AT = 1.7, 0.3
_CLOSING, _CLOSING_BEGINS_AT = 0.8, 0.7
_NEARNESS = 0.03
_SHARPNESS = 2.8
_FLOOR = 0.12
_LIKING = 0.3


@record
class Prior:
    """Scores of all labels from the words of the pack and of the theme table alone.

    ``space`` holds a unit vector for each label, ``(labels, dimensions)``; ``liking`` how often
    the theme table turns to it, as a logarithm, ``(labels,)``.
    """

    labels: tuple[str, ...]
    lexicon: Lexicon
    space: Floats
    liking: Floats

    @classmethod
    def build(cls, emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow]) -> Self:
        """Gather what the emoji and the theme rows say."""
        rows = tuple(themes)
        space, liking = label_space(emoji, themes=rows)
        lexicon = build_lexicon(emoji, themes=rows)
        labels = tuple(one.label for one in emoji)
        return cls(labels=labels, lexicon=lexicon, space=space, liking=liking)

    def read(self, text: str) -> Reading:
        """Return the words of a memo."""
        return read_memo(text, lexicon=self.lexicon)

    def votes(self, readings: Sequence[Reading]) -> Floats:
        """Return what the terms of memos say about each label, ``(memos, labels)``."""
        loudest = [_loudest(reading.terms) for reading in readings]
        rows = np.fromiter(chain.from_iterable(loudest), np.int64)
        loudness = np.fromiter(chain.from_iterable(map(dict.values, loudest)), np.float32)
        memos = np.repeat(np.arange(len(readings)), [len(terms) for terms in loudest])
        # One sum over the terms of all memos: adding them up one by one takes five times as long.
        labels, weights, counts = self.lexicon.votes_of(rows)
        cells = labels + np.repeat(memos * len(self.labels), counts)
        votes = np.bincount(
            cells, weights * np.repeat(loudness, counts), len(readings) * len(self.labels)
        )
        return votes.reshape(len(readings), len(self.labels)).astype(np.float32)

    def meaning(self, votes: Floats) -> Floats:
        """Return votes ``(..., labels)`` as places in the space, ``(..., dimensions)``."""
        return votes @ self.space

    def logits(self, votes: Floats) -> Floats:
        """Return log-odds ``(..., labels)``: votes, a little for near labels, and the liking."""
        near = votes + _NEARNESS * np.maximum(self.meaning(votes) @ self.space.T, 0)
        return np.asarray(
            _SHARPNESS * np.log(near + np.float32(_FLOOR)) + _LIKING * self.liking, np.float32
        )


def _loudest(terms: Iterable[FoundTerm]) -> dict[int, float]:
    """Return how loud each term is, by its row; a repeated one counts once."""
    loudest: dict[int, float] = {}
    for _, row, place, weight in terms:
        loudness = weight * _emphasis(place)
        if loudness > loudest.get(row, -1.0):
            loudest[row] = loudness
    return loudest


def _emphasis(place: float) -> float:
    if place < _OPENING_ENDS_AT:
        return _OPENING
    return _CLOSING if place > _CLOSING_BEGINS_AT else 1.0
