"""Comparisons as charts: agreement by epochs, labels by use, what agreement costs."""

from collections import Counter
from collections.abc import Mapping, Sequence

from emoji_labeler.domain.chart import (
    Bar,
    BarChart,
    Chart,
    ChartAxis,
    Dot,
    LineChart,
    LinePoint,
    LineSeries,
    NumberForm,
    Reading,
    ScatterChart,
)
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.prediction import PredictionRun
from emoji_labeler.domain.run_comparison import RunComparison, RunFigures
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_LABELS = 12
_SHARE = ChartAxis(name="", form=NumberForm.SHARE, least=0.0, most=1.0)


def epochs_of_runs(project: ProjectStore, runs: Sequence[PredictionRun]) -> dict[str, int]:
    """Return the epochs of training behind each run, by its identifier, as far as known."""
    trained = {intent.id: intent for intent in project.intents.all()}
    epochs = {
        (model.provider_id, model.name): trained[model.intent_id].hyperparameters.n_epochs
        for model in project.jobs.models()
        if model.step is None and model.intent_id in trained
    }
    return {
        run.id: found
        for run in runs
        if isinstance(found := epochs.get((run.plan.provider, run.plan.model)), int)
    }


def agreement_chart(comparison: RunComparison) -> BarChart:
    """Return exact, acceptable and existing shares, one group of bars a run."""
    return BarChart(
        title=tr("Agreement with people"),
        bars=tuple(
            Bar(name=one.run.name, readings=tuple(map(Reading.of, _shares(one))))
            for one in comparison.runs
        ),
        value_axis=_SHARE,
        groups=(tr("exact"), tr("acceptable"), tr("existing")),
        is_horizontal=True,
    )


def epochs_chart(comparison: RunComparison, epochs: Mapping[str, int]) -> LineChart:
    """Return existing and agreement by epochs, for the runs whose epochs are known."""
    runs = sorted(
        (one for one in comparison.runs if one.run.id in epochs), key=lambda one: epochs[one.run.id]
    )
    names = (tr("exact"), tr("acceptable"), tr("existing"))
    return LineChart(
        title=tr("By epochs of training"),
        series=tuple(
            LineSeries(
                name=name,
                points=tuple(_point(epochs[one.run.id], _shares(one)[place]) for one in runs),
            )
            for place, name in enumerate(names)
        ),
        x_axis=ChartAxis(
            name=tr("epochs"),
            ticks=tuple((float(n), str(n)) for n in sorted({epochs[one.run.id] for one in runs})),
        ),
        y_axis=_SHARE,
        when_empty=tr("No compared run is of a model that was fine-tuned here."),
    )


def histogram_chart(comparison: RunComparison, *, pack: EmojiPack) -> BarChart:
    """Return how often people and each run chose the labels that are used most."""
    table = comparison.table
    counts = [Counter(label for label in table.golds if label)]
    counts += [Counter(label for label in one.labels if label) for one in table.columns]
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    labels = [label for label, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))]
    return BarChart(
        title=tr("Labels used most"),
        bars=tuple(
            Bar(
                name=pack.name_of(label),
                readings=tuple(Reading(float(one[label])) for one in counts),
                pictures=(pack.picture_path(label),) if label in pack else (),
            )
            for label in labels[:_LABELS]
        ),
        value_axis=ChartAxis(name=tr("memos"), form=NumberForm.WHOLE, least=0),
        groups=(tr("People"), *(one.run.name for one in table.columns)),
    )


def cost_chart(comparison: RunComparison) -> ScatterChart:
    """Return what a thousand memos cost against acceptable agreement."""
    return ScatterChart(
        title=tr("Cost against agreement"),
        dots=tuple(
            Dot(
                name=one.run.name,
                x=Reading(one.cost_a_memo * 1_000),
                y=Reading.of(one.figures.acceptable),
                colour=place,
            )
            for place, one in enumerate(comparison.runs)
            if one.cost_a_memo is not None
        ),
        x_axis=ChartAxis(name=tr("cost of 1,000 memos"), least=0),
        y_axis=ChartAxis(name=tr("acceptable"), form=NumberForm.SHARE, least=0, most=1),
        when_empty=tr("The prices of these models are not known."),
    )


def confused_chart(one: RunFigures, *, pack: EmojiPack) -> BarChart:
    """Return the pairs of labels that a run confuses most, with both pictures."""
    return BarChart(
        title=tr("Most confused by {run}: people's label and the run's", run=one.run.name),
        bars=tuple(
            Bar(
                name=f"{pack.name_of(pair.gold)} → {pack.name_of(pair.shown)}",
                readings=(Reading(float(pair.count)),),
                pictures=tuple(
                    pack.picture_path(label) for label in (pair.gold, pair.shown) if label in pack
                ),
            )
            for pair in one.confused[:_LABELS]
        ),
        value_axis=ChartAxis(name=tr("memos"), form=NumberForm.WHOLE, least=0),
        is_horizontal=True,
        when_empty=tr("Nothing was confused."),
    )


def charts_of(
    project: ProjectStore, comparison: RunComparison, *, pack: EmojiPack
) -> tuple[Chart, ...]:
    """Return every chart of a comparison that has something to show, the plainest first."""
    epochs = epochs_of_runs(project, [one.run for one in comparison.runs])
    charts: list[Chart] = [agreement_chart(comparison)]
    if len(set(epochs.values())) > 1:
        charts.append(epochs_chart(comparison, epochs))
    charts.append(histogram_chart(comparison, pack=pack))
    if any(one.cost for one in comparison.runs):
        charts.append(cost_chart(comparison))
    charts += [confused_chart(one, pack=pack) for one in comparison.runs if one.confused]
    return tuple(charts)


def _shares(one: RunFigures) -> tuple[Estimate, Estimate, Estimate]:
    figures = one.figures
    return figures.exact, figures.acceptable, figures.existing_share


def _point(epochs: int, share: Estimate) -> LinePoint:
    return LinePoint(float(epochs), share.value, share.low, share.high)
