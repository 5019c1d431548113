"""Preparing a fine-tuning: what would be sent, what it would cost, what speaks against it."""

from dataclasses import replace
from datetime import UTC, datetime

from emoji_labeler.datasets.token_count import token_counter
from emoji_labeler.domain.cost import CostEstimate, money
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import Hyperparameters
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.submission import (
    UNKNOWN,
    PreparedJob,
    PreparedSubmission,
    SubmissionPlan,
)
from emoji_labeler.domain.suffix import MARK_LENGTH, suffix_from
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.preparation_findings import faults_of, warnings_of
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.snapshotting import check_snapshot, snapshot_named
from emoji_labeler.services.spending import spending
from emoji_labeler.services.training_files import tokens_per_epoch, write_training_files
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_KEPT_CHECKPOINTS = 3
"""How many checkpoints of a job a provider keeps: those of its last epochs."""


def prepare_submission(
    project: ProjectStore,
    plan: SubmissionPlan,
    *,
    profile: ProviderProfile,
    pack: EmojiPack,
    models: tuple[RemoteModel, ...] = (),
    known: PreparedSubmission | None = None,
) -> PreparedSubmission:
    """Return what would happen; nothing is written and nobody is asked.

    ``models`` are those that the provider lists, where it was asked: they tell when the base model
    is shut down. ``known`` is an earlier preparation, whose look at the rows is used again where
    the plan means the same ones. Raises WrongUseError where there is no such snapshot.
    """
    looked = known if known and _means_same_rows(known, plan, profile=profile) else None
    if looked is None:
        looked = _look_at_rows(project, plan, profile=profile, pack=pack)
    today = datetime.now(UTC).date()
    model = next((one for one in models if one.id == plan.base_model), None)
    bare = replace(
        looked,
        plan=plan,
        provider=profile.name,
        keeps_metadata=profile.capabilities.metadata,
        jobs=tuple(
            _job(plan, epochs, profile=profile, looked=looked)
            for epochs in dict.fromkeys(plan.epochs)
        ),
        spending=spending(project),
        days_left=model.days_left(today) if model else None,
        checkpoints_suffice=profile.capabilities.checkpoints and _is_covered(plan.epochs),
    )
    return replace(
        bare,
        confirmation=_confirmation(bare),
        faults=tuple(faults_of(bare, profile=profile, model=model, today=today)),
        warnings=tuple(warnings_of(bare, profile=profile, today=today)),
    )


def base_models(providing: ProvidingService, provider_id: str) -> tuple[RemoteModel, ...]:
    """Ask a provider for its models and return those that are not fine-tuned ones themselves."""
    with providing.open(provider_id) as provider:
        return tuple(model for model in provider.list_models() if not model.id.startswith("ft:"))


def providers_that_train(providing: ProvidingService) -> tuple[ProviderProfile, ...]:
    """Return the providers that offer fine-tuning, but for those that have ended it."""
    today = datetime.now(UTC).date().isoformat()
    return tuple(
        profile
        for profile in providing.profiles()
        if profile.capabilities.fine_tuning and not "" < profile.preset.training_ends <= today
    )


def epochs_in(text: str) -> tuple[int | None, ...]:
    """Read a list of epochs such as ``1,3,6`` or ``auto``; raise WrongUseError if it is none."""
    parts = [part.strip() for part in text.split(",")]
    try:
        found = [None if part == "auto" else int(part) for part in parts]
    except ValueError as error:
        raise WrongUseError(
            tr("The list of epochs was not read."),
            why=tr("“{text}” is no list of whole numbers.", text=text),
            remedy=tr("Write numbers with commas between them, such as 1,3,6, or auto."),
        ) from error
    return tuple(dict.fromkeys(found))


def _means_same_rows(
    known: PreparedSubmission, plan: SubmissionPlan, *, profile: ProviderProfile
) -> bool:
    wants_validation = plan.uses_validation and profile.capabilities.validation_file
    return (
        (known.plan.snapshot, known.plan.method, known.plan.token_limit)
        == (plan.snapshot, plan.method, plan.token_limit)
    ) and known.wants_validation == wants_validation


def _look_at_rows(
    project: ProjectStore, plan: SubmissionPlan, *, profile: ProviderProfile, pack: EmojiPack
) -> PreparedSubmission:
    """Do what takes long: check, write and count the rows of the snapshot."""
    snapshot = snapshot_named(project, plan.snapshot)
    counter = token_counter()
    validation = plan.uses_validation and profile.capabilities.validation_file
    files = write_training_files(project, snapshot, method=plan.method, validation=validation)
    return PreparedSubmission(
        plan=plan,
        provider=profile.name,
        keeps_metadata=profile.capabilities.metadata,
        snapshot=snapshot,
        report=check_snapshot(project, snapshot, pack=pack, token_limit=plan.token_limit),
        files=tuple(one.file for one in files),
        wants_validation=validation,
        tokens_per_epoch=tokens_per_epoch(project, snapshot, method=plan.method, counter=counter),
        tokens_are_estimated=counter.is_estimate,
        jobs=(),
        spending=spending(project),
    )


def _job(
    plan: SubmissionPlan,
    epochs: int | None,
    *,
    profile: ProviderProfile,
    looked: PreparedSubmission,
) -> PreparedJob:
    can, prices = profile.capabilities, profile.preset.prices
    room = 0 if can.metadata else MARK_LENGTH + 1
    return PreparedJob(
        hyperparameters=Hyperparameters(
            n_epochs=epochs,
            batch_size=plan.batch_size,
            learning_rate_multiplier=plan.learning_rate_multiplier,
            beta=plan.beta,
        ),
        suffix=suffix_from(
            plan.suffix,
            snapshot=looked.snapshot.name,
            date=datetime.now(UTC).date().isoformat(),
            epochs=epochs,
            most_characters=can.most_suffix_characters - room,
        ),
        cost=CostEstimate(
            tokens_per_epoch=looked.tokens_per_epoch,
            is_estimate=looked.tokens_are_estimated,
            n_epochs=epochs,
            most_epochs=can.most_epochs,
            price=prices.price_of(plan.base_model).training,
            currency=prices.currency,
            price_date=prices.date,
        ),
    )


def _confirmation(prepared: PreparedSubmission) -> str:
    """Return what has to be typed: the amount above the threshold, or that it is unknown."""
    ceiling = prepared.ceiling
    if ceiling is None:
        return UNKNOWN
    return money(ceiling) if ceiling > prepared.spending.confirm_above else ""


def _is_covered(epochs: tuple[int | None, ...]) -> bool:
    """Whether the last checkpoints of the longest job stand for all jobs of a sweep."""
    numbers = [one for one in epochs if one is not None]
    if len(numbers) < len(epochs) or len(set(numbers)) < 2:
        return False
    return min(numbers) > max(numbers) - _KEPT_CHECKPOINTS
