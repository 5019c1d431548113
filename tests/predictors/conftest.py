"""A real server on this machine, and benches for every predictor."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.label_embedding import LabelEmbeddingKey
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.local_server.address import ServerAddress
from emoji_labeler.predictors.predictor import Bench, PredictorKind
from emoji_labeler.predictors.registry import predictor_named
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.services.suggesting import program_theme_paths

BASE = "local-text-classifier"
TRAINED_PROMPT = "Choose the emoji for the memo."
TRAINING = (("tax office again", "receipt"), ("taxes", "receipt"), ("my cat", "cat"))
NEEDED_OPTIONS = {"topic-embedding": {"embedding_model": BASE}}


class KeptVectors:
    """Vectors kept in memory, and how often they were looked for in vain."""

    def __init__(self) -> None:
        self.kept: dict[LabelEmbeddingKey, bytes] = {}
        self.misses = 0

    def get(self, key: LabelEmbeddingKey) -> bytes | None:
        self.misses += key not in self.kept
        return self.kept.get(key)

    def keep(self, key: LabelEmbeddingKey, vectors: bytes, *, labels: int) -> None:
        assert len(vectors) % (4 * labels) == 0
        self.kept[key] = vectors


@pytest.fixture(scope="session")
def pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def local_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerAddress]:
    """One server for all tests of a process."""
    process = LocalServerProcess(state=tmp_path_factory.mktemp("served") / "state")
    yield process.start()
    process.stop()


def local_profile(address: ServerAddress) -> ProviderProfile:
    preset = preset_of("local")
    return ProviderProfile(id="local", name=preset.name, preset=preset, base_url=address.base_url)


@pytest.fixture(scope="session")
def local_provider(local_server: ServerAddress) -> Iterator[Provider]:
    profile = local_profile(local_server)
    with open_provider(profile, key=ApiKey(local_server.token)) as provider:
        yield provider


BenchMaker = Callable[..., Bench]


@pytest.fixture
def bench_of(pack: EmojiPack, cache_folder: Path, request: pytest.FixtureRequest) -> BenchMaker:
    """Return what makes the bench of a predictor; ``options`` are those that are not the default.

    The provider is this machine where one is needed and none is given.
    """

    def bench_of(
        kind: PredictorKind | str, *, provider: Provider | None = None, **options: Any
    ) -> Bench:
        kind = predictor_named(kind) if isinstance(kind, str) else kind
        if kind.description.needs and provider is None:
            provider = request.getfixturevalue("local_provider")
        given = {**NEEDED_OPTIONS.get(kind.name, {}), **options}
        return Bench(
            pack=pack,
            options=kind.description.completed(given),
            vectors=KeptVectors(),
            model=BASE if kind.description.needs else "",
            provider=provider,
            training=lambda: TRAINING,
            trained_prompts=(TRAINED_PROMPT,),
            theme_paths=program_theme_paths(),
            cache_folder=cache_folder,
        )

    return bench_of
