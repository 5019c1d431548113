"""Where the person's folders are."""

import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from emoji_labeler import resources

FOLDERS = {
    "DATA": (resources.data_folder, platformdirs.user_data_path),
    "CACHE": (resources.cache_folder, platformdirs.user_cache_path),
    "CONFIG": (resources.config_folder, platformdirs.user_config_path),
}

each_folder = pytest.mark.parametrize("kind", FOLDERS)


@each_folder
def test_they_are_where_the_system_wants_them(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    ours, systems = FOLDERS[kind]
    assert ours() == systems(resources.APP_NAME, appauthor=False)


@each_folder
def test_a_person_chooses_them(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path))
    ours, systems = FOLDERS[kind]
    assert ours() == systems(resources.APP_NAME, appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a variable says it")
@each_folder
@pytest.mark.parametrize("said", ["", "not/absolute"])
def test_a_place_that_moves_with_the_program_is_none(
    kind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours: Callable[[], Path] = FOLDERS[kind][0]
    monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    usual = ours()
    monkeypatch.setenv(f"XDG_{kind}_HOME", said)
    assert ours() == usual
