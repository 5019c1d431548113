"""How long the window stands still: the longest gaps between the ticks of a clock on its thread.

Each row of scenes is played in a process of its own, offscreen, on a project made for it. The floor
is the same window with a thread of plain Python beside it, which gives way every few milliseconds;
every scene's longest gap is told as a ratio to the floor's. A machine with much else to do makes
every gap longer: look at the gaps of the window at rest first.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.measures.gaps import PROMISED_MS, describe

LONGEST_MS = 100.0
_ROWS = ("floor", "screens", "sweep", "compare", "insights", "review", "chaos")


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where the window stood still for longer than is promised."""
    options = argparse.ArgumentParser(prog="measure.py freeze", description=__doc__)
    options.add_argument("rows", nargs="*", choices=[[], *_ROWS], metavar="|".join(_ROWS))
    options.add_argument("--memos", type=int, default=5_000, help="in compare: with 8 runs")
    options.add_argument("--answered", type=int, default=20_000, help="in insights and review")
    options.add_argument(
        "--told", type=float, default=0.0, metavar="MS", help="write all stacks in gaps this long"
    )
    options.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args(arguments)
    if chosen.alone:
        return _play(chosen.rows, chosen)
    rest = ["--memos", chosen.memos, "--answered", chosen.answered, "--told", chosen.told]
    outcomes = [
        subprocess.run(
            [sys.executable, sys.argv[0], "freeze", "--alone", row, *map(str, rest)],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
            check=False,
        ).returncode
        for row in chosen.rows or _ROWS
    ]
    print(f"promised: never {LONGEST_MS:.0f} ms, aimed at {PROMISED_MS:.0f} ms")
    return max(outcomes)


def _play(rows: list[str], chosen: argparse.Namespace) -> int:
    """Play one row of scenes in this process and print what they came to."""
    from scripts.measures.freeze_scenes import Stage

    [row] = rows
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        stage = Stage(Path(home), memos=chosen.memos, answered=chosen.answered, told_ms=chosen.told)
        getattr(stage, f"play_{row}")()
    for name, gaps in stage.clock.gaps.items():
        print(describe(name, gaps), flush=True)
    scenes = [gaps for name, gaps in stage.clock.gaps.items() if row != "floor"]
    return int(any(max(gap.own_ms for gap in gaps) > LONGEST_MS for gaps in scenes))
