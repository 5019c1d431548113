"""Who gave which label to which memo, as arrays of numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.statistics.arrays import Codes, Flags, Floats
from emoji_labeler.wording import tr


class GivenLabel(NamedTuple):
    """The label that one annotator gave to one memo; a tuple, because there may be millions."""

    memo_id: int
    annotator_id: str
    label: str


# Without slots: the cached properties need a place to stay.
@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerTable:
    """Labels given to memos, one row for each, in the order of memos and annotators.

    ``memos`` counts from 0 without gaps; ``annotators`` and ``labels`` are places in the tuples of
    their names. An annotator has at most one row for a memo.
    """

    memos: Codes
    annotators: Codes
    labels: Codes
    annotator_ids: tuple[str, ...]
    label_names: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[GivenLabel]) -> Self:
        """Return a table of rows in any order, or raise WrongUseError as ``of_codes`` does."""
        memos: dict[int, int] = {}
        annotators: dict[str, int] = {}
        labels: dict[str, int] = {}
        codes = [
            (
                memos.setdefault(memo_id, len(memos)),
                annotators.setdefault(annotator_id, len(annotators)),
                labels.setdefault(label, len(labels)),
            )
            for memo_id, annotator_id, label in rows
        ]
        columns = np.array(codes, np.int64).reshape(-1, 3).T
        return cls.of_codes(
            memos=columns[0],
            annotators=columns[1],
            labels=columns[2],
            annotator_ids=tuple(annotators),
            label_names=tuple(labels),
        )

    @classmethod
    def of_codes(
        cls,
        *,
        memos: Codes,
        annotators: Codes,
        labels: Codes,
        annotator_ids: tuple[str, ...],
        label_names: tuple[str, ...],
    ) -> Self:
        """Return a table of columns in any order; ``memos`` may be any numbers from 0 up.

        Raises WrongUseError where an annotator has two labels for one memo.
        """
        keys = memos * max(1, len(annotator_ids)) + annotators
        if (keys[1:] <= keys[:-1]).any():
            order = np.argsort(keys, kind="stable")
            keys, memos, annotators, labels = (x[order] for x in (keys, memos, annotators, labels))
        if (keys[1:] == keys[:-1]).any():
            raise WrongUseError(
                tr("The agreement was not computed."),
                why=tr("An annotator has two labels for one memo."),
                remedy=tr("Give only the answers that count."),
            )
        return cls(
            memos=_without_gaps(memos),
            annotators=annotators,
            labels=labels,
            annotator_ids=annotator_ids,
            label_names=label_names,
        )

    def __len__(self) -> int:
        return len(self.memos)

    @cached_property
    def sizes(self) -> Codes:
        """How many answers each memo has."""
        return np.bincount(self.memos)

    @cached_property
    def apart(self) -> Floats:
        """For each row of shared memos, the share of the others of its memo with another label."""
        totals = np.zeros(len(self))
        for upper, lower in self.pairs():
            differ = self.labels[upper] != self.labels[lower]
            totals[upper] += differ
            totals[lower] += differ
        return totals / (self.sizes - 1)[self.memos]

    def shared(self) -> Self:
        """Return the rows of memos that have at least two answers."""
        is_shared = self.sizes > 1
        return self if is_shared.all() else self._where(is_shared[self.memos])

    def between(self, first: str, second: str) -> Self:
        """Return the rows of two annotators about the memos that both of them answered."""
        chosen = [self.annotator_ids.index(x) for x in (first, second) if x in self.annotator_ids]
        return self._where(np.isin(self.annotators, chosen)).shared()

    def occurring(self) -> tuple[tuple[str, ...], Codes]:
        """Return the labels that occur, and the place of every row's label among them."""
        used = np.bincount(self.labels, minlength=len(self.label_names)) > 0
        names = tuple(self.label_names[place] for place in np.flatnonzero(used))
        return names, (np.cumsum(used) - 1)[self.labels]

    def pairs(self) -> Iterator[tuple[Codes, Codes]]:
        """Yield every two rows of one memo once, as arrays of the upper and of the lower row."""
        upper, step = np.flatnonzero(self.memos[:-1] == self.memos[1:]), 1
        while len(upper):
            yield upper, upper + step
            step += 1
            upper = upper[: np.searchsorted(upper, len(self) - step)]
            upper = upper[self.memos[upper] == self.memos[upper + step]]

    def _where(self, chosen: Flags) -> Self:
        return type(self)(
            memos=_without_gaps(self.memos[chosen]),
            annotators=self.annotators[chosen],
            labels=self.labels[chosen],
            annotator_ids=self.annotator_ids,
            label_names=self.label_names,
        )


def _without_gaps(memos: Codes) -> Codes:
    """Return sorted numbers of memos counted anew from 0."""
    return np.cumsum(np.diff(memos, prepend=memos[:1]) != 0)
