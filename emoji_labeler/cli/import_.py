"""The command that brings memos from a file into a project."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from emoji_labeler.cli.options import (
    annotator_option,
    json_option,
    pack_option,
    project_option,
)
from emoji_labeler.domain.import_options import ImportOptions, MemoField, TextLayout
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.importing import (
    FORMAT_NAMES,
    ImportReport,
    import_memos,
    preview_import,
)
from emoji_labeler.services.label_mapping import keep_label_mapping, read_label_map
from emoji_labeler.services.opening import discard_empty_project, open_or_create_project
from emoji_labeler.services.refused_rows import save_refused_rows

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
@click.option("--delimiter", default="", help="What stands between the columns. Else: guessed.")
@click.option("--text-column", help="The column or JSON key that holds the text.")
@click.option("--label-column", help="The column or JSON key that holds the label.")
@click.option("--no-header", is_flag=True, help="The first row of a table is a memo.")
@click.option("--source", default="", help="Where the memos come from, unless the file says so.")
@annotator_option
@click.option("--no-labels", is_flag=True, help="Leave the labels of the file behind.")
@click.option(
    "--label-map",
    type=click.Path(path_type=Path),
    help="A TSV or CSV of labels of the file with labels of the pack, kept in the project.",
)
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    help="Write the refused rows here, to be mended and imported again.",
)
@pack_option
@json_option
def import_(
    file: Path,
    *,
    project: Path,
    format_name: str | None,
    encoding: str | None,
    layout: str | None,
    delimiter: str,
    text_column: str | None,
    label_column: str | None,
    no_header: bool,
    source: str,
    annotator: str,
    no_labels: bool,
    label_map: Path | None,
    refused: Path | None,
    pack: EmojiPack,
    as_json: bool,
) -> int:
    """Bring memos from FILE (TXT, CSV, TSV, JSON, Label Studio, doccano) into a project.

    The project is made where there is none. Refused rows are listed on standard error. Labels come
    along as answers; those that the pack does not know, and that no rule names without doubt, are
    listed: say what they mean in a file for --label-map and import once more.

    Ends with 0 if all went in, 1 if some rows were refused or some labels not known, 2 if nothing
    came of it.
    """
    columns = ((MemoField.TEXT, text_column), (MemoField.LABEL, label_column))
    options = ImportOptions(
        format_name=format_name or "",
        encoding=encoding or "",
        delimiter=_delimiter(delimiter),
        layout=TextLayout(layout) if layout else None,
        columns=tuple((part, column) for part, column in columns if column),
        has_header=False if no_header else None,
        source=source,
        annotator=annotator,
    )
    # A file of which nothing can be made must not leave an empty project behind.
    preview_import(file, options=options)
    is_new = not project.exists()
    mapping = read_label_map(label_map, pack=pack) if label_map else {}
    open_or_create_project(project).close()
    try:
        keep_label_mapping(project, mapping)
        report = import_memos(
            project,
            file,
            options=options,
            pack=None if no_labels else pack,
            progress=_progress(),
        )
    finally:
        if is_new:
            discard_empty_project(project)
    if report.is_cancelled:
        return _INTERRUPTED
    for one in report.refused:
        click.echo(f"{file}:{one.line}: {one.reason} {one.raw!r}", err=True)
    for label, count in report.unknown_labels:
        click.echo(f"{file}: The label {label!r} of {count:,} answers is not known.", err=True)
    if refused is not None and report.refused_count:
        save_refused_rows(file, refused, options=options)
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
    return 1 if report.refused_count or report.unknown_labels else 0


def _delimiter(given: str) -> str:
    """Return the character that is meant, which a shell may not be able to say itself."""
    meant = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " "}.get(
        given, given
    )
    if len(meant) > 1 or meant in {'"', "\r", "\n"}:
        raise click.BadParameter("It must be one character, such as ; or tab.")
    return meant


def _as_text(report: ImportReport, *, file: Path) -> str:
    said = (
        f"{file.name}: imported {report.imported:,}, already there {report.already_there:,},"
        f" refused {report.refused_count:,}, blank lines {report.blank_count:,}."
    )
    unknown = sum(count for _, count in report.unknown_labels)
    if not (report.answers or report.answers_there or unknown):
        return said
    return (
        f"{said}\nAnswers: saved {report.answers:,}, already there {report.answers_there:,},"
        f" with an unknown label {unknown:,}."
    )


def _as_json(report: ImportReport) -> str:
    return json.dumps(
        {
            "imported": report.imported,
            "already_there": report.already_there,
            "refused": report.refused_count,
            "blank": report.blank_count,
            "answers": report.answers,
            "answers_already_there": report.answers_there,
            "unknown_labels": dict(report.unknown_labels),
            "refusals": [
                {"line": one.line, "reason": one.reason, "raw": one.raw} for one in report.refused
            ],
        },
        ensure_ascii=False,
    )
