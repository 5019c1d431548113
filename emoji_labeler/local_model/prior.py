"""How well each label suits a memo before anybody has answered anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model.arrays import Floats
from emoji_labeler.local_model.label_space import label_space
from emoji_labeler.local_model.lexicon import Lexicon, build_lexicon
from emoji_labeler.local_model.memo_reader import FoundTerm, read_memo

# Fitted on scripts/data/suggest_dev.jsonl; people name their subject early.
_OPENING, _OPENING_ENDS_AT = 1.7, 0.3
_CLOSING, _CLOSING_BEGINS_AT = 0.8, 0.7
_NEARNESS = 0.03
_SHARPNESS = 2.8
_FLOOR = 0.12
_LIKING = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def read(self, text: str) -> list[FoundTerm]:
        """Return the known words of a memo."""
        return read_memo(text, lexicon=self.lexicon)

    def votes(self, found: Iterable[FoundTerm]) -> Floats:
        """Return what the terms say about each label, ``(labels,)``; a repeated one counts once."""
        loudest: dict[str, float] = {}
        for one in found:
            loudness = one.weight * _emphasis(one.place)
            loudest[one.term] = max(loudness, loudest.get(one.term, 0.0))
        if not loudest:
            return np.zeros(len(self.labels), np.float32)
        rows = self.lexicon.rows
        voting = [self.lexicon.votes(rows[term]) for term in loudest]
        # One sum over all terms: adding them up one by one takes three times as long.
        votes = np.concatenate(
            [
                weights * loudness
                for (_, weights), loudness in zip(voting, loudest.values(), strict=True)
            ]
        )
        labels = np.concatenate([labels for labels, _ in voting])
        return np.bincount(labels, votes, len(self.labels)).astype(np.float32)

    def meaning(self, votes: Floats) -> Floats:
        """Return votes ``(..., labels)`` as places in the space, ``(..., dimensions)``."""
        return votes @ self.space

    def logits(self, votes: Floats) -> Floats:
        """Return log-odds ``(..., labels)``: votes, a little for near labels, and the liking."""
        near = votes + _NEARNESS * np.maximum(self.meaning(votes) @ self.space.T, 0)
        return np.asarray(
            _SHARPNESS * np.log(near + np.float32(_FLOOR)) + _LIKING * self.liking, np.float32
        )


def _emphasis(place: float) -> float:
    if place < _OPENING_ENDS_AT:
        return _OPENING
    return _CLOSING if place > _CLOSING_BEGINS_AT else 1.0
