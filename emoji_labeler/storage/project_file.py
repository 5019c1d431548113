"""Whether a file is a project, or can become one."""

import sqlite3
from pathlib import Path

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.storage.connection import APPLICATION_ID
from emoji_labeler.storage.migrations import SCHEMA_VERSION, schema_version
from emoji_labeler.wording import tr


def check_is_free(path: Path, *, what: str) -> None:
    """Raise ProjectError where a file says anything already, or its folder is not there."""
    if path.exists() and path.stat().st_size:
        raise ProjectError(
            what,
            why=tr("There is a file of that name already."),
            remedy=tr("Choose another name, or open the file that is there."),
        )
    if not path.absolute().parent.is_dir():
        raise ProjectError(
            what,
            why=tr("There is no folder {folder}.", folder=path.absolute().parent),
            remedy=tr("Make the folder first, or choose another place."),
        )


def check_is_there(path: Path, *, what: str) -> None:
    """Raise ProjectError where there is no file, or one without a byte."""
    if not path.is_file():
        raise ProjectError(
            what,
            why=tr("There is no file at {path}.", path=path),
            remedy=tr("Check the path, or import memos into a new project of that name."),
        )
    if not path.stat().st_size:
        raise ProjectError(
            what,
            why=tr("The file is empty: it is not a project."),
            remedy=tr("Choose another file, or delete this one and make the project anew."),
        )


def check_is_project(connection: sqlite3.Connection, *, path: Path) -> None:
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
