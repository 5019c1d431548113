"""How long it takes to tell how far people agree in a large project, intervals included.

The answers are made up: each memo has a label from a Zipf distribution over the labels of the pack;
an annotator finds it seven times in ten, and otherwise takes one from the same distribution.
"""

import argparse
import resource
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from emoji_labeler import resources
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.emoji.pack_file import load_pack
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

_T = TypeVar("_T")
_SKILL = 0.7


def main(arguments: list[str]) -> int:
    """Measure and print seconds and figures."""
    parser = argparse.ArgumentParser(prog="measure.py agreement", description=__doc__)
    parser.add_argument("--memos", type=int, default=1_000_000)
    parser.add_argument("--answers-each", type=int, default=3)
    parser.add_argument("--annotators", type=int, default=6)
    options = parser.parse_args(arguments)
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
    return 0


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
