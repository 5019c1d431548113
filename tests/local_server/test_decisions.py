"""Decisions, asked for with the unmodified SDK."""

from typing import Any

import openai
import pytest
from openai import OpenAI

from tests.local_server.client import BASE

_CAT_MEMO = "近所の猫が膝の上で寝てしまった。"


def question(*values: str, **more: Any) -> Any:
    choices = [{"value": value} for value in values]
    return {"type": "choice", "instructions": "Which emoji?", "choices": choices, **more}


def test_every_question_is_answered_among_its_choices(client: OpenAI) -> None:
    decision = client.decisions.create(
        model=BASE,
        input=_CAT_MEMO,
        questions=[question("castle", "cat"), question("umbrella", "volcano", name="second")],
    )

    first, second = decision.answers
    assert first.type == "choice"
    assert second.type == "choice"
    assert first.choice == "cat"
    assert second.choice in ("umbrella", "volcano")
    assert (first.name, second.name) == (None, "second")
    likely = {one.value: one.probability for one in first.probabilities}
    assert likely["cat"] == first.confidence > likely["castle"]
    assert sum(likely.values()) == pytest.approx(1)
    assert decision.usage.output_tokens == 2


@pytest.mark.parametrize(
    ("asked", "param"),
    [
        ([], "questions"),
        ([question("cat")], "questions[0].choices"),
        ([question("cat", "cat")], "questions[0].choices"),
        ([question(*(f"label-{n}" for n in range(256)))], "questions[0].choices"),
        ([{"type": "score", "instructions": "?"}], "questions[0].type"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_by_name(
    client: OpenAI, asked: list[Any], param: str
) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.decisions.create(model=BASE, input=_CAT_MEMO, questions=asked)

    assert caught.value.param == param


def test_an_unknown_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.decisions.create(model="nobody", input="a", questions=[question("cat", "dog")])
