"""Finds the answer to a chat completion: the label, how sure it is, and the runners-up."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import orjson

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.chat_request import AnswerForm, ChatRequest
from emoji_labeler.local_server.schema_answer import answer_to
from emoji_labeler.local_server.trainer import ServedModel

_LEAST_LOGPROB = -9999.0


@record
class ChatAnswer:
    """A text, its probability, and other texts that were possible, the likeliest first."""

    text: str
    probability: float
    likeliest: tuple[tuple[str, float], ...]


def find_answer(model: ServedModel, request: ChatRequest) -> ChatAnswer:
    """Return the answer of a model; may be called in any thread."""
    if request.form.schema is None:
        ranked = model.ranked(request.memo, count=max(1, request.top_logprobs))
        label, probability = ranked[0]
        return ChatAnswer(text=label, probability=probability, likeliest=tuple(ranked))
    return _shaped_answer(_Guess(model, request.memo), request.form, top=request.top_logprobs)


def logprobs_object(answer: ChatAnswer, *, top: int) -> dict[str, Any]:
    """Return an answer's logprobs; the whole answer is one token."""
    return {
        "content": [
            {
                **_token(answer.text, answer.probability),
                "top_logprobs": [_token(*one) for one in answer.likeliest[:top]],
            }
        ],
        "refusal": None,
    }


class _Guess:
    """What a model thinks about a memo; with ``skip`` the so-manieth choice instead of the first.

    ``asked`` remembers among what it was told to choose, and the shares of those answers.
    """

    def __init__(self, model: ServedModel, memo: str) -> None:
        self._model = model
        self._memo = memo
        self.skip = 0
        self.asked: dict[tuple[str, ...], list[tuple[str, float]]] = {}

    def choose(self, among: Sequence[str], *, count: int) -> list[str]:
        """Return the best of some answers."""
        ranked = self._ranked(tuple(among))
        return [answer for answer, _ in ranked[self.skip : self.skip + count]]

    def label(self) -> str:
        """Return the likeliest label."""
        return self._best[0]

    def keyword(self) -> str:
        """Return one word that says what the memo is about."""
        return self._model.keyword(self._memo)

    def probability(self) -> float:
        """Return how likely the likeliest label is."""
        return self._best[1]

    def _ranked(self, among: tuple[str, ...]) -> list[tuple[str, float]]:
        if among not in self.asked:
            shares = self._model.shares(self._memo, among=among)
            pairs = zip(among, shares, strict=True)
            self.asked[among] = sorted(pairs, key=lambda pair: -pair[1])
        return self.asked[among]

    @cached_property
    def _best(self) -> tuple[str, float]:
        return self._model.ranked(self._memo, count=1)[0]


def _shaped_answer(guess: _Guess, form: AnswerForm, *, top: int) -> ChatAnswer:
    schema = form.schema or {}

    def said() -> str:
        return orjson.dumps(answer_to(schema, guess=guess, param=form.param)).decode()

    text = said()
    if len(guess.asked) != 1:
        # Not one choice among answers: then only the best label's own probability is known.
        share = guess.probability()
        return ChatAnswer(text=text, probability=share, likeliest=((text, share),))
    (ranked,) = guess.asked.values()
    likeliest = []
    for guess.skip, (_, share) in enumerate(ranked[:top]):
        likeliest.append((said(), share))
    return ChatAnswer(text=text, probability=ranked[0][1], likeliest=tuple(likeliest))


def _token(text: str, probability: float) -> dict[str, Any]:
    logprob = math.log(probability) if probability > 0 else _LEAST_LOGPROB
    return {"token": text, "logprob": logprob, "bytes": list(text.encode())}
