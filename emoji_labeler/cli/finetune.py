"""The commands that have models trained and look after the jobs."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

import click

from emoji_labeler.cli.finetune_words import (
    job_json,
    job_line,
    job_named,
    prepared_json,
    prepared_text,
    say_trouble,
)
from emoji_labeler.cli.options import json_option, pack_option, project_option, token_limit_option
from emoji_labeler.cli.providers import own_providers, provider_named
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.domain.submission import DEFAULT_SUFFIX, PreparedSubmission, SubmissionPlan
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.experimenting import REPORT_FORMATS, experiments, write_report
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.preparing import base_models, epochs_in, prepare_submission
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.spending import put_spending_limit
from emoji_labeler.services.steering import cancel_job
from emoji_labeler.services.submitting import submit as submit_prepared
from emoji_labeler.services.watching import WatchingService
from emoji_labeler.storage.project import ProjectStore

_NOT_ALL = 1
_LOCAL_MODEL = "local-text-classifier"
_METHODS = click.Choice([one.value for one in Method])
_FORMATS = {ending: name for name, _, ending in REPORT_FORMATS}


@click.group()
def finetune() -> None:
    """Have models trained, here or elsewhere, and look after the jobs.

    Without --provider this machine trains, offline and for nothing. Keys of other providers come
    from the system's keyring, where the window keeps them, or from the environment; where there is
    none, a terminal asks.
    """


@finetune.command()
@click.argument("snapshot", required=False)
@project_option
@click.option("--provider", default=LOCAL, show_default=True, help="Who trains.")
@click.option("--model", default="", help="The base model; this machine has one only.")
@click.option("--epochs", default="auto", show_default=True, help="One job each, as in 1,3,6.")
@click.option("--method", type=_METHODS, default=Method.SUPERVISED.value, show_default=True)
@click.option("--batch-size", type=int, show_default="the provider's choice")
@click.option("--learning-rate", type=float, help="Multiplier of the learning rate.")
@click.option("--beta", type=float, help="For DPO.")
@click.option("--seed", type=int, help="The same file and seed give the same model here.")
@click.option("--suffix", default=DEFAULT_SUFFIX, show_default=True, help="Of the model's name.")
@click.option("--note", default="", help="What it is for.")
@click.option("--no-validation", is_flag=True, help="Send no validation file.")
@click.option("--accept-shutdown", is_flag=True, help="Train a base model that is shut down soon.")
@click.option("--again", is_flag=True, help="Run a job that has run before.")
@click.option("--confirm", default="", metavar="AMOUNT", help="The most that it may cost, typed.")
@click.option("--limit", type=float, help="Limit what the project may spend, from now on.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen, and do nothing.")
@click.option("--waiting", is_flag=True, help="Only send what was submitted and not sent yet.")
@click.option("--watch", "watches", is_flag=True, help="Wait for the end of the jobs.")
@token_limit_option
@pack_option
@json_option
@click.pass_context
def submit(
    context: click.Context,
    /,
    *,
    project: Path,
    waiting: bool,
    watches: bool,
    as_json: bool,
    limit: float | None,
    confirm: str,
    dry_run: bool,
    pack: EmojiPack,
    **wanted: object,
) -> None:
    """Submit fine-tuning jobs on SNAPSHOT: one for each number of epochs.

    Every job is written down before it is sent, and sent once, whatever breaks on the way: the same
    command with --waiting goes on from there.

    Ends with 0 if all jobs were sent, 1 if some were not, 2 if nothing was submitted.
    """
    with open_project(project) as opened, own_providers(lets_jobs_finish=True) as providing:
        only: tuple[str, ...] = ()
        if limit is not None:
            put_spending_limit(opened, limit)
        if not waiting:
            prepared = _prepared(opened, providing, wanted, pack=pack)
            _say_warnings(prepared)
            if dry_run:
                _say_faults(prepared)
                described = prepared_json(prepared)
                click.echo(json.dumps(described) if as_json else prepared_text(prepared))
                context.exit(_NOT_ALL if prepared.faults else 0)
            only = tuple(one.id for one in submit_prepared(opened, prepared, confirmation=confirm))
        sent = send_waiting(opened, providing, only=only)
        _say(sent, as_json=as_json)
        for one in sent:
            say_trouble(one.intent.trouble)
        if watches:
            _watch(opened, providing, ids={one.id for one in sent}, as_json=as_json)
        context.exit(_NOT_ALL if _any_went_wrong(opened, sent) else 0)


@finetune.command("list")
@project_option
@json_option
def list_(*, project: Path, as_json: bool) -> None:
    """List the jobs as they were seen last, the newest first."""
    with open_project(project) as opened:
        found = opened.jobs.all()
    if as_json:
        click.echo(json.dumps([job_json(one) for one in found], ensure_ascii=False))
    else:
        _say(found, as_json=False)


@finetune.command()
@click.argument("jobs", nargs=-1)
@project_option
@json_option
@click.pass_context
def watch(context: click.Context, *, jobs: tuple[str, ...], project: Path, as_json: bool) -> None:
    """Tell how JOBS are, or all that live, whenever something is new, until they end.

    Ctrl+C ends the watching; the jobs go on.

    Ends with 0 if all have succeeded, 1 if any has not.
    """
    with open_project(project) as opened, own_providers(lets_jobs_finish=True) as providing:
        named = [job_named(opened, name) for name in jobs]
        followed = named or [one for one in opened.jobs.all() if not one.is_complete]
        _watch(opened, providing, ids={one.id for one in followed}, as_json=as_json)
        context.exit(_NOT_ALL if _any_went_wrong(opened, followed) else 0)


@finetune.command()
@click.argument("job")
@project_option
@json_option
def cancel(*, job: str, project: Path, as_json: bool) -> None:
    """Cancel JOB; one that was not sent yet is taken back.

    Ends with 2 if the job has ended already.
    """
    with open_project(project) as opened, own_providers(lets_jobs_finish=True) as providing:
        named = job_named(opened, job)
        if named.job is not None and not named.is_live:
            raise WrongUseError(
                "The job was not cancelled.",
                why=f"It has ended: {named.status}.",
                remedy="Name one that lives, as “emoji-labeler finetune list” tells.",
            )
        _say([cancel_job(opened, providing, named.id)], as_json=as_json)


@finetune.command()
@project_option
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(_FORMATS.values())),
    show_default="by the file's ending",
)
@click.option("--job", "jobs", multiple=True, help="Report this job, not all of them.")
def report(*, project: Path, output: Path, format_name: str | None, jobs: tuple[str, ...]) -> None:
    """Write a table of all jobs, what went in and what came out; .html and .md with curves."""
    chosen = format_name or _FORMATS.get(output.suffix.casefold())
    if chosen is None:
        raise WrongUseError(
            f"{output.name} was not written.",
            why="Its ending tells no format.",
            remedy=f"Name the format, or end it with one of {', '.join(_FORMATS)}.",
        )
    with open_project(project) as opened:
        only = tuple(job_named(opened, name).id for name in jobs)
        rows = experiments(opened, only=only)
        write_report(rows, output, format_name=chosen)
    click.echo(f"{output}: {len(rows):,} jobs.")


def _prepared(
    project: ProjectStore,
    providing: ProvidingService,
    wanted: dict[str, object],
    *,
    pack: EmojiPack,
) -> PreparedSubmission:
    """Prepare what the options ask for; models of other providers are asked how long they live."""
    if not wanted["snapshot"]:
        raise WrongUseError(
            "Nothing was submitted.",
            why="No snapshot was named.",
            remedy="Name one, or give --waiting to send what was submitted before.",
        )
    profile = provider_named(providing, str(wanted["provider"]))
    is_local = profile.id == LOCAL
    plan = SubmissionPlan(
        snapshot=str(wanted["snapshot"]),
        provider_id=profile.id,
        base_model=str(wanted["model"]) or (_LOCAL_MODEL if is_local else ""),
        epochs=epochs_in(str(wanted["epochs"])),
        method=Method(str(wanted["method"])),
        suffix=str(wanted["suffix"]),
        note=str(wanted["note"]),
        uses_validation=not wanted["no_validation"],
        accepts_dying_model=bool(wanted["accept_shutdown"]),
        run_again=bool(wanted["again"]),
        batch_size=wanted["batch_size"],  # type: ignore[arg-type]  # Click has made a number of it.
        learning_rate_multiplier=wanted["learning_rate"],  # type: ignore[arg-type]  # As above.
        beta=wanted["beta"],  # type: ignore[arg-type]  # As above.
        seed=wanted["seed"],  # type: ignore[arg-type]  # As above.
        token_limit=wanted["token_limit"],  # type: ignore[arg-type]  # As above.
    )
    models = () if is_local else base_models(providing, profile.id)
    return prepare_submission(project, plan, profile=profile, pack=pack, models=models)


def _watch(
    project: ProjectStore, providing: ProvidingService, *, ids: set[str], as_json: bool
) -> None:
    """Tell what is new until the jobs named have ended; Ctrl+C leaves them alone."""
    watching = WatchingService(providing)
    try:
        while _are_open(project, ids):
            step = watching.step(project)
            _say((one for one in step.changed if one.id in ids), as_json=as_json)
            for _, trouble in step.troubles:
                say_trouble(trouble)
            if step.next_in_s is None:
                break
            time.sleep(step.next_in_s)
    except KeyboardInterrupt:
        click.echo("The jobs go on; “finetune watch” looks after them again.", err=True)
        raise
    finally:
        watching.close()


def _are_open(project: ProjectStore, ids: set[str]) -> bool:
    found = (project.jobs.get(one) for one in ids)
    return any(one is not None and one.job is not None and not one.is_complete for one in found)


def _any_went_wrong(project: ProjectStore, before: Iterable[TrackedJob]) -> bool:
    """Whether any job was not sent, or has ended otherwise than it should."""
    now = (project.jobs.get(one.id) or one for one in before)
    return any(
        one.job is None or (not one.is_live and one.job.status != "succeeded") for one in now
    )


def _say(jobs: Iterable[TrackedJob], *, as_json: bool) -> None:
    for one in jobs:
        click.echo(json.dumps(job_json(one), ensure_ascii=False) if as_json else job_line(one))


def _say_faults(prepared: PreparedSubmission) -> None:
    for fault in prepared.faults:
        click.echo(f"error: {fault}", err=True)


def _say_warnings(prepared: PreparedSubmission) -> None:
    for warning in prepared.warnings:
        click.echo(f"warning: {warning}", err=True)
