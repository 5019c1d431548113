"""What every adapter promises, run on every adapter against a real server."""

import json
from collections.abc import Callable

import pytest

from emoji_labeler.domain.chat import ChatMessage, ChatRequest
from emoji_labeler.domain.errors import (
    BadAnswerError,
    FailedServerError,
    NoCreditError,
    NotFoundError,
    NotOfferedError,
    ProviderError,
    RateLimitError,
    RefusedRequestError,
    StoppedError,
    TimedOutError,
    TrainingEndedError,
    UnreachableError,
    WrongKeyError,
    WrongUseError,
)
from emoji_labeler.domain.fine_tuning import FineTuningSpec, Hyperparameters
from emoji_labeler.providers.batch_wire import batch_content, batch_replies
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import ADAPTERS
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import Trouble, refusal
from tests.providers.conftest import SECRET, provider_at

JOBS = {"openai": "/fine_tuning/jobs", "together": "/fine-tunes"}
SPEC = FineTuningSpec(
    base_model="base", training_file="file-1", hyperparameters=Hyperparameters(n_epochs=3)
)
HELLO = ChatRequest(model="m", messages=(ChatMessage(role="user", content="Hi"),))


@pytest.fixture(params=[adapter.name for adapter in ADAPTERS])
def adapter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def provider(server: ModelServer, adapter: str) -> Provider:
    return provider_at(server.base_url, preset_id=adapter)


def test_models_come_with_the_date_of_their_shutdown(provider: Provider) -> None:
    models = {model.id: model.shutdown_date for model in provider.list_models()}

    assert models == {"old": "", "dying": "2027-01-14"}


def test_an_uploaded_file_can_be_listed_read_and_deleted(provider: Provider) -> None:
    rows = b'{"messages": []}\n'
    files = [provider.upload_file(f"key-{number}.jsonl", rows) for number in range(5)]

    assert provider.file_content(files[0].id) == rows
    assert [file.name for file in provider.list_files()] == [f"key-{n}.jsonl" for n in range(5)]
    provider.delete_file(files[0].id)
    provider.delete_file(files[0].id)
    assert files[0].id not in {file.id for file in provider.list_files()}


def test_a_job_can_be_started_found_and_cancelled(provider: Provider) -> None:
    job = provider.create_job(SPEC)

    assert job.is_live
    assert not job.has_failed
    assert job.created_at.startswith("20")
    assert provider.retrieve_job(job.id).hyperparameters.n_epochs == 3 or job.base_model == "base"
    assert provider.list_jobs().jobs[0].id == job.id
    assert not provider.cancel_job(job.id).is_live


def test_pages_of_jobs_lead_to_every_job_once(provider: Provider) -> None:
    made = [provider.create_job(SPEC).id for _ in range(5)]

    page, seen = provider.list_jobs(limit=2), 0
    found = [job.id for job in page.jobs]
    while page.next_after and seen < 10:
        page, seen = provider.list_jobs(after=page.next_after, limit=2), seen + 1
        found += [job.id for job in page.jobs]

    assert found == made[::-1]


def test_events_since_the_last_one_seen_lose_no_step(
    provider: Provider, server: ModelServer
) -> None:
    job = provider.create_job(SPEC)
    server.add_steps(7)
    first = provider.list_events(job.id)
    server.add_steps(85)

    later = provider.list_events(job.id, since=first[-1].id)

    steps = [event.metrics["step"] for event in (*first, *later)]
    assert steps == [float(step) for step in range(1, 93)]


def test_checkpoints_come_the_earliest_first(provider: Provider, server: ModelServer) -> None:
    job = provider.create_job(SPEC)
    for step in (30, 20, 10):
        checkpoint = {"id": f"c{step}", "fine_tuned_model_checkpoint": f"m{step}"}
        server.checkpoints.append({**checkpoint, "step_number": step, "metrics": {"step": step}})

    found = provider.checkpoints(job.id)

    assert [(one.model, one.step) for one in found] == [("m10", 10), ("m20", 20), ("m30", 30)]


def test_chat_says_what_it_cost_and_how_long_it_took(provider: Provider) -> None:
    reply = provider.chat(HELLO)

    assert (reply.text, reply.usage.input, reply.usage.output) == ("cat", 7, 2)
    assert reply.latency_ms >= 0


def test_vectors_come_in_the_order_of_the_texts(provider: Provider) -> None:
    assert provider.embeddings("e", ["a", "bbb", "cc"]).vectors == ((1, 1), (3, 1), (2, 1))


