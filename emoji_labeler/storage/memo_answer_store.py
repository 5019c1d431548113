"""Memos side by side with the answers that count now."""

import json
import sqlite3
from collections.abc import Iterator

from emoji_labeler.domain.labelled_memo import MemoAnswer
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

_COLUMNS = (
    "memos.id, memos.text, theme, language, source, coalesce(annotators.name, ''),"
    " coalesce(status, ''), coalesce(label, ''), coalesce(also_acceptable, '[]'),"
    " coalesce(note, '')"
)
_ORDER = "order by memos.id, annotations.annotator_id"


class MemoAnswerStore:
    """Reads memos and answers together, by memo and then by annotator.

    Each iteration sees the project as it was when it began, whatever is saved meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, *, annotator_id: str | None = None) -> Iterator[MemoAnswer]:
        """Yield every memo: once for each answer, or once with an empty status.

        With ``annotator_id`` only that annotator's answers are looked at.
        """
        return self._rows(
            f"select {_COLUMNS} from memos left join annotations"
            " on memo_id = memos.id and annotator_id = coalesce(?, annotator_id)"
            f" left join annotators on annotators.id = annotator_id {_ORDER}",
            annotator_id,
        )

    def _rows(self, query: str, *values: object) -> Iterator[MemoAnswer]:
        with outside_errors(tr("The memos were not read.")):
            for *values_before, also, note in self._connection.execute(query, values):
                labels = () if also == "[]" else tuple(json.loads(also))
                yield MemoAnswer._make((*values_before, labels, note))
