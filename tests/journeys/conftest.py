"""The program as a person has it: the whole window, and a screen for real keys."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import run  # noqa: F401 - a fixture that is found by its name.
from tests.journeys.real_program import RealProgram
from tests.ui.conftest import (  # noqa: F401 - fixtures that are found by their names.
    cache_folder,
    project_path,
    settings_path,
    small_pack,
    start,
)


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A virtual screen of our own, so that no key ever reaches the desktop of a person."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("Xvfb and xdotool are not both on this machine")
    reading, writing = os.pipe()
    # Without -r a slow moment between a key's way down and up would be taken for a key held down.
    geometry = ("-screen", "0", "1400x900x24")
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *geometry, "-nolisten", "tcp", "-r"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    # Xvfb writes its number once it answers; if it dies, the pipe ends with nothing in it.
    with os.fdopen(reading, encoding="ascii") as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    process.terminate()
    process.wait()


@pytest.fixture
def open_program(
    screen: str,
    project_path: Path,  # noqa: F811 - the fixture of that name.
    settings_path: Path,  # noqa: F811 - the fixture of that name.
) -> Iterator[Callable[..., RealProgram]]:
    """Open the real program on a project of five memos or another; again, after it was left."""
    assert settings_path.is_file()
    opened: list[RealProgram] = []

    def open_again(path: Path = project_path) -> RealProgram:
        opened.append(RealProgram(path, display=screen))
        return opened[-1]

    yield open_again
    for program in opened:
        program.kill()
