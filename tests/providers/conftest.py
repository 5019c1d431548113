"""A model server, the providers that talk to it, and no real keyring."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.providers.connection import Timeouts
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer, running_model_server

SECRET = "sk-test-51e2f0c4a7"  # noqa: S105 - it opens nothing.
QUICK = Patience(tries=4, first_wait_s=0.001, longest_wait_s=1.0)


_opened: list[Provider] = []


@pytest.fixture(autouse=True)
def closed_providers() -> Iterator[None]:
    """Close what a test has opened."""
    yield
    while _opened:
        _opened.pop().close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


def profile_at(base_url: str, *, preset_id: str = "openai") -> ProviderProfile:
    preset = preset_of(preset_id)
    return ProviderProfile(id=preset_id, name=preset.name, preset=preset, base_url=base_url)


def provider_at(
    base_url: str, *, preset_id: str = "openai", patience: Patience = QUICK, **can: object
) -> Provider:
    profile = profile_at(base_url, preset_id=preset_id)
    capabilities = replace(profile.preset.capabilities, **can)  # type: ignore[arg-type]  # any flag.
    profile = replace(profile, preset=replace(profile.preset, capabilities=capabilities))
    provider = open_provider(
        profile,
        key=ApiKey(SECRET),
        patience=patience,
        timeouts=Timeouts(connect_s=2.0, answer_s=0.5),
    )
    _opened.append(provider)
    return provider


@pytest.fixture
def provider(server: ModelServer) -> Provider:
    return provider_at(server.base_url)
