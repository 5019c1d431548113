"""Comparing prediction runs with the labels that count, and with one another."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from emoji_labeler.domain.comparison import ComparedMemo
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.people_column import PeopleColumn
from emoji_labeler.domain.prediction import Prediction, PredictionRun
from emoji_labeler.domain.run_comparison import (
    ComparisonTable,
    ConfusedPair,
    RunColumn,
    RunComparison,
    RunDifference,
    RunFigures,
)
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.statistics.distances import LabelDistances

_CONFUSED = 20

Progress = Callable[[float], None]


class _Memos(NamedTuple):
    """The memos of one run, and those of them that no compared model has seen."""

    everything: Sequence[ComparedMemo]
    unseen: Sequence[ComparedMemo]

    def scored(self, *, with_seen: bool) -> Sequence[ComparedMemo]:
        """Return those that count and have a gold label."""
        return [memo for memo in (self.everything if with_seen else self.unseen) if memo.gold]


class _Hits(NamedTuple):
    """How well one run did for each memo that counts, in the same order for every run."""

    exact: list[bool]
    acceptable: list[bool]
    nearness: list[float]


def _unheard(_share: float) -> None:
    """Tell nobody how far the comparison is."""


def compare_runs(
    project_path: Path,
    names: Sequence[str],
    *,
    pack: EmojiPack,
    with_seen: bool = False,
    progress: Progress = _unheard,
) -> RunComparison:
    """Return everything about runs over the memos that all of them have answered.

    Memos that a compared model was trained on count only ``with_seen``. Made for a worker thread.
    Raises WrongUseError where a run is not known or no memo was answered by all of them.
    """
    from emoji_labeler.statistics.emoji_distance import EmojiDistances

    with open_project(project_path) as project:
        meet_pack(project, pack)
        runs = [run_named(project, name) for name in names]
        table = comparison_table(project, runs)
    distances = EmojiDistances(pack)
    figures: list[RunFigures] = []
    hits: list[_Hits] = []
    for column in table.columns:
        # Of one run at a time: a million small objects make Python tidy up for a second at a time.
        memos = _memos_of(table, column)
        figures.append(_figures(column, memos, with_seen=with_seen, distances=distances))
        hits.append(_hits(memos.scored(with_seen=with_seen), distances=distances))
        progress(len(figures) / (len(table.columns) + 1))
    return RunComparison(
        table=table,
        counts_seen=with_seen,
        runs=tuple(figures),
        differences=_differences([column.run.name for column in table.columns], hits),
    )


def comparison_table(project: ProjectStore, runs: Sequence[PredictionRun]) -> ComparisonTable:
    """Return the memos that all runs have answered, and what they have for them."""
    if not runs or len({run.id for run in runs}) < len(runs):
        raise WrongUseError(
            _not_compared(),
            why=tr("No runs were named, or one of them twice."),
            remedy=tr("Name one or more different runs."),
        )
    store, run_ids = project.comparisons, [run.id for run in runs]
    memos = list(store.memos(run_ids))
    if not memos:
        raise WrongUseError(
            _not_compared(),
            why=tr("There is no memo that all of these runs have answered."),
            remedy=tr("Let the runs finish, or compare runs over the same memos."),
        )
    memo_ids = array("q", (one.memo_id for one in memos))
    return ComparisonTable(
        memo_ids=memo_ids,
        themes=[one.theme for one in memos],
        languages=[one.language for one in memos],
        lengths=array("q", (one.length for one in memos)),
        golds=[one.gold for one in memos],
        also_acceptable=[one.also_acceptable for one in memos],
        people=PeopleColumn.of(
            store.answers(memo_ids),
            memo_ids=memo_ids,
            people=project.annotators.all(),
            current=project.label_names.current(),
        ),
        columns=tuple(_column(project, run, memo_ids=memo_ids) for run in runs),
        left_out=store.answered_by_some(run_ids) - len(memos),
    )


def run_named(project: ProjectStore, name: str) -> PredictionRun:
    """Return the run of that name, or raise WrongUseError naming those there are."""
    found = project.prediction_runs.named(name)
    if found:
        return found
    names = ", ".join(run.name for run in project.prediction_runs.all())
    raise WrongUseError(
        _not_compared(),
        why=tr("The project has no prediction run “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=names) if names else tr("Make one first."),
    )


def predictions_of(project_path: Path, memo_id: int) -> dict[str, Prediction]:
    """Return what each run has for a memo, by the run's identifier."""
    with open_project(project_path) as project:
        return project.predictions.of_memo(memo_id)


