"""The command that writes the training file of a project."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, pack_option, project_option
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.export_report import ExportReport
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


@click.command()
@project_option
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--format", "format_name", type=click.Choice(FORMAT_NAMES), default=FORMAT_NAMES[0])
@click.option("--system-prompt", "prompt", help="Kept in the project; empty for none.")
@click.option(
    "--system-prompt-file", "prompt_file", type=click.Path(path_type=Path), help="A UTF-8 file."
)
@pack_option
@json_option
def export(
    *,
    project: Path,
    output: Path,
    format_name: str,
    prompt: str | None,
    prompt_file: Path | None,
    pack: EmojiPack,
    as_json: bool,
) -> None:
    """Write the training file of a project, and a manifest beside it.

    Memos are written whose answers are submitted and agree. What is odd about them is told on
    standard error, and does not change the exit code.
    """
    given = _given_prompt(prompt, prompt_file)
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
    for finding in report.findings:
        click.echo(f"{finding.severity}: {finding.sentence}", err=True)
    click.echo(_as_json(result, report) if as_json else _as_text(result, report))


def _given_prompt(prompt: str | None, file: Path | None) -> str | None:
    """Return the prompt that the options give, without the line end of a file."""
    if file is None:
        return prompt
    what = "Nothing was exported."
    if prompt is not None:
        raise WrongUseError(
            what, why="Two system prompts were given.", remedy="Give the text or the file."
        )
    try:
        return file.read_bytes().decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(
            what,
            why=f"The system prompt cannot be read from {file} ({error}).",
            remedy="Give a file of UTF-8 text.",
        ) from error


def _as_text(result: ExportResult, report: ExportReport) -> str:
    return (
        f"{result.path}: {result.rows:,} rows, {len(report.labels):,} labels.\n"
        f"Left out: unlabelled {report.unlabelled:,}, skipped {report.skipped:,},"
        f" flagged {report.flagged:,}, contradictory {len(report.contradictory):,}.\n"
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
