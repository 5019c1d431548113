"""What an exporter is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from emoji_labeler.domain.labelled_memo import GivenLabel


class Writable(Protocol):
    """Where an exporter puts its bytes."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What a file holds beside the memos."""

    system_prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One file format.

    ``write`` goes through the labelled memos once, in their order, and writes the whole file. The
    same memos and context must give the same bytes: no time, no chance, no names of machines.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Iterable[GivenLabel], Writable, ExportContext], None]
