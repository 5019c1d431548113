"""Having a chat model write memos: first themes, then memos for them, then into the project.

Everything is on disk at every moment. A run that was stopped, or whose program was killed, goes on
where it was when the same function is called for it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import BadAnswerError, NotOfferedError, WrongUseError
from emoji_labeler.domain.generation import (
    GeneratedMemo,
    GenerationPlan,
    GenerationRun,
    MemoState,
    RunSpending,
    Stage,
    Theme,
)
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import check_text, normalise
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.providers.connection import Timeouts
from emoji_labeler.providers.provider import Provider
from emoji_labeler.services.generation_adding import known_run, mark_near_duplicates
from emoji_labeler.services.generation_asking import Asking
from emoji_labeler.services.generation_reading import MemoReading, ThemeReading
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.claim import claimed
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_TIMEOUTS = Timeouts(answer_s=180.0)
_PATIENCE = Patience(tries=6, first_wait_s=1.0, longest_wait_s=120.0, repeats_timed_out=False)
"""Writing takes longer than other calls, and an answer that comes too late was paid for as well.
Nobody waits at the screen for it, so a server may ask for longer waits."""


@record
class GenerationState:
    """How far a run is, as it is on disk.

    ``is_limited`` says that it has just stopped because the rest would cost more than the limit.
    """

    run: GenerationRun
    themes: tuple[Theme, ...]
    memos: tuple[GeneratedMemo, ...]
    spending: RunSpending
    is_limited: bool = False

    def count(self, *states: MemoState) -> int:
        """Return how many memos are in one of these states."""
        return sum(memo.state in states for memo in self.memos)

    @property
    def settled(self) -> int:
        """How many memos are written or given up."""
        return len(self.memos) - self.count(MemoState.OPEN)

    @property
    def failed(self) -> tuple[GeneratedMemo, ...]:
        """The memos that could not be made, each with its reason."""
        return tuple(memo for memo in self.memos if memo.state is MemoState.FAILED)

    @property
    def marked(self) -> tuple[GeneratedMemo, ...]:
        """The memos that somebody should look at before they are added."""
        return tuple(memo for memo in self.memos if memo.is_marked)


def check_can_write(profile: ProviderProfile) -> None:
    """Raise NotOfferedError, saying what to do, for a provider that cannot write memos."""
    if profile.capabilities.can_write:
        return
    raise NotOfferedError(
        tr("No memos were generated."),
        why=tr("The models of {name} choose labels; they cannot write text.", name=profile.name),
        remedy=tr("Choose a provider with a chat model that writes."),
    )


def open_writer(providing: ProvidingService, profile_id: str) -> Provider:
    """Return a provider that waits as long as writing takes, to be closed by the caller.

    Raises NotOfferedError where it cannot write, WrongKeyError where its key is missing.
    """
    check_can_write(providing.profile(profile_id))
    return providing.open(profile_id, patience=_PATIENCE, timeouts=_TIMEOUTS)


def start_generation(project: ProjectStore, plan: GenerationPlan) -> GenerationRun:
    """Keep a plan as a new run; raise WrongUseError for one that makes no sense."""
    _check(plan)
    run = GenerationRun(id=new_identifier(), plan=plan, made_at=utc_now())
    project.generations.start(run)
    return run


def unfinished_runs(project: ProjectStore) -> tuple[GenerationRun, ...]:
    """Return the runs that can be taken up again, the newest first."""
    runs = project.generations.all()
    return tuple(run for run in reversed(runs) if run.stage is not Stage.FINISHED)


def generation_state(project: ProjectStore, run_id: str) -> GenerationState:
    """Return how far a run is; raise WrongUseError where there is none of that identifier."""
    run = known_run(project, run_id)
    return GenerationState(
        run=run,
        themes=project.generations.themes(run.id),
        memos=project.generated_memos.of(run.id),
        spending=project.generation_answers.spending(run),
    )


def make_themes(
    project: ProjectStore,
    run_id: str,
    provider: Provider,
    *,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> GenerationState:
    """Ask for the themes that are still wanting.

    Raises a ProviderError, BadAnswerError among them, where no theme at all came.
    """
    what = tr("No themes were made.")
    with claimed(project.path, what=what):
        run = known_run(project, run_id)
        reading = ThemeReading(project, run)
        asking = Asking(project, run, provider, is_cancelled=is_cancelled)
        project.generation_answers.give_up_waiting(run.id)
        for answer in project.generation_answers.unread(run.id):
            reading.read(answer)
        wanted = [reading.next_question(language) for language in run.plan.languages]

        def report() -> None:
            progress(len(project.generations.themes(run.id)) / run.plan.theme_count)

        asking.ask(
            (question for question in wanted if question is not None),
            reader=reading,
            progress=report,
        )
    state = generation_state(project, run.id)
    if not state.themes and not is_cancelled():
        why = _no_money(run) if asking.is_limited else reading.last_why
        raise BadAnswerError(
            what, why=why, remedy=tr("Change the prompt, the model or the limit, then try again.")
        )
    return state


def keep_themes(project: ProjectStore, run_id: str, themes: Sequence[Theme]) -> None:
    """Have a run hold these themes; blank ones are left out, and the same one is kept once.

    Raises WrongUseError where the memos of the run are begun already.
    """
    what = tr("The themes were not changed.")
    if known_run(project, run_id).stage is not Stage.THEMES:
        raise WrongUseError(
            what,
            why=tr("Memos are being written for them already."),
            remedy=tr("Start another run for other themes."),
        )
    kept: dict[tuple[str, str], Theme] = {}
    for theme in themes:
        text = check_text(" ".join(theme.text.split()), what=what)
        if text:
            tidy = Theme(id=theme.id, text=text, language=theme.language)
            kept.setdefault((normalise(text), theme.language), tidy)
    project.generations.keep_themes(run_id, tuple(kept.values()))


def make_memos(
    project: ProjectStore,
    run_id: str,
    provider: Provider,
    *,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> GenerationState:
    """Ask for the memos that are still open, and mark those that are nearly there already.

    What fails is in the state that is returned, with its reason; raises a ProviderError only where
    the rest is hopeless, and WrongUseError for a run without themes.
    """
    what = tr("No memos were generated.")
    with claimed(project.path, what=what):
        run = known_run(project, run_id)
        if run.stage is Stage.THEMES:
            run = _begin_memos(project, run, what=what)
        reading = MemoReading(project, run)
        answers = project.generation_answers
        answers.give_up_waiting(run.id)
        for answer in answers.unread(run.id):
            reading.read(answer)

        def report() -> None:
            progress(project.generated_memos.share_settled(run.id))

        asking = Asking(project, run, provider, is_cancelled=is_cancelled)
        try:
            asking.ask(reading.questions(), reader=reading, progress=report)
        finally:
            mark_near_duplicates(project, run.id)
    return replace(generation_state(project, run.id), is_limited=asking.is_limited)


def run_again(project: ProjectStore, run_id: str) -> int:
    """Open the memos of a run that failed, to be asked for anew; return how many there are."""
    return project.generated_memos.open_again(known_run(project, run_id).id)


def _begin_memos(project: ProjectStore, run: GenerationRun, *, what: str) -> GenerationRun:
    themes = project.generations.themes(run.id)
    if not themes:
        raise WrongUseError(
            what, why=tr("The run has no themes."), remedy=tr("Have some made, or write them.")
        )
    project.generated_memos.begin(run, themes)
    return known_run(project, run.id)


def _no_money(run: GenerationRun) -> str:
    return tr("It would cost more than the limit of {limit}.", limit=run.plan.cost_limit)


def _check(plan: GenerationPlan) -> None:
    what = tr("The generation was not started.")
    for language, said in plan.prompts:
        check_text(said.themes, what=what)
        check_text(said.memo, what=what)
        if language in plan.languages and "{theme}" not in said.memo:
            raise WrongUseError(
                what,
                why=tr("The prompt for memos does not say {theme}."),
                remedy=tr("Write {theme} where the theme is to stand."),
            )
    faults = (
        (not plan.base_model.strip(), tr("No model was named.")),
        (not plan.languages, tr("No language was chosen.")),
        (plan.theme_count < len(plan.languages), tr("Every language needs a theme.")),
        (min(plan.theme_count, plan.memos_a_theme, plan.characters) < 1, tr("A count is below 1.")),
        (
            plan.cost_limit is not None and None in (plan.price.input, plan.price.output),
            tr("A limit needs the prices of the model, and they are not known."),
        ),
    )
    why = next((sentence for is_so, sentence in faults if is_so), "")
    if why:
        raise WrongUseError(what, why=why, remedy=tr("Change that, then start again."))
