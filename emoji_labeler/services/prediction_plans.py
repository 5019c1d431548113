"""What a person wants of a run, completed and checked before anybody is asked anything."""

from dataclasses import replace
from itertools import count

from emoji_labeler.domain.errors import NotOfferedError, WrongUseError
from emoji_labeler.domain.model_origin import ModelOrigin
from emoji_labeler.domain.prediction import PredictionRun, RunFilter, RunPlan
from emoji_labeler.domain.predictor import PROMPT, SNAPSHOT
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.text import check_text
from emoji_labeler.predictors.predictor import ChatPredictor, Predictor, PredictorKind
from emoji_labeler.services.snapshotting import snapshot_named
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def completed(
    project: ProjectStore, plan: RunPlan, *, kind: PredictorKind, origin: ModelOrigin
) -> RunPlan:
    """Return the plan with a name and a value for every option.

    Raises WrongUseError for a name that is taken, an option that there is not, or text that cannot
    be kept.
    """
    for text in (plan.name, plan.note, plan.model):
        check_text(text, what=_not_made())
    options = kind.description.completed(plan.options)
    check_text(str(options.get(PROMPT, "")), what=_not_made())
    if SNAPSHOT in options and not options[SNAPSHOT]:
        options[SNAPSHOT] = origin.snapshot
    name = plan.name.strip() or _free_name(project, kind.name)
    if project.prediction_runs.named(name):
        raise WrongUseError(
            _not_made(),
            why=tr("There is a run “{name}” already.", name=name),
            remedy=tr("Choose another name."),
        )
    needs = kind.description.needs
    return replace(
        plan,
        name=name,
        options=options,
        provider=plan.provider if needs else "",
        model=plan.model if needs else "",
    )


def chosen_memos(project: ProjectStore, wanted: RunFilter) -> tuple[int, ...]:
    """Return the numbers of the memos that pass a filter; raise WrongUseError where none does."""
    snapshot = snapshot_named(project, wanted.snapshot) if wanted.snapshot else None
    found = project.prediction_runs.chosen_memos(
        wanted, snapshot_id=snapshot.id if snapshot else ""
    )
    if not found:
        raise WrongUseError(
            _not_made(),
            why=tr("No memo passes the filter."),
            remedy=tr("Let more through, or import memos first."),
        )
    return found


def learned_from(project: ProjectStore, plan: RunPlan) -> str:
    """Return the identifier of the snapshot that something was learned from, or an empty string."""
    name = str(plan.options.get(SNAPSHOT, ""))
    return snapshot_named(project, name).id if name else ""


def check_batch(predictor: Predictor, *, kind: PredictorKind, profile: ProviderProfile) -> None:
    """Raise NotOfferedError or WrongUseError where the requests cannot go as a batch."""
    if not profile.capabilities.batches:
        raise NotOfferedError(
            _not_made(),
            why=tr("{name} takes no batches.", name=profile.name),
            remedy=tr("Do without batches, or use a provider that takes them."),
        )
    chat_predictor_of(predictor, kind=kind).check_batch()


def chat_predictor_of(predictor: Predictor, *, kind: PredictorKind) -> ChatPredictor:
    """Return the predictor as one that asks a single question a memo."""
    if not kind.description.takes_batches:
        raise WrongUseError(
            _not_made(),
            why=tr("{predictor} asks more than one question a memo.", predictor=kind.name),
            remedy=tr("Do without batches."),
        )
    # The table says which predictors have the further calls; the contract test holds them to it.
    return predictor  # type: ignore[return-value]


def repeated(project: ProjectStore, run: PredictionRun, *, name: str = "") -> RunPlan:
    """Return the plan that asks the same about the same memos again, under another name."""
    memo_ids = tuple(one.memo_id for one in project.predictions.of_run(run.id))
    return replace(run.plan, name=name, memos=RunFilter(memo_ids=memo_ids))


def run_named(project: ProjectStore, name: str) -> PredictionRun:
    """Return the run of that name, or raise WrongUseError naming those there are."""
    found = project.prediction_runs.named(name)
    if found:
        return found
    names = ", ".join(run.name for run in project.prediction_runs.all())
    raise WrongUseError(
        tr("The prediction run was not found."),
        why=tr("The project has no run “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=names) if names else tr("Make one first."),
    )


def _free_name(project: ProjectStore, stem: str) -> str:
    names = {run.name for run in project.prediction_runs.all()}
    return next(name for number in count(1) if (name := f"{stem} {number}") not in names)


def _not_made() -> str:
    return tr("The prediction run was not made.")
