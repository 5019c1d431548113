"""Cold start to the first painted Annotate screen, against a bare window's first paint.

Both are new processes, taken in turn, from the start of the process to the end of the first paint;
memory is the resident set at that moment. The program has run once before, as it has for a person
on every day but the first. Needs a screen: run under ``xvfb-run -a`` without one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.measures.figures import percentile, say

_SAYING = """
import sys, time
def said():
    with open("/proc/self/statm") as file:
        resident = int(file.read().split()[1]) * 4096
    print("painted", time.time(), resident, flush=True)
"""
_BARE = f"""{_SAYING}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.over)
    def over(self):
        said()
        app.exit()
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = f"""{_SAYING}
from importlib.machinery import PathFinder
def import_and_listen(module):
    execute(module)
    over = module.FirstPaint.over
    def say_and_close(paint):
        said()
        over(paint)
    module.FirstPaint.over = say_and_close
class Listening:
    # The program imports Qt in its own way and at its own time; this only waits for that module.
    def find_spec(self, name, path, target=None):
        global execute
        if name != "emoji_labeler.ui.first_paint":
            return None
        spec = PathFinder.find_spec(name, path, target)
        execute, spec.loader.exec_module = spec.loader.exec_module, import_and_listen
        return spec
sys.meta_path.insert(0, Listening())
from emoji_labeler.app import run
sys.exit(run(["--smoke"]))
"""
_FIRST_RUN = """
import sys
from PySide6.QtCore import QTimer
from emoji_labeler.desktop import open_desktop
desktop = open_desktop(None)
def close_when_done():
    if desktop.window.annotate.is_assisted and desktop.is_idle:
        desktop.window.close()
watch = QTimer(interval=200)
watch.timeout.connect(close_when_done)
watch.start()
sys.exit(desktop.run())
"""


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where a promise is not kept."""
    options = argparse.ArgumentParser(prog="measure.py start")
    options.add_argument("--runs", type=int, default=15)
    chosen = options.parse_args(arguments)
    bare, ours, memory = [], [], []
    with tempfile.TemporaryDirectory() as home:
        _run(_FIRST_RUN, home=Path(home))
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
    started = time.time()
    _, at, resident = _run(program, home=home).split()
    return (float(at) - started) * 1000, int(resident)


def _run(program: str, *, home: Path) -> str:
    """Run a program whose folders lie under ``home``; return what it prints."""
    folders = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CACHE", "CONFIG")}
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **folders},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return finished.stdout