def _column(project: ProjectStore, run: PredictionRun, *, memo_ids: "array[int]") -> RunColumn:
    rows = list(project.comparisons.predictions(run.id, memo_ids=memo_ids))
    seen = project.comparisons.trained_memos(run.snapshot_id) if run.snapshot_id else frozenset()
    return RunColumn(
        run=run,
        labels=[row.label for row in rows],
        resolutions=[row.resolution for row in rows],
        rankings=[row.ranking for row in rows],
        was_seen=bytes(memo_id in seen for memo_id in memo_ids),
        latencies_ms=[row.latency_ms for row in rows],
        costs=[row.cost for row in rows],
    )


def _memos_of(table: ComparisonTable, column: RunColumn) -> _Memos:
    everything = table.compared(column)
    unseen = [memo for row, memo in enumerate(everything) if not table.was_seen(row)]
    return _Memos(everything=everything, unseen=unseen)


def _figures(
    column: RunColumn, memos: _Memos, *, with_seen: bool, distances: "LabelDistances"
) -> RunFigures:
    import numpy as np

    from emoji_labeler.statistics.comparison import compare
    from emoji_labeler.statistics.resampling import RESAMPLING

    held_out = overall = compare(memos.unseen, distances=distances)
    if len(memos.unseen) < len(memos.everything):
        overall = compare(memos.everything, distances=distances)
    scored = memos.scored(with_seen=with_seen)
    seen = len(memos.scored(with_seen=True)) - len(memos.scored(with_seen=False))
    costs = [cost for cost in column.costs if cost is not None]
    cost = sum(costs) if len(costs) == len(column.costs) else None
    latencies = np.array(column.latencies_ms, np.float64)
    return RunFigures(
        run=column.run,
        figures=overall if with_seen else held_out,
        held_out=held_out,
        with_seen=overall,
        scored=len(scored),
        seen=seen,
        confused=_confused(scored),
        latency_ms=RESAMPLING.quantile(latencies, share=0.5, why=tr("There are no memos.")),
        cost=cost,
        cost_a_memo=None if cost is None else cost / len(column.costs),
    )


def _confused(memos: Sequence[ComparedMemo]) -> tuple[ConfusedPair, ...]:
    """Return the pairs of gold and shown label that differ most often."""
    pairs = Counter((one.gold, one.label) for one in memos if one.label and one.label != one.gold)
    first = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_CONFUSED]
    return tuple(ConfusedPair(gold=gold, shown=shown, count=n) for (gold, shown), n in first)


def _hits(memos: Sequence[ComparedMemo], *, distances: "LabelDistances") -> _Hits:
    from emoji_labeler.statistics.comparison import is_acceptable, is_exact, nearness_of_each

    return _Hits(
        exact=list(map(is_exact, memos)),
        acceptable=list(map(is_acceptable, memos)),
        nearness=nearness_of_each(memos, distances=distances).tolist(),
    )


def _differences(names: Sequence[str], hits: Sequence[_Hits]) -> tuple[RunDifference, ...]:
    """Return a test for every two runs, over the memos that count."""
    from emoji_labeler.statistics.paired import mcnemar_test, paired_difference

    runs = zip(names, hits, strict=True)
    return tuple(
        RunDifference(
            first=first,
            second=second,
            exact=mcnemar_test(one.exact, other.exact),
            acceptable=mcnemar_test(one.acceptable, other.acceptable),
            nearness=paired_difference(one.nearness, other.nearness),
        )
        for (first, one), (second, other) in combinations(runs, 2)
    )


def _not_compared() -> str:
    return tr("The runs were not compared.")
