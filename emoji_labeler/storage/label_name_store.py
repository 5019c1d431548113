"""Which labels stand for one emoji: what the pack in use told the project when they met."""

import json
import sqlite3
from collections.abc import Collection, Mapping

from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

ALIKE = (
    "(select ? union all select other.label from label_names as own"
    " join label_names as other using (emoji) where own.label = ?)"
)
"""The labels of the emoji that a label stands for, which is bound twice."""
_THESE = "(select value from json_each(:labels))"


class LabelNameStore:
    """Folds labels of older packs into those of the pack in use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def current(self) -> CurrentLabels:
        """Return what every label is called now."""
        return CurrentLabels(self._renamed())

    def current_of(self, labels: Collection[str]) -> Mapping[str, str]:
        """Return what those of a few labels are called now that were renamed."""
        marks = ", ".join("?" * len(labels))
        rows = self._connection.execute(
            f"select label, emoji from label_names where label in ({marks})", tuple(labels)
        )
        return dict(rows.fetchall())

    def keep(self, renamed: Mapping[str, str]) -> None:
        """Let these labels (older one, present one), and no others, be names of other labels.

        Where that changes what an answer, a decision or a prediction means, what counts for its
        memo is worked out anew, in the same transaction.
        """
        known = self._renamed()
        if known == renamed:
            return
        with outside_errors(tr("The change was not saved in the project.")):
            # Read before the file is locked, since this may take a second. Answers that come in
            # meanwhile bear labels of the pack, whose meaning stays.
            memo_ids = self._memos_with({label for label, _ in known.items() ^ renamed.items()})
            with transaction(self._connection):
                self._connection.execute("delete from label_names")
                pairs = dict(renamed) | {emoji: emoji for emoji in renamed.values()}
                self._connection.executemany("insert into label_names values (?, ?)", pairs.items())
                self._renew(memo_ids)

    def _renamed(self) -> dict[str, str]:
        rows = self._connection.execute("select label, emoji from label_names where label <> emoji")
        return dict(rows.fetchall())

    def _memos_with(self, labels: Collection[str]) -> list[int]:
        """Return the memos about which one of these labels was said in any place that counts."""
        # Other tables have also-acceptable labels too; what matters of them stands in gold_labels.
        rows = self._connection.execute(
            f"select memo_id from annotations where label in {_THESE}"
            f" union select memo_id from verdicts where label in {_THESE}"
            f" union select memo_id from predictions where state = 'answered' and label in {_THESE}"
            f" union select memo_id from gold_labels where suggested_label in {_THESE}"
            " union select memo_id from gold_labels where also_acceptable <> '[]' and exists"
            f" (select 1 from json_each(also_acceptable) where value in {_THESE})",
            {"labels": json.dumps(sorted(labels))},
        )
        return [row[0] for row in rows.fetchall()]

    def _renew(self, memo_ids: Collection[int]) -> None:
        if memo_ids:
            from emoji_labeler.storage.gold_store import GoldStore

            GoldStore(self._connection).renew_many(memo_ids)
