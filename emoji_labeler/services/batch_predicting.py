"""Predicting the cheap way: requests in files, answered by the provider within a day.

A batch is noted before it is sent, its file before it is used, so that a batch whose number was
lost in a crash is found again at the provider by its file, and nothing is sent a second time.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.prediction import (
    BatchState,
    Prediction,
    PredictionBatch,
)
from emoji_labeler.domain.remote_batch import BatchReply
from emoji_labeler.predictors.predictor import ChatPredictor
from emoji_labeler.providers.batch_wire import batch_content, batch_replies
from emoji_labeler.services.prediction_answers import failure
from emoji_labeler.services.prediction_loop import RunWork
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider

_LARGEST_FILE = 100_000_000
"""Half of what the API takes, in bytes."""

_READ_AT_ONCE = 1000
_KEPT_AT_ONCE = 500
_LOOKS_EVERY_S = 0.1
_RUN = "prediction_run"


class BatchPrediction:
    """Sends what waits, fetches what is done."""

    def __init__(self, work: RunWork, *, predictor: ChatPredictor, provider: "Provider") -> None:
        self._work = work
        self._store = work.project.prediction_batches
        self._predictor = predictor
        self._provider = provider

    def work(self, *, poll_s: float | None) -> None:
        """Bring the run forward once, or every ``poll_s`` seconds until nothing is under way."""
        self._find_lost()
        self._send()
        while True:
            self._fetch()
            counts = self._work.project.prediction_runs.counts(self._work.run.id)
            self._work.progress(counts)
            if not counts.asked or poll_s is None or not self._wait(poll_s):
                return

    def _in(self, state: BatchState) -> Iterator[PredictionBatch]:
        every = self._store.of_run(self._work.run.id)
        return (batch for batch in every if batch.state is state)

    def _find_lost(self) -> None:
        """Find the batches that were being sent when the program ended, or let their memos wait."""
        for batch in self._in(BatchState.SENDING):
            known = self._provider.list_batches(cancel=self._work.cancel) if batch.file_id else ()
            mine = [one for one in known if one.input_file == batch.file_id]
            if mine:
                self._store.advance(batch.key, BatchState.SENT, batch_id=mine[0].id)
            else:
                self._store.give_up(batch.key)

    def _send(self) -> None:
        for memos in self._files():
            if self._work.cancel():
                return
            self._send_one(memos)

    def _send_one(self, memos: Sequence[Memo]) -> None:
        batch = PredictionBatch(
            key=new_identifier(),
            run_id=self._work.run.id,
            state=BatchState.SENDING,
            memo_count=len(memos),
            made_at=utc_now(),
        )
        asked = ((str(memo.id), self._predictor.request(memo.text)) for memo in memos)
        content = batch_content(asked)
        self._store.intend(batch, memo_ids=(memo.id for memo in memos))
        try:
            file = self._provider.upload_batch(f"{batch.key}.jsonl", content)
            self._store.advance(batch.key, BatchState.SENDING, file_id=file.id)
            metadata = {_RUN: self._work.run.id}
            remote = self._provider.create_batch(file.id, metadata=metadata)
        except ProviderError as error:
            if not error.may_have_acted:
                self._store.give_up(batch.key)
            raise
        self._store.advance(batch.key, BatchState.SENT, batch_id=remote.id)

    def _files(self) -> Iterator[list[Memo]]:
        """Yield the waiting memos in portions that a provider takes."""
        most = self._provider.profile.capabilities.most_batch_requests
        portion: list[Memo] = []
        size = after = 0
        waiting = self._work.project.predictions.waiting
        while page := waiting(self._work.run.id, after=after, limit=_READ_AT_ONCE):
            after = page[-1].id
            for memo in page:
                length = len(batch_content([("", self._predictor.request(memo.text))]))
                if portion and (len(portion) == most or size + length > _LARGEST_FILE):
                    yield portion
                    portion, size = [], 0
                portion.append(memo)
                size += length
        if portion:
            yield portion

    def _fetch(self) -> None:
        for batch in self._in(BatchState.SENT):
            remote = self._provider.retrieve_batch(batch.batch_id, cancel=self._work.cancel)
            if remote.is_live:
                continue
            texts = self._texts(batch)
            for file_id in filter(None, (remote.output_file, remote.error_file)):
                content = self._provider.file_content(file_id, cancel=self._work.cancel)
                self._keep(batch_replies(content), texts=texts)
            left = self._store.asked_memos(batch.key)
            reason = remote.error_message or tr(
                "The batch ended ({status}) without an answer.", status=remote.status
            )
            self._exchange([failure(memo_id, reason) for memo_id in left])
            self._store.advance(batch.key, BatchState.FETCHED)

    def _texts(self, batch: PredictionBatch) -> Mapping[int, str]:
        memos = map(self._work.project.memos.get, self._store.asked_memos(batch.key))
        return {memo.id: memo.text for memo in memos if memo is not None}

    def _keep(self, replies: Iterator[BatchReply], *, texts: Mapping[int, str]) -> None:
        """Keep the answers to memos that wait for one; any other was kept already."""
        kept: list[Prediction] = []
        for one in replies:
            memo_id = int(one.key) if one.key.isdecimal() else 0
            if memo_id not in texts:
                continue
            if one.reply is None:
                kept.append(failure(memo_id, one.error))
            else:
                answer = self._predictor.read(texts[memo_id], one.reply)
                kept.append(self._work.reader.prediction(memo_id, answer))
            if len(kept) >= _KEPT_AT_ONCE:
                self._exchange(kept)
                kept = []
        self._exchange(kept)

    def _exchange(self, kept: Sequence[Prediction]) -> None:
        if kept:
            self._work.project.predictions.exchange(self._work.run.id, answers=kept)

    def _wait(self, seconds: float) -> bool:
        """Wait; return False as soon as the person stops it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._work.cancel():
                return False
            time.sleep(min(_LOOKS_EVERY_S, max(0.0, end - time.monotonic())))
        return not self._work.cancel()
