"""What exactly is sent and how answers are read, beyond what all adapters share."""

import base64
import math

import pytest

from emoji_labeler.domain.chat import ChatMessage, ChatRequest, Choice, ChoiceQuestion, Tool
from emoji_labeler.domain.errors import BadAnswerError, RefusedRequestError, WrongUseError
from emoji_labeler.domain.fine_tuning import SUBMIT_KEY, FineTuningSpec, Hyperparameters, Method
from emoji_labeler.providers.provider import Provider
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import Trouble
from tests.providers.conftest import provider_at

JOBS = "/v1/fine_tuning/jobs"
CHAT = "/v1/chat/completions"
ASK = ChatRequest(
    model="m",
    messages=(ChatMessage(role="system", content="s"), ChatMessage(role="user", content="u")),
    temperature=0.0,
    logprobs=True,
    top_logprobs=3,
)


def test_hyperparameters_are_sent_inside_the_method(
    provider: Provider, server: ModelServer
) -> None:
    provider.create_job(
        FineTuningSpec(
            base_model="b",
            training_file="f",
            validation_file="v",
            hyperparameters=Hyperparameters(n_epochs=9),
            suffix="diary",
            seed=0,
            metadata={SUBMIT_KEY: "k1"},
        )
    )

    assert server.posts(JOBS)[0].json == {
        "model": "b",
        "training_file": "f",
        "validation_file": "v",
        "method": {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 9}}},
        "suffix": "diary",
        "seed": 0,
        "metadata": {"submit_key": "k1"},
    }
    assert provider.list_jobs().jobs[0].metadata == {"submit_key": "k1"}
    assert provider.list_jobs().jobs[0].hyperparameters.n_epochs == 9


def test_preferences_are_sent_with_their_beta(provider: Provider, server: ModelServer) -> None:
    spec = FineTuningSpec(
        base_model="b",
        training_file="f",
        method=Method.DPO,
        hyperparameters=Hyperparameters(beta=0.1),
    )

    provider.create_job(spec)

    method = server.posts(JOBS)[0].json["method"]
    assert method == {"type": "dpo", "dpo": {"hyperparameters": {"beta": 0.1}}}


def test_a_provider_from_before_methods_gets_hyperparameters_beside_the_model(
    server: ModelServer,
) -> None:
    spec = FineTuningSpec(
        base_model="b", training_file="f", hyperparameters=Hyperparameters(n_epochs=2)
    )

    provider_at(server.base_url, preset_id="nebius").create_job(spec)

    body = server.posts(JOBS)[0].json
    assert body["hyperparameters"] == {"n_epochs": 2}
    assert "method" not in body


def test_a_job_can_be_paused_and_go_on(provider: Provider) -> None:
    job = provider.create_job(FineTuningSpec(base_model="b", training_file="f"))

    assert provider.pause_job(job.id).status == "paused"
    assert provider.retrieve_job(job.id).is_live
    assert provider.resume_job(job.id).status == "queued"


def test_a_failed_job_says_why(provider: Provider, server: ModelServer) -> None:
    job = provider.create_job(FineTuningSpec(base_model="b", training_file="f"))
    error = {"code": "invalid_training_file", "message": "Line 3", "param": "training_file"}
    server.jobs[job.id] |= {"status": "failed", "error": error, "finished_at": 1_700_000_000}

    failed = provider.retrieve_job(job.id)

    assert failed.has_failed
    assert not failed.is_live
    assert (failed.error_code, failed.error_parameter) == (error["code"], error["param"])
    assert failed.finished_at == "2023-11-14T22:13:20.000Z"


def test_a_server_that_repeats_its_first_page_is_not_asked_for_ever(
    provider: Provider, server: ModelServer
) -> None:
    event = b'{"data": [{"id": "e1", "created_at": 1}], "has_more": true}'
    server.troubles.append(Trouble(on="/events", body=event, times=99))

    assert [one.id for one in provider.list_events("ftjob-1")] == ["e1"]
    assert len(server.asked) == 2


@pytest.mark.parametrize("lines", [b"step,train_loss\n1,0.5\n", b'{"messages": []}\n', b""])
def test_a_file_is_the_same_plain_or_in_base64(
    provider: Provider, server: ModelServer, lines: bytes
) -> None:
    server.files = {"plain": lines, "encoded": base64.b64encode(lines)}
    server.files["wrapped"] = base64.encodebytes(lines)

    assert {provider.file_content(name) for name in server.files} == {lines}


def test_a_refused_parameter_is_left_out_now_and_later(
    provider: Provider, server: ModelServer
) -> None:
    server.refuses = {"temperature", "logprobs"}

    first, second = provider.chat(ASK), provider.chat(ASK)

    assert first.text == "cat"
    assert first.dropped == second.dropped == ("logprobs", "temperature", "top_logprobs")
    assert len(server.posts(CHAT)) == 4, "two refusals, then two answers"


