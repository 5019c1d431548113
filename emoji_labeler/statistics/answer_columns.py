"""Millions of answers as arrays, made block by block so that they never lie twice in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Self

import numpy as np

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.insight import TimedAnswer
from emoji_labeler.domain.suggestion import SuggestionTiming
from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Codes, Floats
from emoji_labeler.statistics.suggestion_influence import Trials

_MS_A_SECOND = 1000.0
_REST = "0:00+00:00"
_NOTHING_SUGGESTED = -1


class _Coder(dict[str, int]):
    """Gives every text a number, in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code

    def codes(self, texts: Sequence[str]) -> Codes:
        return np.fromiter(map(self.__getitem__, texts), np.int64, count=len(texts))


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
    def of(cls, blocks: Iterable[Sequence[TimedAnswer]], *, zone: tzinfo | None = None) -> Self:
        """Return the columns of blocks of answers; days are those of ``zone``, else of here."""
        annotators, labels, times = _Coder(), _Coder(), _Coder()
        parts = [
            _encoded(block, annotators=annotators, labels=labels, times=times) for block in blocks
        ]
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)] or [_NONE] * 8
        memo_ids, who, given, paths, times_ms, at, timings, followed = columns
        return cls(
            memo_ids=memo_ids,
            annotators=who,
            labels=given,
            paths=paths,
            seconds=times_ms / _MS_A_SECOND,
            days=np.array([_day_of(time, zone=zone) for time in times], np.int64)[at],
            timings=timings,
            followed=followed,
            annotator_ids=tuple(annotators),
            label_names=tuple(labels),
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
        """The seconds of the answers on each path that occurs."""
        parts = {path: self.seconds[self.paths == place] for place, path in enumerate(PickPath)}
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
_PATHS = {path.value: place for place, path in enumerate(PickPath)}
_TIMINGS = {"": -1, **{timing.value: place for place, timing in enumerate(SuggestionTiming)}}


def _encoded(
    block: Sequence[TimedAnswer], *, annotators: _Coder, labels: _Coder, times: _Coder
) -> tuple[Codes, ...]:
    memo_ids, who, given, paths, times_ms, at, timings, tops = zip(*block, strict=True)
    count = len(block)
    known = followed = np.full(count, _NOTHING_SUGGESTED)
    if any(timings):
        known = np.fromiter(map(_TIMINGS.__getitem__, timings), np.int64, count=count)
    if any(tops):
        followed = np.fromiter(map(_is_followed, tops, given), np.int64, count=count)
    return (
        np.array(memo_ids, np.int64),
        annotators.codes(who),
        labels.codes(given),
        np.fromiter(map(_PATHS.__getitem__, paths), np.int64, count=count),
        np.array(times_ms, np.int64),
        times.codes(at),
        known,
        followed,
    )


def _is_followed(top: str, label: str) -> int:
    """Return 1 where the label is the top suggestion, 0 where it is another, -1 without one."""
    return int(top == label) if top else _NOTHING_SUGGESTED


def _day_of(time: str, *, zone: tzinfo | None) -> int:
    """Return the day of a time that is cut to ten minutes (``2026-11-22T08:3``)."""
    moment = datetime.fromisoformat(time + _REST).astimezone(zone)
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return int(midnight.timestamp()) // 86_400
