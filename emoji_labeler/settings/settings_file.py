"""The settings on disk: one JSON object, written beside and renamed."""

import json
import os
from pathlib import Path
from typing import TypeVar, cast

from emoji_labeler.settings.table import SETTINGS, Setting

T = TypeVar("T", str, int, bool, list[str])


class SettingsFile:
    """The values of all settings.

    A file that cannot be read is put aside as ``….damaged`` and the defaults are used; a value that
    its setting does not allow counts as not set; names this version does not know are kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.was_damaged = False
        self._values = self._read()

    def get(self, setting: Setting[T]) -> T:
        """Return the value in force."""
        value = self._values.get(setting.name)
        return cast(T, value) if setting.allows(value) else setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Set a value and write the file; a value that is not allowed is a bug of the caller."""
        if not setting.allows(value):
            raise ValueError(f"{setting.name} may not be {value!r}")
        if self._values.get(setting.name) == value:
            return
        self._values[setting.name] = value
        self._write()

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
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(self._values, file, ensure_ascii=False, indent=2, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def check_table() -> None:
    """Raise ValueError where two settings share a name or a default is not allowed."""
    names = [setting.name for setting in SETTINGS]
    if len(set(names)) != len(names) or not all(s.allows(s.default) for s in SETTINGS):
        raise ValueError("the table of settings contradicts itself")