def test_a_refusal_is_remembered_for_that_model_only(
    provider: Provider, server: ModelServer
) -> None:
    server.refuses = {"temperature"}
    provider.chat(ASK)
    server.refuses = set()

    other = ChatRequest(model="other", messages=ASK.messages, temperature=0.5)

    assert provider.chat(other).dropped == ()
    assert server.posts(CHAT)[-1].json["temperature"] == 0.5


def test_a_parameter_named_only_in_the_sentence_is_left_out_too(
    provider: Provider, server: ModelServer
) -> None:
    body = b'{"error": {"message": "Unsupported parameter: \'temperature\'", "param": null}}'
    server.troubles.append(Trouble(on="/chat/completions", status=400, body=body))

    assert provider.chat(ASK).dropped == ("temperature",)


def test_a_refused_model_is_an_error_that_names_the_parameter(
    provider: Provider, server: ModelServer
) -> None:
    server.refuses = {"model"}

    with pytest.raises(RefusedRequestError, match="refuses model") as caught:
        provider.chat(ASK)

    assert caught.value.parameter == "model"
    assert len(server.posts(CHAT)) == 1


def test_a_label_is_as_likely_as_all_of_its_tokens_together(
    provider: Provider, server: ModelServer
) -> None:
    server.tokens = [('{"label":"', -0.1), ("cat", -0.5), ("-face", -0.25), ('"}', -0.1)]

    reply = provider.chat(ASK)

    assert reply.probability_of("cat-face") == pytest.approx(math.exp(-0.75))
    assert reply.probability_of("dog") is None
    assert reply.probability_of("") is None


def test_a_tool_is_offered_and_its_call_comes_back(provider: Provider, server: ModelServer) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "pick", "arguments": '{"x": 1}'}}
    server.reply = {"role": "assistant", "content": None, "tool_calls": [call]}
    tool = Tool(name="pick", description="d", parameters={"type": "object"})

    reply = provider.chat(
        ChatRequest(model="m", messages=ASK.messages, tools=(tool,), must_call="pick")
    )

    assert [(one.name, one.arguments) for one in reply.tool_calls] == [("pick", '{"x": 1}')]
    sent = server.posts(CHAT)[0].json
    assert sent["tools"][0]["function"]["parameters"] == {"type": "object"}
    assert sent["tool_choice"]["function"]["name"] == "pick"
    assert sent.keys() == {"model", "messages", "tools", "tool_choice"}


def test_a_vector_that_is_missing_is_no_answer(provider: Provider, server: ModelServer) -> None:
    rows = b'{"data": [{"index": 0, "embedding": [1.0]}]}'
    server.troubles.append(Trouble(on="/embeddings", body=rows))

    with pytest.raises(BadAnswerError):
        provider.embeddings("e", ["a", "b"])

    assert provider.embeddings("e", []).vectors == ()
    assert server.posts("/v1/embeddings")[0].json["encoding_format"] == "float"


def test_a_decision_says_how_likely_every_choice_is(provider: Provider) -> None:
    choices = (Choice(value="cat", description="a cat"), Choice(value="dog"))

    decision = provider.decide("d", "memo", [ChoiceQuestion(instructions="?", choices=choices)])

    assert decision.answers[0].choice == "cat"
    assert decision.answers[0].probabilities == {"cat": 0.5, "dog": 0.5}


def test_together_gets_its_own_words(server: ModelServer) -> None:
    provider = provider_at(server.base_url, preset_id="together")
    spec = FineTuningSpec(
        base_model="b",
        training_file="f",
        hyperparameters=Hyperparameters(n_epochs=3),
        suffix="diary",
        metadata={SUBMIT_KEY: "k1"},
    )

    job = provider.create_job(spec)

    assert server.posts("/v1/fine-tunes")[0].json == {
        "model": "b",
        "training_file": "f",
        "n_epochs": 3,
        "n_checkpoints": 3,
        "training_method": {"method": "sft"},
        "suffix": "diary",
    }
    server.jobs[job.id] |= {"status": "completed", "model_output_name": "me/b-diary"}
    assert provider.retrieve_job(job.id).status == "succeeded"
    assert provider.retrieve_job(job.id).fine_tuned_model == "me/b-diary"


def test_together_is_not_asked_for_what_it_does_not_know(server: ModelServer) -> None:
    provider = provider_at(server.base_url, preset_id="together")
    wanted = Hyperparameters(learning_rate_multiplier=2.0)

    with pytest.raises(WrongUseError, match=r"learning rate.*seed"):
        provider.create_job(
            FineTuningSpec(base_model="b", training_file="f", hyperparameters=wanted, seed=1)
        )

    assert server.asked == []
