"""The charts of a project's figures."""

from collections.abc import Iterable, Sequence
from datetime import date

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.chart import (
    Bar,
    BarChart,
    Chart,
    ChartAxis,
    LineChart,
    LinePoint,
    LineSeries,
    NumberForm,
    Reading,
    has_figures,
)
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.insight import Insights, Period
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.insight_words import PATHS
from emoji_labeler.wording import later, tr

_MOST_BARS, _MOST_PAIRS = 12, 10
_SHARE = ChartAxis(form=NumberForm.SHARE, least=0, most=1)
_PERIODS = {
    Period.DAY: later("Agreement by day"),
    Period.WEEK: later("Agreement by week"),
    Period.MONTH: later("Agreement by month"),
}


def insight_charts(insights: Insights, *, pack: EmojiPack) -> dict[str, Chart]:
    """Return the charts that have figures, by their names, in the order of reading."""
    charts = {
        "themes": _by_theme(insights),
        "annotators": _by_annotator(insights),
        "periods": _over_time(insights),
        "coefficients": _beyond_chance(insights),
        "confused": _confused(insights, pack=pack),
        "labels": _most_used(insights, pack=pack),
        "speeds": _speeds(insights),
        "influence": _followed(insights),
    }
    return {name: chart for name, chart in charts.items() if has_figures(chart)}


def _by_theme(insights: Insights) -> Chart:
    shares = [(one.theme, one.agreement) for one in insights.themes[:_MOST_BARS]]
    return _shares(tr("Agreement by theme"), shares)


def _by_annotator(insights: Insights) -> Chart:
    shares = [(one.name, one.agreement) for one in insights.annotators[:_MOST_BARS]]
    title = tr("How far each person agrees with the others")
    return _shares(title, shares)


def _shares(title: str, shares: Sequence[tuple[str, Estimate]]) -> Chart:
    """Return bars from 0 to 100 %, each with the number of memos it rests on."""
    return BarChart(
        title=title,
        is_horizontal=True,
        bars=tuple(
            Bar(name=f"{name} ({estimate.count:,})", readings=(Reading.of(estimate),))
            for name, estimate in shares
        ),
        value_axis=_SHARE,
    )


def _over_time(insights: Insights) -> Chart:
    known = [one for one in insights.periods if one.agreement.value is not None]
    points = [LinePoint(one.begins.toordinal(), *Reading.of(one.agreement)) for one in known]
    return LineChart(
        title=tr(_PERIODS[insights.period]),
        series=(LineSeries(name=tr("Agreement"), points=tuple(points)),),
        x_axis=ChartAxis(
            ticks=tuple(
                (one.begins.toordinal(), _date(one.begins, period=insights.period)) for one in known
            )
        ),
        y_axis=_SHARE,
    )


def _date(day: date, *, period: Period) -> str:
    return day.isoformat()[:7] if period is Period.MONTH else day.isoformat()[5:].replace("-", "/")


def _beyond_chance(insights: Insights) -> Chart:
    found = insights.coefficients
    figures = [
        (tr("Krippendorff's alpha"), found.alpha),
        (tr("Alpha with alike emoji"), found.near_alpha),
        (tr("Fleiss' kappa"), found.fleiss),
        *(
            (tr("Cohen's kappa: {first}, {second}", first=x.first, second=x.second), x.kappa)
            for x in insights.pairs
        ),
    ]
    return BarChart(
        title=tr("Agreement beyond chance"),
        is_horizontal=True,
        bars=tuple(
            Bar(name=name, readings=(Reading.of(estimate),))
            for name, estimate in figures
            if estimate.value is not None
        ),
        value_axis=ChartAxis(most=1),
    )


def _confused(insights: Insights, *, pack: EmojiPack) -> Chart:
    return BarChart(
        title=tr("Emoji given to the same memo"),
        is_horizontal=True,
        bars=tuple(
            _pictured((one.first, one.second), one.count, pack=pack)
            for one in insights.confused[:_MOST_PAIRS]
        ),
        value_axis=ChartAxis(form=NumberForm.WHOLE),
    )


def _most_used(insights: Insights, *, pack: EmojiPack) -> Chart:
    return BarChart(
        title=tr("Most used emoji"),
        is_horizontal=True,
        bars=tuple(
            _pictured((one.label,), one.count, pack=pack) for one in insights.labels[:_MOST_BARS]
        ),
        value_axis=ChartAxis(form=NumberForm.WHOLE),
    )


def _pictured(labels: Iterable[str], count: int, *, pack: EmojiPack) -> Bar:
    shown = tuple(labels)
    return Bar(
        name=" / ".join(pack.name_of(label) for label in shown),
        pictures=tuple(pack.picture_path(label) for label in shown),
        readings=(Reading(count),),
    )


def _speeds(insights: Insights) -> Chart:
    every = [one for one in insights.speeds if one.median_s.value is not None]
    return BarChart(
        title=tr("Seconds an answer, by the way to the emoji"),
        is_horizontal=True,
        groups=(tr("Half of them at most"), tr("Nine in ten at most")),
        bars=tuple(
            Bar(
                name=f"{_way(one.path)} ({one.median_s.count:,})",
                readings=(Reading.of(one.median_s), Reading.of(one.p90_s)),
            )
            for one in every
        ),
        value_axis=ChartAxis(),
    )


def _way(path: PickPath | None) -> str:
    return tr("All") if path is None else tr(PATHS[path])


def _followed(insights: Insights) -> Chart:
    found = insights.influence
    conditions = (
        (tr("Suggestions shown"), found.followed_shown),
        (tr("Suggestions withheld"), found.followed_withheld),
    )
    return _shares(
        tr("How often the first suggestion is chosen"),
        [(name, share) for name, share in conditions if share.value is not None],
    )