def test_a_batch_can_be_sent_found_and_read(provider: Provider, server: ModelServer) -> None:
    content = batch_content([("memo-1", HELLO), ("memo-2", HELLO), ("memo-3", HELLO)])
    file = provider.upload_batch("run.jsonl", content)
    made = [provider.create_batch(file.id, metadata={"key": str(n)}) for n in range(5)]

    assert all(batch.is_live for batch in made)
    assert made[0].status == "validating"
    found = provider.list_batches()
    assert {one.id for one in found} == {one.id for one in made}
    assert {one.input_file for one in found} == {file.id}
    assert provider.cancel_batch(made[1].id).status == "cancelling"

    server.finish_batches(failing="memo-2")
    done = provider.retrieve_batch(made[0].id)
    replies = {one.key: one for one in batch_replies(provider.file_content(done.output_file))}
    refused = list(batch_replies(provider.file_content(done.error_file)))

    assert not done.is_live
    assert [one.reply.text for one in replies.values() if one.reply] == ["cat", "cat"]
    assert [(one.key, one.error, one.reply) for one in refused] == [("memo-2", "refused", None)]


def test_a_broken_line_of_a_batch_is_left_out() -> None:
    lines = b'{"custom_id": "a", "response": {"status_code": 500, "body": {}}}\n{"custom_id": "b'

    assert [(one.key, bool(one.error)) for one in batch_replies(lines)] == [("a", True)]


REFUSALS: list[tuple[Trouble, type[ProviderError]]] = [
    (refusal("/models", 401, code="invalid_api_key"), WrongKeyError),
    (refusal("/models", 402), NoCreditError),
    (refusal("/models", 429, code="insufficient_quota"), NoCreditError),
    (refusal("/models", 403), RefusedRequestError),
    (refusal("/models", 403, code="training_not_available"), TrainingEndedError),
    (refusal("/models", 404), NotFoundError),
    (refusal("/models", 422, param="limit"), RefusedRequestError),
    (refusal("/models", 429, times=9), RateLimitError),
    (refusal("/models", 500, times=9), FailedServerError),
    (Trouble(on="/models", drops=True, times=9), UnreachableError),
    (Trouble(on="/models", hangs=True, times=9), TimedOutError),
    (Trouble(on="/models", body=b'{"data": ['), BadAnswerError),
    (Trouble(on="/models", body=b"<html>"), BadAnswerError),
    (Trouble(on="/models", body=b'{"data": 3}'), BadAnswerError),
    (Trouble(on="/models", body=b'{"data": [{"id": null}]}'), BadAnswerError),
    (Trouble(on="/models", status=307, headers={"Location": "http://x/"}), BadAnswerError),
]


@pytest.mark.parametrize(("trouble", "kind"), REFUSALS, ids=lambda value: str(value)[:60])
def test_every_refusal_becomes_one_of_our_errors_in_three_parts(
    provider: Provider, server: ModelServer, trouble: Trouble, kind: type[ProviderError]
) -> None:
    server.troubles.append(Trouble(**vars(trouble)))

    with pytest.raises(kind) as caught:
        provider.list_models()

    error = caught.value
    assert type(error) is kind
    assert all((error.what, error.why, error.remedy))
    assert error.__cause__ is None
    assert error.__context__ is None


ANSWERS = [
    (trouble, kind) for trouble, kind in REFUSALS if trouble.body != b'{"data": [{"id": null}]}'
]


@pytest.mark.parametrize(("trouble", "kind"), ANSWERS, ids=lambda value: str(value)[:60])
def test_a_question_meets_the_same_errors(
    provider: Provider, server: ModelServer, trouble: Trouble, kind: type[ProviderError]
) -> None:
    server.troubles.append(Trouble(**vars(trouble) | {"on": "/chat/completions"}))

    with pytest.raises(kind) as caught:
        provider.chat(HELLO)

    assert type(caught.value) is kind
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_an_address_where_nobody_listens_is_unreachable(adapter: str) -> None:
    with pytest.raises(UnreachableError) as caught:
        provider_at("http://127.0.0.1:9/v1", preset_id=adapter).create_job(SPEC)

    assert not caught.value.may_have_acted
    with pytest.raises(UnreachableError):
        provider_at("http://127.0.0.1:9/v1", preset_id=adapter).chat(HELLO)


def test_the_end_of_training_offers_other_providers_and_to_delete_the_file(
    provider: Provider, server: ModelServer, adapter: str
) -> None:
    server.troubles.append(refusal(JOBS[adapter], 403, code="training_not_available"))

    with pytest.raises(TrainingEndedError, match=r"another provider.*delete the uploaded file"):
        provider.create_job(SPEC)


WRITES: list[tuple[str, Callable[[Provider], object]]] = [
    ("create", lambda provider: provider.create_job(SPEC)),
    ("upload", lambda provider: provider.upload_file("a.jsonl", b"{}")),
    ("cancel", lambda provider: provider.cancel_job("ftjob-1")),
    ("batch", lambda provider: provider.create_batch("file-1", metadata={})),
    ("questions", lambda provider: provider.upload_batch("a.jsonl", b"{}")),
]
BROKEN = [
    Trouble(on="", acts=True, drops=True, times=9),
    Trouble(on="", acts=True, hangs=True, times=9),
    Trouble(on="", acts=True, status=500, times=9),
    Trouble(on="", acts=True, status=503, times=9),
]


