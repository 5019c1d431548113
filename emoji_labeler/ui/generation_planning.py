"""What the page of a generation plan is told: who can write, with which models, for how much."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from emoji_labeler.domain.generation import GenerationPlan
from emoji_labeler.services.generation_estimating import estimate_generation
from emoji_labeler.services.generation_writers import Writer, writers, writing_models
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.generation_words import estimate_words
from emoji_labeler.ui.widgets.generation_plan_page import GenerationPlanPage

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService

_ESTIMATE_AFTER_MS = 250


class GenerationPlanning(QObject):
    """Asks beside the window, and fills the page; an estimate follows every change."""

    estimated = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        page: GenerationPlanPage,
        *,
        providing: "Callable[[], ProvidingService]",
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._providing = providing
        self._background = background
        self._first_plan: GenerationPlan | None = None
        self._estimates = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_ESTIMATE_AFTER_MS)
        self._soon.timeout.connect(self._estimate)
        page.changed.connect(self._soon.start)
        page.provider_chosen.connect(self._list_models)

    def begin(self, plan: GenerationPlan | None) -> None:
        """Begin with what a former run asked for, where there was one."""
        self._first_plan = plan
        self.list_writers()

    def list_writers(self) -> None:
        """Look who can write, now that this may have changed."""

        def show(found: tuple[Writer, ...]) -> None:
            self._page.show_writers(found)
            if self._first_plan is not None:
                self._page.show_plan(self._first_plan)
                self._first_plan = None
            self._soon.start()

        self._background.run(
            lambda _progressing: writers(self._providing()),
            done=show,
            failed=self.failed.emit,
            owner=self,
        )

    def _list_models(self, profile_id: str) -> None:
        def show(names: tuple[str, ...]) -> None:
            if self._page.provider_id == profile_id:
                self._page.show_models(names)

        self._background.run(
            lambda _progressing: writing_models(self._providing(), profile_id),
            done=show,
            # Not to be listed is no reason not to be asked: a model can be named all the same.
            failed=lambda _error: show(()),
            owner=self,
        )

    def _estimate(self) -> None:
        """Say what the plan will cost; of several questions under way the last one counts."""
        plan = self._page.plan
        self._estimates += 1
        asked = self._estimates

        def show(text: str) -> None:
            if asked == self._estimates:
                self.estimated.emit(text)

        self._background.run(
            lambda _progressing: estimate_words(estimate_generation(plan)), done=show, owner=self
        )
