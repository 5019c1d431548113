"""What goes on beside the form: lists are fetched, wishes prepared, jobs written down."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.snapshot import PromptPlan, Snapshot, SnapshotPlan
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.exporting import system_prompt
from emoji_labeler.services.opening import Project, open_project
from emoji_labeler.services.preparing import base_models, prepare_submission, providers_that_train
from emoji_labeler.services.snapshotting import create_snapshot
from emoji_labeler.services.spending import put_confirm_above, put_spending_limit
from emoji_labeler.services.submitting import submit
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.submission_wish import SubmissionWish

if TYPE_CHECKING:
    from emoji_labeler.domain.intent import TuningIntent
    from emoji_labeler.services.providing import ProvidingService

T = TypeVar("T")

_SETTLING_MS = 250


@record
class Offer:
    """What can be chosen from: the newest snapshot first."""

    snapshots: tuple[Snapshot, ...]
    providers: tuple[ProviderProfile, ...]


class SubmissionDesk(QObject):
    """Answers the form from workers; of several wishes only the last one is answered.

    ``models_came`` names the provider and its base models, ``models_missed`` the provider and why
    it did not say which it has.
    """

    offered = Signal(object)
    models_came = Signal(str, tuple)
    models_missed = Signal(str, EmojiLabelerError)
    prepared = Signal(object)
    refused = Signal(EmojiLabelerError)
    submitted = Signal(tuple)
    not_submitted = Signal(EmojiLabelerError)
    snapshot_made = Signal(str)
    limits_changed = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        providing: "Callable[[], ProvidingService]",
        pack: EmojiPack,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._providing = providing
        self._pack = pack
        self._background = background
        self._models: dict[str, tuple[RemoteModel, ...]] = {}
        self._asked: set[str] = set()
        self._wish: SubmissionWish | None = None
        self._known: PreparedSubmission | None = None
        self._is_preparing = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._prepare)

    def look(self) -> None:
        """Fetch what there is to choose from."""

        def work(project: Project) -> Offer:
            snapshots = sorted(project.snapshots.all(), key=lambda one: one.made_at, reverse=True)
            return Offer(
                snapshots=tuple(snapshots), providers=providers_that_train(self._providing())
            )

        self._with_project(work, done=self.offered.emit)

    def ask_for_models(self, provider_id: str, *, again: bool = False) -> None:
        """Ask a provider for its base models, once unless it is asked ``again``."""
        if provider_id in self._models and not again:
            self.models_came.emit(provider_id, self._models[provider_id])
            return
        if provider_id in self._asked:
            return
        self._asked.add(provider_id)

        def came(models: tuple[RemoteModel, ...]) -> None:
            self._asked.discard(provider_id)
            self._models[provider_id] = models
            self.models_came.emit(provider_id, models)

        def missed(error: EmojiLabelerError) -> None:
            self._asked.discard(provider_id)
            self.models_missed.emit(provider_id, error)

        self._background.run(
            lambda _: base_models(self._providing(), provider_id),
            done=came,
            failed=missed,
            owner=self,
        )

    def forget_models(self) -> None:
        """Ask anew the next time: a provider or a key has changed."""
        self._models.clear()

    def prepare(self, wish: SubmissionWish) -> None:
        """Find out what would come of a wish, once no other one follows it."""
        self._wish = wish
        self._settled.start(_SETTLING_MS)

    def prepare_again(self) -> None:
        """Find it out anew: what is spent or under way has changed."""
        if self._wish is not None:
            self._settled.start(_SETTLING_MS)

    def submit(self, prepared: PreparedSubmission, *, confirmation: str) -> None:
        """Write the jobs down."""

        def work(project: Project) -> "tuple[TuningIntent, ...]":
            return submit(project, prepared, confirmation=confirmation)

        self._with_project(work, done=self.submitted.emit, failed=self.not_submitted.emit)

    def make_snapshot(self) -> None:
        """Make a snapshot of all labels that count now."""

        def work(project: Project) -> str:
            plan = SnapshotPlan(
                name=_free_name(project), prompt=PromptPlan(system_prompt=system_prompt(project))
            )
            return create_snapshot(project, plan, pack=self._pack).name

        self._with_project(work, done=self.snapshot_made.emit, failed=self.not_submitted.emit)

    def put_limits(self, *, limit: float | None, confirm_above: float) -> None:
        """Set what the project may spend, and from which amount on it is typed."""

        def work(project: Project) -> None:
            put_spending_limit(project, limit)
            put_confirm_above(project, confirm_above)

        self._with_project(work, done=lambda _none: self._limits_put())

    def _limits_put(self) -> None:
        self.limits_changed.emit()
        self._prepare()

    def _prepare(self) -> None:
        """Prepare the newest wish, unless another is being prepared: it is followed by this one."""
        wish = self._wish
        if wish is None or self._is_preparing:
            return
        self._is_preparing = True
        known, models = self._known, self._models.get(wish.provider_id, ())

        def work(project: Project) -> PreparedSubmission:
            plan = wish.plan()
            return prepare_submission(
                project,
                plan,
                profile=self._providing().profile(plan.provider_id),
                pack=self._pack,
                models=models,
                known=known,
            )

        def done(prepared: PreparedSubmission) -> None:
            self._known = prepared
            self._answer(wish, lambda: self.prepared.emit(prepared))

        self._with_project(
            work,
            done=done,
            failed=lambda error: self._answer(wish, lambda: self.refused.emit(error)),
        )

    def _answer(self, wish: SubmissionWish, tell: Callable[[], object]) -> None:
        """Tell what came of a wish, unless there is another by now."""
        self._is_preparing = False
        if wish == self._wish:
            tell()
        else:
            self._settled.start(0)

    def _with_project(
        self,
        work: Callable[[Project], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[EmojiLabelerError], object] | None = None,
    ) -> None:
        """Do something with the project on a worker."""

        def opened(_progressing: object) -> T:
            with open_project(self._project_path) as project:
                return work(project)

        self._background.run(
            opened,
            done=lambda found: _ignore(done(found)),
            failed=failed and (lambda error: _ignore(failed(error))),
            owner=self,
        )


def _ignore(_outcome: object) -> None:
    """Make nothing of what a signal gives back."""


def _free_name(project: Project) -> str:
    """Return a name that no snapshot has."""
    taken = {snapshot.name for snapshot in project.snapshots.all()}
    names = (f"labels-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
