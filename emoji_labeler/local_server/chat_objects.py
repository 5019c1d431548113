"""Chat completions in the words of the wire, whole or as a stream of chunks."""

import time
from collections.abc import Iterator
from typing import Any

import orjson

from emoji_labeler.local_server.chat_answer import ChatAnswer, logprobs_object
from emoji_labeler.local_server.chat_request import ChatRequest
from emoji_labeler.local_server.identifiers import new_identifier
from emoji_labeler.local_server.tokens import count_tokens

_END_OF_STREAM = b"data: [DONE]\n\n"


def completion_object(request: ChatRequest, answer: ChatAnswer) -> dict[str, Any]:
    """Return a completion."""
    message: dict[str, Any] = {"role": "assistant", "refusal": None, **_said(request, answer)}
    choice = {
        "index": 0,
        "finish_reason": _finish_reason(request),
        "message": message,
        "logprobs": _logprobs(request, answer),
    }
    return {
        "id": new_identifier("chatcmpl-"),
        "object": "chat.completion",
        "created": int(time.time()),
        "model": request.model,
        "choices": [choice],
        "usage": _usage(request, answer),
    }


def completion_chunks(request: ChatRequest, answer: ChatAnswer) -> Iterator[bytes]:
    """Yield a completion as server-sent events: the role, the answer, the end."""
    head = {
        "id": new_identifier("chatcmpl-"),
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": request.model,
    }
    deltas: tuple[tuple[dict[str, Any], str | None, dict[str, Any] | None], ...] = (
        ({"role": "assistant", "content": None if request.form.function else ""}, None, None),
        (_said_in_part(request, answer), None, _logprobs(request, answer)),
        ({}, _finish_reason(request), None),
    )
    for delta, reason, logprobs in deltas:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": logprobs}
        yield _event({**head, "choices": [choice]})
    if request.include_usage:
        yield _event({**head, "choices": [], "usage": _usage(request, answer)})
    yield _END_OF_STREAM


def _said(request: ChatRequest, answer: ChatAnswer) -> dict[str, Any]:
    if not request.form.function:
        return {"content": answer.text}
    call = {"name": request.form.function, "arguments": answer.text}
    return {
        "content": None,
        "tool_calls": [{"id": new_identifier("call_"), "type": "function", "function": call}],
    }


def _said_in_part(request: ChatRequest, answer: ChatAnswer) -> dict[str, Any]:
    said = _said(request, answer)
    if "tool_calls" not in said:
        return said
    return {"tool_calls": [{"index": 0, **said["tool_calls"][0]}]}


def _finish_reason(request: ChatRequest) -> str:
    return "tool_calls" if request.form.function else "stop"


def _logprobs(request: ChatRequest, answer: ChatAnswer) -> dict[str, Any] | None:
    """Return logprobs where they were asked for; a function call has none."""
    if not request.logprobs or request.form.function:
        return None
    return logprobs_object(answer, top=request.top_logprobs)


def _usage(request: ChatRequest, answer: ChatAnswer) -> dict[str, int]:
    """Count what the model read, which is the memo alone, and what it said."""
    read = count_tokens(request.memo)
    said = 1 if request.form.schema is None else count_tokens(answer.text)
    return {"prompt_tokens": read, "completion_tokens": said, "total_tokens": read + said}


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(chunk) + b"\n\n"
