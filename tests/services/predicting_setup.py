"""What the tests of predicting share: a service before the fake server, and the memos asked for."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from emoji_labeler import resources
from emoji_labeler.domain.prediction import RunPlan
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.providers.provider import Provider
from emoji_labeler.services.predicting import PredictingService
from tests.fakes.model_server import ModelServer
from tests.providers.conftest import provider_at

ASKING = RunPlan(
    name="", predictor="fine-tuned", provider="openai", model="m", options={"prompt": "Choose."}
)


def service_at(
    open_provider: Callable[[str], Provider], *, cache_folder: Path, **more: Any
) -> PredictingService:
    """Return a service over the program's pack."""
    pack = load_pack(resources.emoji_pack_folder())
    return PredictingService(
        pack,
        open_provider=open_provider,
        cache_folder=cache_folder,
        **more,
    )


def asking(server: ModelServer, *, cache_folder: Path, **can: Any) -> PredictingService:
    """Return a service whose every provider is the fake server."""
    return service_at(lambda _: provider_at(server.base_url, **can), cache_folder=cache_folder)


def memos_asked(server: ModelServer) -> Counter[str]:
    """Return how often the server was asked about each memo."""
    return Counter(
        json.loads(one.body)["messages"][-1]["content"]
        for one in server.posts("/v1/chat/completions")
    )
