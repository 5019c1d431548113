"""The command that compares prediction runs."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, pack_option, project_option
from emoji_labeler.cli.widths import cut, padded
from emoji_labeler.domain.estimate import PairedTest
from emoji_labeler.domain.run_comparison import RunComparison, RunDifference
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.comparing import compare_runs
from emoji_labeler.services.comparison_report import figures_by_name, write_comparison
from emoji_labeler.services.comparison_words import coverage_words, difference_words, metric_rows
from emoji_labeler.services.picturing import write_picture

_FILE = click.Path(path_type=Path, dir_okay=False)
_CAPTION_COLUMNS, _RUN_COLUMNS = 30, 27


@click.command()
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@project_option
@click.option("--with-seen", is_flag=True, help="Count memos that a model was trained on as well.")
@click.option("--html", type=_FILE, help="Write a page with pictures and charts, to be mailed.")
@click.option("--csv", type=_FILE, help="Write the figures, a row for each run.")
@click.option("--picture", type=_FILE, help="Draw where two runs differ, side by side, as PNG.")
@pack_option
@json_option
def compare(
    *,
    runs: tuple[str, ...],
    project: Path,
    with_seen: bool,
    html: Path | None,
    csv: Path | None,
    picture: Path | None,
    pack: EmojiPack,
    as_json: bool,
) -> None:
    """Compare prediction runs with the labels of people, and with one another.

    Counted are the memos that every RUN has answered and people have labelled, without those that
    a model was trained on; both numbers are told. Shares and times come with 95 % intervals, and
    every two runs with a paired test.

    Ends with 0 if the runs were compared, 2 if not.
    """
    comparison = compare_runs(project, runs, pack=pack, with_seen=with_seen)
    for output in filter(None, (html, csv)):
        write_comparison(project, comparison, _ending(output, html=html), pack=pack)
    if picture:
        write_picture(project, comparison, picture, pack=pack)
    click.echo(
        json.dumps(_as_json(comparison), ensure_ascii=False)
        if as_json
        else "\n".join(_as_text(comparison))
    )


def _ending(output: Path, *, html: Path | None) -> Path:
    """Return the path with the ending that says what is in the file, where it has none."""
    return output if output.suffix else output.with_suffix(".html" if output is html else ".csv")


def _as_text(comparison: RunComparison) -> Iterator[str]:
    yield coverage_words(comparison.table)
    columns = [metric_rows(one) for one in comparison.runs]
    heads = [cut(one.run.name, columns=_RUN_COLUMNS - 2) for one in comparison.runs]
    yield _line("", heads)
    for place, (caption, _) in enumerate(columns[0]):
        yield _line(caption, [column[place][1] for column in columns])
    yield from map(difference_words, comparison.differences)


def _line(caption: str, values: list[str]) -> str:
    cells = [padded(value, columns=_RUN_COLUMNS) for value in values]
    return f"{padded(caption, columns=_CAPTION_COLUMNS)}{''.join(cells)}".rstrip()


def _as_json(comparison: RunComparison) -> dict[str, object]:
    return {
        "memos": len(comparison.table),
        "left_out": comparison.table.left_out,
        "counts_seen": comparison.counts_seen,
        "runs": [
            {
                **figures_by_name(one),
                "histogram": {each.label: each.count for each in one.figures.histogram},
                "confused": [
                    {"gold": pair.gold, "shown": pair.shown, "count": pair.count}
                    for pair in one.confused
                ],
            }
            for one in comparison.runs
        ],
        "differences": list(map(_difference, comparison.differences)),
    }


def _difference(one: RunDifference) -> dict[str, object]:
    near = one.nearness
    return {
        "first": one.first,
        "second": one.second,
        "exact": _test(one.exact),
        "acceptable": _test(one.acceptable),
        "nearness": {"value": near.value, "low": near.low, "high": near.high},
    }


def _test(one: PairedTest) -> dict[str, object]:
    return {"only_first": one.only_first, "only_second": one.only_second, "p": one.p_value}
