"""Options that several commands share."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from emoji_labeler import resources
from emoji_labeler.domain.snapshot_report import DEFAULT_TOKEN_LIMIT
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile

Command = TypeVar("Command", bound=Callable[..., object])


class _ProjectFile(click.Path):
    """A path with a name in it: no name at all would be the folder one is in."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - Click's signature.
        if not str(value).strip():
            self.fail("the name of the project file is empty.", param, ctx)
        return super().convert(value, param, ctx)


PROJECT_FILE = _ProjectFile(path_type=Path)
"""What ``--project`` takes."""


def project_option(command: Command) -> Command:
    """Add ``--project``."""
    return click.option(
        "--project",
        "-p",
        required=True,
        type=PROJECT_FILE,
        help="The project file.",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``, for programs that read the output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")(
        command
    )


def annotator_option(command: Command) -> Command:
    """Add ``--annotator``."""
    return click.option(
        "--annotator",
        default=_own_name,
        show_default="the name chosen in the window, else the login name",
        help="Who answers.",
    )(command)


def pack_option(command: Command) -> Command:
    """Add ``--pack``, given to the command as a loaded EmojiPack."""
    return click.option(
        "--pack",
        "pack",
        callback=lambda _context, _option, folder: _load(folder),
        type=click.Path(path_type=Path),
        help="A folder of pictures; else the pack chosen in the window.",
    )(command)


def token_limit_option(command: Command) -> Command:
    """Add ``--token-limit``."""
    return click.option(
        "--token-limit",
        type=click.IntRange(min=1),
        default=DEFAULT_TOKEN_LIMIT,
        show_default=True,
        help="How many tokens the base model takes in one example of a snapshot.",
    )(command)


def _load(folder: Path | None) -> EmojiPack:
    chosen = folder or _settings().get(table.PACK_FOLDER)
    return load_pack(Path(chosen) if chosen else resources.emoji_pack_folder())


def _own_name() -> str:
    try:
        return _settings().get(table.ANNOTATOR) or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"


def _settings() -> SettingsFile:
    return SettingsFile(resources.config_folder() / "settings.json")
