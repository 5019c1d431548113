"""Since when something may exist twice at a provider, so that it can be put right later."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "alter table tuning_intents add column doubted_at text not null default ''",
    "alter table uploaded_files add column doubted_at text not null default ''",
)


def m010_keep_doubts_about_sendings(db: "Database") -> None:
    """Add to intents and files when they were sent again without knowing what became of them."""
    for statement in _STATEMENTS:
        db.execute(statement)
