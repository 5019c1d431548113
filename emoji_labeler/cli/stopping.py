"""Ctrl+C that lets what is under way come to its end."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click


@contextmanager
def stopping_gently() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl+C was pressed; pressed again, it interrupts as ever."""
    pressed: list[bool] = []

    def press(_signal: int, _frame: FrameType | None) -> None:
        pressed.append(True)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("\nStopping when the answers under way are in …", err=True)

    former = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, former)
