"""Open Emoji Labeler from a checkout: `python3 scripts/run.py [PROJECT.db]`.

The first start makes the environment in `.venv`; every later one compares one stamp and hands over.
"""

import os
import sys

CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib costs 5 ms at every start


def main(arguments: list[str]) -> int:
    """Set up what is missing, then become the program; return its exit status where we cannot."""
    # The folder of this script would else hide the standard library's `test`.
    sys.path[0] = CHECKOUT
    from scripts.bootstrap import python_version, stamp

    too_old = python_version.why_too_old(*sys.version_info[:2])
    if too_old:
        sys.exit(too_old)
    if not stamp.is_current(CHECKOUT, group="run"):
        status = _first_start(arguments)
        if status:
            return status
    command = [stamp.environment_python(CHECKOUT), "-P", "-m", "emoji_labeler", *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - becoming the program is the point
    import subprocess

    return subprocess.run(command, check=False).returncode


def _first_start(arguments: list[str]) -> int:
    from pathlib import Path

    from emoji_labeler.ui.display import why_no_display
    from scripts.bootstrap.errors import EXIT_NEEDS_PERSON, SetUpError, spoken_error
    from scripts.bootstrap.set_up import set_up
    from scripts.bootstrap.speech import Speech

    # Nobody wants to fetch 120 MB to hear afterwards that no window can open.
    no_display = why_no_display() if _opens_window(arguments) else ""
    if no_display:
        print(no_display, file=sys.stderr)
        return EXIT_NEEDS_PERSON
    try:
        set_up(Path(CHECKOUT), group="run", speech=Speech(sys.stderr))
    except SetUpError as error:
        print(spoken_error(error), file=sys.stderr)
        return EXIT_NEEDS_PERSON
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def _opens_window(arguments: list[str]) -> bool:
    """Tell whether this start is for the window: a project or nothing is named."""
    return not arguments or arguments[0].endswith(".db")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
