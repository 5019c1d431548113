"""Whether gold labels wait to be worked out: asked at every opening, and nearly always not so."""

import sqlite3

GOLD_LABELS = "gold_labels"
"""The name under which a project keeps that its gold labels are stale."""


def are_golds_stale(connection: sqlite3.Connection) -> bool:
    """Whether the file comes from an earlier version, or a program ended before it was done."""
    row = connection.execute(
        "select 1 from project_values where name = ? and value = 'stale'", (GOLD_LABELS,)
    ).fetchone()
    return row is not None


def renew_stale_golds(connection: sqlite3.Connection) -> None:
    """Work the gold labels out where they wait for it."""
    if are_golds_stale(connection):
        from emoji_labeler.storage.gold_store import GoldStore

        GoldStore(connection).renew_all()
