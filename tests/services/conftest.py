"""A project that is ready to have models trained, and a server that would."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.model_server import ModelServer, running_model_server
from tests.services.tuning import labelled_project, providing_in, snapshot_of


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file of thirty memos with labels, and a snapshot of them."""
    with labelled_project(tmp_path_factory.mktemp("sample")) as project:
        snapshot_of(project)
        return project.path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[ProjectStore]:
    """A project of the test's own, like the sample."""
    path = tmp_path / "own.db"
    shutil.copy(sample_file, path)
    with ProjectStore.open(path) as project:
        yield project


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    """A server of the OpenAI wire."""
    with running_model_server() as server:
        yield server


@pytest.fixture
def providing(tmp_path: Path) -> ProvidingService:
    """Providers without any key."""
    return providing_in(tmp_path)


@pytest.fixture
def added(providing: ProvidingService, model_server: ModelServer) -> ProviderProfile:
    """The server among the providers."""
    return providing.add("Mine", base_url=model_server.base_url)
