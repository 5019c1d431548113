"""Looking whether a project file is whole, without changing a byte of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from emoji_labeler.domain.check import Check
from emoji_labeler.storage.connection import APPLICATION_ID
from emoji_labeler.storage.migrations import SCHEMA_VERSION, schema_version

_FAULTS_NAMED = 5


def check_project_file(path: Path) -> tuple[Check, ...]:
    """Return what is right and wrong about a project file; never raises for a damaged one."""
    if not path.is_file():
        return (Check(name="project file", passed=False, detail=f"There is no file at {path}."),)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return tuple(_checks(connection))
    except sqlite3.Error as error:
        return (Check(name="project file", passed=False, detail=f"SQLite says: {error}."),)


def _checks(connection: sqlite3.Connection) -> Iterator[Check]:
    is_ours = connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    yield Check(
        name="project file",
        passed=is_ours,
        detail="a project of Emoji Labeler" if is_ours else "not a project of Emoji Labeler",
    )
    if not is_ours:
        return
    version = schema_version(connection)
    yield Check(
        name="schema version",
        passed=version <= SCHEMA_VERSION,
        detail=f"{version}; this program knows {SCHEMA_VERSION}",
    )
    faults = [
        str(row[0])
        for row in connection.execute(f"pragma integrity_check({_FAULTS_NAMED})")
        if row[0] != "ok"
    ]
    yield Check(name="integrity", passed=not faults, detail="; ".join(faults) or "whole")
    orphans = [f"{row[0]} row {row[1]}" for row in connection.execute("pragma foreign_key_check")]
    yield Check(
        name="foreign keys",
        passed=not orphans,
        detail=", ".join(orphans[:_FAULTS_NAMED]) or "all point at something",
    )
    kept, counted = connection.execute(
        "select memos, (select count(*) from memos) from memo_count"
    ).fetchone()
    yield Check(
        name="memo count",
        passed=kept == counted,
        detail=f"{counted:,} memos" + ("" if kept == counted else f", but {kept:,} noted"),
    )
