"""A file that is merged: its copy beside the project, and what was new in it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from emoji_labeler.domain.merge_report import MergeConflict, MergeReport
from emoji_labeler.storage.event_history import ANSWERS, VERDICTS


@dataclass(slots=True, kw_only=True)
class MergeSource:
    """A file that is being merged, and what was new in it so far.

    ``number`` tells it from the files that are merged together with it: it names its schema and
    the temporary tables that say which memo and which person of the project are meant by its own.
    """

    path: Path
    number: int
    memos: int = 0
    people: int = 0
    events: int = 0
    added: Counter[str] = field(default_factory=Counter)
    conflicts: list[MergeConflict] = field(default_factory=list)

    @property
    def schema(self) -> str:
        """The name under which the file is attached."""
        return f"source{self.number}"

    @property
    def memo_map(self) -> str:
        """The table of its memos (``theirs``) and those of the project (``ours``)."""
        return f"merged_memos{self.number}"

    @property
    def people_map(self) -> str:
        """The table of its people (``theirs``) and those of the project (``ours``)."""
        return f"merged_people{self.number}"

    @property
    def report(self) -> MergeReport:
        """What came of it."""
        answers, verdicts = (self.added[one.events] for one in (ANSWERS, VERDICTS))
        return MergeReport(
            path=self.path,
            memos=self.memos,
            people=self.people,
            answers=answers,
            verdicts=verdicts,
            known=self.events - answers - verdicts,
            conflicts=tuple(self.conflicts),
        )


@contextmanager
def attached(connection: sqlite3.Connection, copy: Path, *, source: MergeSource) -> Iterator[None]:
    """Have a copy beside the project, under the name of its source."""
    connection.execute(f"attach ? as {source.schema}", (str(copy),))
    try:
        yield
    finally:
        connection.execute(f"detach {source.schema}")
