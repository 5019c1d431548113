"""Cold start to the first painted Annotate screen, against a bare window's first paint.

Both are new processes, taken in turn, from the start of the process to the end of the first paint;
memory is the resident set at that moment. Needs a screen: run under ``xvfb-run -a`` without one.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.measures.figures import percentile, say

_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, said)
def said():
    print("painted", time.time(), resident(), flush=True)
    app.exit()
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = """
import sys, time
from pathlib import Path
from emoji_labeler.ui import first_paint
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
def said(paint):
    print("painted", time.time(), resident(), flush=True)
    paint._widget.window().close()
    sys.stdout.flush()
first_paint.FirstPaint.over = said
from emoji_labeler.app import run
sys.exit(run(sys.argv[1:]))
"""


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where a promise is not kept."""
    options = argparse.ArgumentParser(prog="measure.py start")
    options.add_argument("--runs", type=int, default=15)
    chosen = options.parse_args(arguments)
    bare, ours, memory = [], [], []
    with tempfile.TemporaryDirectory() as home:
        _timed(_OURS, home=Path(home))
        for _ in range(chosen.runs):
            bare_ms, bare_bytes = _timed(_BARE, home=Path(home))
            our_ms, our_bytes = _timed(_OURS, home=Path(home))
            bare.append(bare_ms)
            ours.append(our_ms)
            memory.append((our_bytes - bare_bytes) / 2**20)
    ratios = [mine / floor for mine, floor in zip(ours, bare, strict=True)]
    say("bare QMainWindow, first paint", bare)
    say("Annotate, first paint", ours, floor=bare)
    ratio, extra = percentile(ratios, 0.5), percentile(memory, 0.5)
    print(f"median of the paired ratios: {ratio:.2f} (promised: at most 1.6)")
    print(f"memory above the bare window: {extra:.0f} MB (promised: at most 80)")
    return 0 if ratio <= 1.6 and extra <= 80 else 1


def _timed(program: str, *, home: Path) -> tuple[float, int]:
    """Run a program to its first paint; return milliseconds and resident bytes."""
    import os

    folders = {
        f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CACHE", "CONFIG", "STATE")
    }
    started = time.time()
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **folders},
        capture_output=True,
        text=True,
        check=True,
    )
    _, at, resident = finished.stdout.split()
    return (float(at) - started) * 1000, int(resident)
