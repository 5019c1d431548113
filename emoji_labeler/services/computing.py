"""Computing: what takes so long that the window has it done in a process of its own.

The window imports this module, and the other process what the functions need.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler.domain.record import record
from emoji_labeler.services.opening import open_project

if TYPE_CHECKING:
    from emoji_labeler.domain.chart import Chart
    from emoji_labeler.domain.insight import InsightFilter, Insights
    from emoji_labeler.domain.run_comparison import RowChoices, RunComparison
    from emoji_labeler.emoji.pack import EmojiPack

Cancel = Callable[[], bool]
Progress = Callable[[float], None]


@record
class ShownComparison:
    """A comparison with its charts and what it can be filtered by."""

    comparison: "RunComparison"
    choices: "RowChoices"
    charts: "tuple[Chart, ...]"


def compute_insights(
    project_path: Path, wanted: "InsightFilter", *, pack: "EmojiPack", is_cancelled: Cancel
) -> "Insights | None":
    """Return all figures about people, or None where nobody waits for them any more."""
    from emoji_labeler.services.measuring import MeasuringStoppedError, measure_project

    with open_project(project_path) as project:
        try:
            return measure_project(project, wanted, pack=pack, is_cancelled=is_cancelled)
        except MeasuringStoppedError:
            return None


def compute_comparison(
    project_path: Path,
    names: Sequence[str],
    *,
    pack: "EmojiPack",
    with_seen: bool,
    progress: Progress,
) -> ShownComparison:
    """Return runs side by side, packed as the screen needs them."""
    from emoji_labeler.services.comparing import compare_runs
    from emoji_labeler.services.comparison_charts import charts_of

    comparison = compare_runs(
        project_path, names, pack=pack, with_seen=with_seen, progress=progress
    )
    with open_project(project_path) as project:
        charts = charts_of(project, comparison, pack=pack)
    return ShownComparison(
        comparison=comparison.packed(), choices=comparison.table.choices(), charts=charts
    )


def compute_comparison_report(
    project_path: Path, comparison: "RunComparison", output: Path, *, pack: "EmojiPack"
) -> None:
    """Write a comparison in the form that the ending of the name tells, charts and all."""
    from emoji_labeler.services.comparison_report import write_comparison

    write_comparison(project_path, comparison, output, pack=pack)


def compute_experiment_report(project_path: Path, output: Path, *, format_name: str) -> None:
    """Write the table of experiments, with the curves of every sweep."""
    from emoji_labeler.services.experimenting import experiments, write_report

    with open_project(project_path) as project:
        write_report(experiments(project), output, format_name=format_name)
