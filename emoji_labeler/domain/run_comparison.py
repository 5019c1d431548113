"""Several runs over the same memos, side by side with the labels that count."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from emoji_labeler.domain.comparison import ComparedMemo, ComparisonFigures
from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.domain.prediction import PredictionRun
from emoji_labeler.domain.resolution import ResolutionKind


class Standing(StrEnum):
    """Which rows of a comparison are shown."""

    ALL = "all"
    AGAINST_GOLD = "against-gold"
    """A run shows something else than the gold label."""
    APART = "apart"
    """Two runs show different labels."""
    MISSING = "missing"
    """The raw output of a run was no label."""
    UNSEEN = "unseen"
    """No run was trained on the memo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """Which rows of a comparison are shown; whatever is empty or None lets everything in.

    ``label`` is the gold label or one that a run shows. Lengths are in characters.
    """

    standing: Standing = Standing.ALL
    label: str = ""
    theme: str | None = None
    language: str | None = None
    least_length: int = 0
    most_length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunColumn:
    """What one run has for the memos of a comparison, each field with one entry a memo.

    ``labels`` are those that are shown, ``resolutions`` values of ResolutionKind, ``rankings`` the
    labels that a predictor ranked. ``was_seen`` is 1 where the run's model was trained on the memo.
    ``latencies_ms`` are in milliseconds; ``costs`` hold None where a price is not known.
    """

    run: PredictionRun
    labels: Sequence[str]
    resolutions: Sequence[str]
    rankings: Sequence[tuple[str, ...]]
    was_seen: bytes
    latencies_ms: Sequence[int]
    costs: Sequence[float | None]

    def exists(self, row: int) -> bool:
        """Whether the raw output for the memo of a row was a label as it came."""
        return self.resolutions[row] == ResolutionKind.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTable:
    """Memos that all runs have answered, by number, and what the runs have for them.

    ``golds`` is an empty string where no label counts yet. ``left_out`` are memos that only some
    of the runs have answered.
    """

    memo_ids: "array[int]"
    themes: Sequence[str]
    languages: Sequence[str]
    lengths: "array[int]"
    golds: Sequence[str]
    also_acceptable: Sequence[tuple[str, ...]]
    columns: tuple[RunColumn, ...]
    left_out: int

    def __len__(self) -> int:
        return len(self.memo_ids)

    def was_seen(self, row: int) -> bool:
        """Whether the model of any run was trained on the memo of a row."""
        return any(column.was_seen[row] for column in self.columns)

    def scored_rows(self, *, with_seen: bool = False) -> list[int]:
        """Return the rows that count: those with a gold label, held out unless ``with_seen``."""
        return [
            row
            for row in range(len(self))
            if self.golds[row] and (with_seen or not self.was_seen(row))
        ]

    def compared(self, column: RunColumn, rows: Sequence[int]) -> list[ComparedMemo]:
        """Return rows of one run as the statistics want them."""
        return [
            ComparedMemo(
                gold=self.golds[row],
                also_acceptable=self.also_acceptable[row],
                predicted=_predicted(column, row),
                exists=column.exists(row),
            )
            for row in rows
        ]

    def shown_rows(self, wanted: RowFilter) -> Iterator[int]:
        """Yield the rows that pass a filter, in order."""
        for row in range(len(self)):
            if self._is_wanted(row, wanted):
                yield row

    def _is_wanted(self, row: int, wanted: RowFilter) -> bool:
        most = wanted.most_length
        return (
            wanted.theme in (None, self.themes[row])
            and wanted.language in (None, self.languages[row])
            and self.lengths[row] >= wanted.least_length
            and (most is None or self.lengths[row] <= most)
            and (not wanted.label or wanted.label in self._labels(row))
            and self._stands(row, wanted.standing)
        )

    def _labels(self, row: int) -> set[str]:
        return {self.golds[row], *(column.labels[row] for column in self.columns)}

    def _stands(self, row: int, standing: Standing) -> bool:
        shown = {column.labels[row] for column in self.columns}
        if standing == Standing.AGAINST_GOLD:
            return bool(self.golds[row]) and shown != {self.golds[row]}
        if standing == Standing.APART:
            return len(shown) > 1
        if standing == Standing.MISSING:
            return not all(column.exists(row) for column in self.columns)
        if standing == Standing.UNSEEN:
            return not self.was_seen(row)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusedPair:
    """How often a run showed one label where another was the gold label."""

    gold: str
    shown: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """How good a run is on held-out memos, and on all of them.

    ``figures`` are over ``scored`` memos that no compared model was trained on; ``with_seen`` are
    over those as well, ``seen`` in number. ``latency_ms`` is the median of a memo in milliseconds,
    with its interval; ``cost`` is that of all answers in the currency of the provider and None
    where any price is not known.
    """

    run: PredictionRun
    figures: ComparisonFigures
    with_seen: ComparisonFigures
    scored: int
    seen: int
    confused: tuple[ConfusedPair, ...]
    latency_ms: Estimate
    cost: float | None
    cost_a_memo: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDifference:
    """Whether the second of two runs is better than the first, memo by memo."""

    first: str
    second: str
    exact: PairedTest
    acceptable: PairedTest
    nearness: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class RunComparison:
    """Everything that is told about runs over the same memos."""

    table: ComparisonTable
    runs: tuple[RunFigures, ...]
    differences: tuple[RunDifference, ...]


def _predicted(column: RunColumn, row: int) -> tuple[str, ...]:
    """Return the shown label, and behind it what else the run ranked."""
    label = column.labels[row]
    if not label:
        return ()
    return (label, *(other for other in column.rankings[row] if other != label))
