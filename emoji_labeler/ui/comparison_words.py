"""Figures of a comparison in words and numbers."""

from emoji_labeler.domain.estimate import Estimate, PairedTest
from emoji_labeler.domain.prediction import Prediction
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.domain.run_comparison import RunDifference, RunFigures
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.memo_words import emoji_name
from emoji_labeler.wording import later, tr

RESOLUTIONS = {
    ResolutionKind.EXACT: later("it is a label"),
    ResolutionKind.ALIAS: later("made a label by a rule"),
    ResolutionKind.SIMILARITY: later("no label; the nearest is shown"),
    ResolutionKind.NONE: later("no label, and none is near"),
}
_CERTAIN = 0.05
_LEAST_P = 0.001


def share_words(share: Estimate) -> str:
    """Return a share in percent with its interval."""
    if share.value is None:
        return "–"
    value = f"{100 * share.value:.1f} %"
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
        (tr("Left out: seen in training"), f"{one.seen:,}"),
        (tr("Acceptable, with those"), share_words(one.with_seen.acceptable)),
        (tr("Median time a memo"), _milliseconds(one.latency_ms)),
        (tr("Cost of all answers"), "–" if one.cost is None else f"{one.cost:.4f}"),
    ]


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


def prediction_words(prediction: Prediction | None, *, pack: EmojiPack) -> str:
    """Return what a model answered, and how a label was made of it."""
    if prediction is None:
        return ""
    kind = prediction.resolution
    how = tr(RESOLUTIONS[ResolutionKind(kind)]) if kind else ""
    lines = [
        tr("Answer: {raw}", raw=repr(prediction.raw_output)),
        " · ".join(filter(None, (emoji_name(prediction.label, pack), how, prediction.rule))),
        tr("confidence {share}", share=f"{100 * prediction.confidence:.0f} %"),
    ]
    if len(prediction.ranking) > 1:
        names = ", ".join(emoji_name(one.label, pack) for one in prediction.ranking[:5])
        lines.append(tr("ranked: {names}", names=names))
    return "\n".join(lines)


def _counts(test: PairedTest) -> str:
    more, less = sorted((test.only_first, test.only_second), reverse=True)
    return tr("alone right {more} times against {less}", more=f"{more:,}", less=f"{less:,}")


def _p(value: float) -> str:
    return f"= {value:.3f}" if value >= _LEAST_P else f"< {_LEAST_P}"


def _milliseconds(latency: Estimate) -> str:
    if latency.value is None:
        return "–"
    return tr("{count} ms", count=f"{latency.value:,.0f}")
