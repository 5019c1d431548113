"""The commands that make, list and show dataset snapshots."""

import json
from datetime import datetime
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, pack_option, project_option, token_limit_option
from emoji_labeler.cli.prompt_options import given_prompt, prompt_options
from emoji_labeler.cli.snapshot_words import (
    report_json,
    say_findings,
    snapshot_json,
    snapshot_line,
    snapshot_text,
)
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
    SplitPlan,
)
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.exporting import system_prompt
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.snapshotting import check_snapshot, create_snapshot, snapshot_named
from emoji_labeler.storage.project import ProjectStore

_FOUND_ERRORS = 1
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_NOT_MADE = "The snapshot was not made."


@click.group()
def snapshot() -> None:
    """Make dataset snapshots, lists of labelled memos that nothing can change, and look at them."""


@snapshot.command()
@click.argument("name")
@project_option
@click.option("--annotator", "annotators", multiple=True, help="Hear only this annotator.")
@click.option("--gold-only", is_flag=True, help="Only labels that nobody speaks against.")
@click.option("--reviewed-only", is_flag=True, help="Only labels a reviewer has decided on.")
@click.option("--theme", "themes", multiple=True, help="Only memos of this theme.")
@click.option("--language", "languages", multiple=True, help="Only memos in this language.")
@click.option(
    "--label-source",
    type=click.Choice([one.value for one in LabelSource]),
    help="Only labels found that way.",
)
@click.option("--since", type=_DAY, help="Only answers from that day on (UTC).")
@click.option("--until", type=_DAY, help="Only answers before that day (UTC).")
@click.option("--seed", default=1, show_default=True, help="Chance of the split.")
@click.option("--validation", default=0.1, show_default=True, help="Share of the rows.")
@click.option("--test", default=0.1, show_default=True, help="Share of the rows.")
@prompt_options
@click.option(
    "--prompt-variant",
    type=click.Choice([one.value for one in PromptVariant]),
    default=PromptVariant.NO_LABELS.value,
    show_default=True,
    help="Which labels the system prompt names.",
)
@click.option("--groups", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--parent", default="", help="The snapshot that this one goes on from.")
@click.option("--note", default="", help="What it is for.")
@token_limit_option
@pack_option
@json_option
def create(
    *,
    name: str,
    project: Path,
    annotators: tuple[str, ...],
    gold_only: bool,
    reviewed_only: bool,
    themes: tuple[str, ...],
    languages: tuple[str, ...],
    label_source: str | None,
    since: datetime | None,
    until: datetime | None,
    seed: int,
    validation: float,
    test: float,
    prompt: str | None,
    prompt_file: Path | None,
    prompt_variant: str,
    groups: int,
    parent: str,
    note: str,
    token_limit: int,
    pack: EmojiPack,
    as_json: bool,
) -> None:
    """Make the snapshot NAME from the labels that count now.

    What is wrong or odd about it is told on standard error.

    Ends with 0 if it may be exported, 1 if it was made but errors forbid that, 2 if nothing was
    made.
    """
    given = given_prompt(prompt, prompt_file, what=_NOT_MADE)
    chosen = SnapshotFilter(
        annotators=annotators,
        gold_only=gold_only,
        reviewed_only=reviewed_only,
        themes=themes,
        languages=languages,
        label_source=LabelSource(label_source) if label_source else None,
        since=_day(since),
        until=_day(until),
    )
    with open_project(project) as opened:
        plan = SnapshotPlan(
            name=name,
            prompt=PromptPlan(
                system_prompt=system_prompt(opened) if given is None else given,
                variant=PromptVariant(prompt_variant),
                groups=groups,
            ),
            filter=chosen,
            split=_split_plan(seed, validation=validation, test=test),
            parent=parent,
            note=note,
        )
        made = create_snapshot(opened, plan, pack=pack)
        _show(opened, made, pack=pack, token_limit=token_limit, as_json=as_json)


@snapshot.command("list")
@project_option
@json_option
def list_(*, project: Path, as_json: bool) -> None:
    """List the snapshots of a project, oldest first."""
    with open_project(project) as opened:
        found = opened.snapshots.all()
    if as_json:
        click.echo(json.dumps([snapshot_json(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            click.echo(snapshot_line(one))


@snapshot.command()
@click.argument("name")
@project_option
@token_limit_option
@pack_option
@json_option
def show(*, name: str, project: Path, token_limit: int, pack: EmojiPack, as_json: bool) -> None:
    """Show the snapshot NAME, and what is wrong or odd about it.

    Ends with 0 if it may be exported, 1 if errors forbid that, 2 if there is no such snapshot.
    """
    with open_project(project) as opened:
        found = snapshot_named(opened, name)
        _show(opened, found, pack=pack, token_limit=token_limit, as_json=as_json)


def _show(
    project: ProjectStore, found: Snapshot, *, pack: EmojiPack, token_limit: int, as_json: bool
) -> None:
    report = check_snapshot(project, found, pack=pack, token_limit=token_limit)
    if as_json:
        described = snapshot_json(found) | {"report": report_json(report)}
        click.echo(json.dumps(described, ensure_ascii=False))
    else:
        click.echo(snapshot_text(found, report))
    say_findings(report.findings)
    if report.errors:
        click.get_current_context().exit(_FOUND_ERRORS)


def _day(point: datetime | None) -> str:
    return point.date().isoformat() if point else ""


def _split_plan(seed: int, *, validation: float, test: float) -> SplitPlan:
    try:
        return SplitPlan(seed=seed, validation_share=validation, test_share=test)
    except ValueError as error:
        raise WrongUseError(
            _NOT_MADE,
            why="The shares for validation and test leave no rows for training.",
            remedy="Give shares from 0 up to 1, such as 0.1.",
        ) from error
