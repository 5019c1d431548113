"""In which order an annotator meets the memos."""

from enum import StrEnum


class WorkOrder(StrEnum):
    """How the next memo is chosen.

    ``useful`` begins with memos from whose answers the suggestions learn most.
    """

    IMPORTED = "imported"
    RANDOM = "random"
    THEME = "theme"
    USEFUL = "useful"
