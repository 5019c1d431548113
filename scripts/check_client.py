"""Has the client for the OpenAI wire ask Steady, a server that others wrote, for everything.

python3 scripts/check_client.py OPENAPI.yml

Steady checks every request against the published OpenAPI description, refuses one that differs, and
makes up an answer that fits it. Needs Node.js: it has npx fetch Steady. Not part of the tests, for
it needs a network.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider

_CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_CHECKOUT))

_STEADY = "@stdy/cli@0.22.2"
_NOTHING_TO_ASK = 2
_MODEL = "gpt-4o-mini"
_ROW = (
    b'{"messages": [{"role": "user", "content": "m"}, {"role": "assistant", "content": "cat"}]}\n'
)


def main(arguments: list[str]) -> int:
    """Print what came of each call; 0 if all are understood, 1 if not, 2 if nobody can be asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("description", type=Path, help="the OpenAPI file")
    options = parser.parse_args(arguments)
    npx = shutil.which("npx")
    if npx is None or not options.description.is_file():
        print("Node.js is not there." if npx is None else f"No file {options.description}.")
        return _NOTHING_TO_ASK
    from scripts.node_server import node_server

    def on_port(port: int) -> list[str]:
        address = ["--host", "127.0.0.1", "--port", str(port)]
        return [_STEADY, *address, str(options.description)]

    with node_server(npx, on_port) as url:
        wrong = _ask_for_everything(url)
    print(f"{wrong} calls were not understood." if wrong else "Every call was understood.")
    return 1 if wrong else 0


def _ask_for_everything(url: str) -> int:
    """Make every call of the adapter once; return how many failed."""
    from emoji_labeler.domain.errors import EmojiLabelerError
    from emoji_labeler.domain.provider import ProviderProfile
    from emoji_labeler.providers.api_key import ApiKey
    from emoji_labeler.providers.presets import preset_of
    from emoji_labeler.providers.registry import open_provider

    preset = preset_of("openai")
    preset = replace(preset, capabilities=replace(preset.capabilities, least_rows=1))
    profile = ProviderProfile(id="steady", name="Steady", preset=preset, base_url=url)
    wrong = 0
    with open_provider(profile, key=ApiKey("sk-nobody")) as provider:
        for name, call in _calls(provider):
            try:
                print(f"{name:16} {str(call())[:96]}")
            except EmojiLabelerError as error:
                wrong += 1
                print(f"{name:16} FAILED: {error}")
    return wrong


def _calls(provider: "Provider") -> Iterator[tuple[str, Callable[[], object]]]:
    from emoji_labeler.domain.chat import ChatMessage, ChatRequest, Tool
    from emoji_labeler.domain.fine_tuning import FineTuningSpec, Hyperparameters

    asked = (ChatMessage(role="user", content="A memo about a cat."),)
    schema = {
        "type": "object",
        "properties": {"label": {"type": "string", "enum": ["cat", "dog"]}},
        "required": ["label"],
        "additionalProperties": False,
    }
    tool = Tool(name="choose", description="Choose a label.", parameters=schema)
    form = {
        "type": "json_schema",
        "json_schema": {"name": "choose", "strict": True, "schema": schema},
    }
    spec = FineTuningSpec(
        base_model=_MODEL,
        training_file="file-1",
        validation_file="file-2",
        hyperparameters=Hyperparameters(n_epochs=3),
        suffix="emoji",
        seed=1,
        metadata={"submit_key": "one"},
    )
    yield "list models", provider.list_models
    yield "upload file", lambda: provider.upload_file("train.jsonl", _ROW * 12)
    yield "list files", provider.list_files
    yield "create job", lambda: provider.create_job(spec)
    yield "retrieve job", lambda: provider.retrieve_job("ftjob-1")
    yield "list jobs", provider.list_jobs
    yield "list events", lambda: provider.list_events("ftjob-1")
    yield "checkpoints", lambda: provider.checkpoints("ftjob-1")
    yield "pause job", lambda: provider.pause_job("ftjob-1")
    yield "resume job", lambda: provider.resume_job("ftjob-1")
    yield "cancel job", lambda: provider.cancel_job("ftjob-1")
    yield "chat", lambda: provider.chat(ChatRequest(model=_MODEL, messages=asked, logprobs=True))
    yield (
        "chat, tool",
        lambda: provider.chat(
            ChatRequest(model=_MODEL, messages=asked, tools=(tool,), must_call="choose")
        ),
    )
    yield (
        "chat, schema",
        lambda: provider.chat(ChatRequest(model=_MODEL, messages=asked, response_format=form)),
    )
    yield "embeddings", lambda: provider.embeddings("text-embedding-3-small", texts=["a cat"])
    yield "delete file", lambda: provider.delete_file("file-1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
