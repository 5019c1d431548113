"""Generation runs as a window handles them: every call opens the project for itself."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler.domain.generation import GenerationPlan, GenerationRun, Theme
from emoji_labeler.services import generation_adding
from emoji_labeler.services.generating import (
    GenerationState,
    generation_state,
    keep_themes,
    make_memos,
    make_themes,
    open_writer,
    run_again,
    start_generation,
    unfinished_runs,
)
from emoji_labeler.services.opening import open_project
from emoji_labeler.storage.project import ProjectStore

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.services.providing import ProvidingService


class GenerationDesk:
    """The runs of the project at a path.

    Any thread may use it; what asks a model takes long and belongs on a worker.
    """

    def __init__(self, path: Path, *, providing: "Callable[[], ProvidingService]") -> None:
        self._path = path
        self._providing = providing

    def last_plan(self) -> GenerationPlan | None:
        """Return what the newest run asked for, or None before the first."""
        with open_project(self._path) as project:
            runs = project.generations.all()
        return runs[-1].plan if runs else None

    def unfinished(self) -> GenerationState | None:
        """Return the newest run that can be taken up again, or None."""
        with open_project(self._path) as project:
            runs = unfinished_runs(project)
            return generation_state(project, runs[0].id) if runs else None

    def start(self, plan: GenerationPlan) -> GenerationState:
        """Keep a plan as a new run; raise WrongUseError for one that makes no sense."""
        with open_project(self._path) as project:
            return generation_state(project, start_generation(project, plan).id)

    def state(self, run_id: str) -> GenerationState:
        """Return how far a run is."""
        with open_project(self._path) as project:
            return generation_state(project, run_id)

    def keep_themes(self, run_id: str, themes: Sequence[Theme]) -> None:
        """Have a run whose memos are not begun hold these themes."""
        with open_project(self._path) as project:
            keep_themes(project, run_id, themes)

    def decide(self, memos: Sequence[int], *, is_kept: bool) -> None:
        """Say of generated memos whether they are to go into the project."""
        with open_project(self._path) as project:
            generation_adding.decide(project, memos, is_kept=is_kept)

    def open_again(self, run_id: str) -> None:
        """Open what failed, to be asked for anew."""
        with open_project(self._path) as project:
            run_again(project, run_id)

    def limit(self, run_id: str, cost_limit: float) -> None:
        """Let a run cost more, or less, than it was to."""
        with open_project(self._path) as project:
            project.generations.limit(run_id, cost_limit)

    def leave(self, run_id: str) -> None:
        """Count a run as finished, whatever is left of it."""
        with open_project(self._path) as project:
            project.generations.finish(run_id)

    def make_themes(
        self, run: GenerationRun, *, progress: Callable[[float], None], cancel: Callable[[], bool]
    ) -> GenerationState:
        """Ask for the themes that are wanting; ``generating.make_themes`` tells the rest."""
        with self._asking(run) as (project, provider):
            return make_themes(project, run.id, provider, progress=progress, is_cancelled=cancel)

    def make_memos(
        self, run: GenerationRun, *, progress: Callable[[float], None], cancel: Callable[[], bool]
    ) -> GenerationState:
        """Ask for the memos that are open; ``generating.make_memos`` tells the rest."""
        with self._asking(run) as (project, provider):
            return make_memos(project, run.id, provider, progress=progress, is_cancelled=cancel)

    def add(self, run_id: str) -> generation_adding.AddedReport:
        """Add the memos that are kept to the project, and finish the run."""
        with open_project(self._path) as project:
            return generation_adding.add_memos(project, run_id)

    @contextmanager
    def _asking(self, run: GenerationRun) -> "Iterator[tuple[ProjectStore, Provider]]":
        with (
            open_project(self._path) as project,
            open_writer(self._providing(), run.plan.provider_id) as provider,
        ):
            yield project, provider
