"""The rules of a project about gold labels and review, as the file keeps them."""

import json
import sqlite3
from dataclasses import asdict
from functools import lru_cache

from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.review import ReviewRules

GOLD_RULES = "gold_rules"
REVIEW_RULES = "review_rules"


def gold_rules(connection: sqlite3.Connection) -> GoldRules:
    """Return what makes a label count in this project."""
    return _gold_rules(_kept(connection, GOLD_RULES))


def review_rules(connection: sqlite3.Connection) -> ReviewRules:
    """Return what is worth a reviewer's look in this project."""
    return _review_rules(_kept(connection, REVIEW_RULES))


def keep_rules(connection: sqlite3.Connection, rules: GoldRules | ReviewRules) -> None:
    """Keep rules in the project; within a transaction."""
    name = GOLD_RULES if isinstance(rules, GoldRules) else REVIEW_RULES
    connection.execute(
        "insert or replace into project_values values (?, ?)", (name, json.dumps(asdict(rules)))
    )


def _kept(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("select value from project_values where name = ?", (name,)).fetchone()
    return str(row[0]) if row else "{}"


# They are read with every answer that is saved, and are nearly always the same.
@lru_cache(maxsize=4)
def _gold_rules(kept: str) -> GoldRules:
    return GoldRules(**json.loads(kept))


@lru_cache(maxsize=4)
def _review_rules(kept: str) -> ReviewRules:
    return ReviewRules(**json.loads(kept))
