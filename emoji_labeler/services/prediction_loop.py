"""Asks about the memos of a run, several at a time, so that a crash costs nothing twice.

One thread, the caller's, reads and writes the project: it notes memos as asked, hands them to the
workers, and keeps what they bring back, in one transaction with the next memos that it hands out.
Workers only ask. Whatever ends the program, every memo on the disk is waiting, answered, failed, or
asked, and only the last kind may have been paid for without an answer.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import NamedTuple

from emoji_labeler.domain.errors import (
    EmojiLabelerError,
    NoCreditError,
    NotFoundError,
    NotOfferedError,
    StoppedError,
    WrongKeyError,
    WrongUseError,
)
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.prediction import Prediction, PredictionRun, RunCounts
from emoji_labeler.domain.record import record
from emoji_labeler.predictors.predictor import Predictor, RawAnswer
from emoji_labeler.providers.attempts import Cancel, stop_if
from emoji_labeler.services.prediction_answers import AnswerReader, failure
from emoji_labeler.storage.project import ProjectStore

_HOPELESS = (WrongKeyError, NoCreditError, NotFoundError, NotOfferedError, WrongUseError)
"""Errors that every further memo would meet as well, and that cost nothing."""

_LONGEST_BAD_LUCK = 12
"""After so many failures in a row the next memo is not tried."""

_READ_AT_ONCE = 1000
_LOOKS_EVERY_S = 0.1
_TELLS_EVERY_S = 0.05


class _Outcome(NamedTuple):
    """What came of some memos: an answer for each, or one error for all."""

    memos: Sequence[Memo]
    answers: Sequence[RawAnswer]
    error: BaseException | None


@record
class RunWork:
    """One stretch of work at a run: who is asked, who reads the answers, who may stop it."""

    project: ProjectStore
    run: PredictionRun
    predictor: Predictor
    reader: AnswerReader
    cancel: Cancel
    progress: Callable[[RunCounts], None]


class PredictionLoop:
    """Goes on with a run from where it stands, to its end or until it is stopped."""

    def __init__(self, work: RunWork, *, parallel: int) -> None:
        self._project = work.project
        self._run = work.run
        self._predictor = work.predictor
        self._reader = work.reader
        self._person_cancels = work.cancel
        self._progress = work.progress
        self._parallel = parallel
        self._counts = work.project.prediction_runs.counts(work.run.id)
        self._waiting: deque[Memo] = deque()
        self._last_read = 0
        self._done: SimpleQueue[_Outcome] = SimpleQueue()
        self._under_way = 0
        self._bad_luck = 0
        self._fatal: BaseException | None = None
        self._told_at = 0.0

    def work(self) -> None:
        """Ask about every memo that waits; raise what makes it senseless to go on.

        What is under way when it is stopped is still kept.
        """
        with ThreadPoolExecutor(self._parallel, thread_name_prefix="predict") as pool:
            try:
                self._hand_out(pool, kept=(), put_back=())
                while self._under_way:
                    self._take_in(pool)
            except BaseException as error:
                # Ctrl+C, most likely: the answers that are on their way are paid for.
                self._fatal = error
                while self._under_way:
                    self._take_in(pool)
                raise
        if self._fatal is not None:
            raise self._fatal

    def _is_stopping(self) -> bool:
        return self._fatal is not None or self._person_cancels()

    def _hand_out(
        self, pool: ThreadPoolExecutor, *, kept: Sequence[Prediction], put_back: Sequence[int]
    ) -> None:
        """Keep what came in, note the next memos as asked, and only then have them asked."""
        groups: list[list[Memo]] = []
        # As many again as are asked at once, so that no worker waits for the disk.
        room = 2 * self._parallel - self._under_way
        while len(groups) < room and not self._is_stopping() and (group := self._next_group()):
            groups.append(group)
        asked = [memo.id for group in groups for memo in group]
        if kept or put_back or asked:
            self._project.predictions.exchange(
                self._run.id, answers=kept, put_back=put_back, asked=asked
            )
            self._counts = _counted(self._counts, kept, put_back=len(put_back), asked=len(asked))
        for group in groups:
            self._under_way += 1
            pool.submit(self._ask, group)

    def _next_group(self) -> list[Memo]:
        size = self._predictor.at_once
        if len(self._waiting) < size:
            found = self._project.predictions.waiting(
                self._run.id, after=self._last_read, limit=max(size, _READ_AT_ONCE)
            )
            self._waiting.extend(found)
            self._last_read = found[-1].id if found else self._last_read
        return [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]

    def _ask(self, memos: Sequence[Memo]) -> None:
        """Ask about some memos; in a worker."""
        try:
            stop_if(self._is_stopping)
            texts = [memo.text for memo in memos]
            answers = self._predictor.answer(texts, cancel=self._is_stopping)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the run is.
            self._done.put(_Outcome(memos, (), error))
        else:
            self._done.put(_Outcome(memos, answers, None))

    def _take_in(self, pool: ThreadPoolExecutor) -> None:
        """Wait for an outcome, and keep it with all others that are there by then."""
        kept: list[Prediction] = []
        put_back: list[int] = []
        try:
            outcome = self._done.get(timeout=_LOOKS_EVERY_S)
        except Empty:
            self._tell()
            return
        while True:
            self._under_way -= 1
            self._read(outcome, kept=kept, put_back=put_back)
            try:
                outcome = self._done.get_nowait()
            except Empty:
                break
        self._hand_out(pool, kept=kept, put_back=put_back)
        self._tell()

    def _read(self, outcome: _Outcome, *, kept: list[Prediction], put_back: list[int]) -> None:
        memos, answers, error = outcome
        if error is None:
            self._bad_luck = 0
            kept.extend(
                self._reader.prediction(memo.id, answer)
                for memo, answer in zip(memos, answers, strict=True)
            )
            return
        is_ours = isinstance(error, EmojiLabelerError) and not isinstance(error, StoppedError)
        if is_ours and not isinstance(error, _HOPELESS):
            self._bad_luck += 1
            kept.extend(failure(memo.id, getattr(error, "why", "")) for memo in memos)
            if self._bad_luck >= _LONGEST_BAD_LUCK:
                self._fatal = self._fatal or error
            return
        put_back.extend(memo.id for memo in memos)
        if not isinstance(error, StoppedError):
            self._fatal = self._fatal or error

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= _TELLS_EVERY_S:
            self._told_at = now
            self._progress(self._counts)


def _counted(
    counts: RunCounts, kept: Sequence[Prediction], *, put_back: int, asked: int
) -> RunCounts:
    """Return the counts after an exchange."""
    answered = [one for one in kept if not one.error]
    known = [one.cost for one in answered if one.cost is not None]
    usage = sum((one.usage for one in answered), counts.usage)
    return replace(
        counts,
        waiting=counts.waiting + put_back - asked,
        asked=counts.asked + asked - put_back - len(kept),
        answered=counts.answered + len(answered),
        failed=counts.failed + len(kept) - len(answered),
        existing=counts.existing + sum(one.exists for one in answered),
        resolved=counts.resolved + sum(one.is_resolved for one in answered),
        labelled=counts.labelled + sum(bool(one.label) for one in answered),
        latency_ms=counts.latency_ms + sum(one.latency_ms for one in answered),
        usage=usage,
        cost=counts.cost + sum(known),
        uncosted=counts.uncosted + len(answered) - len(known),
    )
