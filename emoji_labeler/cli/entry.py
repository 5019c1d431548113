"""Runs a command and turns whatever comes of it into an exit code.

0: done. 1: done in part, or a check failed. 2: wrong use, or nothing done, with one line on
standard error. 130: stopped by Ctrl+C. 141: whoever read the output has gone.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from emoji_labeler import __version__
from emoji_labeler.cli.table import COMMANDS
from emoji_labeler.domain.errors import EmojiLabelerError

_WRONG_USE = 2
_INTERRUPTED = 130
_NOBODY_READS = 141


class _LazyGroup(click.Group):
    """A group that imports a command when it is run, and none to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # Click's signature.
        return [row.name for row in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # As above.
        for row in COMMANDS:
            if row.name == cmd_name:
                module = import_module(f"emoji_labeler.cli.{row.module}")
                command: click.Command = getattr(module, row.attribute)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # As above.
        with formatter.section("Commands"):
            formatter.write_dl([(row.name, row.summary) for row in COMMANDS])


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="",
    subcommand_metavar="[PROJECT.db] | COMMAND [ARGUMENTS]...",
)
@click.version_option(__version__, prog_name="emoji-labeler")
def emoji_labeler() -> None:
    """Read a memo, pick the emoji picture that fits it, export the training file.

    Without a command the window opens, on the project file if one is named.
    """


def main(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name; return the exit code, raise only for a bug."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain at the end that it cannot write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    return code


def _run(arguments: Sequence[str]) -> int:
    # Click's own main() would end the process where a pipe breaks, so its two steps are done here.
    try:
        with emoji_labeler.make_context("emoji-labeler", list(arguments)) as context:
            code = emoji_labeler.invoke(context)
    except EmojiLabelerError as error:
        return _refuse(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        return _refuse(f"Name a command; {error.ctx.command_path} --help lists them.")
    except click.ClickException as error:
        return _refuse(error.format_message())
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def _refuse(sentence: str) -> int:
    click.echo(f"emoji-labeler: {' '.join(sentence.split())}", err=True)
    return _WRONG_USE
