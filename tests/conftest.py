"""What every test may use: a project on disk, and nothing of the person who runs the tests."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.storage.project import ProjectStore

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A shell has what it runs in the background ignore Ctrl+C, and every program that is started from
# there would inherit it; those that the tests interrupt must not.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is slow now and then; how long something takes is for the measures to say.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


# As in the program: a worker's search for garbage would destroy a window on the worker's thread.
gc.disable()


@pytest.fixture(autouse=True)
def garbage_goes_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search for garbage on the main thread, everywhere after a test with windows."""
    yield
    gc.collect(2 if "qtbot" in request.fixturenames else 0)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the real folders of the person."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))


def add_memos(project: ProjectStore, *texts: str) -> list[int]:
    """Put memos into the project; return their numbers."""
    project.memos.add(MemoDraft(text=text) for text in texts)
    found = map(project.memos.with_text, texts)
    return [memo.id for memo in found if memo is not None]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectStore]:
    """An open project of five memos."""
    with ProjectStore.create(tmp_path / "project.db") as store:
        add_memos(store, "cat", "rain", "会議", "birthday", "tax")
        yield store
