"""What the set-up says to the person while it works."""

import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_INDENT = "      "


def spoken_size(size_bytes: float) -> str:
    """Return a size as people say it, in the decimal units that package sources use."""
    if size_bytes >= 10_000_000:
        return f"{size_bytes / 1e6:.0f} MB"
    if size_bytes >= 100_000:
        return f"{size_bytes / 1e6:.1f} MB"
    return f"{max(1, round(size_bytes / 1000))} kB"


def spoken_duration(seconds: float) -> str:
    """Return a duration as people say it."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


class Speech:
    """Plain numbered lines; on a terminal the seconds of a long step also tick."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._lock = threading.Lock()
        self._ticking = False

    def say(self, line: str) -> None:
        """Print one line at once."""
        with self._lock:
            self._wipe()
            self._out.write(line + "\n")
            self._out.flush()

    def detail(self, line: str) -> None:
        """Print what belongs to the step above it, folded where it is long."""
        folded = textwrap.wrap(line, 90, break_on_hyphens=False, break_long_words=False)
        self.say("\n".join(_INDENT + part for part in folded))

    @contextmanager
    def step(self, headline: str) -> Iterator[None]:
        """Announce a step and let its seconds tick until it ends."""
        self.say(headline)
        ended = threading.Event()
        ticker = threading.Thread(target=self._tick, args=(ended,), daemon=True)
        if self._out.isatty():
            ticker.start()
        try:
            yield
        finally:
            ended.set()
            if ticker.is_alive():
                ticker.join()

    def _tick(self, ended: threading.Event) -> None:
        began = time.monotonic()
        while not ended.wait(1.0):
            with self._lock:
                self._wipe()
                self._out.write(f"{_INDENT}{spoken_duration(time.monotonic() - began)}")
                self._out.flush()
                self._ticking = True
        with self._lock:
            self._wipe()

    def _wipe(self) -> None:
        if self._ticking:
            self._out.write("\r" + " " * 24 + "\r")
            self._ticking = False
