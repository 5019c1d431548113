"""A word that finds an emoji because somebody in this project used it for that emoji."""

from dataclasses import dataclass
from enum import StrEnum


class LearnedFrom(StrEnum):
    """Where a word was seen: typed before the pick, or in a memo that got the label."""

    QUERY = "query"
    MEMO = "memo"
