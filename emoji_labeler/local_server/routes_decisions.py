"""The route of /v1/decisions: questions about a memo, each with choices of its own."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.local_server.request_fields import Fields, json_fields
from emoji_labeler.local_server.responses import JsonResponse
from emoji_labeler.local_server.tokens import count_tokens
from emoji_labeler.local_server.trainer import ServedModel
from emoji_labeler.local_server.workplace import workplace_of

_MOST_QUESTIONS = 400
_FEWEST_CHOICES, _MOST_CHOICES = 2, 255


@record
class Question:
    """One question; ``name`` comes back with the answer."""

    name: str | None
    choices: tuple[str, ...]


async def decide(request: Request) -> Response:
    """POST /decisions."""
    fields = await json_fields(request)
    fields.allow(("input", "model", "questions", "prompt_cache_key", "safety_identifier"))
    model, memo = fields.required_text("model"), fields.required_text("input")
    questions = _questions(fields)
    load = workplace_of(request).loader(model)
    answers = await asyncio.to_thread(lambda: _answers(load(), memo, questions))
    return JsonResponse({"model": model, "answers": answers, "usage": _usage(memo, answers)})


def _questions(fields: Fields) -> tuple[Question, ...]:
    asked = fields.objects("questions")
    if not 1 <= len(asked) <= _MOST_QUESTIONS:
        raise fields.refusal("questions", f"must hold 1 to {_MOST_QUESTIONS} questions")
    return tuple(map(_question, asked))


def _question(fields: Fields) -> Question:
    if fields.required_text("type") != "choice":
        raise fields.refusal("type", "must be 'choice'", code="unsupported_parameter")
    fields.required_text("instructions")
    values = tuple(choice.required_text("value") for choice in fields.objects("choices"))
    if not _FEWEST_CHOICES <= len(values) <= _MOST_CHOICES:
        raise fields.refusal("choices", f"must hold {_FEWEST_CHOICES} to {_MOST_CHOICES} choices")
    if len(set(values)) < len(values):
        raise fields.refusal("choices", "must differ in their values")
    if any(map(fault_in_text, values)):
        raise fields.refusal("choices", "must hold text")
    return Question(name=fields.text("name"), choices=values)


def _answers(
    model: ServedModel, memo: str, questions: tuple[Question, ...]
) -> list[dict[str, Any]]:
    return [_answer(model, memo, question) for question in questions]


def _answer(model: ServedModel, memo: str, question: Question) -> dict[str, Any]:
    shares = model.shares(memo, among=question.choices)
    best = max(range(len(shares)), key=shares.__getitem__)
    return {
        "type": "choice",
        "name": question.name,
        "choice": question.choices[best],
        "confidence": shares[best],
        "probabilities": [
            {"value": value, "probability": share}
            for value, share in zip(question.choices, shares, strict=True)
        ],
    }


def _usage(memo: str, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Count the memo once, and a token for each answer: nothing else is read or said."""
    read, said = count_tokens(memo), len(answers)
    return {
        "input_tokens": read,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": said,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": read + said,
    }


ROUTES = [Route("/decisions", decide, methods=["POST"])]
