"""The program's own provider, as the window uses it, on the program's own server."""

import time
from collections.abc import Iterator

import pytest

from emoji_labeler.domain.chat import ChatMessage, ChatRequest, Tool
from emoji_labeler.domain.fine_tuning import FineTuningSpec, Hyperparameters
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from tests.local_server.client import BASE, NAMES, rows
from tests.local_server.conftest import Served


@pytest.fixture
def provider(served: Served) -> Iterator[Provider]:
    preset = preset_of("local")
    profile = ProviderProfile(
        id="local", name=preset.name, preset=preset, base_url=served.address.base_url
    )
    with open_provider(profile, key=ApiKey(served.address.token)) as opened:
        yield opened


def test_the_provider_trains_and_asks_this_machine(provider: Provider) -> None:
    content = "".join(f"{line}\n" for line in rows(60)).encode()
    file = provider.upload_file("train.jsonl", content)
    job = provider.create_job(
        FineTuningSpec(
            base_model=BASE,
            training_file=file.id,
            validation_file=file.id,
            hyperparameters=Hyperparameters(n_epochs=4),
            suffix="own",
            seed=3,
            metadata={"submit_key": "key-1"},
        )
    )
    deadline = time.monotonic() + 60
    while not job.fine_tuned_model and time.monotonic() < deadline:
        time.sleep(0.05)
        job = provider.retrieve_job(job.id)

    assert job.fine_tuned_model in [model.id for model in provider.list_models()]
    (found,) = [one for one in provider.list_jobs().jobs if one.id == job.id]
    assert found.metadata["submit_key"] == "key-1"
    assert len(provider.checkpoints(job.id)) == 3
    assert sum(1 for event in provider.list_events(job.id) if event.metrics) == 4 * 8
    asked = ChatRequest(
        model=job.fine_tuned_model,
        messages=(ChatMessage(role="user", content=f"{NAMES[0]}と話した日 100"),),
        logprobs=True,
    )
    reply = provider.chat(asked)
    assert (reply.text, reply.dropped) == ("cat", ())


def test_the_provider_gets_a_tool_call_and_vectors_from_this_machine(provider: Provider) -> None:
    enum = {"type": "object", "properties": {"label": {"enum": ["castle", "cat"]}}}
    reply = provider.chat(
        ChatRequest(
            model=BASE,
            messages=(ChatMessage(role="user", content="猫が寝ている。"),),
            temperature=0.0,
            seed=1,
            most_tokens=20,
            tools=(Tool(name="choose", description="Choose.", parameters=enum),),
            must_call="choose",
        )
    )
    assert [call.arguments for call in reply.tool_calls] == ['{"label":"cat"}']
    assert len(provider.embeddings(BASE, ["cat", "dog"]).vectors) == 2
