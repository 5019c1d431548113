"""Predicting: making runs, carrying them out, going on with them."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler import __version__, resources
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import StoppedError, WrongUseError
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.model_origin import ModelOrigin
from emoji_labeler.domain.prediction import (
    PredictionRun,
    PredictionState,
    RunCounts,
    RunPlan,
)
from emoji_labeler.domain.predictor import PredictorDescription
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.predictors.predictor import Bench, PredictorKind
from emoji_labeler.predictors.registry import PREDICTORS, check_bench, predictor_named
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.services.batch_predicting import BatchPrediction
from emoji_labeler.services.prediction_answers import AnswerReader
from emoji_labeler.services.prediction_bench import bench_for
from emoji_labeler.services.prediction_loop import PredictionLoop, RunWork
from emoji_labeler.services.prediction_plans import (
    chat_predictor_of,
    check_batch,
    chosen_memos,
    completed,
    learned_from,
)
from emoji_labeler.services.resolving import resolver_for
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.services.suggesting import program_theme_paths
from emoji_labeler.services.tracing import origin_of
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.storage.run_lock import sole_worker
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider

Origin = Callable[[ProjectStore, str, str], ModelOrigin]
"""Tells for a project, a provider's identifier and a model where the model comes from."""

Progress = Callable[[RunCounts], None]


def _tell_nobody(_counts: RunCounts) -> None:
    """Show no progress."""


