"""The command that has a chat model write memos."""

from pathlib import Path

import click

from emoji_labeler.cli.generate_words import generation_json, generation_text, say_progress
from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.cli.providers import providing_service
from emoji_labeler.cli.stopping import stopping_gently
from emoji_labeler.datasets.generation_prompts import usual_prompts
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.generation import LANGUAGES, GenerationPlan, GenerationRun, Stage, Theme
from emoji_labeler.domain.provider import Price, ProviderProfile
from emoji_labeler.services.generating import (
    GenerationState,
    check_can_write,
    generation_state,
    keep_themes,
    make_memos,
    make_themes,
    open_writer,
    run_again,
    start_generation,
    unfinished_runs,
)
from emoji_labeler.services.generation_adding import AddedReport, add_memos, decide
from emoji_labeler.services.opening import discard_empty_project, open_or_create_project
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore

_NOT_STARTED = "The generation was not started."
_LAST = "last"
_IN_PART = 1
_NOTHING = 2
_INTERRUPTED = 130
_COUNT = click.IntRange(min=1)


@click.command()
@project_option
@click.option("--provider", "provider_name", help="A provider's name; needed for a new run.")
@click.option("--model", default="", help="The chat model that writes; needed for a new run.")
@click.option("--themes", type=_COUNT, default=100, show_default=True, help="How many themes.")
@click.option("--themes-file", type=click.Path(path_type=Path), help="Own themes, one a line.")
@click.option("--themes-only", is_flag=True, help="Stop when there are themes, and print them.")
@click.option("--per-theme", type=_COUNT, default=1, show_default=True, help="Memos for a theme.")
@click.option("--lang", type=click.Choice([*LANGUAGES, "both"]), default="ja", show_default=True)
@click.option("--characters", type=_COUNT, default=200, show_default=True, help="Of a memo, about.")
@click.option("--temperature", type=click.FloatRange(0, 2), default=1.0, show_default=True)
@click.option("--limit", type=click.FloatRange(min=0), help="The most it may cost.")
@click.option(
    "--prices",
    type=(float, float),
    metavar="INPUT OUTPUT",
    help="What a million tokens cost, where the program does not know.",
)
@click.option("--keep-marked", is_flag=True, help="Add near-duplicates and wrong lengths as well.")
@click.option("--resume", help="Go on with a run: its identifier, how it begins, or “last”.")
@json_option
def generate(
    *,
    project: Path,
    provider_name: str | None,
    model: str,
    themes: int,
    themes_file: Path | None,
    themes_only: bool,
    per_theme: int,
    lang: str,
    characters: int,
    temperature: float,
    limit: float | None,
    prices: tuple[float, float] | None,
    keep_marked: bool,
    resume: str | None,
    as_json: bool,
) -> int:
    """Have a chat model think of themes, write memos for them, and add these to a project.

    Everything is kept as it comes: after an interruption or a crash, --resume goes on and asks for
    nothing twice. A new --limit counts for the whole run. What failed is tried again.

    Ends with 0 if every memo came in, 1 if some failed, were left out or would cost more than the
    limit, 2 if nothing came of it, 130 if it was stopped by Ctrl+C.
    """
    providing = providing_service()
    is_new = not project.exists()
    own_themes = _own_themes(themes_file) if themes_file else ()
    with open_or_create_project(project) as opened:
        try:
            if resume is not None:
                run = _resumed(opened, resume, limit=limit)
            else:
                profile = _profile(providing, provider_name)
                plan = GenerationPlan(
                    provider_id=profile.id,
                    provider_name=profile.name,
                    base_model=model,
                    languages=LANGUAGES if lang == "both" else (lang,),
                    prompts=usual_prompts(),
                    theme_count=len(own_themes) or themes,
                    memos_a_theme=per_theme,
                    characters=characters,
                    temperature=temperature,
                    price=_price(profile, model, prices),
                    cost_limit=limit,
                )
                run = _started(opened, plan, own_themes=own_themes)
            work = _Work(opened, run, providing=providing, keep_marked=keep_marked)
            return work.do(themes_only=themes_only, as_json=as_json)
        finally:
            if is_new and not opened.generations.all():
                discard_empty_project(project)


