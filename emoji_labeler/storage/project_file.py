"""Whether a place can hold a project file, and whether a file is one of ours."""

import sqlite3
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.storage.connection import APPLICATION_ID
from emoji_labeler.storage.migrations import SCHEMA_VERSION, schema_version
from emoji_labeler.wording import tr


def check_folder(path: Path, *, what: str) -> None:
    """Raise ProjectError where the folder that is to hold the file is not there."""
    if not path.absolute().parent.is_dir():
        raise ProjectError(
            what,
            why=tr("There is no folder {folder}.", folder=path.absolute().parent),
            remedy=tr("Make the folder first, or choose another place."),
        )


def check_file(connection: sqlite3.Connection, *, path: Path) -> None:
    """Raise ProjectError for a newer project and for every file that is none."""
    is_ours = connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    is_empty = not connection.execute("select count(*) from sqlite_master").fetchone()[0]
    what = tr("The project {name} was not opened.", name=path.name)
    if not is_ours and not is_empty:
        raise ProjectError(
            what,
            why=tr("It is an SQLite file, but not a project of Emoji Labeler."),
            remedy=tr("Choose another file."),
        )
    if schema_version(connection) > SCHEMA_VERSION:
        raise ProjectError(
            what,
            why=tr("It was written by a newer version of Emoji Labeler."),
            remedy=tr("Install the newest version, then open it again."),
        )
