"""The people of a project."""

import sqlite3

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.text import check_text
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr


class AnnotatorStore:
    """Annotators by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def named(self, name: str) -> Annotator:
        """Return the annotator of that name, entering a new one into the project if need be."""
        what = tr("The annotator was not entered.")
        name = check_text(name.strip(), what=what)
        if not name:
            raise WrongUseError(what, why=tr("The name is empty."), remedy=tr("Give a name."))
        known = self._find(name)
        if known:
            return known
        with outside_errors(what):
            self._connection.execute(
                "insert into annotators (id, name, created_at) values (?, ?, ?)"
                " on conflict (name) do nothing",
                (new_identifier(), name, utc_now()),
            )
        return self._find(name) or self.named(name)

    def all(self) -> tuple[Annotator, ...]:
        """Return everybody, in the order they came."""
        rows = self._connection.execute("select id, name from annotators order by id")
        return tuple(Annotator(id=row[0], name=row[1]) for row in rows.fetchall())

    def _find(self, name: str) -> Annotator | None:
        row = self._connection.execute(
            "select id, name from annotators where name = ?", (name,)
        ).fetchone()
        return Annotator(id=row[0], name=row[1]) if row else None
