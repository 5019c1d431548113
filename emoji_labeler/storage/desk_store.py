"""What each annotator left lying on the desk: unfinished answers and the place in the work."""

import json
import sqlite3

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.storage.connection import saving_errors
from emoji_labeler.wording import tr


class DeskStore:
    """Drafts and work places by annotator."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep_draft(self, draft: Draft | None, *, memo_id: int, annotator_id: str) -> None:
        """Keep what is not saved as an answer yet; None forgets it.

        An empty draft is kept too: it takes back what an answer said.
        """
        with saving_errors(tr("The unfinished answer was not kept.")):
            if draft is None:
                self._connection.execute(
                    "delete from drafts where annotator_id = ? and memo_id = ?",
                    (annotator_id, memo_id),
                )
                return
            self._connection.execute(
                "insert or replace into drafts values (?, ?, ?, ?, ?)",
                (
                    annotator_id,
                    memo_id,
                    draft.label,
                    json.dumps(draft.also_acceptable),
                    draft.note,
                ),
            )

    def draft(self, *, memo_id: int, annotator_id: str) -> Draft | None:
        """Return what was kept and not saved yet."""
        row = self._connection.execute(
            "select label, also_acceptable, note from drafts"
            " where annotator_id = ? and memo_id = ?",
            (annotator_id, memo_id),
        ).fetchone()
        if row is None:
            return None
        return Draft(label=row[0], also_acceptable=tuple(json.loads(row[1])), note=row[2])

    def work_place(self, annotator_id: str) -> int:
        """Return the memo the annotator had before them last; 0 before the first."""
        row = self._connection.execute(
            "select memo_id from desks where annotator_id = ?", (annotator_id,)
        ).fetchone()
        return int(row[0]) if row else 0

    def keep_work_place(self, memo_id: int, *, annotator_id: str) -> None:
        """Remember the memo the annotator has before them."""
        with saving_errors(tr("The place was not remembered.")):
            self._connection.execute(
                "insert into desks (annotator_id, memo_id) values (?, ?)"
                " on conflict do update set memo_id = excluded.memo_id",
                (annotator_id, memo_id),
            )
