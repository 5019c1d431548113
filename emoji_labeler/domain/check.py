"""What a look at one part of the installation or of a project found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One fact; ``passed`` is None where it is good to know and neither right nor wrong."""

    name: str
    passed: bool | None
    detail: str
