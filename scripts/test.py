"""Prove that the project is whole: `python3 scripts/test.py [CHECK …] [-- PYTEST ARGUMENTS]`.

Makes the environment on first use, runs every check (or those named), shows what failed, ends with
a table, and exits with 1 when anything failed, or with 2 when this machine has to be changed first.
"""

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Refuse an old Python in words, then hand over to the checks."""
    # The folder of this script would else hide the standard library's `test`.
    sys.path[0] = str(CHECKOUT)
    from scripts.bootstrap import python_version

    too_old = python_version.why_too_old(*sys.version_info[:2])
    if too_old:
        sys.exit(too_old)
    from scripts.checks import command

    return command.main(arguments, checkout=CHECKOUT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
