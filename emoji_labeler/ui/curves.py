"""The curves of fine-tuning jobs as charts, one job or several over one another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from emoji_labeler.domain.chart import ChartAxis, LineChart, LinePoint, LineSeries, NumberForm
from emoji_labeler.domain.tracked_job import MetricPoint, TrackedJob
from emoji_labeler.ui.job_words import epochs_words, job_name
from emoji_labeler.wording import later, tr

Curves = Mapping[str, tuple[MetricPoint, ...]]
"""What was measured, by the identifiers of the intents."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    names = _names(jobs)
    series: list[LineSeries] = []
    for colour, job in enumerate(jobs):
        points = curves.get(job.id, ())
        name = names[colour]
        trained, validated = _line(points, measure.train), _line(points, measure.valid)
        if trained:
            text = tr("{name} training", name=name).strip()
            series.append(LineSeries(name=text, points=trained, colour=colour))
        if validated:
            text = tr("{name} validation", name=name).strip()
            series.append(LineSeries(name=text, points=validated, colour=colour, is_dashed=True))
    return LineChart(
        title=tr(measure.title),
        series=tuple(series),
        x_axis=ChartAxis(name=tr("step"), form=NumberForm.WHOLE, least=0),
        y_axis=ChartAxis(form=measure.form, least=0, most=measure.most),
        when_empty=tr("Nothing was measured yet."),
    )


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
