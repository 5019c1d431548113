"""The answers that online learning goes over again, lest a new one wash out the old ones."""

from dataclasses import dataclass

import numpy as np

from emoji_labeler.domain.record import record
from emoji_labeler.local_model.arrays import Floats

_MOST_ANSWERS = 5000


@record
class Lesson:
    """A memo as the model sees it, and the place of its label.

    ``vector`` is the memo's vector ``(size,)``, ``votes`` the votes of its words ``(labels,)``.
    """

    vector: Floats
    votes: Floats
    label: int


@dataclass(frozen=True, slots=True)
class _Kept:
    vector: Floats
    voted: np.ndarray[tuple[int], np.dtype[np.int32]]
    votes: Floats
    label: int


class AnswerMemory:
    """The last answers, one a memo: a second answer for a memo takes the place of the first."""

    def __init__(self, *, labels: int) -> None:
        self._labels = labels
        self._kept: list[_Kept] = []
        self._places: dict[bytes, int] = {}
        self._oldest = 0

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, lesson: Lesson, *, memo: bytes) -> None:
        """Remember a lesson under the hash of its memo; beyond 5,000 the oldest one goes."""
        voted = np.flatnonzero(lesson.votes).astype(np.int32)
        kept = _Kept(lesson.vector, voted, lesson.votes[voted], lesson.label)
        if memo in self._places:
            self._kept[self._places[memo]] = kept
        elif len(self._kept) < _MOST_ANSWERS:
            self._places[memo] = len(self._kept)
            self._kept.append(kept)
        else:
            forgotten = next(key for key, at in self._places.items() if at == self._oldest)
            del self._places[forgotten]
            self._places[memo] = self._oldest
            self._kept[self._oldest] = kept
            self._oldest = (self._oldest + 1) % _MOST_ANSWERS

    def draw(self, count: int, *, chance: np.random.Generator) -> list[Lesson]:
        """Return at most ``count`` lessons, drawn with replacement."""
        if not self._kept:
            return []
        drawn = chance.integers(0, len(self._kept), min(count, len(self._kept)))
        return [self._lesson(self._kept[at]) for at in drawn]

    def _lesson(self, kept: _Kept) -> Lesson:
        votes = np.zeros(self._labels, np.float32)
        votes[kept.voted] = kept.votes
        return Lesson(vector=kept.vector, votes=votes, label=kept.label)
