"""The options that give a system prompt."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from emoji_labeler.domain.errors import WrongUseError

Command = TypeVar("Command", bound=Callable[..., object])


def prompt_options(command: Command) -> Command:
    """Add ``--system-prompt`` and ``--system-prompt-file``."""
    text = click.option("--system-prompt", "prompt", help="Stands before every row; empty: none.")
    file = click.option(
        "--system-prompt-file", "prompt_file", type=click.Path(path_type=Path), help="A UTF-8 file."
    )
    return text(file(command))


def given_prompt(prompt: str | None, file: Path | None, *, what: str) -> str | None:
    """Return the prompt that the options give, without the line end of a file, or None.

    Raises WrongUseError, saying that ``what`` did not happen, for two prompts or a bad file.
    """
    if file is None:
        return prompt
    if prompt is not None:
        raise WrongUseError(
            what, why="Two system prompts were given.", remedy="Give the text or the file."
        )
    try:
        return file.read_bytes().decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(
            what,
            why=f"The system prompt cannot be read from {file} ({error}).",
            remedy="Give a file of UTF-8 text.",
        ) from error
