"""Questions that are answered in plain text, one or several about the same memo."""

from collections.abc import Sequence
from dataclasses import replace

from emoji_labeler.domain.chat import ChatReply, ChatRequest
from emoji_labeler.predictors.choosing import answer_of, messages
from emoji_labeler.predictors.predictor import Bench, RawAnswer


def plain_request(
    bench: Bench, prompt: str, text: str, *, top_logprobs: int | None = None
) -> ChatRequest:
    """Return a question that is answered in plain text; with ``top_logprobs`` it tells odds."""
    return ChatRequest(
        model=bench.model,
        messages=messages(prompt, text),
        temperature=bench.number("temperature"),
        logprobs=top_logprobs is not None,
        top_logprobs=top_logprobs or 0,
    )


def plain_answer(bench: Bench, reply: ChatReply) -> RawAnswer:
    """Return what was said, letter for letter."""
    return answer_of(reply.text, reply, model=bench.model)


def together(chosen: RawAnswer, every: Sequence[RawAnswer]) -> RawAnswer:
    """Return the chosen answer with what all of them took."""
    return replace(
        chosen,
        latency_ms=sum(one.latency_ms for one in every),
        spent=tuple(spent for one in every for spent in one.spent),
    )
