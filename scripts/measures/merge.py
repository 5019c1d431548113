"""How long it takes to put the files of ten people, 100,000 answers each, into one project.

The floor is copying the bytes of those files.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from emoji_labeler.services.merging import merge
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.crowd import answer_all, make_project
from scripts.measures.figures import say


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where ten files take more than a minute, or anything is lost."""
    options = argparse.ArgumentParser(prog="measure.py merge")
    options.add_argument("--memos", type=int, default=100_000)
    options.add_argument("--files", type=int, default=10)
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        make_project(folder / "project.db", memos=chosen.memos)
        files = [_file(folder, number) for number in range(chosen.files)]
        copied = [_copy_ms(file, folder / "copy") for file in files]
        took = _merge_ms(folder / "project.db", files)
    say("copying a file", copied)
    say("merging it", [took / len(files)], floor=copied)
    print(f"{len(files)} files in {took / 1000:.1f} s (promised: at most 60)")
    return 0 if took <= 60_000 else 1


def _file(folder: Path, number: int) -> Path:
    path = folder / f"person{number}.db"
    shutil.copy(folder / "project.db", path)
    answer_all(path, names=(f"Person {number}",), seed=number + 10)
    return path


def _copy_ms(path: Path, target: Path) -> float:
    started = time.perf_counter()
    shutil.copy(path, target)
    return (time.perf_counter() - started) * 1000


def _merge_ms(path: Path, files: list[Path]) -> float:
    with ProjectStore.open(path) as project:
        started = time.perf_counter()
        reports = merge(project, files)
        took = (time.perf_counter() - started) * 1000
        if any(report.answers != project.memos.count() for report in reports):
            raise SystemExit("answers were lost")
    return took
