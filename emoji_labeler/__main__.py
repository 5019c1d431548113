"""Which door: the window, or one of the commands; neither pays for what the other needs."""

import sys

from emoji_labeler.cli.table import COMMAND_NAMES


def main() -> int:
    """Run the command that the first argument names, else open the window; return the exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first in COMMAND_NAMES or first in ("--help", "-h", "--version"):
        from emoji_labeler.cli.entry import main as run_command

        return run_command(arguments)
    from emoji_labeler.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
