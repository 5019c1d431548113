"""The model that lives on this machine: it ranks every label for a memo and learns from answers.

A label's log-odds are the prior's, which knows only words, plus one linear layer over the memo's
vector, which starts at zero. What is learnt about one label is partly learnt about the labels near
it (the gradient is smoothed in the space of labels), so that labels nobody has chosen yet move too.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.text import text_hash
from emoji_labeler.local_model.answer_memory import AnswerMemory, Lesson
from emoji_labeler.local_model.arrays import Floats, softmax
from emoji_labeler.local_model.memo_vector import SIZE, memo_vectors
from emoji_labeler.local_model.prior import Prior
from emoji_labeler.wording import tr

_STEP = 1.0
_SHARED = 0.5
_REPLAYED = 12
_SEED = 17
_LABELS_AT_ONCE = 128
# What is summed over so many memos still fits the processor's cache.
_MEMOS_AT_ONCE = 64
_SHARPNESS_STEP = 0.01
_SHARPNESS_BOUNDS = (0.4, 1.5)


class LocalModel:
    """A prior and what was learnt on top of it.

    ``weights`` is the linear layer, ``(labels, memo vector)``; ``sharpness`` multiplies the
    log-odds, so that a probability of 0.3 is right three times in ten. ``state`` is a hash of all
    that was learnt, in order; equal histories give equal models.
    """

    def __init__(self, prior: Prior) -> None:
        self.prior = prior
        self.weights: Floats = np.zeros((len(prior.labels), SIZE), np.float32)
        self.sharpness = 1.0
        self.state = b""
        self._places = {label: place for place, label in enumerate(prior.labels)}
        self._memory = AnswerMemory(labels=len(prior.labels))
        self._chance = np.random.default_rng(_SEED)
        self._gradient: Floats = np.empty((_LABELS_AT_ONCE, SIZE), np.float32)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label, in the order of all arrays."""
        return self.prior.labels

    @property
    def version(self) -> str:
        """A short name of the state: ``cold``, or 12 hexadecimal digits."""
        return self.state.hex()[:12] or "cold"

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Return how likely each label is for each memo, ``(memos, labels)``; rows add up to 1."""
        vectors, votes = self.matrices(texts)
        logits = self.logits(vectors, votes=votes)
        return softmax(np.float32(self.sharpness) * logits)

    def ranked(self, texts: Sequence[str], *, count: int) -> list[list[tuple[str, float]]]:
        """Return the ``count`` likeliest labels of each memo, with their probabilities."""
        probabilities = self.probabilities(texts)
        best = _best(probabilities, count=count)
        shares = np.take_along_axis(probabilities, best, axis=1)
        return [
            [(self.labels[place], share) for place, share in zip(places, row, strict=True)]
            for places, row in zip(best.tolist(), shares.tolist(), strict=True)
        ]

    def learn(self, text: str, *, label: str) -> None:
        """Learn one answer at once, going over some older ones again; a few milliseconds."""
        lesson = self.lesson(text, label=label)
        lessons = [lesson, *self._memory.draw(_REPLAYED, chance=self._chance)]
        vectors = np.stack([one.vector for one in lessons])
        logits = self.logits(vectors, votes=np.stack([one.votes for one in lessons]))
        self.sharpen(logits[:1], labels=[lesson.label])
        self.step(vectors, logits, labels=[one.label for one in lessons])
        self._memory.keep(lesson, memo=text_hash(text))
        self.note(f"learn\0{text}\0{label}")

    def lesson(self, text: str, *, label: str) -> Lesson:
        """Return a memo as the model sees it; raise WrongUseError for a label it does not have."""
        place = self.place(label)
        (vector,), (votes,) = self.matrices([text])
        return Lesson(vector=vector, votes=votes, label=place)

    def place(self, label: str) -> int:
        """Return where a label stands in all arrays; raise WrongUseError for an unknown one."""
        if label not in self._places:
            raise WrongUseError(
                tr("Nothing was learned."),
                why=tr("The emoji pack has no label {label}.", label=label),
                remedy=tr("Use a label of the pack."),
            )
        return self._places[label]

    def matrices(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return memos as the model sees them, one row a memo.

        The first are their vectors ``(memos, SIZE)``, the second their words' votes
        ``(memos, labels)``.
        """
        vectors = np.empty((len(texts), SIZE), np.float32)
        votes = np.empty((len(texts), len(self.labels)), np.float32)
        for start in range(0, len(texts), _MEMOS_AT_ONCE):
            block = slice(start, start + _MEMOS_AT_ONCE)
            readings = [self.prior.read(text) for text in texts[block]]
            votes[block] = self.prior.votes(readings)
            vectors[block] = memo_vectors(readings, meaning=self.prior.meaning(votes[block]))
        return vectors, votes

    def logits(self, vectors: Floats, *, votes: Floats) -> Floats:
        """Return the log-odds of memos ``(memos, labels)``, before sharpening."""
        return self.prior.logits(votes) + vectors @ self.weights.T

    def step(
        self, vectors: Floats, logits: Floats, *, labels: Sequence[int], size: float = _STEP
    ) -> Floats:
        """Move the weights against the gradient of the cross-entropy.

        ``logits`` is used up. Returns the probability that each memo's label had, ``(memos,)``.
        """
        error = softmax(logits)
        rows = np.arange(len(labels))
        had = error[rows, labels].copy()
        error[rows, labels] -= 1
        error += np.float32(_SHARED) * ((error @ self.prior.space) @ self.prior.space.T)
        error *= np.float32(size)
        self._subtract(error, vectors)
        return had

    def _subtract(self, error: Floats, vectors: Floats) -> None:
        """Take the gradient off the weights, in blocks that fit the processor's cache."""
        for start in range(0, len(self.weights), _LABELS_AT_ONCE):
            weights = self.weights[start : start + _LABELS_AT_ONCE]
            gradient = self._gradient[: len(weights)]
            np.matmul(error[:, start : start + _LABELS_AT_ONCE].T, vectors, out=gradient)
            np.subtract(weights, gradient, out=weights)

    def sharpen(self, logits: Floats, *, labels: Sequence[int]) -> None:
        """Correct the sharpness by memos that were not learned yet: an honest test of it."""
        for row, label in zip(logits, labels, strict=True):
            probabilities = softmax(np.float32(self.sharpness) * row)
            slope = self.sharpness * float(probabilities @ row - row[label])
            change = _SHARPNESS_STEP * max(-3.0, min(3.0, slope))
            lowest, highest = _SHARPNESS_BOUNDS
            self.sharpness = max(lowest, min(highest, self.sharpness * float(np.exp(-change))))

    def note(self, happened: str) -> None:
        """Make what happened part of the state."""
        self.state = blake2b(self.state + happened.encode(), digest_size=16).digest()


def _best(probabilities: Floats, *, count: int) -> NDArray[np.intp]:
    """Return the places of the ``count`` largest values of each row, the largest first.

    Of equal values the one before comes first.
    """
    if count >= probabilities.shape[1] // 2:
        return np.argsort(-probabilities, axis=1, kind="stable")[:, :count]
    # Only what may be among the best is sorted.
    some = np.sort(np.argpartition(-probabilities, count, axis=1)[:, : count + 1], axis=1)
    among = np.take_along_axis(probabilities, some, axis=1)
    order = np.argsort(-among, axis=1, kind="stable")[:, :count]
    return np.take_along_axis(some, order, axis=1)
