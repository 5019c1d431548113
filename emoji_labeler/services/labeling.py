"""Labelling: one annotator at a desk, one memo after the other.

The session knows no screen: the window, the terminal and the tests drive the same one.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from emoji_labeler.domain.annotation import (
    Annotation,
    AnnotationStatus,
    Answer,
    Draft,
)
from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.desk import Desk
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.pace import Pace
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.progress import Progress
from emoji_labeler.domain.usual_labels import UsualLabels
from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_REMEMBERED = 50
"""How many of the last answers are read at the start, for going back and for the usual labels."""


class LabelingSession:
    """The desk of one annotator in one project.

    Every answer is on disk when the call that gives it returns; when one raises SavingError the
    desk is as it was, draft and all, and the call can be made again.
    """

    def __init__(
        self,
        project: ProjectStore,
        *,
        annotator: Annotator,
        order: WorkOrder = WorkOrder.IMPORTED,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.annotator = annotator
        self.pace = Pace()
        self.usual_labels = UsualLabels(places=9)
        self._project = project
        self._clock = clock
        self.order = order
        self._plan: deque[int] = deque()
        self._came_from: list[int] = []
        self._went_to: list[int] = []
        self._appeared_at = clock()
        self.desk: Desk | None = None
        self.share_file = project.path.name if project.values.get("assigned_from") else ""
        """The name of the project file where it holds one person's share of another project."""
        self._begin()

    @property
    def progress(self) -> Progress:
        """How far the annotator is."""
        return self._project.annotations.progress(
            self.annotator.id, memos=self._project.memos.count()
        )

    def latest(self, *, count: int) -> tuple[tuple[Memo, Annotation], ...]:
        """Return the annotator's latest answers with their memos, newest first."""
        found = self._project.annotations.latest(self.annotator.id, limit=count)
        memos = ((self._project.memos.get(annotation.memo_id), annotation) for annotation in found)
        return tuple((memo, annotation) for memo, annotation in memos if memo is not None)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a memo to go back to."""
        return bool(self._came_from)

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody went back before."""
        return bool(self._went_to)

    def work_in(self, order: WorkOrder, *, plan: Sequence[int] = ()) -> None:
        """Meet the open memos in that order from the next one on.

        ``plan`` names memos to be met first: the useful order is worked out elsewhere, beside the
        window, and handed over when it is ready.
        """
        self.order = order
        self._plan = deque(plan)

    def draft_changed(self, draft: Draft) -> None:
        """Lay ``draft`` on the desk in place of the one there."""
        desk = self._desk(what=tr("Nothing was changed."))
        self.desk = replace(desk, draft=draft)

    def submit(self, pick: Pick) -> None:
        """Save the draft as the answer and lay the next open memo on the desk."""
        self._save(AnnotationStatus.SUBMITTED, pick=pick)

    def skip(self) -> None:
        """Leave the memo without a label for now."""
        self._save(AnnotationStatus.SKIPPED, pick=Pick())

    def flag(self) -> None:
        """Mark the memo as one that somebody must look at; a chosen label is kept with it."""
        self._save(AnnotationStatus.FLAGGED, pick=Pick())

    def undo(self) -> bool:
        """Take the last answer back and lay its memo on the desk; False where there is none."""
        return self._return_to(self._project.annotations.undo)

    def redo(self) -> bool:
        """Bring the last answer back that was taken back; False where there is none."""
        return self._return_to(self._project.annotations.redo)

    def back(self) -> None:
        """Go to the memo that was on the desk before this one."""
        if self._came_from:
            self._leave(self._went_to)
            self._lay(self._came_from.pop())

    def forward(self) -> None:
        """Go to the memo from which somebody went back."""
        if self._went_to:
            self._leave(self._came_from)
            self._lay(self._went_to.pop())

    def go_to(self, memo_id: int) -> None:
        """Lay any memo on the desk; raise WrongUseError where there is none of that number."""
        if self._project.memos.get(memo_id) is None:
            raise WrongUseError(
                tr("No other memo was opened."),
                why=tr("There is no memo number {number}.", number=memo_id),
                remedy=tr("Give the number of a memo of this project."),
            )
        self._move_to(memo_id)

    def go_to_next(self, status: AnnotationStatus | None) -> bool:
        """Go to the next memo with that status (None: without an answer); False if none."""
        here = self.desk.memo.id if self.desk else 0
        found = self._find(status, after=here) or self._find(status, after=0)
        if found is None:
            return False
        self._move_to(found)
        return True

    def leave(self) -> None:
        """Keep what is not saved, and the place, for the next time."""
        if self.desk is None:
            return
        self._keep_draft(self.desk)
        self._project.desks.keep_work_place(self.desk.memo.id, annotator_id=self.annotator.id)

    def refresh(self) -> None:
        """Look again: memos may have been imported, or answers changed elsewhere."""
        if self.desk is None:
            self._begin()
        else:
            self._keep_draft(self.desk)
            self._lay(self.desk.memo.id)

    def _begin(self) -> None:
        """Go where the annotator was, or on to what comes next."""
        annotator_id = self.annotator.id
        last = self._project.desks.work_place(annotator_id)
        latest = self._project.annotations.latest(annotator_id, limit=_REMEMBERED)[::-1]
        self._came_from = [annotation.memo_id for annotation in latest]
        current = self._project.label_names.current()
        self.usual_labels.used(current[a.answer.label] for a in latest if a.answer.label)
        if last and not self._project.annotations.current(memo_id=last, annotator_id=annotator_id):
            self._lay(last)
            return
        self._lay_next(after=last)

    def _save(self, status: AnnotationStatus, *, pick: Pick) -> None:
        desk = self._desk(what=tr("The answer was not saved."))
        lead_time_ms = round((self._clock() - self._appeared_at) * 1000)
        draft = desk.draft
        self._project.annotations.save(
            Answer(
                status=status,
                label=draft.label,
                also_acceptable=draft.also_acceptable,
                note=draft.note,
            ),
            memo_id=desk.memo.id,
            annotator_id=self.annotator.id,
            lead_time_ms=lead_time_ms,
            pick=pick,
        )
        if draft.label:
            self.usual_labels.used([draft.label])
        self.pace.add(lead_time_ms=lead_time_ms)
        self._came_from.append(desk.memo.id)
        self._went_to.clear()
        self._lay_next(after=desk.memo.id)

    def _lay_next(self, *, after: int) -> None:
        """Lay the next open memo on the desk; begin again at the top; at last, an empty desk."""
        memo_id = self._next_planned() or self._next_open(after=after) or self._next_open(after=0)
        if memo_id is None:
            self.desk = None
            return
        self._lay(memo_id)

    def _next_open(self, *, after: int) -> int | None:
        """Return the memo that is to be answered next: sent back, on a list, or simply open."""
        return self._project.work.next_open(self.annotator.id, after=after, order=self.order)

    def _next_planned(self) -> int | None:
        """Return the first memo of the plan that is still open, if there is a plan."""
        while self._plan:
            memo_id = self._plan.popleft()
            is_answered = self._project.annotations.current(
                memo_id=memo_id, annotator_id=self.annotator.id
            )
            if not is_answered and self._project.work.is_open_to(
                self.annotator.id, memo_id=memo_id
            ):
                return memo_id
        return None

    def _lay(self, memo_id: int) -> None:
        memo = self._project.memos.get(memo_id)
        if memo is None:
            # Somebody has dropped it meanwhile, which nobody can do to a memo with answers.
            self._lay_next(after=memo_id)
            return
        annotation = self._project.annotations.current(
            memo_id=memo_id, annotator_id=self.annotator.id
        )
        kept = self._project.desks.draft(memo_id=memo_id, annotator_id=self.annotator.id)
        saved = annotation.answer.draft if annotation else Draft()
        self.desk = Desk(
            memo=memo,
            annotation=annotation,
            draft=kept or saved,
            chance=self._project.memos.chance(memo_id),
            sent_back=self._project.work.note_for(memo_id=memo_id, annotator_id=self.annotator.id),
        )
        self._appeared_at = self._clock()

    def _move_to(self, memo_id: int) -> None:
        self._leave(self._came_from)
        self._went_to.clear()
        self._lay(memo_id)

    def _leave(self, trail: list[int]) -> None:
        """Put the memo on the desk at the end of ``trail``, its draft kept."""
        if self.desk is not None:
            self._keep_draft(self.desk)
            trail.append(self.desk.memo.id)

    def _keep_draft(self, desk: Desk) -> None:
        kept = self._project.desks.draft(memo_id=desk.memo.id, annotator_id=self.annotator.id)
        unsaved = desk.draft if desk.has_unsaved_change else None
        if unsaved != kept:
            self._project.desks.keep_draft(
                unsaved, memo_id=desk.memo.id, annotator_id=self.annotator.id
            )

    def _return_to(self, step: Callable[[str], int | None]) -> bool:
        # The draft first: where that fails no step was made, and both can be tried again.
        if self.desk is not None:
            self._keep_draft(self.desk)
        memo_id = step(self.annotator.id)
        if memo_id is None:
            return False
        self._move_to(memo_id)
        return True

    def _find(self, status: AnnotationStatus | None, *, after: int) -> int | None:
        if status is None:
            return self._project.work.next_open(self.annotator.id, after=after)
        return self._project.annotations.next_with_status(
            status, annotator_id=self.annotator.id, after=after
        )

    def _desk(self, *, what: str) -> Desk:
        if self.desk is None:
            raise WrongUseError(
                what,
                why=tr("There is no memo on the desk."),
                remedy=tr("Import memos, or go to a memo that is answered already."),
            )
        return self.desk
