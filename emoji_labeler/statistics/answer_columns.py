"""Millions of answers as arrays, made block by block so that they never lie twice in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Self

import numpy as np

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.insight import AnswerBlock
from emoji_labeler.domain.suggestion import SuggestionTiming
from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Codes, Floats
from emoji_labeler.statistics.suggestion_influence import Trials

_MS_A_SECOND = 1000.0
_REST = "0:00+00:00"
_NOTHING_SUGGESTED = -1


class _Codes(dict[str, int]):
    """The number of each text."""

    def codes(self, texts: Sequence[str]) -> Codes:
        return np.fromiter(map(self.__getitem__, texts), np.int64, count=len(texts))


class Coder(_Codes):
    """Gives every text a number, in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code


# Without slots: the cached properties need a place to stay.
@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerColumns:
    """Submitted answers, one row for each, in the order of memos and annotators.

    ``days`` count from 1 January 1970 in the calendar of the time zone they were read for;
    ``paths`` are places in ``PickPath``, ``timings`` in ``SuggestionTiming`` or -1. ``followed`` is
    1 where the label is the top suggestion, 0 where it is another, -1 where there was none.
    """

    memo_ids: Codes
    annotators: Codes
    labels: Codes
    paths: Codes
    seconds: Floats
    days: Codes
    timings: Codes
    followed: Codes
    annotator_ids: tuple[str, ...]
    label_names: tuple[str, ...]

    @classmethod
    def of(
        cls,
        blocks: Iterable[AnswerBlock],
        *,
        current: CurrentLabels,
        zone: tzinfo | None = None,
    ) -> Self:
        """Return the columns of blocks of answers, labels of one emoji being one.

        Days are those of ``zone``, else of here. ``followed`` stays what it was on that day.
        """
        annotators, labels, times = Coder(), Coder(), Coder()
        parts = [
            _encoded(block, annotators=annotators, labels=labels, times=times) for block in blocks
        ]
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)] or [_NONE] * 7
        memo_ids, who, given, paths, times_ms, at, suggested = columns
        label_names, places = _folded(labels, current=current)
        return cls(
            memo_ids=memo_ids,
            annotators=who,
            labels=given if len(label_names) == len(labels) else places[given],
            paths=paths,
            seconds=times_ms / _MS_A_SECOND,
            days=np.array([_day_of(time, zone=zone) for time in times], np.int64)[at],
            timings=_TIMINGS[suggested],
            followed=_FOLLOWED[suggested],
            annotator_ids=tuple(annotators),
            label_names=label_names,
        )

    def __len__(self) -> int:
        return len(self.memo_ids)

    @cached_property
    def table(self) -> AnswerTable:
        """The answers as the figures of agreement want them."""
        return AnswerTable.of_codes(
            memos=self.memo_ids,
            annotators=self.annotators,
            labels=self.labels,
            annotator_ids=self.annotator_ids,
            label_names=self.label_names,
        )

    @property
    def seconds_by_path(self) -> dict[PickPath, Floats]:
        """The seconds of the answers on each path that occurs; of imports nobody took the time."""
        timed = self.seconds > 0
        parts = {
            path: self.seconds[timed & (self.paths == place)] for place, path in enumerate(PickPath)
        }
        return {path: seconds for path, seconds in parts.items() if len(seconds)}

    def trials(self, timing: SuggestionTiming) -> Trials:
        """Return the answers for which suggestions were shown, or withheld, at that time."""
        chosen = self.timings == list(SuggestionTiming).index(timing)
        followed = self.followed[chosen]
        return Trials(
            seconds=self.seconds[chosen],
            suggested=int((followed != _NOTHING_SUGGESTED).sum()),
            followed=int((followed == 1).sum()),
        )


_NONE: Codes = np.empty(0, np.int64)
_PATHS = _Codes({path.value: place for place, path in enumerate(PickPath)})
_STANDINGS = {
    "": (-1, _NOTHING_SUGGESTED),
    **{
        f"{timing} {followed}": (place, followed)
        for place, timing in enumerate(SuggestionTiming)
        for followed in (1, 0, _NOTHING_SUGGESTED)
    },
}
_SUGGESTED = _Codes({text: code for code, text in enumerate(_STANDINGS)})
_TIMINGS, _FOLLOWED = np.array(list(_STANDINGS.values()), np.int64).T


def _encoded(
    block: AnswerBlock, *, annotators: Coder, labels: Coder, times: Coder
) -> tuple[Codes, ...]:
    return (
        np.array(block.memo_ids, np.int64),
        annotators.codes(block.annotator_ids),
        labels.codes(block.labels),
        _PATHS.codes(block.picked_by),
        np.array(block.lead_times_ms, np.int64),
        times.codes(block.submitted_at),
        _SUGGESTED.codes(block.suggested),
    )


def _folded(labels: Iterable[str], *, current: CurrentLabels) -> tuple[tuple[str, ...], Codes]:
    """Return what labels are called now, and the place of each label among these names."""
    names = Coder()
    places = names.codes([current[label] for label in labels])
    return tuple(names), places


def _day_of(time: str, *, zone: tzinfo | None) -> int:
    """Return the day of a time that is cut to ten minutes (``2026-11-22T08:3``)."""
    moment = datetime.fromisoformat(time + _REST).astimezone(zone)
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return int(midnight.timestamp()) // 86_400
