"""What labels of other programs mean in this project, as people decided by hand."""

import sqlite3
from collections.abc import Mapping

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr


class LabelMappingStore:
    """Labels of files with labels of the pack; an empty label means that answers are left out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, str]:
        """Return every mapping."""
        return dict(self._connection.execute("select raw, label from label_mappings").fetchall())

    def keep(self, mapping: Mapping[str, str]) -> None:
        """Add to the mappings, or put others in their place."""
        now = utc_now()
        with (
            outside_errors(tr("The labels were not mapped.")),
            transaction(self._connection),
        ):
            self._connection.executemany(
                "insert or replace into label_mappings (raw, label, made_at) values (?, ?, ?)",
                [(raw, label, now) for raw, label in mapping.items()],
            )
