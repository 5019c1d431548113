"""Write constraints.txt from a fresh resolution: `python3 scripts/renew_constraints.py`.

Run it on the oldest supported Python, so that every later one finds the same versions; then run
all checks before the new versions are committed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - a path entry is a str

from scripts.bootstrap import pip  # noqa: E402 - found through the line above
from scripts.bootstrap.environment import make  # noqa: E402
from scripts.bootstrap.set_up import requirements  # noqa: E402

CHECKOUT = Path(sys.path[0])


def main() -> int:
    """Write the file and tell how many packages it pins."""
    environment = make(CHECKOUT / ".venv")
    words = ("--quiet", "--dry-run", "--ignore-installed", "--report", "-")
    wanted = requirements(CHECKOUT, group="dev")
    answer = subprocess.run(
        [*pip.quiet_install(environment), *words, *wanted],
        env=pip.pip_variables(),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        print(answer.stderr, file=sys.stderr)
        return 1
    lines = constraint_lines(json.loads(answer.stdout)["install"])
    (CHECKOUT / "constraints.txt").write_text("\n".join((*lines, "")), encoding="utf-8")
    print(f"constraints.txt pins {len(lines)} packages. Now run: python3 scripts/test.py")
    return 0


def constraint_lines(resolved: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return one `name==version` line for each package of pip's installation report.

    pip itself is left out: a pinned one would replace itself in the midst of its own work.
    """
    metadata = [package["metadata"] for package in resolved]
    names = {item["name"].replace("_", "-"): item["version"] for item in metadata}
    names.pop("pip", None)
    return [f"{name}=={names[name]}" for name in sorted(names, key=str.lower)]


if __name__ == "__main__":
    sys.exit(main())
