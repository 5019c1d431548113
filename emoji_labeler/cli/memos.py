"""The command that lists memos with their labels."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.cli.widths import cut, padded
from emoji_labeler.domain.labelled_memo import MemoAnswer
from emoji_labeler.services.listing import UNLABELLED, list_memos
from emoji_labeler.services.opening import open_project

_STATUSES = (UNLABELLED, "submitted", "skipped", "flagged")


@click.command()
@project_option
@click.option("--status", type=click.Choice(_STATUSES), help="Only memos with that status.")
@click.option("--annotator", help="Only the answers of that annotator.")
@json_option
def memos(*, project: Path, status: str | None, annotator: str | None, as_json: bool) -> None:
    """List memos with their labels: one line for each answer, or for a memo without one.

    With --json every line is one JSON object.
    """
    with open_project(project) as opened:
        found = list_memos(opened, annotator=annotator, status=status)
        for line in map(_as_json, found) if as_json else _table(found):
            click.echo(line)


def _table(found: Iterator[MemoAnswer]) -> Iterator[str]:
    yield f"{'memo':>6}  {'status':10}  {'label':28}  text"
    for one in found:
        status = one.status or UNLABELLED
        text = cut(" ".join(one.text.split()), columns=60)
        yield f"{one.memo_id:>6}  {status:10}  {padded(one.label, columns=28)}  {text}"


def _as_json(one: MemoAnswer) -> str:
    described: dict[str, object] = {
        "id": one.memo_id,
        "text": one.text,
        "theme": one.theme,
        "label": one.label,
        "status": one.status or UNLABELLED,
    }
    extra = {"annotator": one.annotator, "also": list(one.also_acceptable), "note": one.note}
    described.update((key, value) for key, value in extra.items() if value)
    return json.dumps(described, ensure_ascii=False)
