"""Reviewing: one reviewer at the queue, one memo after the other.

The session knows no screen: the window, the command line and the tests drive the same one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.annotator import Annotator, Role
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.review import QueueEntry, Reason, ReviewRules
from emoji_labeler.domain.review_desk import (
    BatchPreview,
    HistoryLine,
    ReviewDesk,
    acceptable_of,
    candidates_of,
)
from emoji_labeler.domain.verdict import Decision, Ruling
from emoji_labeler.services.deciding import explained
from emoji_labeler.services.staffing import give_role
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_PREVIEWED = 50
_REMEMBERED = 20


class ReviewSession:
    """The desk of one reviewer in one project.

    Every decision is on disk when the call that makes it returns; when one raises SavingError the
    desk is as it was, and the call can be made again. Raises WrongUseError for every decision of
    somebody who is no reviewer.
    """

    def __init__(
        self,
        project: ProjectStore,
        *,
        reviewer: Annotator,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._reviewer = reviewer
        self.reason: Reason | None = None
        self.desk: ReviewDesk | None = None
        self._project = project
        self._clock = clock
        self._appeared_at = clock()

    @property
    def reviewer(self) -> Annotator:
        """Who decides, in the role that the project gives them now."""
        return self._project.annotators.find(self._reviewer.name) or self._reviewer

    @property
    def rules(self) -> ReviewRules:
        """What is worth a look, and whether the reviewer chooses first."""
        return self._project.golds.review_rules

    def counts(self) -> dict[Reason, int]:
        """Return how many memos wait for each reason."""
        return self._project.reviews.counts()

    def count(self) -> int:
        """Return how many memos wait at all."""
        return self._project.reviews.count()

    def page(self, *, after: QueueEntry | None = None, limit: int) -> Sequence[QueueEntry]:
        """Return the next memos of the queue under the reason that is chosen."""
        return self._project.reviews.page(reason=self.reason, after=after, limit=limit)

    def choose(self, reason: Reason | None) -> None:
        """Look at the memos that wait for one reason, or for any; lay the first on the desk."""
        self.reason = reason
        self.next()

    def next(self, *, after: QueueEntry | None = None) -> None:
        """Lay the memo behind ``after`` on the desk, or the first one; at last an empty desk."""
        found = self.page(after=after, limit=1) or (self.page(limit=1) if after else ())
        if found:
            self.lay(found[0].memo_id)
        else:
            self.desk = None

    def lay(self, memo_id: int) -> None:
        """Lay any memo on the desk, whether it waits or not."""
        memo = self._project.memos.get(memo_id)
        if memo is None:
            self.desk = None
            return
        people = {one.id: one for one in self._project.annotators.all()}
        answers = tuple(
            (people[one.annotator_id], one) for one in self._project.annotations.for_memo(memo_id)
        )
        predictions = tuple(self._project.reviews.predictions(memo_id))
        current = self._project.label_names.current()
        gold, verdict = self._project.golds.get(memo_id), self._project.verdicts.of(memo_id)
        # Whoever sent a memo back is to choose anew: its answers are other ones now.
        decided = verdict if verdict and verdict.decision != Decision.SENT_BACK else None
        self.desk = ReviewDesk(
            memo=memo,
            entry=self._project.reviews.entry(memo_id, reason=self.reason),
            answers=answers,
            predictions=predictions,
            candidates=candidates_of(answers, predictions, current=current),
            gold=gold,
            verdict=verdict,
            history=tuple(
                HistoryLine(made_at=at, person=people[who], state=state, label=label, note=note)
                for at, who, state, label, note in self._project.reviews.history(
                    memo_id, limit=_REMEMBERED
                )
            ),
            explanation=explained(gold, names={one.id: one.name for one in people.values()}),
            current=current,
            is_covered=self.rules.commits_first and decided is None,
            first_choice=current[decided.first_choice] if decided else "",
            also_acceptable=acceptable_of(answers) if decided is None else decided.also_acceptable,
        )
        self._appeared_at = self._clock()

    def toggle_also(self, label: str) -> None:
        """Call a label acceptable as well, or no longer."""
        desk = self._desk()
        also = tuple(one for one in desk.also_acceptable if one != label)
        if also == desk.also_acceptable:
            also = (*also, label)
        self.desk = replace(desk, also_acceptable=also)

    def commit(self, label: str) -> None:
        """Choose before the answers are seen, and see them then; the decision is yet to come."""
        self.desk = replace(self._desk(), first_choice=label, is_covered=False)

    def decide(self, label: str = "", *, path: PickPath = PickPath.NONE) -> None:
        """Give the memo a label, the proposed one if none is named, and go on.

        A label that an annotator or a model gave is accepted; any other one corrects them.
        """
        desk = self._desk()
        label = label or desk.first_choice or desk.proposed
        if not label:
            raise WrongUseError(
                tr("The decision was not saved."),
                why=tr("There is no label to accept."),
                remedy=tr("Choose an emoji, or reject the memo."),
            )
        self._save(desk.ruling(label, path=path))

    def reject(self, note: str = "") -> None:
        """Say that no label fits, or that the memo is of no use, and go on."""
        self._save(self._bare(Decision.REJECTED, note=note))

    def send_back(self, note: str) -> None:
        """Ask the annotators again, with a note that says what to look at, and go on."""
        desk = self._desk()
        if not desk.answers:
            raise WrongUseError(
                tr("The memo was not sent back."),
                why=tr("Nobody has answered it yet."),
                remedy=tr("Choose an emoji, or reject the memo."),
            )
        self._save(self._bare(Decision.SENT_BACK, note=note))

    def undo(self) -> bool:
        """Take the last decision back and lay its memo on the desk; False where there is none."""
        return self._return_to(self._project.verdicts.undo(self.reviewer.id))

    def redo(self) -> bool:
        """Bring the last decision back that was taken back; False where there is none."""
        return self._return_to(self._project.verdicts.redo(self.reviewer.id))

    def accept_batch(self, *, expected: int) -> int:
        """Accept the gold label of every memo under the chosen reason, as one step.

        Raises WrongUseError where there are not ``expected`` memos any more. Returns how many were
        accepted. In a large project this takes seconds: made for a worker thread.
        """
        reason = self.reason
        self._check_role()
        waiting = list(self._project.reviews.acceptable(reason)) if reason else []
        if len(waiting) != expected:
            raise WrongUseError(
                tr("Nothing was accepted."),
                why=tr("The list has changed meanwhile."),
                remedy=tr("Look at the preview again."),
            )
        self._project.verdicts.save_all(
            [(one.memo_id, self._accepting(one)) for one in waiting],
            reviewer_id=self.reviewer.id,
        )
        return len(waiting)

    def become_reviewer(self) -> None:
        """Make whoever sits here a reviewer."""
        give_role(self._project, self.reviewer.name, Role.REVIEWER)

    def choose_first(self, *, is_wanted: bool) -> None:
        """Have reviewers choose before they see what others chose, or no longer."""
        self._project.golds.keep_review_rules(replace(self.rules, commits_first=is_wanted))
        self._renew()

    def hide_names(self, *, is_wanted: bool) -> None:
        """Keep from reviewers who gave which label, or no longer."""
        self._project.golds.keep_review_rules(replace(self.rules, hides_names=is_wanted))
        self._renew()

    def _renew(self) -> None:
        if self.desk is not None:
            self.lay(self.desk.memo.id)

    def _accepting(self, entry: QueueEntry) -> Ruling:
        gold = self._project.golds.get(entry.memo_id)
        is_models = entry.reason is Reason.MODEL_ALONE
        return Ruling(
            decision=Decision.ACCEPTED,
            label=entry.label,
            also_acceptable=gold.also_acceptable if gold else (),
            picked_by=PickPath.SUGGESTION.value if is_models else "",
        )

    def _bare(self, decision: Decision, *, note: str) -> Ruling:
        desk = self._desk()
        return Ruling(decision=decision, note=note.strip(), first_choice=desk.first_choice)

    def _save(self, ruling: Ruling) -> None:
        desk = self._desk()
        self._check_role()
        self._project.verdicts.save(
            ruling,
            memo_id=desk.memo.id,
            reviewer_id=self.reviewer.id,
            lead_time_ms=round((self._clock() - self._appeared_at) * 1000),
        )
        self.next(after=desk.entry)

    def _check_role(self) -> None:
        if not self.reviewer.is_reviewer:
            raise WrongUseError(
                tr("The decision was not saved."),
                why=tr("{name} is no reviewer.", name=self.reviewer.name),
                remedy=tr("Make {name} a reviewer first.", name=self.reviewer.name),
            )

    def _return_to(self, memo_id: int | None) -> bool:
        if memo_id is None:
            return False
        self.lay(memo_id)
        return True

    def _desk(self) -> ReviewDesk:
        if self.desk is None:
            raise WrongUseError(
                tr("The decision was not saved."),
                why=tr("There is no memo on the desk."),
                remedy=tr("Choose a memo of the queue first."),
            )
        return self.desk


def preview_batch(project_path: Path, *, reason: Reason) -> BatchPreview:
    """Return what accepting everything under a reason would accept; made for a worker thread."""
    with ProjectStore.open(project_path) as project:
        waiting = list(project.reviews.acceptable(reason))
    return BatchPreview(count=len(waiting), first=tuple(waiting[:_PREVIEWED]))


def accept_batch(project_path: Path, *, name: str, reason: Reason, expected: int) -> int:
    """Accept what ``preview_batch`` counted, as one step of that reviewer's; return how many.

    Raises WrongUseError where there are not ``expected`` memos any more. Made for a worker thread.
    """
    with ProjectStore.open(project_path) as project:
        session = ReviewSession(project, reviewer=project.annotators.named(name))
        session.reason = reason
        return session.accept_batch(expected=expected)
