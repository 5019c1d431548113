"""The settings on disk: one JSON object, written beside and renamed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

from emoji_labeler.domain.errors import SettingsError
from emoji_labeler.settings.table import SETTINGS, Setting
from emoji_labeler.wording import tr

T = TypeVar("T", str, int, bool, list[str])


class SettingsFile:
    """The values of all settings.

    A file that cannot be read is put aside as ``….damaged`` and the defaults are used; a value that
    its setting does not allow counts as not set; names this version does not know are kept. Any
    thread may use it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.was_damaged = False
        self.on_error: Callable[[SettingsError], object] | None = None
        """Learns that the file could not be written; without it, that is raised."""
        self._values = self._read()
        self._writing = Lock()

    def get(self, setting: Setting[T]) -> T:
        """Return the value in force."""
        value = self._values.get(setting.name)
        return cast(T, value) if setting.allows(value) else setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Set a value and write the file; a value that is not allowed is a bug of the caller.

        Where the file cannot be written, the value is in force all the same.
        """
        if not setting.allows(value):
            raise ValueError(f"{setting.name} may not be {value!r}")
        if self._values.get(setting.name) == value:
            return
        try:
            with self._writing:
                self._values[setting.name] = value
                self._write()
        except SettingsError as error:
            if self.on_error is None:
                raise
            self.on_error(error)

    def _read(self) -> dict[str, object]:
        try:
            values = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            self._put_aside()
            return {}
        if not isinstance(values, dict):
            self._put_aside()
            return {}
        return values

    def _put_aside(self) -> None:
        self.was_damaged = True
        if self.path.is_file():
            self.path.replace(self.path.with_suffix(".damaged"))

    def _write(self) -> None:
        try:
            self._write_beside_and_rename()
        except OSError as error:
            raise SettingsError(
                tr("The settings were not saved."),
                why=tr(
                    "{path} cannot be written: {reason}.", path=self.path, reason=error.strerror
                ),
                remedy=tr("Check the space on the disk and the rights on the folder."),
            ) from error

    def _write_beside_and_rename(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            # In ASCII, because the name of a folder may hold what UTF-8 cannot.
            json.dump(self._values, file, indent=2, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def check_table() -> None:
    """Raise ValueError where two settings share a name or a default is not allowed."""
    names = [setting.name for setting in SETTINGS]
    if len(set(names)) != len(names) or not all(s.allows(s.default) for s in SETTINGS):
        raise ValueError("the table of settings contradicts itself")
