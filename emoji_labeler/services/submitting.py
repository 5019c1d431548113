"""Submitting fine-tuning jobs: what was decided is written down; nothing is sent here."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.cost import confirms, money
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.intent import IntentState, TuningIntent
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.domain.submission import UNKNOWN, PreparedJob, PreparedSubmission
from emoji_labeler.domain.suffix import MARK_LENGTH
from emoji_labeler.services.spending import spending
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import sentences, tr


def submit(
    project: ProjectStore, prepared: PreparedSubmission, *, confirmation: str = ""
) -> tuple[TuningIntent, ...]:
    """Write an intent for every job of the sweep; nothing is sent yet.

    Raises WrongUseError where there are faults, where ``confirmation`` is not what has to be typed,
    where an equal job was submitted before and the plan does not say to run again, or where the
    limit of the project does not allow it.
    """
    if prepared.faults:
        raise WrongUseError(
            _not_submitted(),
            why=sentences(*prepared.faults),
            remedy=tr("Change what is named and try again."),
        )
    _check_confirmation(confirmation, wanted=prepared.confirmation)
    sweep_id = new_identifier()
    intents = tuple(_intent(prepared, job, sweep_id=sweep_id) for job in prepared.jobs)
    _keep(project, intents, run_again=prepared.plan.run_again)
    return intents


def confirmation_for_again(project: ProjectStore, intent: TuningIntent) -> str:
    """Return what has to be typed to submit an intent again, empty for nothing."""
    ceiling = intent.cost.ceiling
    if ceiling is None:
        return UNKNOWN
    return money(ceiling) if ceiling > spending(project).confirm_above else ""


def submit_again(project: ProjectStore, intent_id: str, *, confirmation: str = "") -> TuningIntent:
    """Write a new intent like another one, to be sent like any other.

    Raises WrongUseError where there is no such intent, and for the reasons that ``submit`` has.
    """
    former = intent_named(project, intent_id)
    _check_confirmation(confirmation, wanted=confirmation_for_again(project, former))
    key = new_identifier()
    mark = _mark(key) if former.mark else ""
    again = replace(
        former,
        id=new_identifier(),
        sweep_id=new_identifier(),
        submit_key=key,
        mark=mark,
        suffix=former.suffix.removesuffix(former.mark) + mark,
        state=IntentState.WRITTEN,
        written_at=utc_now(),
        sent_at="",
        doubted_at="",
        retry_of=former.id,
        trouble=None,
    )
    _keep(project, [again], run_again=True)
    return again


def withdraw(project: ProjectStore, intent_id: str) -> None:
    """Take back an intent for which nothing was sent; raise WrongUseError for any other."""
    intent_named(project, intent_id)
    if not project.intents.withdraw(intent_id):
        raise WrongUseError(
            tr("The job was not withdrawn."),
            why=tr("It may exist at the provider already."),
            remedy=tr("Cancel it instead."),
        )


def intent_named(project: ProjectStore, intent_id: str) -> TuningIntent:
    """Return an intent; raise WrongUseError where there is none of that identifier."""
    found = project.intents.get(intent_id)
    if found is None:
        raise WrongUseError(
            tr("The job was not found."),
            why=tr("The project knows no job {id}.", id=intent_id),
            remedy=tr("Choose one that is listed."),
        )
    return found


def _keep(project: ProjectStore, intents: Iterable[TuningIntent], *, run_again: bool) -> None:
    """Write intents; the limit is looked at while nobody else can write."""
    written = tuple(intents)
    project.intents.add(written, run_again=run_again, check=partial(_check_limit, project, written))


def _check_limit(project: ProjectStore, intents: tuple[TuningIntent, ...]) -> None:
    left = spending(project).left
    if left is None:
        return
    ceilings = [intent.cost.ceiling for intent in intents]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    if len(known) == len(ceilings) and sum(known) <= left:
        return
    raise WrongUseError(
        _not_submitted(),
        why=tr("The project's limit leaves {left}.", left=money(left)),
        remedy=tr("Raise the limit, or submit less."),
    )


def _check_confirmation(typed: str, *, wanted: str) -> None:
    if confirms(typed, wanted=wanted):
        return
    if wanted == UNKNOWN:
        why = tr("What it costs is not known.")
    else:
        why = tr("It may cost up to {ceiling}.", ceiling=wanted)
    raise WrongUseError(
        _not_submitted(), why=why, remedy=tr("Type “{wanted}” to confirm it.", wanted=wanted)
    )


def _intent(prepared: PreparedSubmission, job: PreparedJob, *, sweep_id: str) -> TuningIntent:
    plan, key = prepared.plan, new_identifier()
    mark = "" if prepared.keeps_metadata else _mark(key)
    training, validation = prepared.file(Split.TRAIN), prepared.file(Split.VALIDATION)
    return TuningIntent(
        id=new_identifier(),
        sweep_id=sweep_id,
        submit_key=key,
        mark=mark,
        snapshot_id=prepared.snapshot.id,
        snapshot=prepared.snapshot.name,
        provider_id=plan.provider_id,
        provider=prepared.provider,
        base_model=plan.base_model,
        method=plan.method,
        hyperparameters=job.hyperparameters,
        seed=plan.seed,
        suffix=f"{job.suffix}-{mark}".strip("-"),
        note=plan.note,
        prompt_sha256=prepared.snapshot.system_prompt_hash,
        training_sha256=training.sha256 if training else "",
        validation_sha256=validation.sha256 if validation else "",
        cost=job.cost,
        state=IntentState.WRITTEN,
        written_at=utc_now(),
    )


def _mark(submit_key: str) -> str:
    """Return the end of a submit key, which is all chance."""
    return submit_key[-MARK_LENGTH:]


def _not_submitted() -> str:
    return tr("The fine-tuning was not submitted.")
