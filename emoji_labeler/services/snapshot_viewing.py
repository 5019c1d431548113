"""Looking at the snapshots of a project and writing them out, for a screen.

Every function opens the project for itself and is made for a worker thread.
"""

from collections.abc import Collection
from datetime import date
from itertools import chain, count
from pathlib import Path

from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import (
    PromptPlan,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
    SnapshotPreview,
    SnapshotRow,
)
from emoji_labeler.domain.snapshot_difference import SnapshotDifference
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.exporters.registry import exporter_named
from emoji_labeler.services.exporting import keep_system_prompt, system_prompt
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.snapshot_exporting import (
    SNAPSHOT_FORMATS,
    ExportedFile,
    export_snapshot,
)
from emoji_labeler.services.snapshotting import (
    check_snapshot,
    compare_snapshots,
    create_snapshot,
    preview_snapshot,
    snapshot_named,
)

FORMATS = SNAPSHOT_FORMATS
"""Name, title and usual ending of the formats that a snapshot can be written in."""

_FILE_NAME_SIGNS = "-_."


@record
class SnapshotChoices:
    """What a new snapshot can be made from; each of the first three by its values."""

    annotators: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    snapshots: tuple[str, ...]
    system_prompt: str


def all_snapshots(project_path: Path) -> tuple[Snapshot, ...]:
    """Return every snapshot, the newest first."""
    with open_project(project_path) as project:
        return project.snapshots.all()[::-1]


def snapshot_choices(project_path: Path) -> SnapshotChoices:
    """Return what the project has to choose from."""
    with open_project(project_path) as project:
        values = project.memo_listings.values()
        return SnapshotChoices(
            annotators=values.annotators,
            themes=tuple(theme for theme, _ in values.themes if theme),
            languages=tuple(language for language, _ in values.languages if language),
            snapshots=tuple(one.name for one in project.snapshots.all()[::-1]),
            system_prompt=system_prompt(project),
        )


def preview(project_path: Path, wanted: SnapshotFilter) -> SnapshotPreview:
    """Return what a snapshot through a filter would hold."""
    with open_project(project_path) as project:
        return preview_snapshot(project, wanted)


def make_snapshot(project_path: Path, plan: SnapshotPlan, *, pack: EmojiPack) -> Snapshot:
    """Make a snapshot, and keep its system prompt as the usual one of the project."""
    with open_project(project_path) as project:
        made = create_snapshot(project, plan, pack=pack)
        keep_system_prompt(project, plan.prompt.system_prompt)
        return made


def snapshot_check(project_path: Path, name: str, *, pack: EmojiPack) -> SnapshotReport:
    """Return what is wrong or odd about the snapshot of that name."""
    with open_project(project_path) as project:
        return check_snapshot(project, snapshot_named(project, name), pack=pack)


def snapshot_page(
    project_path: Path, snapshot: Snapshot, *, after: int, limit: int
) -> tuple[SnapshotRow, ...]:
    """Return the next rows behind memo ``after``."""
    with open_project(project_path) as project:
        return tuple(project.snapshots.rows(snapshot, after=after, limit=limit))


def snapshot_difference(project_path: Path, before: str, after: str) -> SnapshotDifference:
    """Return what is different between the snapshots of two names."""
    with open_project(project_path) as project:
        return compare_snapshots(project, before, after)


def write_snapshot(
    project_path: Path, name: str, *, format_name: str, folder: Path, pack: EmojiPack
) -> tuple[ExportedFile, ...]:
    """Write a snapshot into a folder, under the names of the project and the snapshot.

    Files of that name are replaced: the same snapshot gives the same bytes. Raises as
    ``export_snapshot`` does, and refuses where the validation report holds errors.
    """
    suffix = exporter_named(format_name).suffix
    output = folder / f"{project_path.stem}-{_as_file_name(name)}{suffix}"
    with open_project(project_path) as project:
        snapshot = snapshot_named(project, name)
        report = check_snapshot(project, snapshot, pack=pack)
        return export_snapshot(project, snapshot, output, format_name=format_name, report=report)


def write_new_snapshot(
    project_path: Path, output: Path, *, format_name: str, prompt: str, pack: EmojiPack
) -> tuple[ExportedFile, ...]:
    """Make a snapshot of every label that counts, named after today, and write it to ``output``.

    The snapshot stays, so that what was written can be told apart and written again. Raises as
    ``create_snapshot`` and ``export_snapshot`` do.
    """
    with open_project(project_path) as project:
        keep_system_prompt(project, prompt)
        taken = {one.name for one in project.snapshots.all()}
        plan = SnapshotPlan(name=free_name(taken), prompt=PromptPlan(system_prompt=prompt))
        snapshot = create_snapshot(project, plan, pack=pack)
        report = check_snapshot(project, snapshot, pack=pack)
        return export_snapshot(project, snapshot, output, format_name=format_name, report=report)


def free_name(taken: Collection[str]) -> str:
    """Return today's date as a name, with a number where there is a snapshot of that name."""
    today = date.today().isoformat()  # noqa: DTZ011 - the day on the person's wall.
    numbered = (f"{today} ({number})" for number in count(2))
    return next(name for name in chain((today,), numbered) if name not in taken)


def _as_file_name(name: str) -> str:
    """Return a name in which every system can keep a file."""
    kept = "".join(sign if sign.isalnum() or sign in _FILE_NAME_SIGNS else " " for sign in name)
    return "-".join(kept.split()).strip(".") or "snapshot"
