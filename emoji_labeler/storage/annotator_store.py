"""The people of a project."""

import sqlite3

from emoji_labeler.domain.annotator import COLOURS, Annotator, Role
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.text import check_text
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

_COLUMNS = "id, name, colour, role"


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
        known = self.find(name)
        if known:
            return known
        with outside_errors(what):
            self._connection.execute(
                "insert into annotators (id, name, created_at, colour) values (?, ?, ?, ?)"
                " on conflict (name) do nothing",
                (new_identifier(), name, utc_now(), self._next_colour()),
            )
        return self.find(name) or self.named(name)

    def all(self) -> tuple[Annotator, ...]:
        """Return everybody, in the order they came."""
        rows = self._connection.execute(f"select {_COLUMNS} from annotators order by id")
        return tuple(map(_annotator, rows.fetchall()))

    def find(self, name: str) -> Annotator | None:
        """Return the annotator of that name, or None."""
        row = self._connection.execute(
            f"select {_COLUMNS} from annotators where name = ?", (name,)
        ).fetchone()
        return _annotator(row) if row else None

    def put(self, annotator: Annotator) -> None:
        """Give somebody who is known another colour or role."""
        with outside_errors(tr("The annotator was not changed.")):
            self._connection.execute(
                "update annotators set colour = ?, role = ? where id = ?",
                (annotator.colour, annotator.role.value, annotator.id),
            )

    def _next_colour(self) -> str:
        """Return the colour that fewest people have, the first of these."""
        used = [one.colour for one in self.all()]
        return min(COLOURS, key=used.count)


def _annotator(row: tuple[str, str, str, str]) -> Annotator:
    return Annotator(id=row[0], name=row[1], colour=row[2], role=Role(row[3]))
