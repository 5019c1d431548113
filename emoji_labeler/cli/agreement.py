"""The command that tells how far people agree."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from emoji_labeler.cli.options import PROJECT_FILE, json_option, pack_option
from emoji_labeler.cli.widths import padded
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.insight import InsightFilter, Insights
from emoji_labeler.emoji.pack import EmojiPack

_DAY = click.DateTime(["%Y-%m-%d"])
_THEMES_SHOWN, _PAIRS_SHOWN = 20, 10
_NAME_COLUMNS = 36


@click.command()
@click.argument("file", metavar="[PROJECT]", required=False, type=click.Path(path_type=Path))
@click.option("--project", "-p", type=PROJECT_FILE, help="The same, as elsewhere.")
@click.option("--annotator", "annotators", multiple=True, help="Hear only this annotator.")
@click.option("--since", type=_DAY, help="Only answers from that day on (of this machine).")
@click.option("--until", type=_DAY, help="Only answers up to that day.")
@pack_option
@json_option
def agreement(
    *,
    file: Path | None,
    project: Path | None,
    annotators: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    pack: EmojiPack,
    as_json: bool,
) -> None:
    """Tell how far people agree in a PROJECT file, and how fast they are.

    Agreement is the share of pairs of answers for a memo that are the same; Fleiss' kappa,
    Krippendorff's alpha and Cohen's kappa of two take away what chance alone would bring. "Near"
    figures count alike emoji as nearly the same. In brackets stands the interval that holds the
    figure 95 times in 100, then the number of memos that it rests on.

    With --json every figure is an object of value, low, high, count and why_undefined: null, and
    the reason, where there is not enough to tell. Shares are from 0 to 1, times in seconds.
    """
    path = project or file
    if path is None:
        raise click.UsageError("Name the project file.")
    # numpy takes a while, and --help does not need it.
    from emoji_labeler.services.measuring import measure_project
    from emoji_labeler.services.opening import open_project

    wanted = InsightFilter(
        annotators=annotators,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    with open_project(path) as opened:
        found = measure_project(opened, wanted, pack=pack)
    click.echo(_as_json(found) if as_json else "\n".join(_as_text(found)))


def _as_json(found: Insights) -> str:
    said = asdict(found)
    for period in said["periods"]:
        period["begins"] = period["begins"].isoformat()
    for speed in said["speeds"]:
        speed["path"] = speed["path"] or "all"
    return json.dumps(said, ensure_ascii=False, allow_nan=False)


def _as_text(found: Insights) -> Iterator[str]:
    yield (
        f"{found.answers:,} answers for {found.answered:,} of {found.memos:,} memos;"
        f" {found.shared:,} memos answered by two people or more"
    )
    yield "agreement"
    figures = found.coefficients
    yield _line("same label", figures.percent, is_share=True)
    yield _line("same or alike", figures.near_percent, is_share=True)
    yield _line("Krippendorff's alpha", figures.alpha)
    yield _line("… near", figures.near_alpha)
    yield _line("Fleiss' kappa", figures.fleiss)
    for pair in found.pairs:
        yield _line(f"Cohen: {pair.first}, {pair.second}", pair.kappa)
    yield from _section("by annotator", [(x.name, x.agreement) for x in found.annotators])
    yield from _section("by theme", [(x.theme, x.agreement) for x in found.themes])
    periods = [(x.begins.isoformat(), x.agreement) for x in found.periods]
    yield from _section(f"by {found.period.value}", periods[-_THEMES_SHOWN:])
    if found.confused:
        yield "confused"
        for one in found.confused[:_PAIRS_SHOWN]:
            yield f"  {one.count:>6,}  {one.first} / {one.second}"
    yield "seconds a memo: median, nine in ten"
    for speed in found.speeds:
        name = "all" if speed.path is None else speed.path.value or "unknown"
        times = f"{_figure(speed.median_s)}, {_figure(speed.p90_s)}"
        yield f"  {padded(name, columns=_NAME_COLUMNS)} {times}"
    yield _line("pull of suggestions", found.influence.pull, is_share=True)


def _section(title: str, lines: list[tuple[str, Estimate]]) -> Iterator[str]:
    if lines:
        yield title
        yield from (
            _line(name, estimate, is_share=True) for name, estimate in lines[:_THEMES_SHOWN]
        )
    if len(lines) > _THEMES_SHOWN:
        yield f"  and {len(lines) - _THEMES_SHOWN:,} more"


def _line(name: str, estimate: Estimate, *, is_share: bool = False) -> str:
    return f"  {padded(name, columns=_NAME_COLUMNS)} {_figure(estimate, is_share=is_share)}"


def _figure(estimate: Estimate, *, is_share: bool = False) -> str:
    """Return a figure with its interval and the number of observations, or why there is none."""
    value, low, high = (
        "–" if x is None else f"{x:.1%}" if is_share else f"{x:.2f}"
        for x in (estimate.value, estimate.low, estimate.high)
    )
    if estimate.value is None:
        return estimate.why_undefined
    interval = f" [{low}, {high}]" if estimate.low is not None else ""
    return f"{value}{interval}  ({estimate.count:,})"
