"""Measuring a project: how far people agree, how fast they are, what suggestions do to them.

Everything is told from one reading of the answers; a million memos with three million answers take
seconds, so call it beside the window.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import numpy as np

from emoji_labeler.domain.comparison import LabelCount
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.insight import (
    AnnotatorInsight,
    AnswerBlock,
    Coefficients,
    InsightFilter,
    Insights,
    PairAgreement,
    Period,
    PeriodAgreement,
    SearchMiss,
    ThemeAgreement,
)
from emoji_labeler.domain.suggestion import SuggestionTiming
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.statistics.annotators import annotator_agreements, confused_pairs, most_met
from emoji_labeler.statistics.answer_columns import AnswerColumns, Coder
from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Codes
from emoji_labeler.statistics.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
    percent_agreements,
)
from emoji_labeler.statistics.emoji_distance import EmojiDistances
from emoji_labeler.statistics.periods import periods_of
from emoji_labeler.statistics.resampling import RESAMPLING
from emoji_labeler.statistics.speed import labeling_speeds
from emoji_labeler.statistics.suggestion_influence import suggestion_influence
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_MOST_PAIRS = 6
_MOST_THEMES = 100
_EPOCH = date(1970, 1, 1)
_NO_GROUP = -1


class MeasuringStoppedError(Exception):
    """Nobody waits for the figures any more."""


def measure_project(
    project: ProjectStore,
    wanted: InsightFilter | None = None,
    *,
    pack: EmojiPack,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Insights:
    """Return all figures of the answers that ``wanted`` lets through.

    Raises WrongUseError where it names somebody whom the project does not know, and
    MeasuringStoppedError soon after ``is_cancelled`` says so.
    """
    meet_pack(project, pack)
    wanted = wanted or InsightFilter()
    names = _names(project, wanted.annotators)
    since, until = _bounds(wanted)
    heard = tuple(names) if wanted.annotators else ()
    blocks = project.insights.answers(annotator_ids=heard, since=since, until=until)
    columns = AnswerColumns.of(
        _going_on(blocks, is_cancelled=is_cancelled), current=project.label_names.current()
    )
    shared = columns.table.shared()
    # Sorted as they are, they need no search for what occurs.
    begins = np.flatnonzero(np.diff(columns.memo_ids, prepend=-1))
    memos, sizes = columns.memo_ids[begins], np.diff(begins, append=len(columns))
    is_shared = sizes > 1
    go_on = partial(_go_on, is_cancelled=is_cancelled)
    coefficients = _coefficients(shared, distances=EmojiDistances(pack), go_on=go_on)
    pairs = _pairs(shared, names=names, go_on=go_on)
    themes = _by_theme(project, memos[is_shared], shared=shared)
    period, periods = _over_time(columns, shared=shared)
    go_on()
    return Insights(
        memos=project.memos.count(),
        answered=len(memos),
        shared=int(is_shared.sum()),
        answers=len(columns),
        annotators=_annotators(columns, names=names),
        coefficients=coefficients,
        pairs=pairs,
        themes=themes,
        period=period,
        periods=periods,
        confused=confused_pairs(shared),
        speeds=labeling_speeds(columns.seconds_by_path),
        influence=suggestion_influence(
            shown=columns.trials(SuggestionTiming.BEFORE),
            withheld=columns.trials(SuggestionTiming.WITHHELD),
        ),
        labels=_label_counts(columns),
        misses=search_misses(project),
    )


def _going_on(
    blocks: Iterable[AnswerBlock], *, is_cancelled: Callable[[], bool]
) -> Iterator[AnswerBlock]:
    for block in blocks:
        _go_on(is_cancelled=is_cancelled)
        yield block


def _go_on(*, is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise MeasuringStoppedError


def search_misses(project: ProjectStore) -> tuple[SearchMiss, ...]:
    """Return what was searched for in vain, most often first."""
    return tuple(
        SearchMiss(query=query, count=count) for query, count in project.picks.misses().items()
    )


def dismiss_miss(project: ProjectStore, query: str) -> None:
    """Count a query as searched in vain no more; what is searched from now on counts anew."""
    project.picks.dismiss_miss(query)


def _names(project: ProjectStore, wanted: Sequence[str]) -> dict[str, str]:
    """Return the names of the annotators who are heard, by their ids."""
    everybody = {one.id: one.name for one in project.annotators.all()}
    for name in wanted:
        if name not in everybody.values():
            raise WrongUseError(
                tr("The project was not measured."),
                why=tr("The project knows no annotator “{name}”.", name=name),
                remedy=tr("Choose one of: {names}.", names=", ".join(sorted(everybody.values()))),
            )
    return {id_: name for id_, name in everybody.items() if not wanted or name in wanted}


def _bounds(wanted: InsightFilter) -> tuple[str, str]:
    """Return the points in time, UTC, at which the first day begins and the last one is over."""
    after = wanted.until + timedelta(days=1) if wanted.until else None
    return _begin_of(wanted.since), _begin_of(after)


def _begin_of(day: date | None) -> str:
    if day is None:
        return ""
    return datetime.combine(day, time.min).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _annotators(
    columns: AnswerColumns, *, names: Mapping[str, str]
) -> tuple[AnnotatorInsight, ...]:
    """Return the figures of everybody who answered, by name."""
    counts = np.bincount(columns.annotators, minlength=len(columns.annotator_ids))
    agreements = annotator_agreements(columns.table)
    found = [
        AnnotatorInsight(
            name=names[one.annotator_id],
            answers=count,
            agreement=one.agreement,
            median_s=RESAMPLING.quantile(
                columns.seconds[(columns.annotators == place) & (columns.seconds > 0)],
                share=0.5,
                why=tr("There are no answers of this kind."),
            ),
        )
        for place, (one, count) in enumerate(zip(agreements, counts.tolist(), strict=True))
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _coefficients(
    shared: AnswerTable, *, distances: EmojiDistances, go_on: Callable[[], None]
) -> Coefficients:
    percent, near_percent = (
        percent_agreement(shared, distances=each) for each in (None, distances)
    )
    go_on()
    alpha, near_alpha = (krippendorff_alpha(shared, distances=each) for each in (None, distances))
    go_on()
    return Coefficients(
        percent=percent,
        near_percent=near_percent,
        fleiss=fleiss_kappa(shared),
        alpha=alpha,
        near_alpha=near_alpha,
    )


def _pairs(
    shared: AnswerTable, *, names: Mapping[str, str], go_on: Callable[[], None]
) -> tuple[PairAgreement, ...]:
    """Return Cohen's kappa of the pairs that have most memos in common."""
    found = []
    for first, second in most_met(shared, most=_MOST_PAIRS):
        go_on()
        kappa = cohen_kappa(shared, first=first, second=second)
        found.append(PairAgreement(first=names[first], second=names[second], kappa=kappa))
    return tuple(found)


