"""What is known about the memo on the desk: the search for it, and what its answer teaches."""

from contextlib import suppress
from typing import TYPE_CHECKING

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.ui.assistant import Assistant

if TYPE_CHECKING:
    from emoji_labeler.ui.findings import Findings


class DeskAssistant:
    """The assistant of a window beside the desk of one session."""

    def __init__(self, assistant: Assistant, *, session: LabelingSession) -> None:
        self._assistant = assistant
        self._session = session

    @property
    def is_ready(self) -> bool:
        """Whether the search and the suggestions are there by now."""
        return self._assistant.service is not None

    def found(self, query: str, *, may_suggest: bool) -> "Findings | None":
        """Return the results for a query, or None while there is no search yet.

        ``may_suggest``: what fits the memo on the desk may stand in for results.
        """
        desk = self._session.desk
        memo = desk.memo if desk else None
        return self._assistant.found(query, memo=memo, may_suggest=may_suggest)

    def submit(self, pick: Pick) -> None:
        """Save the answer, then learn from it: what is not on disk is not learned."""
        desk, service = self._session.desk, self._assistant.service
        self._session.submit(pick)
        if desk is None or service is None:
            return
        # The answer is on disk: that a search without a hit cannot be noted must not undo that.
        with suppress(ProjectError):
            service.learn(desk.memo, label=desk.draft.label, query=pick.query)

    def give_up(self, query: str) -> None:
        """Note that somebody looked for something and took nothing."""
        if self._assistant.service is not None:
            with suppress(ProjectError):
                self._assistant.service.gave_up(query)
