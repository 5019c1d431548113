"""What a child process needs to find the program."""

import os
from pathlib import Path

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def child_environment() -> dict[str, str]:
    """Return this process's environment, from which a child finds the same package."""
    paths = [str(_PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
