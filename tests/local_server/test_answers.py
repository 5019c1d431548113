import json
import math
from typing import Any

import numpy as np
import openai
import pytest
from openai import OpenAI
from openai.types.chat import (
    ChatCompletion,
    ChatCompletionMessageParam,
    ChatCompletionToolParam,
)

from emoji_labeler import resources
from emoji_labeler.emoji.pack_file import load_pack
from tests.local_server.client import BASE

CAT_MEMO = "近所の猫が膝の上で寝てしまった。"


def _ask(client: OpenAI, memo: str = CAT_MEMO, **more: Any) -> ChatCompletion:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "Choose."},
        {"role": "user", "content": "castle"},
        {"role": "assistant", "content": "castle"},
        {"role": "user", "content": memo},
    ]
    answer = client.chat.completions.create(model=BASE, messages=messages, **more)
    assert isinstance(answer, ChatCompletion)
    return answer


def _tool(**properties: Any) -> ChatCompletionToolParam:
    return {
        "type": "function",
        "function": {
            "name": "choose",
            "parameters": {
                "type": "object",
                "properties": properties,
                "required": list(properties),
            },
        },
    }


def _arguments(answer: ChatCompletion) -> dict[str, Any]:
    assert answer.choices[0].finish_reason == "tool_calls"
    assert answer.choices[0].message.content is None
    (call,) = answer.choices[0].message.tool_calls or []
    assert call.type == "function"
    assert call.function.name == "choose"
    arguments: dict[str, Any] = json.loads(call.function.arguments)
    return arguments


def test_the_answer_is_a_label_of_the_pack_for_the_last_memo(client: OpenAI) -> None:
    content = _ask(client).choices[0].message.content
    assert content in load_pack(resources.emoji_pack_folder())
    assert content is not None
    assert "cat" in content


def test_logprobs_are_those_of_the_label_and_of_the_runners_up(client: OpenAI) -> None:
    choice = _ask(client, logprobs=True, top_logprobs=5).choices[0]
    assert choice.logprobs is not None
    (token,) = choice.logprobs.content or []
    assert token.token == choice.message.content
    assert bytes(token.bytes or []).decode() == token.token
    chances = [math.exp(one.logprob) for one in token.top_logprobs]
    assert token.top_logprobs[0].token == token.token
    assert len(chances) == 5
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1
    assert _ask(client).choices[0].logprobs is None


def test_usage_counts_what_was_read_and_said(client: OpenAI) -> None:
    usage = _ask(client, "two words").usage
    assert usage is not None
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (2, 1, 3)


def test_the_memo_may_come_in_parts(client: OpenAI) -> None:
    messages: Any = [{"role": "user", "content": [{"type": "text", "text": CAT_MEMO}]}]
    answer = client.chat.completions.create(model=BASE, messages=messages)
    assert answer.choices[0].message.content == _ask(client).choices[0].message.content


@pytest.mark.parametrize("among", [["castle", "cat", "tooth"], ["castle", "volcano"]])
def test_a_function_with_an_enum_gets_one_of_its_labels(client: OpenAI, among: list[str]) -> None:
    tool = _tool(emoji={"type": "string", "enum": among})
    label = _arguments(_ask(client, tools=[tool], tool_choice="required"))["emoji"]
    assert label in among
    assert ("cat" in among) == (label == "cat")


def test_an_enum_of_all_labels_gets_the_label_of_the_free_answer(client: OpenAI) -> None:
    labels = list(load_pack(resources.emoji_pack_folder()).labels)
    arguments = _arguments(_ask(client, tools=[_tool(emoji={"enum": labels[::-1]})]))
    assert arguments["emoji"] == _ask(client).choices[0].message.content


def test_an_enum_of_words_that_are_no_labels_is_chosen_from_by_meaning(client: OpenAI) -> None:
    among = ["音楽", "ねこ", "legal advice"]
    tool = _tool(theme={"type": "string", "enum": among})
    assert _arguments(_ask(client, tools=[tool]))["theme"] == "ねこ"


def test_a_function_that_asks_for_a_topic_gets_a_word_of_the_memo(client: OpenAI) -> None:
    tool = _tool(topic={"type": "string", "description": "One word."})
    assert _arguments(_ask(client, tools=[tool]))["topic"] == "猫"
    english = _ask(client, "We baked sourdough bread all day.", tools=[tool])
    assert _arguments(english)["topic"] in "we baked sourdough bread all day"


def test_the_function_that_is_named_is_called(client: OpenAI) -> None:
    other: ChatCompletionToolParam = {"type": "function", "function": {"name": "other"}}
    choice = {"type": "function", "function": {"name": "choose"}}
    tool = _tool(emoji={"enum": ["cat"]})
    answer = _ask(client, tools=[other, tool], tool_choice=choice)
    assert _arguments(answer) == {"emoji": "cat"}
    assert _ask(client, tools=[tool], tool_choice="none").choices[0].message.tool_calls is None


