"""What a window needs to make and carry out prediction runs.

Every function is made for a worker thread.
"""

from collections.abc import Callable
from pathlib import Path

from emoji_labeler.domain.prediction import PredictionRun, RunCounts, RunPlan
from emoji_labeler.domain.predictor import PredictorDescription
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.predicting import PredictingService, Progress
from emoji_labeler.services.providing import ProvidingService

Cancel = Callable[[], bool]


@record
class RunChoices:
    """What there is to choose from: predictors, providers, snapshots, models fine-tuned here.

    ``models`` pairs the identifier of a provider with the name of a model.
    """

    predictors: tuple[PredictorDescription, ...]
    providers: tuple[ProviderProfile, ...]
    snapshots: tuple[str, ...]
    models: tuple[tuple[str, str], ...]


@record
class ListedRun:
    """A run and how far it is."""

    run: PredictionRun
    counts: RunCounts

    @property
    def is_open(self) -> bool:
        """Whether some memos of it have no answer."""
        return self.counts.answered < self.counts.memos


def run_choices(project_path: Path, *, providing: Callable[[], ProvidingService]) -> RunChoices:
    """Return what a new run can be made of."""
    with open_project(project_path) as project:
        snapshots = tuple(one.name for one in project.snapshots.all()[::-1])
        models = tuple((one.provider_id, one.name) for one in project.jobs.models())
    return RunChoices(
        predictors=PredictingService.descriptions(),
        providers=tuple(providing().profiles()),
        snapshots=snapshots,
        models=models,
    )


def models_of(
    provider_id: str, *, providing: Callable[[], ProvidingService], cancel: Cancel
) -> tuple[str, ...]:
    """Return the names of the models that a provider offers; raise ProviderError where none."""
    with providing().open(provider_id) as provider:
        return tuple(model.id for model in provider.list_models(cancel=cancel))


def listed_runs(project_path: Path) -> tuple[ListedRun, ...]:
    """Return every run with how far it is, the newest first."""
    with open_project(project_path) as project:
        return tuple(
            ListedRun(run=run, counts=project.prediction_runs.counts(run.id))
            for run in project.prediction_runs.all()[::-1]
        )


def make_run(
    project_path: Path,
    plan: RunPlan,
    *,
    pack: EmojiPack,
    providing: Callable[[], ProvidingService],
) -> PredictionRun:
    """Keep a new run about which nobody has been asked anything."""
    service = PredictingService(pack, open_provider=providing().open)
    with open_project(project_path) as project:
        return service.make(project, plan)


def carry_out(
    project_path: Path,
    run_id: str,
    *,
    pack: EmojiPack,
    providing: Callable[[], ProvidingService],
    cancel: Cancel,
    progress: Progress,
) -> RunCounts:
    """Ask about every memo of a run that waits or failed, and return how far it got."""
    service = PredictingService(pack, open_provider=providing().open)
    return service.carry_out(
        project_path, run_id, ask_failed_again=True, cancel=cancel, progress=progress
    )


def remove_run(project_path: Path, run_id: str) -> None:
    """Remove a run with its predictions; raise ProjectError where judgements rest on it."""
    with open_project(project_path) as project:
        project.prediction_runs.delete(run_id)
