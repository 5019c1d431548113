"""How labels were found: what was offered, what was typed, what was not found."""

import json
import sqlite3
from collections.abc import Iterator

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.suggestion import ShownSuggestions
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr


def keep_pick(connection: sqlite3.Connection, pick: Pick, *, event_id: str, label: str) -> None:
    """Keep how the answer of an event was found; within the transaction that saves the answer."""
    if pick.query:
        connection.execute("insert into picked_queries values (?, ?)", (event_id, pick.query))
    if pick.shown is not None:
        connection.execute(
            "insert into shown_suggestions values (?, ?, ?, ?, ?)",
            (event_id, *_shown_row(pick.shown, label=label)),
        )


class PickStore:
    """Queries and misses of the project's people."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def queries(self) -> Iterator[tuple[str, str, int]]:
        """Yield (query, label, uses) over the answers that count now, forgotten ones left out."""
        rows = self._connection.execute(
            "select query, label, count(*) from picked_queries join annotations using (event_id)"
            " where label <> '' and not exists (select 1 from forgotten_words"
            "   where word = query and forgotten_words.label = annotations.label)"
            " group by query, label order by query, label"
        )
        yield from rows.fetchall()

    def forgotten(self) -> frozenset[tuple[str, str]]:
        """Return the (word, label) pairs that somebody removed."""
        rows = self._connection.execute("select word, label from forgotten_words")
        return frozenset(rows.fetchall())

    def forget(self, word: str, *, label: str) -> None:
        """Never again let ``word`` find ``label`` because it was used for it here."""
        with outside_errors(tr("The word was not forgotten.")):
            self._connection.execute(
                "insert or ignore into forgotten_words values (?, ?)", (word, label)
            )

    def add_miss(self, query: str, *, annotator_id: str) -> None:
        """Keep a query that found nothing."""
        with outside_errors(tr("The search without a hit was not noted.")):
            self._connection.execute(
                "insert into search_misses values (?, ?, ?, ?)",
                (new_identifier(), annotator_id, query, utc_now()),
            )

    def dismiss_miss(self, query: str) -> None:
        """Forget that a query found nothing."""
        with outside_errors(tr("The search without a hit was not dismissed.")):
            self._connection.execute("delete from search_misses where query = ?", (query,))

    def misses(self) -> dict[str, int]:
        """Return how often each query found nothing, most often first."""
        rows = self._connection.execute(
            "select query, count(*) from search_misses group by query order by 2 desc, 1"
        )
        return dict(rows.fetchall())


def _shown_row(shown: ShownSuggestions, *, label: str) -> tuple[object, ...]:
    offered = [
        {"label": one.label, "probability": round(one.probability, 4)} for one in shown.suggestions
    ]
    return shown.model, shown.timing.value, json.dumps(offered), shown.place_of(label)