@pytest.mark.parametrize("trouble", BROKEN, ids=["dropped", "hung", "500", "503"])
@pytest.mark.parametrize(("name", "write"), WRITES, ids=lambda value: str(value)[:6])
def test_what_may_have_been_done_is_never_sent_twice(
    provider: Provider,
    server: ModelServer,
    trouble: Trouble,
    name: str,
    write: Callable[[Provider], object],
) -> None:
    provider.create_job(SPEC)
    before = len(server.asked)
    server.troubles.append(Trouble(**vars(trouble)))

    with pytest.raises(ProviderError) as caught:
        write(provider)

    assert len(server.asked) == before + 1, name
    assert caught.value.may_have_acted
    server.troubles.clear()
    server.released.set()
    assert len(provider.list_jobs().jobs) == (2 if name == "create" else 1)


@pytest.mark.parametrize("status", [409, 429])
def test_a_job_is_not_sent_again_after_a_refusal(
    provider: Provider, server: ModelServer, adapter: str, status: int
) -> None:
    server.troubles.append(refusal(JOBS[adapter], status, times=9, retry_after="0"))

    with pytest.raises(ProviderError) as caught:
        provider.create_job(SPEC)

    assert len(server.posts(f"/v1{JOBS[adapter]}")) == 1
    assert not caught.value.may_have_acted


def test_reads_and_chat_are_tried_again(provider: Provider, server: ModelServer) -> None:
    server.troubles += [
        refusal("/models", 500, times=2),
        Trouble(on="/models", drops=True),
        refusal("/chat/completions", 429, times=3, retry_after="0.01"),
    ]

    assert len(provider.list_models()) == 2
    assert provider.chat(HELLO).text == "cat"
    assert len(server.posts("/v1/chat/completions")) == 4


def test_a_wait_that_is_too_long_is_told_and_not_waited(
    provider: Provider, server: ModelServer
) -> None:
    server.troubles.append(refusal("/models", 429, times=9, retry_after="3600"))

    with pytest.raises(RateLimitError, match="3600 seconds") as caught:
        provider.list_models()

    assert caught.value.retry_after_s == 3600
    assert len(server.asked) == 1


def test_stop_is_heard_between_two_tries(provider: Provider, server: ModelServer) -> None:
    server.troubles.append(refusal("/models", 500, times=9))

    with pytest.raises(StoppedError):
        provider.list_models(cancel=lambda: len(server.asked) == 2)

    assert len(server.asked) == 2


def test_somebody_who_waits_can_stop_at_any_moment(provider: Provider, server: ModelServer) -> None:
    server.troubles.append(refusal("/models", 429, retry_after="0.4"))
    looks: list[int] = []

    def look() -> bool:
        looks.append(len(server.asked))
        return False

    provider.list_models(cancel=look)

    assert looks.count(1) > 2, "before the second try, and often while it waited for it"


def test_limits_are_told_before_anything_is_sent(provider: Provider, server: ModelServer) -> None:
    spec = FineTuningSpec(
        base_model="base",
        training_file="file-1",
        suffix="x" * 65,
        hyperparameters=Hyperparameters(n_epochs=51, batch_size=257),
    )

    with pytest.raises(WrongUseError) as caught:
        provider.create_job(spec)

    assert all(word in caught.value.why for word in ("epochs", "batch size", "suffix"))
    assert server.asked == []


def test_what_is_not_offered_is_not_asked(server: ModelServer, adapter: str) -> None:
    provider = provider_at(server.base_url, preset_id=adapter, decisions=False, pause=False)

    with pytest.raises(NotOfferedError):
        provider.decide("d", "memo", [])
    with pytest.raises(NotOfferedError):
        provider.pause_job("ftjob-1")
    unbatched = provider_at(server.base_url, preset_id=adapter, batches=False)
    with pytest.raises(NotOfferedError):
        unbatched.upload_batch("a.jsonl", b"")
    with pytest.raises(NotOfferedError):
        unbatched.create_batch("file-1", metadata={})
    assert server.asked == []


def test_an_empty_error_is_no_failure_and_a_strange_status_is_live(
    provider: Provider, server: ModelServer
) -> None:
    job = provider.create_job(SPEC)
    server.jobs[job.id] |= {"status": "polishing", "error": {}}
    assert provider.retrieve_job(job.id).is_live
    assert not provider.retrieve_job(job.id).has_failed


def test_a_key_that_the_server_repeats_is_in_no_error(
    provider: Provider, server: ModelServer
) -> None:
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {SECRET}."}}).encode()
    server.troubles.append(Trouble(on="/models", status=401, body=body))

    with pytest.raises(WrongKeyError) as caught:
        provider.list_models()

    assert SECRET not in str(caught.value)
    assert "***" in caught.value.why
