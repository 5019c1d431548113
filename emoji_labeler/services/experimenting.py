"""The table of experiments: every job with what went in and what came out, and reports of it."""

from pathlib import Path

from emoji_labeler.domain.experiment import Experiment, ExperimentDifference
from emoji_labeler.storage.project import ProjectStore

REPORT_FORMATS = (
    ("csv", "CSV", ".csv"),
    ("markdown", "Markdown", ".md"),
    ("html", "HTML", ".html"),
)
"""Name, title and ending of the forms in which the table can be written."""


def experiments(project: ProjectStore, *, only: tuple[str, ...] = ()) -> tuple[Experiment, ...]:
    """Return all jobs, or those of the intents named, as rows of the table, the newest first."""
    raise NotImplementedError


def differences(before: Experiment, after: Experiment) -> tuple[ExperimentDifference, ...]:
    """Return in what two experiments differ: data, prompt, hyperparameters and the rest."""
    raise NotImplementedError


def write_report(rows: tuple[Experiment, ...], output: Path, *, format_name: str) -> None:
    """Write the table, in HTML and Markdown with the curves; raise OutputError if it cannot be."""
    raise NotImplementedError
