"""The command that looks for what is wrong."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import PROJECT_FILE, json_option
from emoji_labeler.domain.check import Check
from emoji_labeler.services.diagnosing import check_installation, check_project
from emoji_labeler.ui.display import why_no_display

_MARKS = {True: "ok    ", False: "FAILED", None: "      "}


@click.command()
@click.option("--project", "-p", type=PROJECT_FILE, help="Check this file as well.")
@json_option
def doctor(*, project: Path | None, as_json: bool) -> int:
    """Look for what is wrong with this installation, and with a project file if one is named.

    Nothing is changed. Ends with 0 if every check passed and with 1 if one failed.
    """
    checks = [*check_installation(), _display()]
    if project is not None:
        checks += check_project(project)
    click.echo(_as_json(checks) if as_json else "\n".join(map(_as_text, checks)))
    return int(any(check.passed is False for check in checks))


def _display() -> Check:
    reason = why_no_display()
    detail = " ".join(reason.split()) or "a window can open here"
    return Check(name="display", passed=None, detail=detail)


def _as_text(check: Check) -> str:
    return f"{_MARKS[check.passed]}  {check.name:20} {check.detail}"


def _as_json(checks: list[Check]) -> str:
    return json.dumps(
        {
            "passed": all(check.passed is not False for check in checks),
            "checks": [
                {"name": check.name, "passed": check.passed, "detail": check.detail}
                for check in checks
            ],
        },
        ensure_ascii=False,
    )
