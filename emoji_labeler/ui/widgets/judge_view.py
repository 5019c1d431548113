"""Judging: a memo, two pictures, and nobody says whose they are."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.judgement import HUMAN, Verdict
from emoji_labeler.services.judgement_words import results_words
from emoji_labeler.services.judging import (
    JudgementResults,
    JudgingPlan,
    JudgingSession,
    judgement_results,
    judging_plan,
)
from emoji_labeler.services.opening import open_project
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font, memo_font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.choice_box import ChoiceBox
from emoji_labeler.ui.widgets.picture_label import PictureLabel
from emoji_labeler.wording import later, tr

T = TypeVar("T")

_TEXT_PX = 18
_PICTURE_SIDE = 112
_MARGIN = 22
_LETTERS = 12
_VERDICTS = (
    (Verdict.LEFT, Qt.Key.Key_Left, later("Left is better"), "←"),
    (Verdict.TIE, Qt.Key.Key_Up, later("Both are good"), "↑"),
    (Verdict.NEITHER, Qt.Key.Key_Down, later("Both are bad"), "↓"),
    (Verdict.RIGHT, Qt.Key.Key_Right, later("Right is better"), "→"),
)
_KEYS = {key: verdict for verdict, key, _, _ in _VERDICTS}


class JudgeView(QWidget):
    """Lays one memo after the other before the judge; the arrows decide.

    A judgement is saved at once, like an answer. What all judgements say is told below, and is
    hidden while somebody judges, unless it is asked for.
    """

    judged = Signal()
    failed = Signal(object)

    def __init__(
        self,
        project_path: Path,
        *,
        judge: Annotator,
        pictures: Pictures,
        theme: Theme,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = project_path
        self._judge = judge
        self._background = background
        self._session: JudgingSession | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sides = tuple(
            ChoiceBox(name, letters=_LETTERS, parent=self)
            for name in (tr("One side"), tr("Other side"))
        )
        self._begin = QPushButton(tr("Begin"), self)
        self._progress = QProgressBar(self)
        self._state = QLabel(self)
        self._text = QLabel(self)
        self._pictures = tuple(
            PictureLabel(pictures, theme=theme, side=_PICTURE_SIDE, margin=_MARGIN, parent=self)
            for _ in range(2)
        )
        self._buttons: list[QPushButton] = []
        self._results = QLabel(self)
        self._tell = QPushButton(tr("Show results"), self)
        self._furnish()
        self._show_desk()

    @property
    def can_undo(self) -> bool:
        """Whether somebody is judging."""
        return self._session is not None

    def offer(self, names: Sequence[str]) -> None:
        """Offer these runs, and the people, as sides."""
        former = [box.currentData() for box in self._sides]
        # Two sides that are the same, as before there was any run, are nobody's choice.
        are_chosen = former[0] != former[1]
        for place, box in enumerate(self._sides):
            box.clear()
            for name in names:
                box.addItem(name, name)
            box.addItem(tr("People"), HUMAN)
            found = box.findData(former[place]) if are_chosen else -1
            box.setCurrentIndex(found if found >= 0 else min(place, box.count() - 1))
        self._begin.setEnabled(bool(names))

    def undo(self) -> None:
        """Take the last judgement back."""
        if self._session is not None:
            self._attempt(self._session.undo)

    def leave(self) -> None:
        """Give the project file back; a judgement is never half made."""
        if self._session is not None:
            self._session.close()
            self._session = None
            self._show_desk()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide with the arrows."""
        verdict = _KEYS.get(Qt.Key(event.key()))
        if verdict is None or self._session is None or self._session.desk is None:
            super().keyPressEvent(event)
            return
        self._decide(verdict)

    def _furnish(self) -> None:
        self._begin.clicked.connect(self._prepare)
        self._tell.clicked.connect(self._show_results)
        self._tell.setProperty("role", "quiet")
        self._state.setProperty("tone", "soft")
        self._state.setFont(font(SMALL_PX))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setFont(memo_font(_TEXT_PX))
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._results.setWordWrap(True)
        self._results.setTextFormat(Qt.TextFormat.PlainText)
        self._results.setFont(font(BODY_PX))
        self._results.hide()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._text)
        self._text.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 10, 24, 12)
        layout.setSpacing(14)
        layout.addLayout(self._head())
        layout.addWidget(self._progress)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._pair())
        layout.addWidget(self._results)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._sides[0], 2)
        head.addWidget(QLabel(tr("against"), self))
        head.addWidget(self._sides[1], 2)
        head.addWidget(self._begin)
        head.addWidget(self._state, 1)
        head.addWidget(self._tell)
        return head

    def _pair(self) -> QHBoxLayout:
        left, right = self._pictures
        middle = QVBoxLayout()
        middle.setSpacing(8)
        for verdict, _, words, sign in _VERDICTS:
            button = QPushButton(f"{sign}   {tr(words)}", self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._decide, verdict))
            self._buttons.append(button)
            middle.addWidget(button)
        pair = QHBoxLayout()
        pair.setSpacing(28)
        pair.addStretch()
        pair.addWidget(left)
        pair.addLayout(middle)
        pair.addWidget(right)
        pair.addStretch()
        return pair

    def _prepare(self) -> None:
        """Find out what there is to judge, beside the window."""
        sides = (self._sides[0].currentData(), self._sides[1].currentData())
        self._begin.setEnabled(False)
        self._state.setText(tr("One moment…"))
        self._run(partial(_plan, self._path, sides), then=self._start)

    def _start(self, plan: JudgingPlan) -> None:
        self._begin.setEnabled(True)
        self._results.hide()
        self.leave()
        self._session = JudgingSession.open(self._path, judge=self._judge, plan=plan)
        self._show_desk()
        self.setFocus()

    def _decide(self, verdict: Verdict) -> None:
        session = self._session
        if session is not None and session.desk is not None:
            self._attempt(partial(session.decide, verdict))
            self.setFocus()

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except EmojiLabelerError as error:
            self.failed.emit(error)
            return
        self._results.hide()
        self._show_desk()
        self.judged.emit()

    def _show_desk(self) -> None:
        session = self._session
        desk = session.desk if session else None
        labels = (desk.left_label, desk.right_label) if desk else ("", "")
        for picture, label in zip(self._pictures, labels, strict=True):
            picture.show_label(label)
        for button in self._buttons:
            button.setEnabled(desk is not None)
        self._progress.setVisible(session is not None)
        if session is None:
            self._text.setText(
                tr(
                    "Choose two sides and begin. Each memo comes with two pictures, shuffled;"
                    " say with the arrows which is more convincing."
                )
            )
            self._state.clear()
            return
        self._progress.setRange(0, session.memos)
        self._progress.setValue(session.judged)
        self._state.setText(
            tr("{done} of {all} judged", done=f"{session.judged:,}", all=f"{session.memos:,}")
        )
        self._text.setText(desk.memo.text if desk else tr("Every memo is judged."))

    def _show_results(self) -> None:
        self._run(partial(_results, self._path), then=self._tell_results)

    def _tell_results(self, results: JudgementResults) -> None:
        self._results.setText(results_words(results))
        self._results.show()
        # The arrows judge again, and do not walk from button to button.
        self.setFocus()

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._begin.setEnabled(True)
        self._state.clear()
        self.failed.emit(error)


def _plan(project_path: Path, sides: tuple[str, str]) -> JudgingPlan:
    with open_project(project_path) as project:
        return judging_plan(project, sides)


def _results(project_path: Path) -> JudgementResults:
    with open_project(project_path) as project:
        return judgement_results(project)
