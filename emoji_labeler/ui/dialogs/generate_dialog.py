"""Having a chat model write memos: the plan, the themes, the memos, then into the project."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.generation import GenerationPlan, GenerationRun, Stage
from emoji_labeler.services.generating import GenerationState
from emoji_labeler.services.generation_adding import AddedReport
from emoji_labeler.services.generation_desk import GenerationDesk
from emoji_labeler.services.generation_writers import first_prompts
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.dialogs.limit_question import ask_for_higher_limit
from emoji_labeler.ui.generation_planning import GenerationPlanning
from emoji_labeler.ui.generation_words import added_words, ended_words, how_far
from emoji_labeler.ui.provider_words import three_parts
from emoji_labeler.ui.widgets.generation_frame import GenerationFrame
from emoji_labeler.ui.widgets.generation_memos_page import GenerationMemosPage
from emoji_labeler.ui.widgets.generation_plan_page import GenerationPlanPage
from emoji_labeler.ui.widgets.generation_themes_page import GenerationThemesPage
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService

T = TypeVar("T")

_SIZE = (980, 700)
_BETWEEN_LOOKS_MS = 300


class GenerateDialog(QDialog):
    """Three pages beside the window; what is under way goes on while the dialog is hidden.

    Everything it shows is read from the project, where the workers write it. ``added`` tells what
    came into the project, ``waiting`` that something wants to be looked at in a hidden dialog.
    """

    added = Signal(str)
    waiting = Signal(str)
    providers_wanted = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        providing: "Callable[[], ProvidingService]",
        background: Background,
        changes: Changes,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = GenerationDesk(project_path, providing=providing)
        self._background = background
        self._changes = changes
        self._run: GenerationRun | None = None
        self._running: Progressing | None = None
        self._left: GenerationState | None = None
        self._state: GenerationState | None = None
        self._shown = 0
        self._is_limited = False
        self.setWindowTitle(tr("Generate memos"))
        self.resize(*_SIZE)
        self._plan = GenerationPlanPage(first_prompts(), self)
        self._themes = GenerationThemesPage(self)
        self._memos = GenerationMemosPage(self)
        self._frame = GenerationFrame((self._plan, self._themes, self._memos), dialog=self)
        self._last_look = QElapsedTimer()
        self._planning = GenerationPlanning(
            self._plan, providing=providing, background=background, parent=self
        )
        self._connect()
        self._begin()

    def reject(self) -> None:
        """Close; what is under way goes on, and what is not kept yet is kept."""
        if self._running is None:
            self._keep_themes()
            self.deleteLater()
        super().reject()

    def _connect(self) -> None:
        frame = self._frame
        self._plan.providers_wanted.connect(self.providers_wanted)
        self._changes.providers.connect(self._planning.list_writers)
        self._planning.estimated.connect(self._say_estimate)
        self._planning.failed.connect(self._complain)
        self._memos.decided.connect(self._decide)
        self._memos.run_again_wanted.connect(self._try_again)
        frame.close_wanted.connect(self.reject)
        frame.back_wanted.connect(self._go_back)
        frame.stop_wanted.connect(self._stop)
        frame.on(
            self._plan,
            does=lambda: self._start(self._make_themes),
            also=lambda: self._start(self._themes.write_first),
        )
        frame.on(self._themes, does=self._write_memos, also=self._make_themes)
        frame.on(self._memos, does=self._add, also=self._write_the_rest)
        frame.go_on_wanted.connect(self._go_on)
        frame.discard_wanted.connect(self._leave)

    def _begin(self) -> None:
        """Show the plan of the last run, and offer to go on with one that has not ended."""
        self._run = None
        self._frame.turn_to(self._plan)
        self._frame.say("")
        self._frame.offer_to_go_on("")

        def show(found: tuple[GenerationState | None, GenerationPlan | None]) -> None:
            self._left, plan = found
            if self._run is None:
                self._frame.offer_to_go_on(how_far(self._left) if self._left else "")
                self._planning.begin(plan)

        self._ask(lambda: (self._desk.unfinished(), self._desk.last_plan()), then=show)

    def _say_estimate(self, text: str) -> None:
        if self._run is None:
            self._frame.say_cost(text)
            self._frame.allow(self._plan, is_allowed=self._plan.can_start)

    def _start(self, then: Callable[[], None]) -> None:
        """Make a run of the plan, turn to its themes, and go on there, unless it makes no sense."""
        try:
            state = self._desk.start(self._plan.plan)
        except EmojiLabelerError as error:
            self._complain(error)
            return
        self._turn_to(state)
        then()

    def _turn_to(self, state: GenerationState) -> None:
        """Show a run from now on."""
        self._frame.say("")
        self._frame.offer_to_go_on("")
        self._themes.begin(state.run.plan.languages)
        self._show(state)

    def _go_on(self) -> None:
        """Take up the newest run that has not ended."""
        if self._left is None:
            return
        self._turn_to(self._left)
        if self._left.run.stage is Stage.MEMOS:
            self._write_memos()

    def _go_back(self) -> None:
        """Turn back to the plan; a run that has themes can be taken up again from there."""
        self._keep_themes()
        if not self._themes.themes:
            self._desk.leave(self._known().id)
        self._begin()

    def _leave(self) -> None:
        """Let a run that has not ended be."""
        if self._left is not None:
            self._desk.leave(self._left.run.id)
        self._begin()

    def _make_themes(self) -> None:
        self._keep_themes()
        self._make(self._desk.make_themes)

    def _write_memos(self) -> None:
        self._keep_themes()
        self._frame.turn_to(self._memos)
        self._make(self._desk.make_memos)

    def _write_the_rest(self) -> None:
        """Go on, under a higher limit where the run has come to its own."""
        run = self._known()
        limit = run.plan.cost_limit
        if self._is_limited and limit is not None:
            higher = ask_for_higher_limit(limit, parent=self)
            if higher is None:
                return
            self._desk.limit(run.id, higher)
        self._write_memos()

    def _try_again(self) -> None:
        self._desk.open_again(self._known().id)
        self._memos.look_at_all()
        self._write_memos()

    def _make(self, make: Callable[..., GenerationState]) -> None:
        """Have something made beside the window, and show how far it is."""
        run = self._known()

        def work(progressing: Progressing) -> GenerationState:
            return make(run, progress=progressing.reached, cancel=lambda: progressing.is_cancelled)

        self._frame.say("")
        self._running = self._background.run(
            work,
            done=self._made,
            failed=self._complain,
            progress=lambda share: self._reached(share),
            owner=self,
        )
        self.destroyed.connect(self._running.cancel)
        self._fix(is_fixed=True)
        if self._state is not None:
            self._show(self._state)

    def _made(self, state: GenerationState) -> None:
        self._is_limited = state.is_limited
        self._stopped()
        self._show(state)
        self._frame.say(ended_words(state))
        self._memos.look_at_marked()
        self._tell_if_hidden(how_far(state))

    def _reached(self, share: float) -> None:
        self._frame.show_share(share)
        if not self._last_look.isValid() or self._last_look.elapsed() > _BETWEEN_LOOKS_MS:
            self._look()

    def _look(self) -> None:
        """Show the run as it is on disk, read beside the window: it may be long."""
        run_id = self._known().id
        self._last_look.start()
        shown = self._shown

        def show(state: GenerationState) -> None:
            # What was shown meanwhile is newer.
            if shown == self._shown and self._run is not None:
                self._show(state)

        self._ask(lambda: self._desk.state(run_id), then=show)

    def _show(self, state: GenerationState) -> None:
        self._shown += 1
        self._run, self._state = state.run, state
        if self._running is None:
            is_at_themes = state.run.stage is Stage.THEMES
            self._frame.turn_to(self._themes if is_at_themes else self._memos)
        self._themes.show_themes(state.themes)
        self._memos.show_memos(state.memos)
        self._frame.show_state(state, is_running=self._running is not None)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._frame.show_stopping()

    def _stopped(self) -> None:
        self._running = None
        self._fix(is_fixed=False)

    def _fix(self, *, is_fixed: bool) -> None:
        self._themes.fix(is_fixed)
        self._memos.fix(is_fixed)

    def _keep_themes(self) -> None:
        """Write down what was changed in the table of themes."""
        if self._run is not None and self._run.stage is Stage.THEMES and self._running is None:
            self._desk.keep_themes(self._run.id, self._themes.themes)

    def _decide(self, memos: list[int], is_kept: bool) -> None:  # noqa: FBT001 - as Qt sends it.
        self._desk.decide(memos, is_kept=is_kept)
        self._look()

    def _add(self) -> None:
        run_id = self._known().id

        def added(report: AddedReport) -> None:
            self._changes.memos.emit()
            self.added.emit(added_words(report))
            self.accept()
            self.deleteLater()

        self._ask(lambda: self._desk.add(run_id), then=added)

    def _ask(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        if self._running is not None:
            self._stopped()
            self._look()
        self._frame.complain(three_parts(error))
        self._tell_if_hidden(three_parts(error))

    def _tell_if_hidden(self, text: str) -> None:
        if not self.isVisible():
            self.waiting.emit(text)

    def _known(self) -> GenerationRun:
        """Return the run that is shown; there is one on every page but the first."""
        if self._run is None:
            raise RuntimeError("no run is shown")
        return self._run
