"""Several runs over the same memos, side by side with the labels that count."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Self

from emoji_labeler.domain.comparison import ComparedMemo, ComparisonFigures
from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.domain.packed import Packed
from emoji_labeler.domain.people_column import PeopleColumn
from emoji_labeler.domain.prediction import PredictionRun
from emoji_labeler.domain.record import record
from emoji_labeler.domain.resolution import ResolutionKind


class Standing(StrEnum):
    """Which rows of a comparison are shown."""

    ALL = "all"
    AGAINST_GOLD = "against-gold"
    """A run shows something else than the gold label."""
    APART = "apart"
    """Two runs show different labels."""
    PEOPLE_AGAINST_GOLD = "people-against-gold"
    """Somebody answered with another label than the gold label."""
    PEOPLE_APART = "people-apart"
    """People answered with different labels."""
    MISSING = "missing"
    """The raw output of a run was no label."""
    UNSEEN = "unseen"
    """No run was trained on the memo."""


@record
class RowFilter:
    """Which rows of a comparison are shown; whatever is empty or None lets everything in.

    ``label`` is the gold label or one that a person gave or a run shows. Lengths are in characters.
    """

    standing: Standing = Standing.ALL
    label: str = ""
    theme: str | None = None
    language: str | None = None
    least_length: int = 0
    most_length: int | None = None


@record
class RowChoices:
    """What the rows of a comparison can be told apart by, sorted."""

    labels: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]


@record
class RunColumn:
    """What one run has for the memos of a comparison, each field with one entry a memo.

    ``labels`` are those that are shown, ``resolutions`` values of ResolutionKind, ``rankings`` the
    labels that a predictor ranked. ``was_seen`` is 1 where the run's model was trained on the memo.
    ``latencies_ms`` are in milliseconds; ``costs`` hold None where a price is not known. These two
    and the rankings are for working figures out, and empty where that has been done.
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

    def packed(self) -> Self:
        """Return what is shown of it, in few bytes."""
        return replace(
            self,
            labels=Packed(self.labels),
            resolutions=Packed(self.resolutions),
            rankings=(),
            latencies_ms=(),
            costs=(),
        )


@record
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
    people: PeopleColumn
    columns: tuple[RunColumn, ...]
    left_out: int

    def __len__(self) -> int:
        return len(self.memo_ids)

    def packed(self) -> Self:
        """Return what is shown of it, in few bytes."""
        return replace(
            self,
            themes=Packed(self.themes),
            languages=Packed(self.languages),
            golds=Packed(self.golds),
            also_acceptable=Packed(self.also_acceptable),
            columns=tuple(column.packed() for column in self.columns),
        )

    def was_seen(self, row: int) -> bool:
        """Whether the model of any run was trained on the memo of a row."""
        return any(column.was_seen[row] for column in self.columns)

    def compared(self, column: RunColumn) -> list[ComparedMemo]:
        """Return the rows of one run as the statistics want them."""
        return [
            ComparedMemo(
                gold=self.golds[row],
                also_acceptable=self.also_acceptable[row],
                predicted=_predicted(column, row),
                exists=column.exists(row),
            )
            for row in range(len(self))
        ]

    def choices(self) -> RowChoices:
        """Return what can be asked for in a filter."""
        labels = set(self.golds).union(
            self.people.labels, *(column.labels for column in self.columns)
        )
        return RowChoices(
            labels=tuple(sorted(labels - {""})),
            themes=tuple(sorted(set(self.themes) - {""})),
            languages=tuple(sorted(set(self.languages) - {""})),
        )

    def shown_rows(self, wanted: RowFilter) -> "array[int]":
        """Return the rows that pass a filter, in order.

        Each condition goes over what the ones before it left: one at a time they are quick.
        """
        rows: Sequence[int] = range(len(self))
        for values, value in ((self.themes, wanted.theme), (self.languages, wanted.language)):
            if value is not None:
                rows = [row for row in rows if values[row] == value]
        least, most, lengths = wanted.least_length, wanted.most_length, self.lengths
        if least:
            rows = [row for row in rows if lengths[row] >= least]
        if most is not None:
            rows = [row for row in rows if lengths[row] <= most]
        if wanted.label:
            rows = self._with_label(wanted.label, rows)
        return array("q", self._standing(wanted.standing, rows))

    def _with_label(self, label: str, rows: Sequence[int]) -> list[int]:
        shown = [self.golds, *(column.labels for column in self.columns)]
        found = {row for labels in shown for row in rows if labels[row] == label}
        if label in self.people.labels:
            found.update(row for row in rows if self.people.has(row, label))
        return sorted(found)

    def _standing(self, standing: Standing, rows: Sequence[int]) -> Sequence[int]:
        shown, golds, people = [one.labels for one in self.columns], self.golds, self.people
        if standing == Standing.AGAINST_GOLD:
            return [row for row in rows if golds[row] and _differs(shown, row, golds[row])]
        if standing == Standing.APART:
            return [row for row in rows if _differs(shown, row, shown[0][row])]
        if standing == Standing.PEOPLE_AGAINST_GOLD:
            return [row for row in rows if golds[row] and people.is_against(row, golds[row])]
        if standing == Standing.PEOPLE_APART:
            return [row for row in rows if people.is_apart(row)]
        if standing == Standing.MISSING:
            return [row for row in rows if not all(one.exists(row) for one in self.columns)]
        if standing == Standing.UNSEEN:
            return [row for row in rows if not self.was_seen(row)]
        return rows


@record
class ConfusedPair:
    """How often a run showed one label where another was the gold label."""

    gold: str
    shown: str
    count: int


@record
class RunFigures:
    """How good a run is on held-out memos, and on all of them.

    ``figures`` are over the memos that count, ``scored`` of them with a gold label; ``held_out``
    over those that no compared model was trained on, ``with_seen`` over the others as well, of
    which ``seen`` have a gold label. ``latency_ms`` is the median of a memo in milliseconds, with
    its interval; ``cost`` is that of all answers in the currency of the provider and None where any
    price is not known.
    """

    run: PredictionRun
    figures: ComparisonFigures
    held_out: ComparisonFigures
    with_seen: ComparisonFigures
    scored: int
    seen: int
    confused: tuple[ConfusedPair, ...]
    latency_ms: Estimate
    cost: float | None
    cost_a_memo: float | None


@record
class RunDifference:
    """Whether the second of two runs is better than the first, memo by memo."""

    first: str
    second: str
    exact: PairedTest
    acceptable: PairedTest
    nearness: Estimate


@record
class RunComparison:
    """Everything that is told about runs over the same memos.

    ``counts_seen`` says that memos count although a compared model was trained on them.
    """

    table: ComparisonTable
    counts_seen: bool
    runs: tuple[RunFigures, ...]
    differences: tuple[RunDifference, ...]

    def packed(self) -> Self:
        """Return what is shown of it, in few bytes."""
        return replace(self, table=self.table.packed())


def _differs(shown: Sequence[Sequence[str]], row: int, label: str) -> bool:
    return any(labels[row] != label for labels in shown)


def _predicted(column: RunColumn, row: int) -> tuple[str, ...]:
    """Return the shown label, and behind it what else the run ranked."""
    label = column.labels[row]
    if not label:
        return ()
    return (label, *(other for other in column.rankings[row] if other != label))
