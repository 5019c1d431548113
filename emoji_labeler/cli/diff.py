"""The command that tells what is different between two snapshots."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.cli.snapshot_words import snapshot_line
from emoji_labeler.cli.widths import cut
from emoji_labeler.domain.snapshot import SnapshotRow
from emoji_labeler.domain.snapshot_difference import RowPair, SnapshotDifference
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.snapshotting import compare_snapshots

_TEXT_COLUMNS = 48
_ROWS_SHOWN = 20


@click.command()
@click.argument("before")
@click.argument("after")
@project_option
@json_option
def diff(*, before: str, after: str, project: Path, as_json: bool) -> None:
    """Tell what is different in the snapshot AFTER from the snapshot BEFORE.

    With --json every row is named, without it the first twenty of each kind.
    """
    with open_project(project) as opened:
        found = compare_snapshots(opened, before, after)
    click.echo(_as_json(found) if as_json else "\n".join(_as_text(found)))


def _as_text(found: SnapshotDifference) -> Iterator[str]:
    yield snapshot_line(found.before)
    yield snapshot_line(found.after)
    if found.is_same:
        yield "Both hold the same."
        return
    yield f"system prompt {'changed' if found.is_prompt_changed else 'the same'}"
    yield from _section("added", [f"{_memo(row)}  {row.label}" for row in found.added])
    yield from _section("removed", [f"{_memo(row)}  {row.label}" for row in found.removed])
    yield from _section("relabelled", _changes(found.relabelled, "label"))
    yield from _section("moved to another split", _changes(found.moved, "split"))
    yield from _section("changed otherwise", [_memo(row) for _, row in found.otherwise])


def _section(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{name}: {len(lines):,}"
    yield from (f"  {line}" for line in lines[:_ROWS_SHOWN])
    if len(lines) > _ROWS_SHOWN:
        yield f"  and {len(lines) - _ROWS_SHOWN:,} more"


def _changes(pairs: Sequence[RowPair], column: str) -> list[str]:
    return [
        f"{_memo(now)}  {getattr(former, column)} → {getattr(now, column)}" for former, now in pairs
    ]


def _memo(row: SnapshotRow) -> str:
    return f"{row.memo_id} {cut(' '.join(row.text.split()), columns=_TEXT_COLUMNS)}"


def _as_json(found: SnapshotDifference) -> str:
    return json.dumps(
        {
            "before": found.before.name,
            "after": found.after.name,
            "is_same": found.is_same,
            "is_prompt_changed": found.is_prompt_changed,
            "added": [_row(row) for row in found.added],
            "removed": [_row(row) for row in found.removed],
            "relabelled": [_pair(pair, "label") for pair in found.relabelled],
            "moved": [_pair(pair, "split") for pair in found.moved],
            "otherwise": [_row(row) for _, row in found.otherwise],
        },
        ensure_ascii=False,
    )


def _row(row: SnapshotRow) -> dict[str, object]:
    return {"memo_id": row.memo_id, "text": row.text, "label": row.label, "split": row.split}


def _pair(pair: RowPair, column: str) -> dict[str, object]:
    former, now = pair
    changed = {"before": getattr(former, column), "after": getattr(now, column)}
    return {"memo_id": now.memo_id, "text": now.text, **changed}
