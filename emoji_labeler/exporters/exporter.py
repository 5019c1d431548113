"""What an exporter is."""

from collections.abc import Callable, Iterable
from typing import Protocol

from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import SnapshotRow, Split


class Writable(Protocol):
    """Where an exporter puts its bytes."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes of the file."""


@record
class ExportContext:
    """What a file holds beside the memos: the system prompts, by the place that rows name."""

    prompts: tuple[str, ...]


@record
class Exporter:
    """One file format.

    ``write`` goes through the rows of a snapshot once, in their order, and writes the whole file.
    The same rows and context must give the same bytes: no time, no chance, no names of machines.
    ``splits`` are written into a file each; where there are none, one file holds every row.
    ``takes`` says which rows the format can hold. ``write_answers`` writes what a project holds
    now, with the first prompt; formats without it need a snapshot. ``made_with`` names a library
    on whose version the bytes depend.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Iterable[SnapshotRow], Writable, ExportContext], None]
    splits: tuple[Split, ...] = ()
    takes: Callable[[SnapshotRow], bool] = lambda _row: True
    write_answers: Callable[[Iterable[GivenLabel], Writable, ExportContext], None] | None = None
    made_with: Callable[[], str] = lambda: ""
