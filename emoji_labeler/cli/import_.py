"""The command that brings memos from a file into a project."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.domain.import_options import ImportOptions, MemoField, TextLayout
from emoji_labeler.services.importing import (
    FORMAT_NAMES,
    ImportReport,
    import_memos,
    preview_import,
)
from emoji_labeler.services.opening import discard_empty_project, open_or_create_project

_INTERRUPTED = 130


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@click.option("--format", "format_name", type=click.Choice(FORMAT_NAMES), help="Else: the ending.")
@click.option("--encoding", type=click.Choice(["utf-8", "cp932"]), help="Else: guessed.")
@click.option(
    "--layout",
    type=click.Choice([one.value for one in TextLayout]),
    help="How TXT memos are set apart.",
)
@click.option("--text-column", help="The column or JSON key that holds the text.")
@click.option("--no-header", is_flag=True, help="The first row of a table is a memo.")
@click.option("--source", default="", help="Where the memos come from, unless the file says so.")
@json_option
def import_(
    file: Path,
    *,
    project: Path,
    format_name: str | None,
    encoding: str | None,
    layout: str | None,
    text_column: str | None,
    no_header: bool,
    source: str,
    as_json: bool,
) -> int:
    """Bring memos from FILE (TXT, CSV, TSV, JSONL) into a project.

    The project is made where there is none. Refused rows are listed on standard error.

    Ends with 0 if all went in, 1 if some rows were refused, 2 if nothing came of it.
    """
    options = ImportOptions(
        format_name=format_name or "",
        encoding=encoding or "",
        layout=TextLayout(layout) if layout else None,
        columns=((MemoField.TEXT, text_column),) if text_column else (),
        has_header=False if no_header else None,
        source=source,
    )
    # A file of which nothing can be made must not leave an empty project behind.
    preview_import(file, options=options)
    is_new = not project.exists()
    open_or_create_project(project).close()
    try:
        report = import_memos(project, file, options=options, progress=_progress())
    finally:
        if is_new:
            discard_empty_project(project)
    if report.is_cancelled:
        return _INTERRUPTED
    for refused in report.refused:
        click.echo(f"{file}:{refused.line}: {refused.reason} {refused.raw!r}", err=True)
    click.echo(_as_json(report) if as_json else _as_text(report, file=file))
    return _exit_code(report, file=file)


def _progress() -> Callable[[float], None]:
    """Return what shows a share as a percentage that stays on one line, on a terminal only."""

    def show(share: float) -> None:
        ending = "" if share < 1 else "\r\x1b[K"
        click.echo(f"\rImporting … {share:4.0%}{ending}", nl=False, err=True)

    return show if sys.stderr.isatty() else lambda _share: None


def _exit_code(report: ImportReport, *, file: Path) -> int:
    present = report.imported + report.already_there
    if not present:
        click.echo(f"emoji-labeler: No memo was imported from {file}.", err=True)
        return 2
    return 1 if report.refused_count else 0


def _as_text(report: ImportReport, *, file: Path) -> str:
    return (
        f"{file.name}: imported {report.imported:,}, already there {report.already_there:,},"
        f" refused {report.refused_count:,}, blank lines {report.blank_count:,}."
    )


def _as_json(report: ImportReport) -> str:
    return json.dumps(
        {
            "imported": report.imported,
            "already_there": report.already_there,
            "refused": report.refused_count,
            "blank": report.blank_count,
            "refusals": [
                {"line": one.line, "reason": one.reason, "raw": one.raw} for one in report.refused
            ],
        },
        ensure_ascii=False,
    )
