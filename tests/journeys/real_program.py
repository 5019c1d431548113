"""The program in a process of its own, driven by real keys and looked at on its screen."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from PIL import ImageColor, ImageGrab

from emoji_labeler.ui.tokens import LIGHT

PATIENCE_S = 60.0
"""How long a slow machine may take for one step; a quick one goes on as soon as it is done."""

LOOK_S = 0.05
RETRY_S = 5.0
NAME = "Emoji Labeler"
Row = tuple[int, str, str]
Part = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of the window, as shares of its width and height."""

FIRST_RESULT = (0.58, 0.18, 1.0, 0.35)
"""Where the first picture of a search stands on every screen, and no other frame."""

FRAME_PIXELS = 80


class RealProgram:
    """The program in a process of its own, with real keys from outside."""

    def __init__(self, project: Path, *, display: str) -> None:
        self._project = project
        self._environment = {**_without_platform(), "DISPLAY": display}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "emoji_labeler", str(project)], env=self._environment
        )
        self._window = self._focus(self._title)

    def type(self, text: str) -> None:
        """Type letter by letter.

        A letter that is on no key is put on a spare one for a moment: the program must have read it
        before the next letter takes its place, so it must not be busy opening any more.
        """
        self._tell("type", "--delay", "40" if text.isascii() else "250", text)

    def press(self, *keys: str) -> None:
        """Press keys by the names that X gives them, such as ``ctrl+z``."""
        self._tell("key", "--delay", "40", *keys)

    def find(self, text: str) -> None:
        """Type until a picture is framed: the search may still be prepared, and letters get lost.

        Only what is seen is there to be taken; before, nothing may be framed.
        """
        assert self._look(lambda: not self._is_framed(), patience_s=PATIENCE_S), "still framed"
        give_up_at = time.monotonic() + PATIENCE_S
        self.type(text)
        while not self._look(self._is_framed, patience_s=RETRY_S):
            assert time.monotonic() < give_up_at, f"nothing is found for {text!r}"
            self.press("Escape")
            self.type(text)

    def take(self, text: str, *, rows: int) -> Row:
        """Find an emoji and take it with Enter; return the last of so many answers."""
        self.find(text)
        self.press("Return")
        return self.wait_for(lambda found: len(found) >= rows)[-1]

    def rows(self) -> list[Row]:
        """The answers on disk: memo, status, label."""
        return self.read("select memo_id, status, label from annotations order by memo_id")

    def wait_for(self, wanted: Callable[[list[Row]], bool]) -> list[Row]:
        """Wait until the answers on disk are as wanted; return them."""
        assert self._look(lambda: wanted(self.rows()), patience_s=PATIENCE_S), self.rows()
        return self.rows()

    def read(self, query: str) -> list[Any]:
        """What is on disk."""
        with closing(sqlite3.connect(self._project)) as connection:
            return connection.execute(query).fetchall()

    def wait_to_read(self, query: str, wanted: object) -> None:
        """Wait until that is on disk."""
        is_so = self._look(lambda: self.read(query) == wanted, patience_s=PATIENCE_S)
        assert is_so, f"{self.read(query)} in place of {wanted}"

    def wait_to_see(self, colour: str, *, part: Part, pixels: int) -> None:
        """Wait until a part of the window shows so many pixels of a colour."""
        is_so = self._look(lambda: self._pixels(colour, part) >= pixels, patience_s=PATIENCE_S)
        assert is_so, f"{self._pixels(colour, part)} pixels of {colour}"

    def in_dialog(self, title: str, *keys: str, text: str = "") -> None:
        """Type and press keys in a dialog that has been asked for, until it is gone."""
        dialog = self._focus(title)
        if text:
            self.type(text)
        self.press(*keys)
        gone = self._look(lambda: dialog not in self._windows(title), patience_s=PATIENCE_S)
        assert gone, f"{title!r} stays open"
        self._tell("windowfocus", "--sync", self._window)

    def be(self, number: int) -> None:
        """Let the person of that number label from now on: they get a window of their own."""
        self.press("ctrl+u")
        self._in_people_dialog(str(number))

    def be_new(self, name: str) -> None:
        """Let somebody label who was not there before."""
        self.press("ctrl+u")
        self._in_people_dialog("Tab", *name, "Return")

    def quit(self) -> None:
        """Leave by the keyboard."""
        self.press("ctrl+q")
        assert self._process.wait(timeout=PATIENCE_S) == 0

    def kill(self) -> None:
        """End it, if it has not ended by itself."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    @property
    def _title(self) -> str:
        return f"{self._project.stem} — {NAME}"

    def _in_people_dialog(self, *keys: str) -> None:
        """Press keys in the dialog of people, which exchanges the window for another."""
        self._focus("Who is labelling?")
        self.press(*keys)
        self._window = self._focus(self._title, other_than=self._window)

    def _is_framed(self) -> bool:
        """Whether the first picture of the search wears the frame of what Enter takes."""
        return self._pixels(LIGHT.accent, FIRST_RESULT) >= FRAME_PIXELS

    def _pixels(self, colour: str, part: Part) -> int:
        """Count the pixels of a colour in a part of the window."""
        left, top, width, height = self._place()
        box = (
            left + round(part[0] * width),
            top + round(part[1] * height),
            left + round(part[2] * width),
            top + round(part[3] * height),
        )
        picture = ImageGrab.grab(bbox=box, xdisplay=self._environment["DISPLAY"])
        colours = picture.convert("RGB").getcolors(picture.width * picture.height) or []
        return sum(count for count, one in colours if one == ImageColor.getrgb(colour))

    def _focus(self, title: str, *, other_than: str = "") -> str:
        """Wait for a window and give it the keyboard: there is no window manager to do it."""
        found: list[str] = []

        def is_there() -> bool:
            assert self._process.poll() is None, "the program ended before its window came"
            found[:] = [one for one in self._windows(title) if one != other_than]
            return bool(found)

        assert self._look(is_there, patience_s=PATIENCE_S), f"no window {title!r} came"
        self._tell("windowfocus", "--sync", found[0])
        return found[0]

    def _windows(self, title: str) -> list[str]:
        return self._ask("search", "--onlyvisible", "--name", f"^{re.escape(title)}$").split()

    def _place(self) -> tuple[int, int, int, int]:
        """Return left, top, width and height of the window on its screen."""
        lines = self._ask("getwindowgeometry", "--shell", self._window).splitlines()
        found = dict(line.split("=") for line in lines)
        return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])

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


def _without_platform() -> Mapping[str, str]:
    hidden = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
    return {name: value for name, value in os.environ.items() if name not in hidden}
