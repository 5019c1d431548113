"""Jobs beside one another: what was put in, and what came out."""

from collections.abc import Mapping
from dataclasses import field

from emoji_labeler.domain.record import record
from emoji_labeler.domain.tracked_job import MetricPoint, TrackedJob


@record
class Experiment:
    """One row of the table of experiments.

    ``given`` holds, in a fixed order, everything that was put in, by the names of the table's
    columns; ``last`` is the last measurement of each kind.
    """

    job: TrackedJob
    given: Mapping[str, str] = field(default_factory=dict)
    last: MetricPoint | None = None
    points: tuple[MetricPoint, ...] = ()
    is_stale: bool = False


@record
class ExperimentDifference:
    """One thing in which two experiments differ: a column, and its values in both."""

    what: str
    before: str
    after: str
