"""Some days' work of people in a project, so that its screens have something to show."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.suggestion import ShownSuggestions, SuggestionTiming
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.assisting import AssistingService
from emoji_labeler.services.opening import open_project
from emoji_labeler.storage import annotation_store
from emoji_labeler.storage.project import ProjectStore

_QUICKEST_MS, _SLOWEST_MS = 2_500, 14_000
_WITHHELD = 0.2
_DAYS = 6


def answer_as(name: str, *, path: Path, pack: EmojiPack, count: int, agrees: float) -> None:
    """Have somebody answer memos that they have not answered, until they have ``count`` answers.

    For a share ``agrees`` of the memos they choose what others chose, or the first suggestion where
    nobody did. Which and how fast hangs on their name and the memo, so that it is always the same;
    the memos are shared out evenly over the days before today.
    """
    with open_project(path) as project:
        annotator = project.annotators.named(name)
        assisting = AssistingService(project, annotator=annotator, pack=pack)
        assisting.prepare()
        memos = list(_unanswered(project, annotator.id, count=count))
        for place, memo in enumerate(memos):
            chance = _chances(name, memo.id)
            suggestions = assisting.suggestions(memo)
            others = [one.answer.label for one in project.annotations.for_memo(memo.id)]
            usual = next(filter(None, others), suggestions[0].label)
            unusual = next(one.label for one in suggestions if one.label != usual)
            label = usual if next(chance) < agrees else unusual
            is_withheld = next(chance) < _WITHHELD
            timing = SuggestionTiming.WITHHELD if is_withheld else SuggestionTiming.BEFORE
            slowness = next(chance) ** 2 + is_withheld
            with patch.object(annotation_store, "utc_now", partial(_day, place / len(memos))):
                project.annotations.save(
                    Answer(status=AnnotationStatus.SUBMITTED, label=label),
                    memo_id=memo.id,
                    annotator_id=annotator.id,
                    lead_time_ms=round(_QUICKEST_MS + slowness / 2 * (_SLOWEST_MS - _QUICKEST_MS)),
                    pick=Pick(
                        path=PickPath.SEARCH if is_withheld else PickPath.SUGGESTION,
                        shown=ShownSuggestions(
                            model=assisting.model, timing=timing, suggestions=tuple(suggestions)
                        ),
                    ),
                )
            assisting.learn(memo, label=label, query="")


def _day(part: float) -> str:
    """Return a point in time on one of the days before today, in the form of the project file."""
    day = datetime.now(UTC) - timedelta(days=_DAYS - int(part * _DAYS))
    return day.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _unanswered(project: ProjectStore, annotator_id: str, *, count: int) -> Iterator[Memo]:
    answered = {one.memo_id for one in project.annotations.latest(annotator_id, limit=count)}
    for memo in list(project.memos.all()):
        if len(answered) >= count:
            return
        if memo.id not in answered:
            answered.add(memo.id)
            yield memo


def _chances(*what: object) -> Iterator[float]:
    """Yield numbers from 0 up to 1 that are always the same for the same things."""
    digest = sha256(repr(what).encode()).digest()
    return (byte / 256 for byte in digest)
