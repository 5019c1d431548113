"""The command that lists memos that are nearly the same, and keeps what is decided about them."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.datasets.near_duplicates import THRESHOLD
from emoji_labeler.domain.near_duplicate import NearDuplicate, PairDecision
from emoji_labeler.services.deduplicating import decide_pair, drop_memos, find_near_duplicates
from emoji_labeler.services.opening import open_project


@click.command()
@project_option
@click.option(
    "--threshold",
    type=click.FloatRange(0.3, 1),
    default=THRESHOLD,
    show_default=True,
    help="How much of their three-character pieces two memos share at least.",
)
@click.option("--keep", nargs=2, type=int, multiple=True, metavar="A B", help="Keep both memos.")
@click.option(
    "--link",
    nargs=2,
    type=int,
    multiple=True,
    metavar="A B",
    help="Keep both memos on one side of every split.",
)
@click.option("--drop", type=int, multiple=True, metavar="A", help="Drop a memo without answers.")
@json_option
def duplicates(
    *,
    project: Path,
    threshold: float,
    keep: tuple[tuple[int, int], ...],
    link: tuple[tuple[int, int], ...],
    drop: tuple[int, ...],
    as_json: bool,
) -> int:
    """List memos that are nearly the same as an earlier one, the most alike first.

    With --keep, --link or --drop nothing is listed: the decision is kept, and those memos are not
    listed again. With --json every line is one JSON object.

    Ends with 0, or with 1 where a memo was not dropped because there is work on it.
    """
    open_project(project).close()
    for pairs, decision in ((keep, PairDecision.KEPT), (link, PairDecision.LINKED)):
        for first, second in pairs:
            decide_pair(project, first, second, decision=decision)
    if drop:
        stayed = drop_memos(project, drop).stayed
        if stayed:
            click.echo(f"{stayed:,} not dropped: answered, in use, or not there.", err=True)
        return 1 if stayed else 0
    if not (keep or link):
        for pair in find_near_duplicates(project, threshold=threshold) or ():
            click.echo(_as_json(pair) if as_json else _as_text(pair))
    return 0


def _as_text(pair: NearDuplicate) -> str:
    return f"{pair.similarity:4.0%}  {pair.first:>8}  {pair.second:>8}  {pair.beginning}"


def _as_json(pair: NearDuplicate) -> str:
    described = {
        "first": pair.first,
        "second": pair.second,
        "similarity": round(pair.similarity, 4),
        "text": pair.beginning,
    }
    return json.dumps(described, ensure_ascii=False)
