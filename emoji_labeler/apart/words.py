"""What two processes say to each other."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Order(NamedTuple):
    """A function of a module, what it is called with, and the language that errors speak.

    Where it has parameters of these names, it is also given ``progress``, to be told shares from 0
    to 1, and ``is_cancelled``, to be asked now and then.
    """

    function: Callable[..., Any]
    given: tuple[Any, ...]
    named: Mapping[str, Any]
    language: str


class Reached(NamedTuple):
    """How far an order is."""

    share: float


class Done(NamedTuple):
    """What an order came to."""

    result: Any


class Failed(NamedTuple):
    """What an order raised."""

    error: BaseException


News = Reached | Done | Failed
