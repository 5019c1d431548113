"""Batches: many questions in a file, answered within a day for less."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from emoji_labeler.domain.errors import BadAnswerError
from emoji_labeler.domain.remote_batch import BatchReply, RemoteBatch
from emoji_labeler.providers import answers, requests
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.providers.fields import Fields
from emoji_labeler.providers.openai_wire import OpenAIWire
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from emoji_labeler.domain.chat import ChatRequest
    from emoji_labeler.domain.fine_tuning import RemoteFile
    from emoji_labeler.providers.openai_wire import Call

ENDPOINT: Final = "/v1/chat/completions"
_WINDOW: Final = "24h"
_MOST_LISTED = 1000
_GOOD = 200


def batch_content(asked: Iterable[tuple[str, ChatRequest]]) -> bytes:
    """Return the file of a batch: one question a line, under the name it is given."""
    lines = (
        {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": requests.chat_body(request)}
        for key, request in asked
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def batch_replies(content: bytes) -> Iterator[BatchReply]:
    """Yield what stands in the files that a batch leaves; a line that cannot be read is left out.

    Those questions stay without an answer, which their sender notices.
    """
    for line in content.decode("utf-8", "replace").split("\n"):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("custom_id"), str):
            yield _reply(row["custom_id"], Fields(row, what=tr("The batch was not read.")))


def _reply(key: str, row: Fields) -> BatchReply:
    response = row.child("response")
    body = response.child("body")
    message = row.child("error").text("message", "") or body.child("error").text("message", "")
    if message or response.whole("status_code") not in (None, _GOOD):
        return BatchReply(key=key, error=message or tr("The provider gave no reason."))
    try:
        reply = answers.chat_reply_of(body, latency_ms=0, dropped=())
    except BadAnswerError as error:
        return BatchReply(key=key, error=error.why)
    return BatchReply(key=key, reply=reply)


class BatchWire(OpenAIWire):
    """The part of an adapter that handles batches; ``Provider`` tells what its calls promise."""

    def upload_batch(self, name: str, content: bytes) -> RemoteFile:
        """Upload the questions."""
        what = tr("The batch was not sent.")
        self._need(self._can.batches, what=what)
        return answers.file_of(
            self._write(
                lambda client: (
                    client.files.with_raw_response.create(
                        file=(name, content, "application/jsonl"), purpose="batch"
                    ).http_response
                ),
                what=what,
            )
        )

    def create_batch(self, file_id: str, *, metadata: Mapping[str, str]) -> RemoteBatch:
        """Have them answered."""
        what = tr("The batch was not sent.")
        self._need(self._can.batches, what=what)
        return batch_of(self._write(self._create_batch_call(file_id, metadata), what=what))

    def retrieve_batch(self, batch_id: str, *, cancel: Cancel = never) -> RemoteBatch:
        """Fetch a batch."""
        fields = self._read(
            lambda client: client.batches.with_raw_response.retrieve(batch_id).http_response,
            what=tr("The batch was not fetched."),
            cancel=cancel,
        )
        return batch_of(fields)

    def list_batches(self, *, cancel: Cancel = never) -> tuple[RemoteBatch, ...]:
        """List the batches, page by page."""
        what = tr("The batches were not listed.")
        self._need(self._can.batches, what=what)
        found: dict[str, RemoteBatch] = {}
        has_more = True
        while has_more and len(found) < _MOST_LISTED:
            before = len(found)
            page = self._read(
                _batches_page(after=next(reversed(found), "")), what=what, cancel=cancel
            )
            found.update((one.id, one) for one in map(batch_of, page.children("data")))
            has_more = page.is_true("has_more") and len(found) > before
        return tuple(found.values())

    def cancel_batch(self, batch_id: str) -> RemoteBatch:
        """Cancel a batch."""
        return batch_of(
            self._write(
                lambda client: client.batches.with_raw_response.cancel(batch_id).http_response,
                what=tr("The batch was not cancelled."),
            )
        )

    def _create_batch_call(self, file_id: str, metadata: Mapping[str, str]) -> Call:
        more: dict[str, Any] = {"metadata": dict(metadata)} if self._can.metadata else {}
        return lambda client: (
            client.batches.with_raw_response.create(
                input_file_id=file_id, endpoint=ENDPOINT, completion_window=_WINDOW, **more
            ).http_response
        )


def batch_of(fields: Fields) -> RemoteBatch:
    """Read a ``batch``; some servers wrap a new one, and write statuses in capitals."""
    batch = fields.child("job") if fields.child("job").text("id", "") else fields
    counts = batch.child("request_counts")
    errors = batch.child("errors").children("data", needed=False)
    return RemoteBatch(
        id=batch.text("id"),
        status=batch.text("status").lower(),
        input_file=batch.text("input_file_id", ""),
        output_file=batch.text("output_file_id", ""),
        error_file=batch.text("error_file_id", ""),
        completed=counts.whole("completed") or 0,
        failed=counts.whole("failed") or 0,
        total=counts.whole("total") or 0,
        metadata=batch.child("metadata").all_texts(),
        error_message=errors[0].text("message", "") if errors else batch.text("error", ""),
    )


def _batches_page(*, after: str) -> Call:
    place: dict[str, Any] = {"limit": 100, **({"after": after} if after else {})}
    return lambda client: client.batches.with_raw_response.list(**place).http_response
