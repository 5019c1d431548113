"""Figures of a comparison in words and numbers, for screens, reports and the command line."""

from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.domain.run_comparison import ComparisonTable, RunDifference, RunFigures
from emoji_labeler.wording import sentences, tr, tr_count

_CERTAIN = 0.05
_LEAST_P = 0.001


def share_words(share: Estimate) -> str:
    """Return a share in percent with its interval."""
    if share.value is None:
        return "–"
    value = f"{100 * share.value:.1f}%"
    if share.low is None or share.high is None:
        return value
    return f"{value}  [{100 * share.low:.0f}, {100 * share.high:.0f}]"


def number_words(number: Estimate, *, digits: int = 2) -> str:
    """Return a number with its interval."""
    if number.value is None:
        return "–"
    value = f"{number.value:.{digits}f}"
    if number.low is None or number.high is None:
        return value
    return f"{value}  [{number.low:.{digits}f}, {number.high:.{digits}f}]"


def metric_rows(one: RunFigures) -> list[tuple[str, str]]:
    """Return the name and the value of each figure of a run, the most telling first."""
    figures = one.figures
    return [
        (tr("Exact agreement"), share_words(figures.exact)),
        (tr("Acceptable agreement"), share_words(figures.acceptable)),
        *(
            (tr("Among the first {count}", count=first.places), share_words(first.share))
            for first in figures.among_first
            if first.places > 1
        ),
        (tr("Nearness of the emoji"), number_words(figures.nearness)),
        (tr("Existing labels"), f"{figures.existing:,}  ({share_words(figures.existing_share)})"),
        (tr("Missing"), f"{figures.missing:,}"),
        (tr("Missing, resolved"), f"{figures.resolved:,}"),
        (tr("Different labels"), f"{figures.distinct_labels:,}"),
        (tr("Scored memos"), f"{one.scored:,}"),
        (tr("Memos seen in training"), f"{one.seen:,}"),
        (tr("Acceptable, held out"), share_words(one.held_out.acceptable)),
        (tr("Acceptable, with those seen"), share_words(one.with_seen.acceptable)),
        (tr("Median time a memo"), _milliseconds(one.latency_ms)),
        (tr("Cost of all answers"), "–" if one.cost is None else f"{one.cost:.4f}"),
    ]


def coverage_words(table: ComparisonTable) -> str:
    """Return over how many memos runs are compared, and how many are left out."""
    over = tr_count(
        "Over {count} memo that every run has answered.",
        "Over {count} memos that every run has answered.",
        count=len(table),
    )
    if not any(table.golds):
        none = tr("None of them has a label that counts: there is no agreement to tell of.")
        over = sentences(over, none)
    if not table.left_out:
        return over
    left_out = tr_count(
        "{count} memo that only some have answered is left out.",
        "{count} memos that only some have answered are left out.",
        count=table.left_out,
    )
    return sentences(over, left_out)


def difference_words(one: RunDifference) -> str:
    """Return in a sentence whether the second of two runs is better than the first."""
    test = one.acceptable
    if test.p_value is None:
        return tr(
            "{first} and {second}: {why}",
            first=one.first,
            second=one.second,
            why=test.why_undefined,
        )
    better, worse = (
        (one.first, one.second) if test.only_first > test.only_second else (one.second, one.first)
    )
    values = {"better": better, "worse": worse, "counts": _counts(test), "p": _p(test.p_value)}
    if test.p_value < _CERTAIN:
        return tr("{better} is better than {worse}: {counts}, p {p}.", **values)
    return tr("{better} and {worse} cannot be told apart: {counts}, p {p}.", **values)


def _counts(test: PairedTest) -> str:
    more, less = sorted((test.only_first, test.only_second), reverse=True)
    return tr("alone right {more} times against {less}", more=f"{more:,}", less=f"{less:,}")


def _p(value: float) -> str:
    return f"= {value:.3f}" if value >= _LEAST_P else f"< {_LEAST_P}"


def _milliseconds(latency: Estimate) -> str:
    if latency.value is None:
        return "–"
    return tr("{count} ms", count=f"{latency.value:,.0f}")
