"""Snapshots and their reports in the words and the JSON of the command line."""

from dataclasses import asdict

import click

from emoji_labeler.domain.export_report import ExportFinding
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.domain.snapshot_report import SnapshotReport

_LABELS_SHOWN = 10


def say_findings(findings: tuple[ExportFinding, ...]) -> None:
    """Print findings on standard error, one a line."""
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.sentence}", err=True)


def snapshot_line(snapshot: Snapshot) -> str:
    """Return a snapshot in one line."""
    splits = ", ".join(f"{split} {rows:,}" for split, rows in snapshot.splits)
    return f"{snapshot.name}: {snapshot.row_count:,} rows ({splits}), {snapshot.content_hash[:12]}"


def snapshot_text(snapshot: Snapshot, report: SnapshotReport) -> str:
    """Return what there is to know about a snapshot, some lines of it."""
    plan, tokens = snapshot.plan, report.tokens
    more = len(snapshot.labels) - _LABELS_SHOWN
    labels = [f"{label} {uses:,}" for label, uses in snapshot.labels[:_LABELS_SHOWN]]
    sources = ", ".join(f"{source} {rows:,}" for source, rows in snapshot.sources)
    lines = [
        snapshot_line(snapshot),
        f"content hash   {snapshot.content_hash}",
        f"made           {snapshot.made_at} by version {snapshot.program_version}",
        f"parent         {plan.parent or 'none'}",
        f"labels         {len(snapshot.labels):,}: {', '.join(labels)}"
        + (f" and {more:,} more" if more > 0 else ""),
        f"labels came    {sources}",
        f"near-duplicates  {report.near_duplicates:,}, seed {plan.split.seed}",
        f"system prompt  {plan.prompt.variant}, sha256 {snapshot.system_prompt_hash[:12]}",
        f"prompt tokens  {tokens.prompt:,} in every row, {tokens.prompt_total:,} an epoch",
        f"tokens         {tokens.total:,} an epoch ({tokens.counted_with})",
        f"longest row    {tokens.longest:,} tokens; the limit is {report.token_limit:,}",
        f"emoji pack     {snapshot.pack_id} {snapshot.pack_version}".rstrip(),
    ]
    return "\n".join(lines + ([f"note           {plan.note}"] if plan.note else []))


def snapshot_json(snapshot: Snapshot) -> dict[str, object]:
    """Return a snapshot for a program."""
    plan = snapshot.plan
    return {
        "name": snapshot.name,
        "content_hash": snapshot.content_hash,
        "rows": snapshot.row_count,
        "splits": dict(snapshot.splits),
        "seed": plan.split.seed,
        "validation_share": plan.split.validation_share,
        "test_share": plan.split.test_share,
        "labels": dict(snapshot.labels),
        "sources": dict(snapshot.sources),
        "filter": asdict(plan.filter),
        "system_prompt": plan.prompt.system_prompt,
        "system_prompt_sha256": snapshot.system_prompt_hash,
        "prompt_variant": plan.prompt.variant,
        "prompts": len(snapshot.prompts),
        "pack": {"id": snapshot.pack_id, "version": snapshot.pack_version},
        "parent": plan.parent,
        "note": plan.note,
        "made_at": snapshot.made_at,
        "program_version": snapshot.program_version,
    }


def report_json(report: SnapshotReport) -> dict[str, object]:
    """Return a report for a program."""
    return asdict(report)
