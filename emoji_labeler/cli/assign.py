"""The command that gives everybody a share of the memos in a file of their own."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.services.distributing import AssignedShare, assign
from emoji_labeler.services.opening import open_project


@click.command("assign")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@project_option
@click.option(
    "--folder",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="here",
    help="Where the files go.",
)
@click.option("--count", type=click.IntRange(min=1), help="Give out so many memos, not all.")
@click.option("--theme", default="", help="Give out memos of this theme only.")
@click.option("--language", default="", help="Give out memos in this language only.")
@click.option("--source", default="", help="Give out memos from this source only.")
@click.option(
    "--overlap",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="The share of the memos that several people get, 0 to 1.",
)
@click.option(
    "--people-a-memo",
    type=click.IntRange(min=2),
    default=2,
    show_default=True,
    help="How many people get each memo of that share.",
)
@json_option
def assign_(
    *,
    names: tuple[str, ...],
    project: Path,
    folder: Path,
    count: int | None,
    theme: str,
    language: str,
    source: str,
    overlap: float,
    people_a_memo: int,
    as_json: bool,
) -> None:
    """Write a project file for each NAME with a share of the memos that nobody has yet.

    Which memos are in whose share follows the stored random order. The others do not get them in
    this project any more. Nobody's answers but their own are in a file; “merge” brings them back.
    """
    with open_project(project) as opened:
        shares = assign(
            opened,
            names,
            folder=folder,
            wanted=MemoFilter(theme=theme, language=language, source=source, count=count or 0),
            sharing=Sharing(annotators_a_memo=people_a_memo, share=overlap),
        )
    if as_json:
        click.echo(json.dumps([_as_dict(one) for one in shares], ensure_ascii=False))
        return
    for one in shares:
        click.echo(f"{one.annotator.name}: {one.work_list.memos:,} memos in {one.path}")


def _as_dict(share: AssignedShare) -> dict[str, object]:
    return {
        "annotator": share.annotator.name,
        "memos": share.work_list.memos,
        "path": str(share.path),
    }
