"""The curves of fine-tuning jobs as charts, one job or several over one another."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean

from emoji_labeler.domain.chart import ChartAxis, LineChart, LinePoint, LineSeries, NumberForm
from emoji_labeler.domain.record import record
from emoji_labeler.domain.tracked_job import MetricPoint, TrackedJob
from emoji_labeler.services.job_words import epochs_words, job_name
from emoji_labeler.wording import later, tr

Curves = Mapping[str, tuple[MetricPoint, ...]]
"""What was measured, by the identifiers of the intents."""

_PARTS = 10
"""A running mean of several jobs is taken over this part of the longest one's steps."""


@record
class _Measure:
    """One of the two charts: what of a measurement is drawn, in training and in validation."""

    title: str
    train: Callable[[MetricPoint], float | None]
    valid: Callable[[MetricPoint], float | None]
    form: NumberForm
    most: float | None = None


_LOSS = _Measure(
    title=later("Loss"),
    train=lambda point: point.train_loss,
    valid=lambda point: point.valid_loss,
    form=NumberForm.NUMBER,
)
_ACCURACY = _Measure(
    title=later("Accuracy"),
    train=lambda point: point.train_accuracy,
    valid=lambda point: point.valid_accuracy,
    form=NumberForm.SHARE,
    most=1.0,
)


def loss_chart(jobs: Sequence[TrackedJob], curves: Curves) -> LineChart:
    """Return the losses of training and, dashed, of validation."""
    return _chart(_LOSS, jobs, curves)


def accuracy_chart(jobs: Sequence[TrackedJob], curves: Curves) -> LineChart:
    """Return the accuracies in training and, dashed, in validation."""
    return _chart(_ACCURACY, jobs, curves)


def _chart(measure: _Measure, jobs: Sequence[TrackedJob], curves: Curves) -> LineChart:
    longest = max((len(curves.get(job.id, ())) for job in jobs), default=0)
    reach = max(1, longest // _PARTS) if len(jobs) > 1 else 1
    lines = [
        line
        for colour, (job, name) in enumerate(zip(jobs, _names(jobs), strict=True))
        for line in _lines_of(
            measure, curves.get(job.id, ()), name=name, colour=colour, reach=reach
        )
    ]
    said = tr("training as a running mean, validation dashed") if len(jobs) > 1 else ""
    return LineChart(
        title=tr(measure.title),
        series=tuple(lines),
        x_axis=ChartAxis(name=tr("step"), form=NumberForm.WHOLE, least=0),
        y_axis=ChartAxis(name=said, form=measure.form, least=0, most=measure.most),
        when_empty=tr("Nothing was measured yet."),
    )


def _lines_of(
    measure: _Measure, points: Sequence[MetricPoint], *, name: str, colour: int, reach: int
) -> Iterator[LineSeries]:
    """Yield a job's line of training and that of validation; one job alone has no name."""
    trained, validated = _line(points, measure.train), _line(points, measure.valid)
    if trained:
        yield LineSeries(
            name=name or tr("training"),
            points=_smoothed(trained, reach=reach),
            colour=colour,
        )
    if validated:
        kind = tr("validation")
        yield LineSeries(
            name=f"{name} {kind}".strip(),
            points=validated,
            colour=colour,
            is_dashed=True,
            has_entry=not name,
        )


def _smoothed(points: tuple[LinePoint, ...], *, reach: int) -> tuple[LinePoint, ...]:
    """Return the running mean over ``reach`` steps, so that several lines can be told apart.

    Each value is the mean of what was measured up to its step, never after it.
    """
    values = [point.y or 0.0 for point in points]
    means = (fmean(values[max(0, end - reach) : end]) for end in range(1, len(values) + 1))
    return tuple(LinePoint(point.x, value) for point, value in zip(points, means, strict=True))


def _line(
    points: Sequence[MetricPoint], measured: Callable[[MetricPoint], float | None]
) -> tuple[LinePoint, ...]:
    return tuple(
        LinePoint(point.step, value) for point in points if (value := measured(point)) is not None
    )


def _names(jobs: Sequence[TrackedJob]) -> list[str]:
    """Return what tells the jobs apart: nothing, their epochs, or their names."""
    if len(jobs) == 1:
        return [""]
    epochs = [epochs_words(job.intent) for job in jobs]
    if len(set(epochs)) == len(jobs):
        return [tr("{count} ep.", count=words) for words in epochs]
    return [job_name(job.intent) for job in jobs]
