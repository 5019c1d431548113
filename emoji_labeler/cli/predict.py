"""The command that predicts emoji for the memos of a project."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from emoji_labeler.cli.options import PROJECT_FILE, json_option, pack_option
from emoji_labeler.cli.prediction_words import (
    cost_text,
    predictor_json,
    predictor_text,
    run_json,
    run_line,
    run_text,
)
from emoji_labeler.cli.providers import own_providers, provider_id
from emoji_labeler.cli.run_options import filter_options, given_options
from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.domain.prediction import PredictionRun, RunCounts, RunFilter, RunPlan
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.services.prediction_plans import repeated, run_named

_IN_PART = 1
_NOTHING = 2
_LOCAL_MODEL = "local-text-classifier"


@click.command()
@click.option("--project", "-p", type=PROJECT_FILE, help="The project file.")
@click.option("--list", "lists", is_flag=True, help="List the predictors with their options.")
@click.option("--runs", is_flag=True, help="List the runs of the project.")
@click.option("--predictor", help="The way of predicting.")
@click.option("--provider", default=LOCAL, show_default=True, help="Who is asked, where it asks.")
@click.option("--model", default="", help="The model that is asked; known for this machine.")
@click.option("--option", "-o", "pairs", multiple=True, metavar="NAME=VALUE", help="An option.")
@click.option("--name", default="", help="What the run is called; else it is counted.")
@click.option("--note", default="", help="What it is for.")
@filter_options
@click.option("--batch", is_flag=True, help="Send it the cheap way that takes up to a day.")
@click.option(
    "--wait", "poll_s", type=float, metavar="SECONDS", help="Look for a batch so often until done."
)
@click.option("--parallel", type=click.IntRange(min=1), help="Questions at once; else the limit.")
@click.option("--resume", metavar="RUN", help="Go on with a run, or fetch its batch.")
@click.option("--retry", is_flag=True, help="With --resume: ask about failed memos again.")
@click.option("--repeat", metavar="RUN", help="Ask exactly the same once more, as a new run.")
@pack_option
@json_option
def predict(
    *,
    project: Path | None,
    lists: bool,
    runs: bool,
    predictor: str | None,
    provider: str,
    model: str,
    pairs: tuple[str, ...],
    name: str,
    note: str,
    memos: RunFilter,
    batch: bool,
    poll_s: float | None,
    parallel: int | None,
    resume: str | None,
    retry: bool,
    repeat: str | None,
    pack: EmojiPack,
    as_json: bool,
) -> int:
    """Predict an emoji for every memo of a project, in one of ten ways, and keep the answers.

    A run that was stopped goes on with --resume; no memo is paid for twice.

    Ends with 0 if every memo was answered, 1 if some failed or wait, 2 if nothing was done.
    """
    if lists:
        return _list_predictors(as_json=as_json)
    if project is None:
        raise click.UsageError("Missing option '--project' / '-p'.")
    if runs:
        return _list_runs(project, as_json=as_json)
    plan = RunPlan(
        name=name,
        predictor=predictor or "",
        provider=provider,
        model=model,
        options=given_options(pairs),
        memos=memos,
        is_batch=batch,
        note=note,
    )
    known = _known_run(project, resume or repeat)
    if known is None and not plan.predictor:
        raise click.UsageError("Name a predictor; --list tells which there are.")
    with own_providers() as providing:
        service = PredictingService(pack, open_provider=providing.open)
        if known is None:
            plan = replace(plan, provider=provider_id(providing, provider))
        run = known if known and resume else _made(service, project, plan, again=known)
        carry_out = partial(
            service.carry_out,
            project,
            run.id,
            parallel=parallel,
            ask_failed_again=retry,
            poll_s=poll_s,
            progress=_progress(),
        )
        return _carried_out(carry_out, project, run, as_json=as_json)


def _list_predictors(*, as_json: bool) -> int:
    every = PredictingService.descriptions()
    if as_json:
        click.echo(json.dumps([predictor_json(one) for one in every], ensure_ascii=False))
    else:
        click.echo("\n".join(line for one in every for line in predictor_text(one)))
    return 0


def _list_runs(path: Path, *, as_json: bool) -> int:
    with open_project(path) as project:
        every = [
            (run, project.prediction_runs.counts(run.id)) for run in project.prediction_runs.all()
        ]
    if as_json:
        click.echo(json.dumps([run_json(*one) for one in every], ensure_ascii=False))
    else:
        for one in every:
            click.echo(run_line(*one))
    return 0


def _known_run(path: Path, name: str | None) -> PredictionRun | None:
    if name is None:
        return None
    with open_project(path) as project:
        return run_named(project, name)


def _made(
    service: PredictingService, path: Path, plan: RunPlan, *, again: PredictionRun | None
) -> PredictionRun:
    """Return a new run: of the plan, or of another run once more."""
    with open_project(path) as project:
        if again:
            plan = repeated(project, again, name=plan.name)
        elif plan.provider == LOCAL and not plan.model:
            plan = replace(plan, model=_LOCAL_MODEL)
        return service.make(project, plan)


def _carried_out(
    carry_out: Callable[[], RunCounts], path: Path, run: PredictionRun, *, as_json: bool
) -> int:
    """Carry a run out and say what came of it, also where it was ended before its time."""
    ended_by: ProviderError | None = None
    try:
        carry_out()
    except ProviderError as error:
        ended_by = error
    except KeyboardInterrupt:
        click.echo(f"\nStopped. Go on with: --resume “{run.name}”", err=True)
        raise
    with open_project(path) as project:
        run = project.prediction_runs.get(run.id) or run
        counts = project.prediction_runs.counts(run.id)
    click.echo(
        json.dumps(run_json(run, counts), ensure_ascii=False)
        if as_json
        else "\n".join(run_text(run, counts))
    )
    if ended_by is not None:
        click.echo(f"emoji-labeler: {ended_by}", err=True)
    if counts.answered == counts.memos:
        return 0
    click.echo(
        f"Go on with: --resume “{run.name}”" + (" --retry" if counts.failed else ""), err=True
    )
    return _IN_PART if counts.done or counts.asked else _NOTHING


def _progress() -> Callable[[RunCounts], None]:
    """Return what shows how far a run is on a line of its own, on a terminal only."""

    def show(counts: RunCounts) -> None:
        said = f"{counts.done:,}/{counts.memos:,}, {counts.failed:,} failed, {cost_text(counts)}"
        ending = "\r\x1b[K" if counts.done == counts.memos else "\x1b[K"
        click.echo(f"\rPredicting … {said}{ending}", nl=False, err=True)

    return show if sys.stderr.isatty() else lambda _counts: None
