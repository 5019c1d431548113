"""Keeps the files of the wire: a row in the database, the bytes beside it on the disk."""

import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import BinaryIO

from emoji_labeler.local_server.identifiers import new_identifier
from emoji_labeler.local_server.records import StoredFile


class FileStore:
    """Files by their id."""

    def __init__(self, connection: sqlite3.Connection, *, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def path(self, file_id: str) -> Path:
        """Return where the bytes of a file lie."""
        return self._folder / file_id

    def write(self, content: BinaryIO) -> tuple[str, int]:
        """Put bytes on the disk, whole or not at all; return a new id and their count.

        May be called in any thread; the file exists on the wire once it is added.
        """
        file_id = new_identifier("file-")
        unfinished = self._folder / f"{file_id}.part"
        try:
            with unfinished.open("wb") as file:
                shutil.copyfileobj(content, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())
                size = file.tell()
            unfinished.replace(self.path(file_id))
        finally:
            unfinished.unlink(missing_ok=True)
        return file_id, size

    def add(self, file_id: str, *, filename: str, purpose: str, size: int) -> StoredFile:
        """Make a written file known."""
        now = int(time.time())
        self._connection.execute(
            "insert into files (id, created_at, filename, purpose, size) values (?, ?, ?, ?, ?)",
            (file_id, now, filename, purpose, size),
        )
        return StoredFile(id=file_id, created_at=now, filename=filename, purpose=purpose, size=size)

    def get(self, file_id: str) -> StoredFile | None:
        """Return a file, or None."""
        row = self._connection.execute("select * from files where id = ?", (file_id,)).fetchone()
        return _file(row) if row else None

    def page(
        self, *, purpose: str | None, after: str | None, limit: int, newest_first: bool
    ) -> tuple[list[StoredFile], bool]:
        """Return a page of files and whether there are more behind it."""
        compare, order = ("<", "desc") if newest_first else (">", "asc")
        rows = self._connection.execute(
            f"""
            select * from files
            where (:purpose is null or purpose = :purpose)
              and (:after is null
                   or number {compare} (select number from files where id = :after))
            order by number {order} limit :limit
            """,  # noqa: S608 - Both pieces are constants.
            {"purpose": purpose, "after": after, "limit": limit + 1},
        ).fetchall()
        return [_file(row) for row in rows[:limit]], len(rows) > limit

    def remove(self, file_id: str) -> None:
        """Forget a file and delete its bytes."""
        self._connection.execute("delete from files where id = ?", (file_id,))
        self.path(file_id).unlink(missing_ok=True)

    def remove_unknown(self) -> None:
        """Delete bytes that no row speaks of: what a stopped upload or an ended job left behind."""
        known = {row["id"] for row in self._connection.execute("select id from files")}
        for path in self._folder.iterdir():
            if path.name not in known:
                path.unlink()


def _file(row: sqlite3.Row) -> StoredFile:
    return StoredFile(
        id=row["id"],
        created_at=row["created_at"],
        filename=row["filename"],
        purpose=row["purpose"],
        size=row["size"],
    )
