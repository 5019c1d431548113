"""Which labels stand for one emoji, as the pack says that the project met last.

An emoji that has always had one label has no row here; all others have a row for every label, the
present one among them, so that one join leads from any of its labels to all.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table label_names (
      label text primary key,
      emoji text not null
    ) strict, without rowid
    """,
    "create index label_names_by_emoji on label_names (emoji)",
)


def m009_keep_label_names(db: "Database") -> None:
    """Add the table of labels that stand for one emoji."""
    for statement in _STATEMENTS:
        db.execute(statement)
