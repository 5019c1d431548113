"""Review: the queue on the left, the memo in the middle, the emoji on the right."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.errors import EmojiLabelerError, WrongUseError
from emoji_labeler.domain.review import Reason
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.findings import Findings
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.review_batches import ReviewBatches
from emoji_labeler.ui.widgets.emoji_picker import EmojiPicker
from emoji_labeler.ui.widgets.review_card import ReviewCard
from emoji_labeler.ui.widgets.review_queue import ReviewQueue
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr, tr_count

if TYPE_CHECKING:
    from emoji_labeler.services.reviewing import ReviewSession


class ReviewPanel(Panel):
    """Shows the desk of a review session and passes on what the reviewer does with it."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self.queue = ReviewQueue(pictures=parts.pictures, theme=parts.theme, parent=self)
        self.card = ReviewCard(
            parts.pack,
            pictures=parts.pictures,
            theme=parts.theme,
            actions=[actions["reject"], actions["send_back"]],
            primary=actions["accept"],
            parent=self,
        )
        self.picker = EmojiPicker(
            parts.pack,
            pictures=parts.pictures,
            search=self._found,
            theme=parts.theme,
            icons=parts.icons,
            parent=self,
        )
        self._beside = ReviewBatches(self, parts=parts)
        self._furnish()
        self._connect()

    @cached_property
    def session(self) -> "ReviewSession":
        """The reviewer's desk, made when somebody comes to it."""
        return self._parts.reviewing()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what can be done with the desk as it is."""
        commands: dict[str, Callable[[], object]] = {
            "undo": self.undo,
            "redo": self.redo,
            "reason": self.queue.reasons.showPopup,
            "contradictions": self._beside.look_for_contradictions,
            "choose_first": self._turn_choosing,
            "hide_names": self._turn_names,
            "variants": self.picker.show_variants,
        }
        if self.session.reason is not None:
            commands["accept_all"] = self._accept_all
        if self.session.desk is not None:
            commands |= {
                "skip": partial(self.queue.step, 1),
                "back": partial(self.queue.step, -1),
                "forward": partial(self.queue.step, 1),
            }
            if not self.session.desk.is_covered:
                commands |= {
                    "accept": self.accept,
                    "reject": partial(
                        self.card.prompt.ask, tr("Why? Enter rejects."), do=self._reject
                    ),
                    "send_back": partial(
                        self.card.prompt.ask,
                        tr("What is to be looked at? Enter sends."),
                        do=self._send_back,
                        is_needed=True,
                    ),
                }
        return commands

    def come(self) -> None:
        """Show the queue as it is now; the search has the keyboard."""
        self.picker.warm_up()
        desk = self.session.desk
        if desk is None:
            self._attempt(self.session.next)
        else:
            self._attempt(partial(self.session.lay, desk.memo.id))
        self._check_role()

    def accept(self) -> None:
        """Give the memo the label that is proposed."""
        self._attempt(self.session.decide, is_decision=True)

    def undo(self) -> None:
        """Take the last decision back."""
        self._attempt(
            self.session.undo, is_decision=True, otherwise=tr("There is nothing to undo.")
        )

    def redo(self) -> None:
        """Bring back the decision taken back last."""
        self._attempt(
            self.session.redo, is_decision=True, otherwise=tr("There is nothing to redo.")
        )

    def _furnish(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.queue, 6)
        body.addWidget(self.card, 13)
        body.addWidget(self.picker, 11)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.picker.emoji_chosen.connect(self._take)
        self.picker.also_chosen.connect(self._toggle_also)
        self.picker.slot_wanted.connect(self._take_candidate)
        self.picker.confirmed.connect(self._confirm)
        self.card.label_chosen.connect(lambda label: self._take(label, PickPath.NONE))
        self.card.also_removed.connect(self._toggle_also)
        self.card.prompt.left.connect(self.picker.box.setFocus)
        self.queue.reason_chosen.connect(self._choose)
        self.queue.memo_chosen.connect(
            lambda number: self._attempt(partial(self.session.lay, number))
        )
        self._beside.found.connect(self._say_found)
        self._beside.accepted.connect(self._say_accepted)
        self._beside.nothing_acceptable.connect(
            lambda: self.notices.say(tr("No memo of this list has a label that all agree on."))
        )
        self._parts.assistant.ready.connect(self.picker.search_again)
        changes = self._parts.changes
        for changed in (changes.annotations, changes.annotators, changes.prediction_runs):
            changed.connect(self._look_again)

    def _take(self, label: str, path: PickPath) -> None:
        """Decide for a label, or note the first choice while the others are covered."""
        desk = self.session.desk
        if desk is None:
            return
        if desk.is_covered:
            self._attempt(partial(self.session.commit, label))
            return
        self._attempt(partial(self.session.decide, label, path=path), is_decision=True)

    def _take_candidate(self, number: int) -> None:
        label = self.card.label_at(number)
        if label:
            self._take(label, PickPath.NONE)

    def _confirm(self) -> None:
        """Enter with nothing framed: accept what is proposed."""
        desk = self.session.desk
        if desk is not None and not desk.is_covered and (desk.proposed or desk.first_choice):
            self.accept()

    def _toggle_also(self, label: str) -> None:
        if self.session.desk is not None:
            self._attempt(partial(self.session.toggle_also, label))

    def _reject(self, note: str) -> None:
        self._attempt(partial(self.session.reject, note), is_decision=True)

    def _send_back(self, note: str) -> None:
        self._attempt(partial(self.session.send_back, note), is_decision=True)

    def _turn_choosing(self) -> None:
        wanted = not self.session.rules.commits_first
        self._attempt(partial(self.session.choose_first, is_wanted=wanted))
        self.notices.say(
            tr("You choose before you see what the others chose.")
            if wanted
            else tr("You see at once what the others chose.")
        )

    def _turn_names(self) -> None:
        wanted = not self.session.rules.hides_names
        self._attempt(partial(self.session.hide_names, is_wanted=wanted))
        self.notices.say(tr("Names are hidden.") if wanted else tr("Names are shown."))

    def _choose(self, reason: Reason | None) -> None:
        """Look at the memos that wait for one reason, or for any."""
        self._attempt(partial(self.session.choose, reason))

    def _accept_all(self) -> None:
        if self.session.reason is not None:
            self._beside.preview(self.session.reason, name=self.session.reviewer.name)

    def _attempt(
        self, work: Callable[[], object], *, is_decision: bool = False, otherwise: str = ""
    ) -> None:
        """Do it and show what has come of it; where it fails, offer to do it again."""
        try:
            outcome = work()
        except WrongUseError as error:
            # It would fail again, and whoever may not decide is offered what lets them.
            self.notices.complain(str(error))
            self._check_role()
            return
        except EmojiLabelerError as error:
            self.notices.complain(
                str(error),
                do=partial(self._attempt, work, is_decision=is_decision, otherwise=otherwise),
                do_text=tr("Try again"),
            )
            return
        self.notices.clear()
        if is_decision:
            self._parts.changes.verdicts.emit()
        if otherwise and outcome is False:
            self.notices.say(otherwise)
        self._show()

    def _show(self) -> None:
        """Show queue and desk as they are now."""
        session = self.session
        self.queue.show_session(session)
        self.card.show_desk(
            session.desk,
            hides_names=session.rules.hides_names,
            otherwise=_nothing_waits(session.reason),
        )
        desk = session.desk
        chosen = (desk.first_choice or desk.proposed) if desk and not desk.is_covered else ""
        also = frozenset(desk.also_acceptable) if desk else frozenset()
        self.picker.mark(chosen=chosen, also=also)
        self.picker.clear()
        self.commands_changed.emit()

    def _look_again(self) -> None:
        """Show what has changed, unless nobody looks: whoever comes back sees it then."""
        if self.isVisible():
            self.come()

    def _check_role(self) -> None:
        """Offer to become a reviewer: an annotator only looks on."""
        reviewer = self.session.reviewer
        if not reviewer.is_reviewer:
            self.notices.say(
                tr("{name} is an annotator and decides nothing here.", name=reviewer.name),
                do=self._become_reviewer,
                do_text=tr("Make {name} a reviewer", name=reviewer.name),
                stays=True,
            )

    def _become_reviewer(self) -> None:
        self._attempt(self.session.become_reviewer)
        self._parts.changes.annotators.emit()

    def _found(self, query: str) -> Findings | None:
        desk = self.session.desk
        return self._parts.assistant.found(query, memo=desk.memo if desk else None)

    def _say_found(self, count: int) -> None:
        self._attempt(self.session.next)
        self.notices.say(
            tr_count(
                "{count} memo contradicts another.",
                "{count} memos contradict another.",
                count=count,
            )
        )

    def _say_accepted(self, count: int) -> None:
        self._attempt(self.session.next, is_decision=True)
        self.notices.say(
            tr_count("{count} memo accepted.", "{count} memos accepted.", count=count),
            do=self.undo,
            do_text=tr("Undo"),
        )


def _nothing_waits(reason: Reason | None) -> str:
    """Say that the queue is empty, and where to go on."""
    if reason is not None:
        return tr("Nothing waits for this reason any more. Alt+R chooses another.")
    return tr(
        "Nothing waits for a reviewer. Ctrl+7 shows how far people agree, Ctrl+4 makes a dataset."
    )
