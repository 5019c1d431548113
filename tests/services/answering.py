"""Answers in a project, given by whom, how and when a test wants."""

from dataclasses import dataclass, field

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.suggestion import ShownSuggestions, Suggestion, SuggestionTiming
from emoji_labeler.storage import annotation_store
from emoji_labeler.storage.project import ProjectStore


@dataclass(kw_only=True)
class Answering:
    """Gives answers to memos that come into being when they are answered."""

    project: ProjectStore
    monkeypatch: pytest.MonkeyPatch
    memos: dict[str, int] = field(default_factory=dict)

    def memo(self, text: str, *, theme: str = "") -> int:
        """Return the number of a memo, brought in now if it was not there."""
        if text not in self.memos:
            self.project.memos.add([MemoDraft(text=text, theme=theme)])
            found = self.project.memos.with_text(text)
            assert found is not None
            self.memos[text] = found.id
        return self.memos[text]

    def give(
        self,
        who: str,
        text: str,
        label: str,
        *,
        theme: str = "",
        at: str = "2026-05-04T09:00:00.000Z",
        seconds: float = 4.0,
        path: PickPath = PickPath.SEARCH,
        top: str = "",
        timing: SuggestionTiming = SuggestionTiming.BEFORE,
    ) -> None:
        """Have somebody answer; ``top`` is what a model suggested first. No label skips."""
        shown = (Suggestion(label=top, probability=0.5),) if top else ()
        pick = Pick(
            path=path,
            shown=ShownSuggestions(model="m", timing=timing, suggestions=shown) if top else None,
        )
        status = AnnotationStatus.SUBMITTED if label else AnnotationStatus.SKIPPED
        self.monkeypatch.setattr(annotation_store, "utc_now", lambda: at)
        self.project.annotations.save(
            Answer(status=status, label=label),
            memo_id=self.memo(text, theme=theme),
            annotator_id=self.project.annotators.named(who).id,
            lead_time_ms=round(1000 * seconds),
            pick=pick,
        )
