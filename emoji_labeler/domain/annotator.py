"""Somebody who answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A person known to the project; ``id`` is the same in every copy of the project."""

    id: str
    name: str
