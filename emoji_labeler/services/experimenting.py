"""The table of experiments: every job with what went in and what came out, and reports of it."""

from dataclasses import fields
from pathlib import Path

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.experiment import Experiment, ExperimentDifference
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.domain.tracked_job import MetricPoint, TrackedJob
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.experiment_columns import given_in
from emoji_labeler.services.tracing import stale_snapshots
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

REPORT_FORMATS = (
    ("csv", "CSV", ".csv"),
    ("markdown", "Markdown", ".md"),
    ("html", "HTML", ".html"),
)
"""Name, title and ending of the forms in which the table can be written."""


def experiments(project: ProjectStore, *, only: tuple[str, ...] = ()) -> tuple[Experiment, ...]:
    """Return all jobs, or those of the intents named, as rows of the table, the newest first."""
    snapshots = {one.id: one for one in project.snapshots.all()}
    stale = stale_snapshots(project)
    return tuple(
        _experiment(
            project,
            tracked,
            snapshot=snapshots[tracked.intent.snapshot_id],
            is_stale=tracked.intent.snapshot in stale,
        )
        for tracked in project.jobs.all()
        if not only or tracked.id in only
    )


def differences(before: Experiment, after: Experiment) -> tuple[ExperimentDifference, ...]:
    """Return in what two experiments differ: data, prompt, hyperparameters and the rest."""
    return tuple(
        ExperimentDifference(what=name, before=value, after=after.given[name])
        for name, value in before.given.items()
        if after.given[name] != value
    )


def write_report(rows: tuple[Experiment, ...], output: Path, *, format_name: str) -> None:
    """Write the table; raise OutputError where that cannot be, WrongUseError without any row.

    HTML is one file with the curves in it; Markdown has its curves in SVG files beside it.
    """
    from emoji_labeler.services.experiment_report import report_files

    if not rows:
        raise WrongUseError(
            tr("{name} was not written.", name=output.name),
            why=tr("There is no fine-tuning job to report."),
            remedy=tr("Submit one first."),
        )
    files = report_files(rows, output, format_name=format_name)
    with replacing(list(files)) as opened:
        for file, content in zip(opened, files.values(), strict=True):
            file.write(content)


def _experiment(
    project: ProjectStore, tracked: TrackedJob, *, snapshot: Snapshot, is_stale: bool
) -> Experiment:
    points = project.job_events.points(tracked.id)
    return Experiment(
        job=tracked,
        given=dict(given_in(tracked, snapshot)),
        last=_last(points),
        points=points,
        is_stale=is_stale,
    )


def _last(points: tuple[MetricPoint, ...]) -> MetricPoint | None:
    """Return the last measurement of each kind; they are not all made at the same step."""
    if not points:
        return None
    found: dict[str, float | None] = {}
    for point in points:
        for one in fields(point):
            value = getattr(point, one.name)
            found[one.name] = found.get(one.name) if value is None else value
    return MetricPoint(**found)  # type: ignore[arg-type]  # The step is always there.
