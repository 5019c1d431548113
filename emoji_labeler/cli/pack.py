"""The command that checks a folder of pictures before it is used as an emoji pack."""

import json
from pathlib import Path

import click

from emoji_labeler.emoji.pack_check import check_pack
from emoji_labeler.emoji.pack_report import Finding, PackReport


@click.group()
def pack() -> None:
    """Look after emoji packs: folders of pictures."""


@pack.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def check(folder: Path, *, as_json: bool) -> None:
    """Find every picture and every row in FOLDER that cannot be used.

    Ends with 0 if all is sound, 1 if something was found, 2 if the folder cannot be checked.
    """
    report = check_pack(folder)
    click.echo(_as_json(report) if as_json else _as_text(report))
    if report.findings:
        click.get_current_context().exit(1)


def _as_text(report: PackReport) -> str:
    pictures, sound, findings = report.pictures, len(report.sound_labels), len(report.findings)
    lines = [f"{_place(finding)}: {finding.fault}: {finding.why}" for finding in report.findings]
    lines.append(f"Pictures: {pictures}, usable: {sound}, findings: {findings}.")
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    """Escape what a file name may hold to disturb a terminal or to have no place in UTF-8."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def _as_json(report: PackReport) -> str:
    return json.dumps(
        {
            "folder": str(report.folder),
            "pictures": report.pictures,
            "sound_labels": sorted(report.sound_labels),
            "findings": [
                {"fault": found.fault, "file": found.file, "line": found.line, "why": found.why}
                for found in report.findings
            ],
        }
    )
