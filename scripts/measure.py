"""Measure what the program promises, each figure as a ratio to a floor measured in the same run.

python3 scripts/measure.py NAME [options], where NAME is one of those in MEASURES.
"""

import importlib
import os
import sys
from pathlib import Path

MEASURES = (
    *("start", "grid", "label", "search", "suggest", "keys", "resolve", "files", "agreement"),
    *("datasets", "serve", "predict", "merge", "review", "freeze"),
)
_CHECKOUT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run the measure that is named; return its exit code."""
    if not arguments or arguments[0] not in MEASURES:
        print(f"usage: measure.py {'|'.join(MEASURES)} [options]", file=sys.stderr)
        return 2
    sys.path.insert(0, str(_CHECKOUT))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    measure = importlib.import_module(f"scripts.measures.{arguments[0]}")
    outcome = measure.main(arguments[1:])
    return int(outcome)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
