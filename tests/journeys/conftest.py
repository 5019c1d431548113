"""The program as a person has it: the whole window, and a screen for real keys."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import run  # noqa: F401 - a fixture that is found by its name.
from tests.ui.conftest import (  # noqa: F401 - fixtures that are found by their names.
    cache_folder,
    project_path,
    settings_path,
    small_pack,
    start,
)

PATIENCE_S = 60.0
"""How long a slow machine may take for one step; a quick one goes on as soon as it is done."""

LOOK_S = 0.05
NAME = "Emoji Labeler"
Row = tuple[int, str, str]


class RealProgram:
    """The program in a process of its own, with real keys from outside."""

    def __init__(self, project: Path, *, display: str) -> None:
        self._project = project
        self._environment = {**_without_platform(), "DISPLAY": display}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "emoji_labeler", str(project)], env=self._environment
        )
        self._focus()

    def type(self, text: str) -> None:
        """Type letter by letter.

        A letter that is on no key is put on a spare one for a moment: the program must have read it
        before the next letter takes its place, so it must not be busy opening any more.
        """
        self._tell("type", "--delay", "40" if text.isascii() else "250", text)

    def press(self, *keys: str) -> None:
        """Press keys by the names that X gives them, such as ``ctrl+z``."""
        self._tell("key", "--delay", "40", *keys)

    def take(self, text: str, *, rows: int) -> Row:
        """Type, and press Enter until the answer is on disk: the search may still be prepared.

        Enter on the next memo, which has no answer yet, does nothing.
        """
        self.type(text)
        give_up_at = time.monotonic() + PATIENCE_S
        while len(self.rows()) < rows:
            assert time.monotonic() < give_up_at, f"{text!r} and Enter saved nothing"
            self.press("Return")
            self._look(lambda: len(self.rows()) >= rows, patience_s=1.0)
        return self.rows()[-1]

    def rows(self) -> list[Row]:
        """The answers on disk: memo, status, label."""
        with closing(sqlite3.connect(self._project)) as connection:
            return connection.execute(
                "select memo_id, status, label from annotations order by memo_id"
            ).fetchall()

    def wait_for(self, wanted: Callable[[list[Row]], bool]) -> list[Row]:
        """Wait until the answers on disk are as wanted; return them."""
        assert self._look(lambda: wanted(self.rows()), patience_s=PATIENCE_S), self.rows()
        return self.rows()

    def quit(self) -> None:
        """Leave by the keyboard."""
        self.press("ctrl+q")
        assert self._process.wait(timeout=PATIENCE_S) == 0

    def kill(self) -> None:
        """End it, if it has not ended by itself."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _focus(self) -> None:
        """Wait for the window and give it the keyboard: there is no window manager to do it."""
        name = f"{self._project.stem} — {NAME}"
        found: list[str] = []

        def is_there() -> bool:
            assert self._process.poll() is None, "the program ended before its window came"
            found[:] = self._ask("search", "--onlyvisible", "--name", name).split()
            return bool(found)

        assert self._look(is_there, patience_s=PATIENCE_S), "no window came"
        self._tell("windowfocus", "--sync", found[0])

    @staticmethod
    def _look(is_so: Callable[[], bool], *, patience_s: float) -> bool:
        give_up_at = time.monotonic() + patience_s
        while not is_so():
            if time.monotonic() > give_up_at:
                return False
            time.sleep(LOOK_S)
        return True

    def _tell(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=PATIENCE_S)

    def _ask(self, *words: str) -> str:
        # A search without a result ends with status 1.
        return subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            check=False,
            timeout=PATIENCE_S,
            capture_output=True,
            text=True,
        ).stdout


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A virtual screen of our own, so that no key ever reaches the desktop of a person."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("Xvfb and xdotool are not both on this machine")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
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
) -> Iterator[Callable[[], RealProgram]]:
    """Open the real program on a project of five memos; again, after it was left."""
    assert settings_path.is_file()
    opened: list[RealProgram] = []

    def open_again() -> RealProgram:
        opened.append(RealProgram(project_path, display=screen))
        return opened[-1]

    yield open_again
    for program in opened:
        program.kill()


def _without_platform() -> Mapping[str, str]:
    hidden = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
    return {name: value for name, value in os.environ.items() if name not in hidden}
