"""The command that writes the training file of a project, or a snapshot in any format."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, pack_option, project_option, token_limit_option
from emoji_labeler.cli.prompt_options import given_prompt, prompt_options
from emoji_labeler.cli.snapshot_words import say_findings
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.export_report import ExportReport
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.exporting import (
    FORMAT_NAMES,
    ExportResult,
    check_export,
    export_training_file,
    keep_system_prompt,
    system_prompt,
)
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.snapshot_exporting import (
    SNAPSHOT_FORMATS,
    ExportedFile,
    export_snapshot,
)
from emoji_labeler.services.snapshotting import check_snapshot, snapshot_named

_FORMATS = [name for name, _, _ in SNAPSHOT_FORMATS]


@click.command()
@project_option
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default=FORMAT_NAMES[0])
@click.option("--snapshot", "snapshot_name", help="Write this snapshot, not the present labels.")
@click.option("--anyway", is_flag=True, help="Write the snapshot in spite of errors in it.")
@token_limit_option
@prompt_options
@pack_option
@json_option
def export(
    *,
    project: Path,
    output: Path,
    format_name: str,
    snapshot_name: str | None,
    anyway: bool,
    token_limit: int,
    prompt: str | None,
    prompt_file: Path | None,
    pack: EmojiPack,
    as_json: bool,
) -> None:
    """Write the training file of a project, or a snapshot, and a manifest beside each file.

    Without --snapshot memos are written whose answers are submitted and agree, and a system prompt
    that is given is kept in the project. What is odd about them is told on standard error, and
    does not change the exit code.

    With --snapshot its rows and its own prompt are written: OpenAI chat and preference pairs into
    one file for each split (FILE.train.jsonl, FILE.validation.jsonl). Errors forbid the export.
    """
    what = "Nothing was exported."
    given = given_prompt(prompt, prompt_file, what=what)
    if snapshot_name is not None:
        if given is not None:
            raise WrongUseError(
                what,
                why="A snapshot has a system prompt of its own.",
                remedy="Leave the prompt out, or make another snapshot with it.",
            )
        with open_project(project) as opened:
            found = snapshot_named(opened, snapshot_name)
            checked = check_snapshot(opened, found, pack=pack, token_limit=token_limit)
            say_findings(checked.findings)
            files = export_snapshot(
                opened,
                found,
                output,
                format_name=format_name,
                report=None if anyway else checked,
            )
        click.echo(_files_as_json(found, files) if as_json else _files_as_text(files))
        return
    with open_project(project) as opened:
        report = check_export(opened, pack=pack)
        result = export_training_file(
            opened,
            output,
            system_prompt=system_prompt(opened) if given is None else given,
            format_name=format_name,
        )
        if given is not None:
            keep_system_prompt(opened, given)
    say_findings(report.findings)
    click.echo(_as_json(result, report) if as_json else _as_text(result, report))


def _as_text(result: ExportResult, report: ExportReport) -> str:
    return (
        f"{result.path}: {result.rows:,} rows, {len(report.labels):,} labels.\n"
        f"Left out: unlabelled {report.unlabelled:,}, skipped {report.skipped:,},"
        f" flagged {report.flagged:,}, contradictory {len(report.contradictory):,},"
        f" rejected {report.rejected:,}, waiting {report.waiting:,}.\n"
        f"sha256 {result.sha256}"
    )


def _as_json(result: ExportResult, report: ExportReport) -> str:
    return json.dumps(
        {
            "path": str(result.path),
            "manifest": str(result.manifest_path),
            "rows": result.rows,
            "sha256": result.sha256,
            "unlabelled": report.unlabelled,
            "skipped": report.skipped,
            "flagged": report.flagged,
            "rejected": report.rejected,
            "waiting": report.waiting,
            "contradictory": [list(one.memo_ids) for one in report.contradictory],
            "same_words": [list(one.memo_ids) for one in report.same_words],
            "outside_pack": dict(report.outside_pack),
            "labels": dict(report.labels),
            "findings": [
                {"severity": one.severity, "sentence": one.sentence} for one in report.findings
            ],
        },
        ensure_ascii=False,
    )


def _files_as_text(files: tuple[ExportedFile, ...]) -> str:
    return "\n".join(f"{one.path}: {one.rows:,} rows, sha256 {one.sha256}" for one in files)


def _files_as_json(snapshot: Snapshot, files: tuple[ExportedFile, ...]) -> str:
    return json.dumps(
        {
            "snapshot": snapshot.name,
            "content_hash": snapshot.content_hash,
            "files": [
                {
                    "path": str(one.path),
                    "manifest": str(one.manifest_path),
                    "split": one.split or "",
                    "rows": one.rows,
                    "sha256": one.sha256,
                }
                for one in files
            ],
        },
        ensure_ascii=False,
    )