class _Work:
    """One run being carried out for the command line."""

    def __init__(
        self,
        project: ProjectStore,
        run: GenerationRun,
        *,
        providing: ProvidingService,
        keep_marked: bool,
    ) -> None:
        self._project = project
        self._run = run
        self._providing = providing
        self._keep_marked = keep_marked

    def do(self, *, themes_only: bool, as_json: bool) -> int:
        """Carry the run out as far as it goes; tell about it; return the exit code."""
        project, run = self._project, self._run
        click.echo(f"Run {run.id}; go on after a stop with --resume {run.id}", err=True)
        added: AddedReport | None = None
        with (
            open_writer(self._providing, run.plan.provider_id) as provider,
            stopping_gently() as is_stopped,
        ):
            if run.stage is Stage.THEMES:
                say = say_progress("Themes", project, run)
                state = make_themes(
                    project, run.id, provider, progress=say, is_cancelled=is_stopped
                )
            if not themes_only and not is_stopped():
                run_again(project, run.id)
                say = say_progress("Memos", project, run)
                state = make_memos(project, run.id, provider, progress=say, is_cancelled=is_stopped)
                if not is_stopped() and not state.is_limited:
                    added = self._add(state)
        final = generation_state(project, run.id)
        tell = generation_json if as_json else generation_text
        click.echo(tell(final, added=added, themes_only=themes_only))
        if is_stopped():
            return _INTERRUPTED
        return self._code(final, added=added, themes_only=themes_only)

    def _add(self, state: GenerationState) -> AddedReport:
        decide(self._project, [one.id for one in state.marked], is_kept=self._keep_marked)
        return add_memos(self._project, self._run.id)

    def _code(self, state: GenerationState, *, added: AddedReport | None, themes_only: bool) -> int:
        if themes_only:
            return 0 if len(state.themes) >= self._run.plan.theme_count else _IN_PART
        if added is None:
            return _IN_PART
        if added.new == len(state.memos):
            return 0
        return _IN_PART if added.new or added.already_there else _NOTHING


def _profile(providing: ProvidingService, name: str | None) -> ProviderProfile:
    """Return the provider of a name or identifier that can write."""
    profiles = providing.profiles()
    writers = [one.name for one in profiles if one.capabilities.can_write]
    remedy = f"Name one of: {', '.join(writers)}."
    if name is None:
        raise WrongUseError(_NOT_STARTED, why="No --provider was named.", remedy=remedy)
    wanted = name.casefold()
    for profile in profiles:
        if wanted in (profile.id.casefold(), profile.name.casefold()):
            check_can_write(profile)
            return profile
    raise WrongUseError(_NOT_STARTED, why=f"There is no provider “{name}”.", remedy=remedy)


def _price(profile: ProviderProfile, model: str, given: tuple[float, float] | None) -> Price:
    if given is None:
        return profile.preset.prices.price_of(model)
    return Price(input=given[0], output=given[1])


def _own_themes(file: Path) -> tuple[str, ...]:
    """Return the lines of a file that are not blank."""
    try:
        lines = file.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(
            _NOT_STARTED,
            why=f"The themes cannot be read from {file} ({error}).",
            remedy="Give a file of UTF-8 text, one theme a line.",
        ) from error
    return tuple(line.strip() for line in lines if line.strip())


def _started(
    project: ProjectStore, plan: GenerationPlan, *, own_themes: tuple[str, ...]
) -> GenerationRun:
    run = start_generation(project, plan)
    languages = plan.languages
    themes = [
        Theme(text=text, language=languages[place % len(languages)])
        for place, text in enumerate(own_themes)
    ]
    keep_themes(project, run.id, themes)
    return run


def _resumed(project: ProjectStore, wanted: str, *, limit: float | None) -> GenerationRun:
    """Return the run to go on with, under the new limit where one is given."""
    runs = unfinished_runs(project)
    found = runs[:1] if wanted == _LAST else [run for run in runs if run.id.startswith(wanted)]
    if len(found) != 1:
        there = ", ".join(run.id for run in runs)
        raise WrongUseError(
            _NOT_STARTED,
            why=f"There is no one unfinished run “{wanted}”.",
            remedy=f"Name one of: {there}." if there else "Start a new one.",
        )
    if limit is not None:
        project.generations.limit(found[0].id, limit)
    return generation_state(project, found[0].id).run
