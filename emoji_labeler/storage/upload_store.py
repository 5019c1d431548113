"""Which files lie with which provider, known by their bytes."""

import sqlite3

from emoji_labeler.domain.uploaded_file import UploadedFile
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr

_COLUMNS = "provider_id, sha256, name, size, file_id, sent_at, uploaded_at, deleted_at, doubted_at"


class UploadStore:
    """The uploaded files of a project; each is there once for a provider."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, provider_id: str, sha256: str) -> UploadedFile | None:
        """Return what is known of a file at a provider, or None."""
        row = self._connection.execute(
            f"select {_COLUMNS} from uploaded_files where provider_id = ? and sha256 = ?",
            (provider_id, sha256),
        ).fetchone()
        return _file(row) if row else None

    def doubted(self) -> tuple[UploadedFile, ...]:
        """Return the files that may lie with their provider twice."""
        return tuple(file for file in self.all() if file.doubted_at)

    def all(self) -> tuple[UploadedFile, ...]:
        """Return every file, by provider and hash."""
        rows = self._connection.execute(
            f"select {_COLUMNS} from uploaded_files order by provider_id, sha256"
        )
        return tuple(map(_file, rows.fetchall()))

    def put(self, file: UploadedFile) -> None:
        """Keep what is known of a file in place of what was known before."""
        with outside_errors(tr("The change was not saved in the project.")):
            self._connection.execute(
                f"insert or replace into uploaded_files ({_COLUMNS})"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    file.provider_id,
                    file.sha256,
                    file.name,
                    file.size,
                    file.file_id,
                    file.sent_at,
                    file.uploaded_at,
                    file.deleted_at,
                    file.doubted_at,
                ),
            )


def _file(row: tuple[object, ...]) -> UploadedFile:
    names = _COLUMNS.split(", ")
    return UploadedFile(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]  # The table is strict.
