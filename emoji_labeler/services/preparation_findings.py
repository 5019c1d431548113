"""What speaks against a fine-tuning, and what a person should know before it."""

from collections.abc import Iterator
from datetime import date

from emoji_labeler.domain.cost import money
from emoji_labeler.domain.export_report import Severity
from emoji_labeler.domain.fine_tuning import FineTuningSpec, Method, faults_in_spec
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.wording import tr, tr_count

_SOON_DAYS = 60
_OLD_PRICES_DAYS = 180
_NOT_YET = "file"


def faults_of(
    prepared: PreparedSubmission,
    *,
    profile: ProviderProfile,
    model: RemoteModel | None,
    today: date,
) -> Iterator[str]:
    """Yield why it may not be submitted, as sentences."""
    yield from prepared.report.errors
    if not profile.capabilities.fine_tuning:
        yield tr("{name} does not offer fine-tuning.", name=profile.name)
    yield from _faults_in_rows(prepared, profile=profile)
    yield from _faults_in_specs(prepared, profile=profile)
    if model is not None and model.dies_soon(today) and not prepared.plan.accepts_dying_model:
        yield tr(
            "{model} is shut down on {date}, and every model trained from it: say explicitly that"
            " this is known.",
            model=model.id,
            date=model.shutdown_date,
        )
    yield from _faults_in_cost(prepared)


def warnings_of(
    prepared: PreparedSubmission, *, profile: ProviderProfile, today: date
) -> Iterator[str]:
    """Yield what a person should know before they submit it, as sentences."""
    for finding in prepared.report.findings:
        if finding.severity is Severity.WARNING:
            yield finding.sentence
    yield from _warnings_of_provider(profile, today=today)
    if prepared.wants_validation and prepared.file(Split.VALIDATION) is None:
        yield tr("The snapshot has no rows for validation: there will be no validation loss.")
    if prepared.plan.uses_validation and not profile.capabilities.validation_file:
        yield tr("{name} takes no validation file.", name=profile.name)
    if prepared.checkpoints_suffice and len(prepared.jobs) > 1:
        yield tr(
            "The checkpoints of the longest job alone may replace this sweep: each of its last"
            " three epochs leaves a model."
        )
    yield from _warnings_of_cost(prepared, today=today)


def _faults_in_rows(prepared: PreparedSubmission, *, profile: ProviderProfile) -> Iterator[str]:
    file, least = prepared.file(Split.TRAIN), profile.capabilities.least_rows
    if file is None and prepared.plan.method is Method.DPO:
        yield tr("No row for training has a suggestion that a person corrected.")
    rows = file.rows if file else 0
    if rows < least and not prepared.report.errors:
        yield tr_count(
            "There is only {count} row to train on; {name} needs at least {least}.",
            "There are only {count} rows to train on; {name} needs at least {least}.",
            count=rows,
            name=profile.name,
            least=least,
        )


def _faults_in_specs(prepared: PreparedSubmission, *, profile: ProviderProfile) -> Iterator[str]:
    plan = prepared.plan
    found: dict[str, None] = {}
    for job in prepared.jobs:
        spec = FineTuningSpec(
            base_model=plan.base_model,
            training_file=_NOT_YET,
            validation_file=_NOT_YET if prepared.file(Split.VALIDATION) else "",
            method=plan.method,
            hyperparameters=job.hyperparameters,
            suffix=job.suffix,
            seed=plan.seed,
        )
        found.update(dict.fromkeys(faults_in_spec(spec, capabilities=profile.capabilities)))
    yield from found
    if not prepared.jobs:
        yield tr("No number of epochs was given.")


def _faults_in_cost(prepared: PreparedSubmission) -> Iterator[str]:
    left = prepared.spending.left
    if left is None:
        return
    ceiling = prepared.ceiling
    if ceiling is None:
        yield tr("The price is not known, so that the project's limit could not be kept.")
    elif ceiling > left:
        yield tr(
            "It may cost up to {ceiling}, and the project's limit leaves {left}.",
            ceiling=money(ceiling),
            left=money(left),
        )


def _warnings_of_provider(profile: ProviderProfile, *, today: date) -> Iterator[str]:
    ends = profile.preset.training_ends
    if ends and (date.fromisoformat(ends) - today).days <= _SOON_DAYS:
        yield tr("{name} ends fine-tuning on {date}.", name=profile.name, date=ends)
    if profile.capabilities.needs_deployment:
        yield tr(
            "At {name} the model answers only once you have deployed it there.", name=profile.name
        )


def _warnings_of_cost(prepared: PreparedSubmission, *, today: date) -> Iterator[str]:
    costs = [job.cost for job in prepared.jobs]
    if any(cost.price is None for cost in costs):
        yield tr("What it costs is not known: the price table lacks this base model.")
        return
    if all(cost.is_free for cost in costs):
        return
    dates = [cost.price_date for cost in costs if cost.price_date]
    if dates and (today - date.fromisoformat(min(dates))).days > _OLD_PRICES_DAYS:
        yield tr("The prices are of {date} and may have changed.", date=min(dates))
    if any(cost.is_estimate for cost in costs):
        yield tr("The tokens are estimated, rather too many than too few.")
