"""All figures of a project as one table, for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.insight import Insights
from emoji_labeler.exporters.delimited import table_bytes
from emoji_labeler.exporters.replacing import replacing

Row = tuple[object, ...]
_HEAD = (
    "section",
    "name",
    "other_name",
    "figure",
    "value",
    "low",
    "high",
    "count",
    "why_undefined",
)


def export_insights(insights: Insights, path: Path) -> None:
    """Write the table as CSV, or raise OutputError where the file cannot be written."""
    data = table_bytes(insight_rows(insights))
    with replacing([path]) as [file]:
        file.write(data)


def insight_rows(insights: Insights) -> Iterator[Row]:
    """Yield the head of the table and then every figure; shares are from 0 to 1."""
    yield _HEAD
    for figure in ("memos", "answered", "shared", "answers"):
        yield _counted("project", "", figure, getattr(insights, figure))
    yield from _agreement_rows(insights)
    yield from _work_rows(insights)
    for pair in insights.confused:
        yield _counted("confused", pair.first, "memos", pair.count, other=pair.second)
    for label in insights.labels:
        yield _counted("label", label.label, "answers", label.count)
    for miss in insights.misses:
        yield _counted("search_miss", miss.query, "searches", miss.count)


def _agreement_rows(insights: Insights) -> Iterator[Row]:
    for figure in ("percent", "near_percent", "fleiss", "alpha", "near_alpha"):
        yield _estimated("agreement", "", figure, getattr(insights.coefficients, figure))
    for pair in insights.pairs:
        yield _estimated("pair", pair.first, "kappa", pair.kappa, other=pair.second)
    for theme in insights.themes:
        yield _estimated("theme", theme.theme, "percent", theme.agreement)
    for period in insights.periods:
        begins = period.begins.isoformat()
        yield _counted(insights.period.value, begins, "answers", period.answers)
        yield _estimated(insights.period.value, begins, "percent", period.agreement)


def _work_rows(insights: Insights) -> Iterator[Row]:
    for one in insights.annotators:
        yield _counted("annotator", one.name, "answers", one.answers)
        yield _estimated("annotator", one.name, "percent", one.agreement)
        yield _estimated("annotator", one.name, "median_s", one.median_s)
    for speed in insights.speeds:
        path = "all" if speed.path is None else speed.path.value
        for figure in ("memos_an_hour", "median_s", "p90_s"):
            yield _estimated("speed", path, figure, getattr(speed, figure))
    for each in fields(insights.influence):
        estimate = getattr(insights.influence, each.name)
        yield _estimated("suggestions", "", each.name, estimate)


def _counted(section: str, name: str, figure: str, count: int, *, other: str = "") -> Row:
    return (section, name, other, figure, count, None, None, None, "")


def _estimated(section: str, name: str, figure: str, estimate: Estimate, *, other: str = "") -> Row:
    values = (estimate.value, estimate.low, estimate.high, estimate.count)
    return (section, name, other, figure, *values, estimate.why_undefined)
