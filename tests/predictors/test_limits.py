"""What providers' limits forbid is told before anything is asked; what models do wrong is borne."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.predictors.decisions import shards
from emoji_labeler.predictors.enum_tool import check_enum
from emoji_labeler.predictors.predictor import Predictor
from emoji_labeler.predictors.registry import check_bench, predictor_named
from tests.fakes.model_server import ModelServer, running_model_server
from tests.predictors.conftest import TRAINED_PROMPT, BenchMaker
from tests.providers.conftest import closed_providers, provider_at  # noqa: F401 - a fixture for all tests here.


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


def at(server: ModelServer, name: str, bench_of: BenchMaker, **options: object) -> Predictor:
    kind = predictor_named(name)
    bench = bench_of(kind, provider=provider_at(server.base_url), **options)
    check_bench(kind, bench)
    predictor = kind.make(bench, kind.prompts(bench))
    predictor.prepare()
    return predictor


def test_a_strict_enum_of_the_whole_pack_is_refused_with_the_limit(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    with pytest.raises(WrongUseError, match=r"OpenAI takes at most 1,000 values.*the pack has 1,"):
        at(server, "enum-tool", bench_of)

    assert server.asked == []


def test_a_long_enum_may_not_have_too_many_characters() -> None:
    can = Capabilities(strict_schema=True)
    check_enum(["x" * 100] * 250, can=can, name="P")
    check_enum(["x" * 10] * 1000, can=can, name="P")

    with pytest.raises(WrongUseError, match="15,000 characters in a strict enum of more than 250"):
        check_enum(["x" * 60] * 251, can=can, name="P")
    check_enum(
        ["x" * 60] * 5000, can=replace(can, most_enum_values=0, most_enum_characters=0), name="P"
    )


def test_a_provider_that_holds_nobody_to_a_schema_is_not_asked_for_a_strict_enum(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    kind = predictor_named("enum-tool")
    bench = bench_of(kind, provider=provider_at(server.base_url, strict_schema=False))

    with pytest.raises(WrongUseError, match="does not hold models to a schema"):
        check_bench(kind, bench)


def test_the_whole_pack_can_be_sent_when_nothing_is_promised(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    server.reply = {"role": "assistant", "content": "Sunny!"}

    (answer,) = at(server, "enum-tool", bench_of, strict=False).answer(["memo"])

    (asked,) = server.posts("/v1/chat/completions")
    function = asked.json["tools"][0]["function"]
    assert function["parameters"]["properties"]["label"]["enum"] == list(pack.labels)
    assert "strict" not in function
    assert answer.text == "Sunny!"


def test_a_shortlist_holds_at_most_200_candidates_and_is_strict(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    server.reply = {"role": "assistant", "content": '{"label": "cat"}'}
    predictor = at(server, "shortlist-enum", bench_of, candidates=200)

    (answer,) = predictor.answer(["近所の猫が膝の上で寝てしまった。"])

    wanted = server.posts("/v1/chat/completions")[0].json["response_format"]["json_schema"]
    enum = wanted["schema"]["properties"]["label"]["enum"]
    assert wanted["strict"] is True
    assert len(enum) == len(set(enum)) == 200
    assert set(enum) <= set(pack.labels)
    assert "cat" in enum
    assert answer.text == "cat"
    with pytest.raises(WrongUseError, match="201"):
        at(server, "shortlist-enum", bench_of, candidates=201)


@pytest.mark.parametrize("said", ["kitty cat!", '{"label": "sunny-kitty"}', "{", "", '["cat"]'])
def test_a_shortlist_ends_in_a_label_whatever_the_model_says(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack, said: str
) -> None:
    server.reply = {"role": "assistant", "content": said}

    (answer,) = at(server, "shortlist-enum", bench_of).answer(["近所の猫が膝の上で寝てしまった。"])

    assert answer.text in pack
    assert "no candidate" in answer.how


def test_vectors_add_candidates_and_are_asked_for_once(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    server.reply = {"role": "assistant", "content": '{"label": "cat"}'}
    predictor = at(server, "shortlist-enum", bench_of, embedding_model="e")
    labels_embedded = len(server.posts("/v1/embeddings"))

    predictor.answer(["a", "b"])

    texts = [len(one.json["input"]) for one in server.posts("/v1/embeddings")]
    assert sum(texts[:labels_embedded]) == len(pack)
    assert texts[labels_embedded:] == [1, 1]


def test_the_labels_are_embedded_once_for_a_model_and_a_pack(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    kind = predictor_named("memo-embedding")
    bench = bench_of(kind, provider=provider_at(server.base_url))
    for _ in range(2):
        kind.make(bench, {}).prepare()
    calls = len(server.posts("/v1/embeddings"))

    other_model = replace(bench, model="another")
    kind.make(other_model, {}).prepare()

    assert sum(len(one.json["input"]) for one in server.posts("/v1/embeddings")[:calls]) == len(
        pack
    )
    assert len(server.posts("/v1/embeddings")) == 2 * calls


def test_what_the_labels_cost_is_told_once(server: ModelServer, bench_of: BenchMaker) -> None:
    predictor = at(server, "memo-embedding", bench_of)

    first, second = predictor.answer(["a", "b"])

    assert sum(spent.usage.input for spent in first.spent) > 1000
    assert sum(spent.usage.input for spent in second.spent) == 1


def test_a_topic_is_asked_for_and_embedded(server: ModelServer, bench_of: BenchMaker) -> None:
    call = {"name": "choose_emoji", "arguments": json.dumps({"topic": "festival"})}
    server.reply = {"role": "assistant", "tool_calls": [{"type": "function", "function": call}]}
    predictor = at(server, "topic-embedding", bench_of)

    (answer,) = predictor.answer(["memo"])

    assert server.posts("/v1/embeddings")[-1].json["input"] == ["festival"]
    assert "festival" in answer.how
    assert answer.spent[0].usage.input == 7


def test_a_memo_without_a_topic_gets_no_label(server: ModelServer, bench_of: BenchMaker) -> None:
    server.reply = {"role": "assistant", "content": ""}

    (answer,) = at(server, "topic-embedding", bench_of).answer(["memo"])

    assert answer.text == ""


def test_groups_share_out_all_labels_and_their_winners_run_off(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    kind = predictor_named("grouped-prompt")
    bench = bench_of(kind, provider=provider_at(server.base_url), groups=3)
    prompts = kind.prompts(bench)
    named = [text.partition("names: ")[2].rstrip(".").split(", ") for text in prompts.values()]
    assert [label for group in named for label in group] == list(pack.labels)

    server.reply = {"role": "assistant", "content": named[1][5]}
    (answer,) = kind.make(bench, prompts).answer(["memo"])

    assert answer.text == named[1][5]
    assert len(server.posts("/v1/chat/completions")) == 3
    assert len(answer.spent) == 3


def test_a_fine_tuned_model_gets_the_prompt_of_its_training(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    (answer,) = at(server, "fine-tuned", bench_of).answer(["memo"])

    (asked,) = server.posts("/v1/chat/completions")
    assert asked.json["messages"] == [
        {"role": "system", "content": TRAINED_PROMPT},
        {"role": "user", "content": "memo"},
    ]
    assert answer.text == "cat"


def test_another_prompt_than_in_training_is_refused_unless_it_is_allowed(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    with pytest.raises(WrongUseError, match="not the one that the model was trained with"):
        at(server, "fine-tuned", bench_of, prompt="Choose!")

    at(server, "fine-tuned", bench_of, prompt=TRAINED_PROMPT)
    at(server, "fine-tuned", bench_of, prompt="Choose!", any_prompt=True).answer(["memo"])
    assert server.asked[-1].json["messages"][0]["content"] == "Choose!"


def test_a_model_of_unknown_training_needs_a_prompt(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    kind = predictor_named("fine-tuned")
    bench = replace(bench_of(kind, provider=provider_at(server.base_url)), trained_prompts=())

    with pytest.raises(WrongUseError, match="not known with which prompt"):
        check_bench(kind, bench)


def test_a_fine_tuned_model_says_how_sure_it_is(server: ModelServer, bench_of: BenchMaker) -> None:
    server.tokens = [("cat", -0.5)]

    (answer,) = at(server, "fine-tuned", bench_of).answer(["memo"])

    assert [(one.label, round(one.score, 4)) for one in answer.ranking] == [("cat", 0.6065)]


def test_of_several_trained_prompts_the_answer_that_is_a_label_counts(
    server: ModelServer, bench_of: BenchMaker
) -> None:
    kind = predictor_named("fine-tuned")
    bench = replace(
        bench_of(kind, provider=provider_at(server.base_url)), trained_prompts=("a", "b")
    )
    prompts = kind.prompts(bench)
    assert list(prompts.values()) == ["a", "b"]

    (answer,) = kind.make(bench, prompts).answer(["memo"])

    assert answer.text == "cat"
    assert len(answer.spent) == 2


def test_shards_hold_every_label_once_and_never_one_alone() -> None:
    labels = [str(number) for number in range(511)]

    parts = shards(labels, most=255)

    assert [label for part in parts for label in part] == labels
    assert {len(part) for part in parts} == {170, 171}


@pytest.mark.parametrize(
    ("options", "limit"),
    [
        ({"shard": 255, "kept": 50}, "run-off"),
        ({"shard": 2, "kept": 1}, "400 questions"),
    ],
)
def test_decisions_keep_to_the_limits_of_a_call(
    server: ModelServer, bench_of: BenchMaker, options: dict[str, int], limit: str
) -> None:
    with pytest.raises(WrongUseError, match=limit):
        at(server, "decisions", bench_of, **options)

    assert server.asked == []


def test_decisions_ask_about_every_label_and_then_about_the_best(
    server: ModelServer, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    (answer,) = at(server, "decisions", bench_of, kept=2).answer(["memo"])

    first, last = (one.json["questions"] for one in server.posts("/v1/decisions"))
    every = [choice["value"] for question in first for choice in question["choices"]]
    assert every == list(pack.labels)
    assert len(last) == 1
    assert len(last[0]["choices"]) == 2 * len(first)
    assert answer.text == last[0]["choices"][0]["value"]


def test_the_floor_needs_labels_to_count(bench_of: BenchMaker) -> None:
    kind = predictor_named("most-frequent")
    bench = replace(bench_of(kind), training=tuple)

    with pytest.raises(WrongUseError, match="no labels to count"):
        check_bench(kind, bench)


def test_the_local_model_learns_from_what_it_is_given(bench_of: BenchMaker) -> None:
    kind = predictor_named("local")
    taught = bench_of(kind)
    taught = replace(taught, training=lambda: [("zyzzyva", "bread")] * 6)
    cold = replace(taught, training=tuple)

    assert kind.version(cold) == "local-cold" != kind.version(taught)
    answers = [kind.make(bench, {}).answer(["zyzzyva"])[0] for bench in (taught, cold)]
    assert [answer.text == "bread" for answer in answers] == [True, False]