class PredictingService:
    """Runs of predictors over the memos of projects; made for workers.

    ``open_provider`` returns a provider by its identifier, ready to be asked. ``origin`` is asked
    about models of which a plan names no snapshot.
    """

    def __init__(
        self,
        pack: EmojiPack,
        *,
        open_provider: "Callable[[str], Provider]",
        origin: Origin = origin_of,
        theme_paths: Sequence[Path] | None = None,
        cache_folder: Path | None = None,
    ) -> None:
        self._pack = pack
        self._open_provider = open_provider
        self._origin = origin
        self._theme_paths = program_theme_paths() if theme_paths is None else tuple(theme_paths)
        self._cache_folder = cache_folder or resources.cache_folder()

    @staticmethod
    def descriptions() -> tuple[PredictorDescription, ...]:
        """Return every way of predicting there is."""
        return tuple(kind.description for kind in PREDICTORS)

    def make(self, project: ProjectStore, plan: RunPlan) -> PredictionRun:
        """Keep a new run; nobody has been asked anything when it returns.

        A plan without a name gets one. Raises WrongUseError, NotOfferedError or WrongKeyError for
        a plan that cannot be carried out, naming the limit that forbids it.
        """
        meet_pack(project, self._pack)
        kind = predictor_named(plan.predictor)
        origin = self._origin(project, plan.provider, plan.model)
        plan = completed(project, plan, kind=kind, origin=origin)
        memo_ids = chosen_memos(project, plan.memos)
        with ExitStack() as opened:
            bench = self._bench(project, plan, kind=kind, opened=opened)
            prompts = kind.prompts(bench)
            if plan.is_batch:
                predictor = kind.make(bench, prompts)
                check_batch(predictor, kind=kind, profile=bench.asked.profile)
            profile = bench.provider.profile if bench.provider else None
            run = PredictionRun(
                id=new_identifier(),
                plan=plan,
                prompts=prompts,
                provider_name=profile.name if profile else "",
                base_url=profile.base_url if profile else "",
                model_version=kind.version(bench),
                snapshot_id=learned_from(project, plan),
                job_id=origin.job_id,
                memo_count=len(memo_ids),
                pack_id=self._pack.id,
                pack_version=self._pack.version,
                program_version=__version__,
                made_at=utc_now(),
            )
        project.prediction_runs.keep(run, memo_ids=memo_ids)
        return run

    def carry_out(
        self,
        project_path: Path,
        run_id: str,
        *,
        parallel: int | None = None,
        ask_failed_again: bool = False,
        poll_s: float | None = None,
        cancel: Cancel = never,
        progress: Progress = _tell_nobody,
    ) -> RunCounts:
        """Ask about every memo of a run that waits, and return how far it got.

        It goes on where it stopped, whatever stopped it. Memos that were asked about when the
        program ended are not asked about again where that may cost money: they become failures,
        and ``ask_failed_again`` lets those wait first. ``cancel`` ends it with what is under way;
        a ProviderError that every memo would meet ends it too, and the rest waits. ``progress``
        is told how far it is, on the caller's thread.

        A run by batch sends what waits and fetches what is done; with ``poll_s`` it comes back
        every so many seconds until all is done.
        """
        with ProjectStore.open(project_path) as project, ExitStack() as opened:
            opened.enter_context(sole_worker(self._cache_folder / "runs", run_id))
            meet_pack(project, self._pack)
            run = self._run(project, run_id)
            kind = predictor_named(run.plan.predictor)
            bench = self._bench(project, run.plan, kind=kind, opened=opened)
            self._check_same(run, kind.version(bench))
            self._settle(project, run, bench=bench, ask_failed_again=ask_failed_again)
            work = RunWork(
                project=project,
                run=run,
                predictor=kind.make(bench, run.prompts),
                reader=self._reader(run, bench),
                cancel=cancel,
                progress=progress,
            )
            with suppress(StoppedError):
                self._go_on(work, bench=bench, kind=kind, parallel=parallel, poll_s=poll_s)
            counts = project.prediction_runs.counts(run.id)
            if not counts.waiting and not counts.asked:
                project.prediction_runs.finish(run.id)
            progress(counts)
            return counts

    def cancel_batches(self, project: ProjectStore, run: PredictionRun) -> None:
        """Ask the provider to end the batches of a run; what is done by then can be fetched."""
        sent = [one.batch_id for one in project.prediction_batches.of_run(run.id) if one.is_open]
        if sent:
            with self._open_provider(run.plan.provider) as provider:
                for batch_id in sent:
                    provider.cancel_batch(batch_id)

    def _go_on(
        self,
        work: RunWork,
        *,
        bench: Bench,
        kind: PredictorKind,
        parallel: int | None,
        poll_s: float | None,
    ) -> None:
        counts = work.project.prediction_runs.counts(work.run.id)
        if counts.waiting:
            work.predictor.prepare(cancel=work.cancel)
        if work.run.plan.is_batch:
            asking = chat_predictor_of(work.predictor, kind=kind)
            BatchPrediction(work, predictor=asking, provider=bench.asked).work(poll_s=poll_s)
        elif counts.waiting:
            most = bench.provider.profile.capabilities.most_parallel if bench.provider else 1
            PredictionLoop(work, parallel=max(1, min(parallel or most, most))).work()

    def _bench(
        self, project: ProjectStore, plan: RunPlan, *, kind: PredictorKind, opened: ExitStack
    ) -> Bench:
        """Return a checked bench; the provider is closed with ``opened``."""
        provider = None
        if kind.description.needs and plan.provider:
            provider = opened.enter_context(self._open_provider(plan.provider))
        bench = bench_for(
            project,
            plan,
            pack=self._pack,
            provider=provider,
            theme_paths=self._theme_paths,
            cache_folder=self._cache_folder,
        )
        check_bench(kind, bench)
        return bench

    def _run(self, project: ProjectStore, run_id: str) -> PredictionRun:
        run = project.prediction_runs.get(run_id)
        if run is None:
            raise WrongUseError(
                _not_continued(),
                why=tr("The project has no such run."),
                remedy=tr("Choose one that is listed."),
            )
        return run

    def _check_same(self, run: PredictionRun, version: str) -> None:
        """Raise WrongUseError where the rest of the run would not be like its beginning."""
        is_same_pack = (run.pack_id, run.pack_version) == (self._pack.id, self._pack.version)
        if is_same_pack and run.model_version == version:
            return
        why = tr("It was made with another emoji pack, or another version of it.")
        if is_same_pack:
            why = tr("The model on this machine is not the one that it was begun with.")
        raise WrongUseError(
            _not_continued(), why=why, remedy=tr("Make a new run of the same kind.")
        )

    def _settle(
        self, project: ProjectStore, run: PredictionRun, *, bench: Bench, ask_failed_again: bool
    ) -> None:
        """Decide about memos that were asked about when the program ended."""
        if bench.provider is None or bench.provider.profile.preset.prices.is_free:
            project.predictions.let_wait(run.id, PredictionState.ASKED)
        else:
            lost = tr("The program ended before the answer came; it may have been paid for.")
            project.predictions.fail_asked(run.id, error=lost)
        if ask_failed_again:
            project.predictions.let_wait(run.id, PredictionState.FAILED)

    def _reader(self, run: PredictionRun, bench: Bench) -> AnswerReader:
        prices = bench.provider.profile.preset.prices if bench.provider else None
        share = prices.batch_share if prices and run.plan.is_batch else 1.0
        resolver = resolver_for(self._pack, theme_paths=self._theme_paths)
        return AnswerReader(resolver, prices=prices, share=share)


def _not_continued() -> str:
    return tr("The prediction run was not continued.")
