"""python -m emoji_labeler."""

import sys


def main() -> int:
    """Open the window."""
    from emoji_labeler.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
