"""Fine-tuning jobs and submissions in the words and the JSON of the command line."""

from dataclasses import asdict

import click

from emoji_labeler.domain.cost import CostEstimate, money
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.intent import Trouble
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.storage.project import ProjectStore

_SHORT = 8


def job_line(tracked: TrackedJob) -> str:
    """Return a job in one line, beginning with the end of its identifier."""
    intent, job = tracked.intent, tracked.job
    epochs = intent.hyperparameters.n_epochs or "auto"
    head = f"{tracked.id[-_SHORT:]}  {tracked.status:<10}  {intent.snapshot}, epochs {epochs}"
    parts = [head, f"{intent.base_model} at {intent.provider}"]
    if tracked.is_live and tracked.total_steps:
        parts.append(f"step {tracked.step:,} of {tracked.total_steps:,}")
    if job is not None and job.fine_tuned_model:
        parts.append(job.fine_tuned_model)
    if job is not None and job.error_message:
        parts.append(job.error_message)
    if tracked.cost:
        parts.append(money(tracked.cost, currency=intent.cost.currency))
    return ", ".join(parts)


def job_json(tracked: TrackedJob) -> dict[str, object]:
    """Return a job for a program."""
    intent, job = tracked.intent, tracked.job
    trouble = intent.trouble or tracked.trouble
    return {
        "id": tracked.id,
        "status": tracked.status,
        "job_id": job.id if job else "",
        "provider": intent.provider_id,
        "snapshot": intent.snapshot,
        "base_model": intent.base_model,
        "method": intent.method.value,
        "hyperparameters": intent.hyperparameters.given(),
        "seed": intent.seed,
        "suffix": intent.suffix,
        "note": intent.note,
        "sweep": intent.sweep_id,
        "training_sha256": intent.training_sha256,
        "validation_sha256": intent.validation_sha256,
        "prompt_sha256": intent.prompt_sha256,
        "fine_tuned_model": job.fine_tuned_model if job else "",
        "step": tracked.step,
        "total_steps": tracked.total_steps,
        "trained_tokens": job.trained_tokens if job else None,
        "cost": tracked.cost,
        "currency": intent.cost.currency,
        "written_at": intent.written_at,
        "finished_at": job.finished_at if job else "",
        "error": job.error_message if job else "",
        "trouble": None if trouble is None else asdict(trouble),
        "retry_of": intent.retry_of,
    }


def prepared_text(prepared: PreparedSubmission) -> str:
    """Return what would happen, some lines of it."""
    count = "estimated" if prepared.tokens_are_estimated else "counted"
    files = "; ".join(
        f"{one.split} {one.rows:,} rows, sha256 {one.sha256[:12]}" for one in prepared.files
    )
    spending = prepared.spending
    spent = f"{money(spending.spent)} spent, {money(spending.committed)} committed"
    limit = "none" if spending.limit is None else money(spending.limit)
    lines = [
        f"snapshot       {prepared.snapshot.name}, {files}",
        f"provider       {prepared.provider}, base model {prepared.plan.base_model}",
        f"tokens         {prepared.tokens_per_epoch:,} an epoch ({count})",
        *(
            f"job            epochs {job.hyperparameters.n_epochs or 'auto'}, {job.suffix},"
            f" {_cost_text(job.cost)}"
            for job in prepared.jobs
        ),
        f"all together   {_range(prepared.expected, prepared.ceiling)}",
        f"the project    {spent}, limit {limit}",
    ]
    return "\n".join(lines)


def prepared_json(prepared: PreparedSubmission) -> dict[str, object]:
    """Return what would happen, for a program."""
    return {
        "snapshot": prepared.snapshot.name,
        "provider": prepared.plan.provider_id,
        "base_model": prepared.plan.base_model,
        "files": [asdict(one) for one in prepared.files],
        "tokens_per_epoch": prepared.tokens_per_epoch,
        "tokens_are_estimated": prepared.tokens_are_estimated,
        "jobs": [
            {
                "hyperparameters": job.hyperparameters.given(),
                "suffix": job.suffix,
                "expected": job.cost.expected,
                "ceiling": job.cost.ceiling,
                "price_date": job.cost.price_date,
            }
            for job in prepared.jobs
        ],
        "expected": prepared.expected,
        "ceiling": prepared.ceiling,
        "spending": asdict(prepared.spending),
        "confirmation": prepared.confirmation,
        "faults": list(prepared.faults),
        "warnings": list(prepared.warnings),
    }


def say_trouble(trouble: Trouble | None) -> None:
    """Print on standard error why something was not sent."""
    if trouble is not None:
        click.echo(str(trouble), err=True)


def job_named(project: ProjectStore, name: str) -> TrackedJob:
    """Return a job by its identifier, the end of it, or the provider's name for it."""
    found = [
        one
        for one in project.jobs.all()
        if name and (one.id.endswith(name) or (one.job is not None and one.job.id == name))
    ]
    if len(found) == 1:
        return found[0]
    raise WrongUseError(
        "The job was not found.",
        why=f"{'Several jobs are' if found else 'No job is'} called {name}.",
        remedy="Name one as “emoji-labeler finetune list” does.",
    )


def _cost_text(cost: CostEstimate) -> str:
    if cost.is_free:
        return "free"
    date = f", prices of {cost.price_date}" if cost.price_date else ""
    return _range(cost.expected, cost.ceiling) + date


def _range(expected: float | None, ceiling: float | None) -> str:
    return f"{_amount(expected)} expected, {_amount(ceiling)} at most"


def _amount(amount: float | None) -> str:
    return "unknown" if amount is None else money(amount)