def _by_theme(
    project: ProjectStore, memos: Codes, *, shared: AnswerTable
) -> tuple[ThemeAgreement, ...]:
    """Return the agreement on each theme, those with most shared memos first."""
    names, groups = _themes_of(memos, blocks=project.insights.themes())
    counts = np.bincount(groups[groups != _NO_GROUP], minlength=len(names))
    most_used = np.argsort(-counts, kind="stable")[:_MOST_THEMES]
    chosen = most_used[counts[most_used] > 0]
    places = np.full(len(names) + 1, _NO_GROUP, np.int64)
    places[chosen] = np.arange(len(chosen))
    found = percent_agreements(shared, groups=places[groups], count=len(chosen))
    return tuple(
        ThemeAgreement(theme=names[place], agreement=agreement)
        for place, agreement in zip(chosen.tolist(), found, strict=True)
    )


def _themes_of(
    memos: Codes, *, blocks: Iterable[tuple[Sequence[int], Sequence[str]]]
) -> tuple[tuple[str, ...], Codes]:
    """Return the themes, and for each of the sorted memos the place of its own, or -1."""
    places = Coder()
    groups = np.full(len(memos), _NO_GROUP, np.int64)
    for memo_ids, themes in blocks:
        ids = np.array(memo_ids, np.int64)
        found = places.codes(themes)
        at = np.searchsorted(memos, ids)
        is_there = at < len(memos)
        is_there[is_there] = memos[at[is_there]] == ids[is_there]
        groups[at[is_there]] = found[is_there]
    return tuple(places), groups


def _over_time(
    columns: AnswerColumns, *, shared: AnswerTable
) -> tuple[Period, tuple[PeriodAgreement, ...]]:
    """Return answers and agreement of each period in which somebody answered."""
    period, begins = periods_of(columns.days)
    first = begins.min(initial=0)
    counts = np.bincount(begins - first)
    places = (np.cumsum(counts > 0) - 1)[begins - first]
    stretches, answers = np.flatnonzero(counts) + first, counts[counts > 0]
    rows = np.flatnonzero(np.diff(columns.memo_ids, prepend=-1))
    last = np.maximum.reduceat(places, rows) if len(rows) else places
    sizes = np.diff(rows, append=len(columns))
    found = percent_agreements(shared, groups=last[sizes > 1], count=len(stretches))
    return period, tuple(
        PeriodAgreement(begins=_EPOCH + timedelta(days=day), answers=count, agreement=agreement)
        for day, count, agreement in zip(stretches.tolist(), answers.tolist(), found, strict=True)
    )


def _label_counts(columns: AnswerColumns) -> tuple[LabelCount, ...]:
    """Return how often each label was given, most often first."""
    counts = np.bincount(columns.labels, minlength=len(columns.label_names)).tolist()
    found = zip(columns.label_names, counts, strict=True)
    return tuple(
        LabelCount(label=label, count=count)
        for label, count in sorted(found, key=lambda pair: (-pair[1], pair[0]))
    )
