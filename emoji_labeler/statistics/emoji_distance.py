"""How far apart two emoji are, from what their pack says about them.

The distance of two labels adds up four parts, each 0 where they have it in common:

    0.1  they are different labels
    0.1  they are not variants of the same emoji
    0.5  they stand in different places of the pack: the whole of it in different groups, two thirds
         in one group (smileys), one third under one heading of it (face-…), nothing in the same
         subgroup (face-smiling)
    0.3  the words that find them differ: 1 less the weight of the words they share divided by the
         weight of all their words; a word weighs log(emoji of the pack / emoji that have it)

So it is 0.1 between variants, at most 0.5 within a subgroup, and 1 where nothing is shared. Each
part is a metric, the places an ultrametric and the words the distance of Levandowsky and Winter
(1971), Distance between sets; so the sum is one too: symmetric, zero for the same emoji alone, and
no detour is shorter. The four numbers are a choice. A pack of bare pictures has no groups and only
the words of its labels; a label that the pack does not have is 1 away from all others.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.statistics.arrays import Floats

_LABEL, _FAMILY, _PLACE, _WORDS = 0.1, 0.1, 0.5, 0.3
_KEPT_MATRICES = 2


class EmojiDistances:
    """The distances between the labels of one pack, computed when they are asked for."""

    def __init__(self, pack: EmojiPack) -> None:
        self._pack = pack
        self._kept = lru_cache(maxsize=_KEPT_MATRICES)(self._computed)

    def between(self, first: str, second: str) -> float:
        """Return the distance of two labels, from 0 to 1."""
        return float(self._computed((first, second))[0, 1])

    def matrix(self, labels: Sequence[str]) -> Floats:
        """Return the distances between labels, shape (labels, labels); do not write into it."""
        return self._kept(tuple(labels))

    def _computed(self, labels: tuple[str, ...]) -> Floats:
        emoji = [self._pack.find(label) or Emoji(label=label) for label in labels]
        bases = [self._pack.get(self._pack.base_label(one.label)) or one for one in emoji]
        apart = _LABEL * _differ([one.label for one in emoji])
        apart += _FAMILY * _differ([base.label for base in bases])
        levels = tuple(zip(*(_places(base) for base in bases), strict=True))
        for level in levels:
            apart += _PLACE / len(levels) * _differ(level)
        apart += _WORDS * self._words_apart(bases)
        # Four parts that add up to 1 may be a hair above it.
        np.minimum(apart, 1.0, out=apart)
        return apart

    def _words_apart(self, emoji: Sequence[Emoji]) -> Floats:
        shared = np.zeros((len(emoji), len(emoji)))
        for word, rows in _rows_by_word(emoji).items():
            shared[np.ix_(rows, rows)] += self._weights.get(word, 0.0)
        own: Floats = shared.diagonal()
        together: Floats = own[:, None] + own - shared
        # An emoji that no word finds is like itself alone.
        apart: Floats = _differ([one.label for one in emoji])
        np.divide(together - shared, together, out=apart, where=together > 0)
        return apart

    @cached_property
    def _weights(self) -> dict[str, float]:
        emoji = [one for one in self._pack.emoji if self._pack.base_label(one.label) == one.label]
        counts = Counter(word for one in emoji for word in _words(one))
        return {word: math.log(len(emoji) / count) for word, count in counts.items()}


def _differ(values: Sequence[object]) -> Floats:
    """Return 1 where two values differ and 0 where they are equal, shape (values, values)."""
    codes: dict[object, int] = {}
    places = np.array([codes.setdefault(value, len(codes)) for value in values], np.int64)
    differ: Floats = (places[:, None] != places).astype(np.float64)
    return differ


def _places(emoji: Emoji) -> tuple[object, object, object]:
    """Return the group, the heading and the subgroup; what an emoji lacks is its own alone."""
    group = emoji.group or ("", emoji.label)
    subgroup = emoji.subgroup or f"\n{emoji.label}"
    return group, (group, subgroup.partition("-")[0]), (group, subgroup)


def _words(emoji: Emoji) -> set[str]:
    names = (*emoji.name.split(), emoji.name_ja)
    return {word.casefold() for word in (*names, *emoji.keywords_en, *emoji.keywords_ja)} - {""}


def _rows_by_word(emoji: Sequence[Emoji]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, one in enumerate(emoji):
        # Sorted, so that sums are added up in the same order at every start of the program.
        for word in sorted(_words(one)):
            rows.setdefault(word, []).append(row)
    return rows
