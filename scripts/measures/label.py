"""From a pick to the answer on disk to the next memo shown, in a project of a million memos.

The store's own share is measured against a raw INSERT and commit into a plain table on the same
disk, write-ahead log, one fsync a commit; the two take turns, so that both find the machine alike.
"""

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from scripts.measures.figures import percentile, say


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where a promise is not kept."""
    options = argparse.ArgumentParser(prog="measure.py label")
    options.add_argument("--memos", type=int, default=1_000_000)
    options.add_argument("--picks", type=int, default=300)
    options.add_argument(
        "--folder", type=Path, help="where the project is made, on the disk to measure"
    )
    chosen = options.parse_args(arguments)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as home:
        project = Path(home) / "project.db"
        _make_project(project, memos=chosen.memos)
        raw, saves, shown = _label(Path(home), project=project, picks=chosen.picks)
    say("raw INSERT and commit", raw)
    say("the store's share: event, answer, undo step", saves, floor=raw)
    say("pick to the next memo painted", shown, floor=raw)
    ratio = percentile(saves, 0.5) / percentile(raw, 0.5)
    p95 = percentile(shown, 0.95)
    print(f"store {ratio:.2f} x raw (promised: at most 3); p95 {p95:.1f} ms (promised: at most 33)")
    return 0 if ratio <= 3 and p95 <= 33 else 1


def _make_project(path: Path, *, memos: int) -> None:
    from emoji_labeler.domain.memo_draft import MemoDraft
    from emoji_labeler.storage.project import ProjectStore

    with ProjectStore.create(path) as project:
        project.memos.add(
            MemoDraft(
                text=f"今日は{number}回目の散歩に行った。雨が降りそう。",
                theme=f"散歩 {number % 100}",
            )
            for number in range(memos)
        )


def _raw_commits(path: Path, *, count: int) -> Iterator[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw, raw:
        raw.execute("pragma journal_mode = wal")
        raw.execute("pragma synchronous = full")
        raw.execute("create table labels (memo_id integer primary key, label text, made_at text)")
        for number in range(count):
            started = time.perf_counter()
            raw.execute("begin immediate")
            raw.execute(
                "insert into labels values (?, ?, ?)",
                (number, "person-lifting-weights", "2026-11-22T08:30:00.123Z"),
            )
            raw.execute("commit")
            yield (time.perf_counter() - started) * 1000
    raw.close()


def _label(
    home: Path, *, project: Path, picks: int
) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of each raw commit, each save, each pick to the next memo painted."""
    from emoji_labeler.domain.annotation import PickPath
    from emoji_labeler.storage.annotation_store import AnnotationStore
    from scripts.measures.window import Painted, milliseconds_to_paint, open_window

    saves: list[float] = []
    save = AnnotationStore.save

    def timed_save(*args: object, **named: object) -> str:
        started = time.perf_counter()
        try:
            return save(*args, **named)  # type: ignore[arg-type]  # Handed on as it came.
        finally:
            saves.append((time.perf_counter() - started) * 1000)

    AnnotationStore.save = timed_save  # type: ignore[method-assign]  # To time it.
    with open_window(home, project=project) as desktop:
        panel = desktop.window.annotate
        labels = panel.picker.labels
        painted = Painted(panel.memo_viewport)
        raw, shown = [], []
        for number, commit_ms in enumerate(_raw_commits(home / "raw.db", count=picks)):
            raw.append(commit_ms)
            pick = partial(
                panel.picker.emoji_chosen.emit, labels[number * 37 % len(labels)], PickPath.BROWSE
            )
            shown.append(milliseconds_to_paint(painted, pick))
    return raw, saves, shown