def test_a_json_schema_with_an_enum_restricts_the_content(client: OpenAI) -> None:
    schema = {
        "type": "object",
        "properties": {
            "label": {"$ref": "#/$defs/label"},
            "sure": {"type": "number"},
            "topic": {"anyOf": [{"type": "null"}, {"type": "string"}]},
        },
        "required": ["label", "sure", "topic"],
        "additionalProperties": False,
        "$defs": {"label": {"type": "string", "enum": ["castle", "cat", "dog"]}},
    }
    wanted = {
        "type": "json_schema",
        "json_schema": {"name": "pick", "strict": True, "schema": schema},
    }
    choice = _ask(client, response_format=wanted, logprobs=True, top_logprobs=3).choices[0]
    answer = json.loads(choice.message.content or "")
    assert answer["label"] == "cat"
    assert answer["topic"] == "猫"
    assert 0 < answer["sure"] < 1
    assert choice.logprobs is not None
    (token,) = choice.logprobs.content or []
    labels = [json.loads(one.token)["label"] for one in token.top_logprobs]
    assert labels[0] == "cat"
    assert sorted(labels) == ["castle", "cat", "dog"]
    assert sum(math.exp(one.logprob) for one in token.top_logprobs) == pytest.approx(1)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"type": "array", "minItems": 10**9, "items": {"type": "string"}},
        {"type": "object", "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}}},
        {"enum": []},
        {"type": "boolean"},
        {"$ref": "https://example.org/schema"},
    ],
)
def test_a_schema_that_cannot_be_answered_is_refused(
    client: OpenAI, schema: dict[str, Any]
) -> None:
    wanted = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    with pytest.raises(openai.BadRequestError) as refused:
        _ask(client, response_format=wanted)
    assert refused.value.param == "response_format.json_schema.schema"


def test_a_stream_says_the_same(client: OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model=BASE,
            messages=[{"role": "user", "content": CAT_MEMO}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = [choice.delta.content or "" for chunk in chunks for choice in chunk.choices]
    assert "".join(said) == _ask(client).choices[0].message.content
    assert chunks[-1].usage is not None
    assert [choice.finish_reason for chunk in chunks for choice in chunk.choices][-1] == "stop"


def test_a_stream_of_a_function_call_says_the_same(client: OpenAI) -> None:
    with client.chat.completions.stream(
        model=BASE,
        messages=[{"role": "user", "content": CAT_MEMO}],
        tools=[_tool(emoji={"enum": ["castle", "cat"]})],
    ) as stream:
        message = stream.get_final_completion().choices[0].message
    (call,) = message.tool_calls or []
    assert json.loads(call.function.arguments) == {"emoji": "cat"}


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, None),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
        ({"n": 2}, "n"),
        ({"top_logprobs": 3}, "top_logprobs"),
        ({"logprobs": True, "top_logprobs": 21}, "top_logprobs"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"functions": [{"name": "f"}]}, "functions"),
        ({"response_format": {"type": "xml"}}, "response_format.type"),
        ({"stream": "yes"}, "stream"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_by_name(
    client: OpenAI, change: dict[str, object], param: str | None
) -> None:
    asked = {"model": BASE, "messages": [{"role": "user", "content": "cat"}]} | change
    with pytest.raises(openai.BadRequestError) as refused:
        client.post("/chat/completions", body=asked, cast_to=object)
    assert refused.value.param == (param or "messages[0].content[0].type")


def _vectors(client: OpenAI, *texts: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    answer = client.embeddings.create(model=BASE, input=list(texts))
    assert [one.index for one in answer.data] == list(range(len(texts)))
    return np.array([one.embedding for one in answer.data])


@pytest.mark.parametrize("memo", [CAT_MEMO, "The neighbour's cat fell asleep on my lap."])
def test_a_memo_is_nearest_to_what_it_is_about(client: OpenAI, memo: str) -> None:
    words = ["castle", "cat", "umbrella", "a new guitar", "税金"]
    vectors = _vectors(client, memo, *words)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert words[int((vectors[1:] @ vectors[0]).argmax())] == "cat"


def test_equal_texts_have_equal_vectors_whatever_stands_beside_them(client: OpenAI) -> None:
    alone, among = _vectors(client, "cat"), _vectors(client, "!!!", "cat", "dog")
    assert alone.shape == (1, 512)
    assert alone[0] == pytest.approx(among[1], abs=1e-6)
    assert np.isfinite(among).all()


def test_vectors_arrive_as_numbers_and_as_base64_alike(client: OpenAI) -> None:
    numbers = client.embeddings.create(model=BASE, input="cat", encoding_format="float")
    # Without a format the SDK asks for base64 and decodes it.
    assert numbers.data[0].embedding == pytest.approx(_vectors(client, "cat")[0].tolist())


@pytest.mark.parametrize(
    ("change", "param"),
    [({"input": ""}, "input"), ({"input": [1, 2]}, "input"), ({"dimensions": 3}, "dimensions")],
)
def test_what_cannot_be_embedded_is_refused(
    client: OpenAI, change: dict[str, object], param: str
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.post("/embeddings", body={"model": BASE, "input": "x"} | change, cast_to=object)
    assert refused.value.param == param
