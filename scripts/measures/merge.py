"""How long it takes to put the files of ten people, 100,000 answers each, into one project.

The floor is inserting the same events and answers into the same tables with ``executemany``, in
one transaction and without the triggers that count them.
"""

import argparse
import resource
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path

from emoji_labeler.services.merging import merge
from emoji_labeler.storage.connection import begin_work, connect, large_cache, transaction
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.crowd import answer_all, make_project
from scripts.measures.figures import say

_KIBIBYTES_A_MEGABYTE = 1000


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
        took = _merge_ms(folder / "project.db", files)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES_A_MEGABYTE
        bare = _bare_ms(folder / "bare.db", files, memos=chosen.memos)
    say("inserting the rows of a file", [bare / len(files)])
    say("merging it", [took / len(files)], floor=[bare / len(files)])
    print(f"{len(files)} files in {took / 1000:.1f} s (promised: at most 60), {memory:.0f} MB")
    return 0 if took <= 60_000 else 1


def _file(folder: Path, number: int) -> Path:
    path = folder / f"person{number}.db"
    shutil.copy(folder / "project.db", path)
    answer_all(path, names=(f"Person {number}",), seed=number + 10)
    return path


def _bare_ms(path: Path, files: list[Path], *, memos: int) -> float:
    """Insert what is merged, row by row, with as little else done as can be."""
    make_project(path, memos=memos)
    events, people = [], []
    for file in files:
        with closing(connect(file)) as source:
            events += source.execute("select * from annotation_events").fetchall()
            people += source.execute("select * from annotators").fetchall()
    events = [(None, *event[1:]) for event in events]
    answers = [(*event[2:4], event[1], *event[6:]) for event in events]
    with closing(connect(path)) as bare:
        begin_work(bare)
        for trigger in ("count_insert", "count_delete", "list_insert", "list_delete"):
            bare.execute(f"drop trigger annotations_{trigger}")
        bare.executemany("insert into annotators values (?, ?, ?, ?, ?)", people)
        started = time.perf_counter()
        with large_cache(bare), transaction(bare):
            for table, rows in (("annotation_events", events), ("annotations", answers)):
                marks = ", ".join("?" * len(rows[0]))
                bare.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608  # A name of ours.
        return (time.perf_counter() - started) * 1000


def _merge_ms(path: Path, files: list[Path]) -> float:
    with ProjectStore.open(path) as project:
        started = time.perf_counter()
        reports = merge(project, files)
        took = (time.perf_counter() - started) * 1000
        if any(report.answers != project.memos.count() for report in reports):
            raise SystemExit("answers were lost")
    return took
