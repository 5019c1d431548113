"""The command that tells how far the labelling is."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.cli.widths import padded
from emoji_labeler.services.listing import ProjectStatus, project_status
from emoji_labeler.services.opening import open_project

_LABELS_SHOWN = 20


@click.command()
@project_option
@json_option
def status(*, project: Path, as_json: bool) -> None:
    """Tell how far the labelling is: memos, annotators, labels used."""
    with open_project(project) as opened:
        found = project_status(opened)
    click.echo(_as_json(found) if as_json else _as_text(found))


def _as_text(found: ProjectStatus) -> str:
    lines = [f"{found.path.name}: {found.memos:,} memos, {len(found.labels):,} labels used"]
    for annotator, progress in found.annotators:
        lines.append(
            f"  {padded(annotator.name, columns=20)} {progress.share:4.0%}"
            f"  submitted {progress.submitted:,}, skipped {progress.skipped:,},"
            f" flagged {progress.flagged:,}, left {progress.left:,}"
        )
    lines += [f"  {uses:>6,}  {label}" for label, uses in found.labels[:_LABELS_SHOWN]]
    if len(found.labels) > _LABELS_SHOWN:
        lines.append(f"          and {len(found.labels) - _LABELS_SHOWN:,} more")
    return "\n".join(lines)


def _as_json(found: ProjectStatus) -> str:
    return json.dumps(
        {
            "project": str(found.path),
            "memos": found.memos,
            "annotators": [
                {
                    "name": annotator.name,
                    "submitted": progress.submitted,
                    "skipped": progress.skipped,
                    "flagged": progress.flagged,
                    "left": progress.left,
                }
                for annotator, progress in found.annotators
            ],
            "labels": dict(found.labels),
        },
        ensure_ascii=False,
    )
