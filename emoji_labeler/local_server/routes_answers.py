"""The routes that ask a model: /v1/chat/completions and /v1/embeddings."""

import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.local_server.chat_answer import ChatAnswer, find_answer
from emoji_labeler.local_server.chat_objects import completion_chunks, completion_object
from emoji_labeler.local_server.chat_request import ChatRequest, read_chat_request
from emoji_labeler.local_server.request_fields import Fields, json_fields
from emoji_labeler.local_server.responses import JsonResponse, list_response
from emoji_labeler.local_server.tokens import count_tokens
from emoji_labeler.local_server.workplace import workplace_of

_MOST_INPUTS = 2048


async def chat(request: Request) -> Response:
    """POST /chat/completions."""
    asked = read_chat_request(await json_fields(request))
    load = workplace_of(request).loader(asked.model)
    answer = await asyncio.to_thread(lambda: find_answer(load(), asked))
    if asked.stream:
        return StreamingResponse(_streamed(asked, answer), media_type="text/event-stream")
    return JsonResponse(completion_object(asked, answer))


async def embeddings(request: Request) -> Response:
    """POST /embeddings."""
    fields = await json_fields(request)
    fields.allow(("input", "model", "encoding_format", "dimensions", "user"))
    model = fields.required_text("model")
    texts = _inputs(fields)
    encoding = fields.text("encoding_format") or "float"
    if encoding not in ("float", "base64"):
        raise fields.refusal("encoding_format", "must be float or base64")
    load = workplace_of(request).loader(model)
    vectors = await asyncio.to_thread(lambda: load().embeddings(texts))
    if fields.values.get("dimensions") not in (None, vectors.shape[1]):
        raise fields.refusal("dimensions", f"can only be {vectors.shape[1]} for this model")
    read = sum(map(count_tokens, texts))
    return list_response(
        [
            {"object": "embedding", "index": at, "embedding": _written(vector, encoding)}
            for at, vector in enumerate(vectors)
        ],
        model=model,
        usage={"prompt_tokens": read, "total_tokens": read},
    )


def _inputs(fields: Fields) -> list[str]:
    given = fields.values.get("input")
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not 1 <= len(texts) <= _MOST_INPUTS:
        raise fields.refusal("input", f"must be a text, or a list of 1 to {_MOST_INPUTS} texts")
    for text in texts:
        if not isinstance(text, str) or not text or fault_in_text(text):
            raise fields.refusal(
                "input", "must hold texts that are not empty; tokens cannot be read"
            )
    return texts


def _written(vector: NDArray[np.float32], encoding: str) -> Any:  # noqa: ANN401 - JSON.
    if encoding == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    return vector.tolist()


async def _streamed(asked: ChatRequest, answer: ChatAnswer) -> AsyncIterator[bytes]:
    for chunk in completion_chunks(asked, answer):
        yield chunk


ROUTES = [
    Route("/chat/completions", chat, methods=["POST"]),
    Route("/embeddings", embeddings, methods=["POST"]),
]
