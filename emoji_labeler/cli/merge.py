"""The command that puts the files of several people back into one project."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.cli.widths import cut
from emoji_labeler.domain.merge_report import ConflictKind, MergeConflict, MergeReport
from emoji_labeler.services.merging import merge
from emoji_labeler.services.opening import open_project

_TEXT_COLUMNS = 40
_CONFLICTS_SHOWN = 20
_DECIDING = {ConflictKind.TWO_ANSWERS: "answered", ConflictKind.TWO_VERDICTS: "decided"}


@click.command("merge")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@project_option
@json_option
def merge_(*, files: tuple[Path, ...], project: Path, as_json: bool) -> int:
    """Take all answers and verdicts of each FILE into the project.

    Memos are told by their text, people by their name, and nothing is lost: where two files say
    something different the later one counts, and it is listed. The same files in any order, any
    number of times, come to the same. A FILE that is no project or is damaged is refused alone.
    The exit code is 1 where there were conflicts or a file was refused, 2 where all were.
    """
    with open_project(project) as opened:
        reports = merge(opened, files)
    refused = [one.refused for one in reports if one.refused]
    for error in refused:
        click.echo(f"emoji-labeler: {error}", err=True)
    if as_json:
        click.echo(json.dumps([_as_dict(one) for one in reports], ensure_ascii=False))
    else:
        for line in (line for one in reports if not one.refused for line in _as_text(one)):
            click.echo(line)
    if len(refused) == len(reports):
        return 2
    return 1 if refused or any(one.conflicts for one in reports) else 0


def _as_text(report: MergeReport) -> Iterator[str]:
    yield (
        f"{report.path.name}: {report.answers:,} events of answers and {report.verdicts:,} of"
        f" verdicts new, {report.known:,} known; {report.memos:,} memos and {report.people:,}"
        " people new"
    )
    for conflict in report.conflicts[:_CONFLICTS_SHOWN]:
        yield f"  {_sentence(conflict)}"
    if len(report.conflicts) > _CONFLICTS_SHOWN:
        yield f"  and {len(report.conflicts) - _CONFLICTS_SHOWN:,} more conflicts; see --json"


def _sentence(conflict: MergeConflict) -> str:
    memo = f"memo {conflict.memo_id} “{cut(conflict.text, columns=_TEXT_COLUMNS)}”"
    if conflict.kind is ConflictKind.OTHER_PACK:
        return f"made with another emoji pack: here {conflict.ours}, there {conflict.theirs}"
    if conflict.kind is ConflictKind.DELETED_MEMO:
        return f"deleted here, answered there, and back: “{cut(conflict.text, columns=60)}”"
    did = _DECIDING[conflict.kind]
    return f"{conflict.person} {did} twice for {memo}: {conflict.ours} and {conflict.theirs}"


def _as_dict(report: MergeReport) -> dict[str, object]:
    return {
        "path": str(report.path),
        "memos": report.memos,
        "people": report.people,
        "answers": report.answers,
        "verdicts": report.verdicts,
        "known": report.known,
        "refused": str(report.refused) if report.refused else "",
        "conflicts": [
            {
                "kind": one.kind.value,
                "memo_id": one.memo_id,
                "text": one.text,
                "person": one.person,
                "ours": one.ours,
                "theirs": one.theirs,
            }
            for one in report.conflicts
        ],
    }
