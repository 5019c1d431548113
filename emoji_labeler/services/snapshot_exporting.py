"""Writing a snapshot in any of the formats, with a manifest beside each file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from emoji_labeler import __version__
from emoji_labeler.datasets.content_hash import content_hash
from emoji_labeler.domain.errors import ProjectError, WrongUseError
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow, Split
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable
from emoji_labeler.exporters.registry import EXPORTERS, exporter_named
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.export_files import (
    HashedFile,
    by_use,
    check_not_the_project,
    manifest_bytes,
    manifest_path_of,
    sha256_of,
)
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import sentences, tr

SNAPSHOT_FORMATS = tuple((exporter.name, exporter.title, exporter.suffix) for exporter in EXPORTERS)
"""Name, title and usual ending of the formats that a snapshot can be written in."""


@record
class ExportedFile:
    """One file of an export; ``split`` is None where it holds all of them."""

    path: Path
    manifest_path: Path
    split: Split | None
    rows: int
    sha256: str


@record
class _FilePlan:
    """What goes into which file; nothing yet about whether there is any of it."""

    path: Path
    split: Split | None


def export_snapshot(
    project: ProjectStore,
    snapshot: Snapshot,
    output: Path,
    *,
    format_name: str,
    report: SnapshotReport | None,
) -> tuple[ExportedFile, ...]:
    """Write a snapshot to ``output``, or to a file beside it for each split.

    The files of a format with splits are called ``name.train.jsonl`` and so on; a split without
    rows gets none. All appear together or not at all, and the same snapshot gives the same bytes.

    Raises WrongUseError where ``report`` holds errors (None exports in spite of them) or where no
    row fits the format, ProjectError where the rows do not match the snapshot's hash, OutputError
    where a file cannot be written.
    """
    what = tr("{name} was not written.", name=output.name)
    if report is not None and report.errors:
        raise WrongUseError(
            what,
            why=sentences(*report.errors),
            remedy=tr("Make another snapshot, or export in spite of it."),
        )
    exporter = exporter_named(format_name)
    check_hash(project, snapshot)
    plans = [
        plan
        for plan in _file_plans(exporter, output)
        if any(map(exporter.takes, project.snapshots.rows(snapshot, split=plan.split)))
    ]
    if not plans:
        raise WrongUseError(
            what,
            why=tr("The snapshot has no row that fits this format."),
            remedy=tr("Choose another format or snapshot."),
        )
    paths = [path for plan in plans for path in (plan.path, manifest_path_of(plan.path))]
    check_not_the_project(project, paths, what=what)
    with replacing(paths) as files:
        return tuple(
            _write(project, snapshot, plan, exporter=exporter, data=data, manifest=manifest)
            for plan, data, manifest in zip(plans, files[::2], files[1::2], strict=True)
        )


def _file_plans(exporter: Exporter, output: Path) -> Iterator[_FilePlan]:
    if not exporter.splits:
        yield _FilePlan(path=output, split=None)
    for split in exporter.splits:
        yield _FilePlan(path=output.with_name(f"{output.stem}.{split}{output.suffix}"), split=split)


class _Counted:
    """Rows that are counted by label as they go by."""

    def __init__(self, rows: Iterable[SnapshotRow]) -> None:
        self._rows = rows
        self.labels: Counter[str] = Counter()

    def __iter__(self) -> Iterator[SnapshotRow]:
        for row in self._rows:
            self.labels[row.label] += 1
            yield row


def _write(
    project: ProjectStore,
    snapshot: Snapshot,
    plan: _FilePlan,
    *,
    exporter: Exporter,
    data: Writable,
    manifest: Writable,
) -> ExportedFile:
    rows = _Counted(filter(exporter.takes, project.snapshots.rows(snapshot, split=plan.split)))
    file = HashedFile(data)
    exporter.write(rows, file, ExportContext(prompts=snapshot.prompts))
    written = ExportedFile(
        path=plan.path,
        manifest_path=manifest_path_of(plan.path),
        split=plan.split,
        rows=rows.labels.total(),
        sha256=file.hexdigest,
    )
    manifest.write(manifest_bytes(_described(snapshot, written, exporter=exporter, rows=rows)))
    return written


def _described(
    snapshot: Snapshot, written: ExportedFile, *, exporter: Exporter, rows: _Counted
) -> dict[str, object]:
    """Return what a manifest says, without any date: see docs/formats.md."""
    plan = snapshot.plan
    return {
        "format": exporter.name,
        "sha256": written.sha256,
        "rows": written.rows,
        "split": written.split or "",
        "labels": dict(by_use(rows.labels)),
        "snapshot": {
            "name": snapshot.name,
            "content_hash": snapshot.content_hash,
            "rows": snapshot.row_count,
            "splits": dict(snapshot.splits),
            "sources": dict(snapshot.sources),
            "seed": plan.split.seed,
            "parent": plan.parent,
        },
        "system_prompt": plan.prompt.system_prompt,
        "system_prompt_sha256": snapshot.system_prompt_hash,
        "prompt_variant": plan.prompt.variant,
        "prompts": [
            {"system_prompt": prompt, "sha256": sha256_of(prompt)} for prompt in snapshot.prompts
        ],
        "pack": {"id": snapshot.pack_id, "version": snapshot.pack_version},
        "made_with": exporter.made_with(),
        "program_version": __version__,
    }


def check_hash(project: ProjectStore, snapshot: Snapshot) -> None:
    """Raise ProjectError where the rows are not those that were hashed."""
    found = content_hash(snapshot.prompts, project.snapshots.rows(snapshot))
    if found != snapshot.content_hash:
        raise ProjectError(
            tr("The snapshot {name} was not exported.", name=snapshot.name),
            why=tr("Its rows were changed behind the program's back: the hash does not fit them."),
            remedy=tr("Restore the project from a copy."),
        )
