"""What stands around the pages of a generation run: where one is, the cost, what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.generation import MemoState, Stage
from emoji_labeler.services.generating import GenerationState
from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.ui.generation_words import how_far, spending_words
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.wording import later, tr, tr_count

_STEPS = 1000
_TITLES = (later("1  Plan"), later("2  Themes"), later("3  Memos"))
_PLAN, _THEMES, _MEMOS = range(3)


class GenerationFrame(QObject):
    """Furnishes a dialog with a line of steps, a stack of three pages, a notice and buttons."""

    close_wanted = Signal()
    back_wanted = Signal()
    stop_wanted = Signal()
    go_on_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, pages: Sequence[QWidget], *, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._pages = list(pages)
        self._does: list[tuple[Callable[[], None], Callable[[], None]]] = [
            (lambda: None, lambda: None) for _ in pages
        ]
        self._stack = QStackedWidget(dialog)
        for page in pages:
            self._stack.addWidget(page)
        self._steps = [QLabel(tr(title), dialog) for title in _TITLES]
        self._far = _line("soft", parent=dialog, can_shrink=True)
        self._bar = QProgressBar(dialog)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        keeps_place = self._bar.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keeps_place)
        self._open_run = QFrame(dialog)
        self._open_run.setProperty("role", "card")
        self._open_run_text = _line("soft", parent=self._open_run)
        self._notice = _line("warning", parent=dialog)
        self._notice.setWordWrap(True)
        self._cost = _line("soft", parent=dialog, can_shrink=True)
        self._close = _button(tr("Close"), parent=dialog)
        self._close.clicked.connect(self.close_wanted)
        self._back = _button(tr("Back"), parent=dialog)
        self._back.clicked.connect(self.back_wanted)
        self._stop = _button(tr("Stop"), parent=dialog)
        self._stop.clicked.connect(self.stop_wanted)
        self._also = _button("", parent=dialog)
        self._also.clicked.connect(lambda: self._does[self._stack.currentIndex()][1]())
        self._main = _button("", parent=dialog)
        self._main.setProperty("role", "primary")
        self._main.clicked.connect(lambda: self._does[self._stack.currentIndex()][0]())
        self._furnish(dialog)

    def on(self, page: QWidget, *, does: Callable[[], None], also: Callable[[], None]) -> None:
        """Say what the main button and the one beside it do on a page."""
        self._does[self._pages.index(page)] = (does, also)

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(page)
        here = self._stack.currentIndex()
        for place, step in enumerate(self._steps):
            step.setFont(
                font(
                    BODY_PX + 2, weight=font().Weight.DemiBold if place == here else font().weight()
                )
            )
            step.setProperty("tone", "" if place == here else "faint")
            step.style().polish(step)
        if here == _PLAN:
            self._main.setText(tr("Make themes"))
            self._main.setEnabled(False)
            self._also.setText(tr("Write themes myself"))
            self._also.setVisible(True)
            self._far.clear()
            for widget in (self._bar, self._stop, self._back):
                widget.hide()

    def allow(self, page: QWidget, *, is_allowed: bool) -> None:
        """Let the page's buttons be pressed, or not."""
        if self._stack.currentWidget() is page:
            self._main.setEnabled(is_allowed)
            self._also.setEnabled(is_allowed)

    def offer_to_go_on(self, text: str) -> None:
        """Offer to go on with a run that has not ended, or, without a text, offer nothing."""
        self._open_run_text.setText(tr("Not finished: {run}", run=text))
        self._open_run.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Say something to look at, or nothing."""
        self._show_notice(text, tone="soft")

    def complain(self, text: str) -> None:
        """Say what went wrong."""
        self._show_notice(text, tone="bad")

    def say_cost(self, text: str) -> None:
        """Say what it will cost, or has cost."""
        self._cost.setText(text)

    def show_share(self, share: float) -> None:
        """Show how far the work is, 0 to 1."""
        self._bar.setValue(round(share * _STEPS))

    def show_stopping(self) -> None:
        """Say that answers under way are waited for, because they are paid for."""
        self._stop.setEnabled(False)
        self.say(tr("Stopping when the answers under way are in; they are paid for already."))

    def show_state(self, state: GenerationState, *, is_running: bool) -> None:
        """Show how far a run is and what can be done with it now."""
        self._far.setText(how_far(state))
        self.say_cost(spending_words(state.spending, limit=state.run.plan.cost_limit))
        self._bar.setVisible(is_running)
        if is_running:
            self.show_share(_share(state))
        self._stop.setVisible(is_running)
        self._back.setVisible(not is_running and state.run.stage is Stage.THEMES)
        if not is_running:
            self._stop.setEnabled(True)
        self._close.setText(tr("Hide and go on") if is_running else tr("Close"))
        show = self._show_themes if self._stack.currentIndex() == _THEMES else self._show_memos
        show(state, is_running=is_running)

    def _show_themes(self, state: GenerationState, *, is_running: bool) -> None:
        self._also.setText(tr("Make the missing themes"))
        missing = len(state.themes) < state.run.plan.theme_count
        self._also.setVisible(missing and not is_running)
        self._also.setEnabled(True)
        self._main.setText(tr("Write memos"))
        self._main.setEnabled(not is_running)

    def _show_memos(self, state: GenerationState, *, is_running: bool) -> None:
        kept = sum(memo.state is MemoState.MADE and memo.is_kept for memo in state.memos)
        self._also.setText(tr("Go on"))
        self._also.setVisible(state.count(MemoState.OPEN) > 0 and not is_running)
        self._also.setEnabled(True)
        self._main.setText(
            tr_count(
                "Add {count} memo to the project", "Add {count} memos to the project", count=kept
            )
        )
        self._main.setEnabled(kept > 0 and not is_running)

    def _show_notice(self, text: str, *, tone: str) -> None:
        self._notice.setProperty("tone", tone)
        self._notice.style().polish(self._notice)
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def _furnish(self, dialog: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(22)
        for step in self._steps:
            head.addWidget(step)
        self._far.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._far, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._cost, 1)
        for button in (self._close, self._back, self._stop, self._also, self._main):
            foot.addWidget(button)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._unfinished())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._notice)
        layout.addLayout(foot)
        self._notice.hide()

    def _unfinished(self) -> QFrame:
        """Return the card that offers to go on with a run."""
        go_on = _button(tr("Go on"), parent=self._open_run)
        go_on.clicked.connect(self.go_on_wanted)
        discard = _button(tr("Leave it"), parent=self._open_run)
        discard.setProperty("role", "quiet")
        discard.clicked.connect(self.discard_wanted)
        inner = QHBoxLayout(self._open_run)
        inner.setContentsMargins(16, 8, 8, 8)
        inner.addWidget(self._open_run_text, 1)
        inner.addWidget(discard)
        inner.addWidget(go_on)
        return self._open_run


def _share(state: GenerationState) -> float:
    if state.run.stage is Stage.THEMES:
        return min(1.0, len(state.themes) / state.run.plan.theme_count)
    return state.settled / max(1, len(state.memos))


def _line(tone: str, *, parent: QWidget, can_shrink: bool = False) -> QLabel:
    label = ElidedLabel(parent) if can_shrink else QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label


def _button(text: str, *, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button
