"""The memo under review: why it waits, what it says, what people and models chose, the history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emoji_labeler.domain.review import Reason
from emoji_labeler.domain.review_desk import Candidate, ReviewDesk
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.review_words import REASONS, RESOLUTIONS, spoken_deed
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.action_button import ActionButton
from emoji_labeler.ui.widgets.also_line import AlsoLine
from emoji_labeler.ui.widgets.candidate_list import CandidateLine, CandidateList
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.memo_text import MemoText
from emoji_labeler.ui.widgets.note_prompt import NotePrompt
from emoji_labeler.wording import tr

_DEEDS_SHOWN = 4


class ReviewCard(QFrame):
    """Shows one desk; says which label was taken, and which also-acceptable one was removed."""

    label_chosen = Signal(str)
    also_removed = Signal(str)

    def __init__(
        self,
        pack: EmojiPack,
        *,
        pictures: Pictures,
        theme: Theme,
        actions: Sequence[QAction],
        primary: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pack = pack
        self._origin = ElidedLabel(self)
        self._reasons = QLabel(self)
        self._text = MemoText(self)
        self._candidates = CandidateList(pictures, theme=theme, parent=self)
        self._covered = QLabel(self)
        self._explanation = QLabel(self)
        self._history = QLabel(self)
        self._also = AlsoLine(pack, pictures=pictures, parent=self)
        self.prompt = NotePrompt(self)
        self._buttons = [ActionButton(action) for action in actions]
        self._primary = ActionButton(primary, keys="⏎")
        self._furnish()
        self._candidates.label_chosen.connect(self.label_chosen)
        self._also.removed.connect(self.also_removed)

    def show_desk(self, desk: ReviewDesk | None, *, hides_names: bool, otherwise: str) -> None:
        """Show a memo, or say ``otherwise`` where there is none."""
        self.prompt.close_prompt()
        for widget in (*self._buttons, self._primary):
            widget.setVisible(desk is not None)
        if desk is None:
            self._show_nothing(otherwise)
            return
        memo = desk.memo
        parts = [tr("Memo {number}", number=f"{memo.id:,}"), memo.theme, memo.source]
        self._origin.setText("  ·  ".join(filter(None, parts)))
        reasons = desk.entry.reasons if desk.entry else ()
        self._reasons.setText("\n".join(tr(REASONS[Reason(one)][1]) for one in reasons))
        self._reasons.setVisible(bool(reasons))
        self._text.show_text(memo.text)
        lines = () if desk.is_covered else self._lines(desk, hides_names=hides_names)
        self._candidates.show_lines(lines, marked=_marked(desk))
        self._covered.setVisible(desk.is_covered)
        is_told = not (desk.is_covered or hides_names)
        self._explanation.setText(self._explained(desk) if is_told else "")
        self._explanation.setVisible(bool(self._explanation.text()))
        deeds = self._deeds(desk) if is_told else ""
        self._history.setText(deeds)
        self._history.setVisible(bool(deeds))
        self._also.show_labels(desk.also_acceptable)

    def label_at(self, number: int) -> str:
        """Return the label of candidate ``number``, from 1, or an empty string."""
        return self._candidates.label_at(number)

    def _furnish(self) -> None:
        self._origin.setProperty("tone", "soft")
        self._origin.setFont(font(BODY_PX))
        self._reasons.setProperty("tone", "warning")
        self._covered.setText(
            tr("Choose first: then you see what the others chose, and both choices are kept.")
        )
        for label in (self._reasons, self._covered, self._explanation, self._history):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(font(BODY_PX))
        for label in (self._covered, self._explanation):
            label.setProperty("tone", "soft")
        self._history.setProperty("tone", "faint")
        self._history.setFont(font(SMALL_PX))
        self._primary.setProperty("role", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self._primary)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._origin)
        layout.addWidget(self._reasons)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._covered)
        layout.addWidget(self._candidates)
        layout.addWidget(self._also)
        layout.addWidget(self._explanation)
        layout.addWidget(self._history)
        layout.addWidget(line)
        layout.addWidget(self.prompt)
        layout.addLayout(buttons)

    def _show_nothing(self, sentence: str) -> None:
        self._origin.clear()
        self._text.show_text(sentence)
        self._candidates.show_lines((), marked="")
        for label in (self._reasons, self._covered, self._explanation, self._history):
            label.hide()
        self._also.show_labels(())

    def _lines(self, desk: ReviewDesk, *, hides_names: bool) -> list[CandidateLine]:
        """Return a line for each label that was given, and first one for the reviewer's own."""
        places = {annotator.id: place for place, (annotator, _) in enumerate(desk.answers, start=1)}
        lines = [
            CandidateLine(
                label=one.label,
                name=self._name(one.label),
                people=tuple(
                    (tr("Annotator {number}", number=places[person.id]), "")
                    if hides_names
                    else (person.name, person.colour)
                    for person in one.annotators
                ),
                models=_models(one),
            )
            for one in desk.candidates
        ]
        own = _marked(desk)
        if own and all(line.label != own for line in lines):
            whose = (
                tr("The reviewer's first choice")
                if desk.first_choice
                else tr("The reviewer's decision")
            )
            name = self._name(own)
            lines.insert(0, CandidateLine(label=own, name=name, people=((whose, ""),), models=()))
        return lines

    def _explained(self, desk: ReviewDesk) -> str:
        """Return why the label counts or none does, and what an annotator remarks."""
        note = next((one.answer.note for _, one in desk.answers if one.answer.note), "")
        said = tr("“{note}”", note=note) if note else ""
        return f"{desk.explanation}  {said}".rstrip()

    def _deeds(self, desk: ReviewDesk) -> str:
        lines = desk.history[-_DEEDS_SHOWN:]
        return "\n".join(
            spoken_deed(one, name=one.person.name, label=self._name(one.label)) for one in lines
        )

    def _name(self, label: str) -> str:
        emoji = self._pack.find(label)
        return emoji.spoken_name if emoji else label


def _marked(desk: ReviewDesk) -> str:
    """Return the label that Enter accepts."""
    return desk.first_choice or desk.proposed


def _models(candidate: Candidate) -> tuple[str, ...]:
    return tuple(
        f"{one.run_name}  {one.confidence:.0%}  {tr(RESOLUTIONS[one.resolution])}"
        for one in candidate.predictions
    )
