"""How long it takes to tell how far people agree in a large project, intervals included.

First each figure alone, of answers in memory: each memo has a label from a Zipf distribution over
the labels of the pack; an annotator finds it seven times in ten, and otherwise takes one from the
same distribution. Then every figure of a whole project file. Its floor is a loop over the same
columns of the file that does nothing with them; a second thread tells how long the work kept it
from running, which is what a person would feel of it.
"""

import argparse
import resource
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from emoji_labeler import resources
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.measuring import measure_project
from emoji_labeler.statistics.annotators import annotator_agreements, confused_pairs
from emoji_labeler.statistics.answer_table import AnswerTable, GivenLabel
from emoji_labeler.statistics.arrays import Codes
from emoji_labeler.statistics.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
)
from emoji_labeler.statistics.emoji_distance import EmojiDistances
from emoji_labeler.storage.connection import begin_work, connect
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.crowd import answer_all, make_project
from scripts.measures.figures import percentile

_T = TypeVar("_T")
_SKILL = 0.7
_PEOPLE = ("Aiko", "Ben", "Chie")
_TICK_S = 0.001
_IDLE_S = 3.0
_ANSWER = (
    "memo_id, annotator_id, label, picked_by, lead_time_ms, submitted_at, timing, suggestions"
    " from annotations left join shown_suggestions using (event_id)"
)
_READ = (
    f"select {_ANSWER} where status = 'submitted' order by memo_id, annotator_id",
    "select id, theme from memos where theme <> '' order by theme, id",
)


def main(arguments: list[str]) -> int:
    """Measure and print seconds and figures."""
    parser = argparse.ArgumentParser(prog="measure.py agreement", description=__doc__)
    parser.add_argument("--memos", type=int, default=1_000_000)
    parser.add_argument("--answers-each", type=int, default=3)
    parser.add_argument("--annotators", type=int, default=6)
    options = parser.parse_args(arguments)
    _measure_memory(options)
    with tempfile.TemporaryDirectory() as folder:
        _measure_file(Path(folder) / "project.db", memos=options.memos)
    return 0


def _measure_memory(options: argparse.Namespace) -> None:
    """Measure figure by figure, of answers in memory."""
    labels = load_pack(resources.emoji_pack_folder()).labels
    columns = _made_up(options.memos, options.answers_each, options.annotators, len(labels))
    names = tuple(f"annotator {number}" for number in range(options.annotators))
    memos, annotators, given = columns

    def from_arrays() -> AnswerTable:
        return AnswerTable.of_codes(
            memos=memos,
            annotators=annotators,
            labels=given,
            annotator_ids=names,
            label_names=labels,
        )

    rows = [
        GivenLabel(memo, names[annotator], labels[label])
        for memo, annotator, label in zip(*(column.tolist() for column in columns), strict=True)
    ]
    _timed("a table from rows of Python values", lambda: AnswerTable.of(rows))
    table = _timed("a table from arrays", from_arrays)
    print(f"{len(table):,} answers for {options.memos:,} memos, {len(labels):,} labels")
    _measure(table)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'most memory, the rows of Python values included':<52} {megabytes:8.0f} MB")


def _measure_file(path: Path, *, memos: int) -> None:
    """Measure a project file in which three people have answered everything."""
    make_project(path, memos=memos)
    print(f"{answer_all(path, names=_PEOPLE):,} answers for {memos:,} memos in a project file")
    pack = load_pack(resources.emoji_pack_folder())
    with ProjectStore.open(path) as project:
        with _Ticking() as unhindered:
            time.sleep(_IDLE_S)
        read = _spent("bare read of the same columns", partial(_read, path))
        with _Ticking() as ticking:
            measured = _spent(
                "every figure of the project", partial(measure_project, project, pack=pack)
            )
    print(f"{measured / read:.2f} x the bare read")
    print(f"another thread waited at most {ticking.waits()}; beside none {unhindered.waits()}")


def _spent(name: str, work: Callable[[], object]) -> float:
    """Return the seconds that work took, and say what it cost all threads together."""
    began, worked = time.perf_counter(), time.process_time()
    _timed(name, work)
    spent = time.perf_counter() - began
    print(f"{'  CPU time of it':<52} {time.process_time() - worked:8.2f} s")
    return spent


def _read(path: Path) -> None:
    """Look at every answer and every theme."""
    connection = connect(path)
    begin_work(connection)
    for query in _READ:
        for _ in connection.execute(query):
            pass
    connection.close()


class _Ticking:
    """A thread that wants to run every millisecond, and how late it was each time."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self._late_ms: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def waits(self) -> str:
        """Return the longest wait and the 99th percentile, in words."""
        return f"{max(self._late_ms):.1f} ms (p99 {percentile(self._late_ms, 0.99):.1f} ms)"

    def _work(self) -> None:
        before = time.perf_counter()
        while not self._stop.wait(_TICK_S):
            now = time.perf_counter()
            self._late_ms.append((now - before - _TICK_S) * 1000)
            before = now


def _measure(table: AnswerTable) -> None:
    distances = EmojiDistances(load_pack(resources.emoji_pack_folder()))
    first, second = table.annotator_ids[:2]
    _timed("distances of all labels", lambda: distances.matrix(table.label_names))
    figures: tuple[tuple[str, Callable[[], Estimate]], ...] = (
        ("percent agreement", lambda: percent_agreement(table)),
        ("Krippendorff's alpha", lambda: krippendorff_alpha(table)),
        ("… with emoji distance", lambda: krippendorff_alpha(table, distances=distances)),
        ("Fleiss' kappa", lambda: fleiss_kappa(table)),
        ("Cohen's kappa of two", lambda: cohen_kappa(table, first=first, second=second)),
    )
    for name, figure in figures:
        _timed(name, figure)
    _timed("each annotator with the others", lambda: annotator_agreements(table))
    _timed("confused pairs", lambda: confused_pairs(table))


def _timed(name: str, work: Callable[[], _T]) -> _T:
    began = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - began
    print(f"{name:<52} {seconds:8.2f} s   {_said(done)}".rstrip())
    return done


def _said(done: object) -> str:
    if isinstance(done, Estimate) and done.low is not None:
        return f"{done.value:.4f} [{done.low:.4f}, {done.high:.4f}]"
    return ""


def _made_up(memos: int, each: int, annotators: int, labels: int) -> tuple[Codes, Codes, Codes]:
    """Return memo, annotator and label of every answer, memos in the order of their numbers."""
    chance = np.random.default_rng(1)
    odds = 1 / np.arange(1, labels + 1)
    size = (memos, each)
    right = chance.choice(labels, size=memos, p=odds / odds.sum())[:, None]
    astray = chance.choice(labels, size=size, p=odds / odds.sum())
    given = np.where(chance.random(size) < _SKILL, right, astray)
    # Annotators in turn from a random one on, so that none answers a memo twice.
    who = (chance.integers(annotators, size=memos)[:, None] + np.arange(each)) % annotators
    return np.repeat(np.arange(memos), each), who.ravel(), given.ravel()
