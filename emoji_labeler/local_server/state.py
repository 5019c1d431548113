"""All that the server keeps in its folder."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from emoji_labeler.local_server.database import open_database, transaction
from emoji_labeler.local_server.event_store import EventStore
from emoji_labeler.local_server.file_store import FileStore
from emoji_labeler.local_server.job_store import JobStore
from emoji_labeler.local_server.model_store import ModelStore


class ServerState:
    """The stores over one folder, opened by one server at a time."""

    def __init__(self, connection: sqlite3.Connection, *, folder: Path) -> None:
        self._connection = connection
        self.files = FileStore(connection, folder=folder / "files")
        self.jobs = JobStore(connection)
        self.events = EventStore(connection)
        self.models = ModelStore(connection, folder=folder / "models")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a folder, made on first use and closed to other people.

        Raises WrongUseError where another server has it.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("files", "models", "cache"):
            (folder / name).mkdir(exist_ok=True)
        state = cls(open_database(folder / "server.db"), folder=folder)
        state.files.remove_unknown()
        return state

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Do all of it or nothing."""
        return transaction(self._connection)

    def close(self) -> None:
        """Let the folder go."""
        self._connection.close()
