"""The search and the suggestions of a window: prepared beside it, used on its own thread."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emoji_labeler.domain.memo import Memo
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.wording import later, tr

if TYPE_CHECKING:
    from emoji_labeler.emoji.search_result import Reason
    from emoji_labeler.services.assisting import AssistingService
    from emoji_labeler.ui.findings import Findings

_REASONS = {
    "emoji": later("the emoji {word}"),
    "label": later("label {word}"),
    "name": later("name “{word}”"),
    "alias": later("also called “{word}”"),
    "shortcode": later("code :{word}:"),
    "keyword": later("keyword “{word}”"),
    "reading": later("reading {word}"),
    "theme": later("everyday word “{word}”"),
    "query": later("you typed “{word}” for it"),
    "memo": later("“{word}” stands in memos labelled so"),
    "near": later("near “{word}”"),
    "fitting": later("fits the memo"),
}


class Assistant(QObject):
    """An AssistingService that is there once ``ready`` was emitted, and again after each renewal.

    Undoing an answer means unlearning it, and the model learns in one direction only: so a new
    service is prepared from what is saved, while the old one goes on helping.
    """

    ready = Signal()

    def __init__(self, make: "Callable[[], AssistingService]", *, background: Background) -> None:
        super().__init__()
        self._make = make
        self._background = background
        self._generation = 0
        self._turn = Lock()
        self.service: AssistingService | None = None

    def renew(self) -> None:
        """Prepare a service from what is saved now."""
        self._generation += 1
        generation, service = self._generation, self._make()

        def prepare(progressing: Progressing) -> None:
            """Prepare in turn; who is outdated by then, as after many undos in a row, passes."""
            with self._turn:
                if generation == self._generation and not progressing.is_cancelled:
                    service.prepare()

        self._background.run(
            prepare,
            done=lambda _nothing: self._take_over(service, generation=generation),
        )

    def found(
        self, query: str, *, memo: Memo | None, may_suggest: bool = False
    ) -> "Findings | None":
        """Return the results for a query, or None while there is no search yet.

        ``may_suggest``: what fits the memo may stand in for results.
        """
        from emoji_labeler.ui.findings import Findings, Found

        if self.service is None:
            return None
        result = self.service.found(query, memo=memo, may_suggest=may_suggest)
        found = tuple(Found(label=hit.label, why=_why(hit.reason)) for hit in result.hits)
        if not result.is_nearest:
            return Findings(found=found)
        if result.is_fitting:
            words = tr("Nothing is near “{query}”. These fit the memo:", query=query.strip())
            return Findings(found=found, heading=words, is_answer=False)
        words = tr("Nothing is called “{query}”. These are near in meaning:", query=query.strip())
        return Findings(found=found, heading=words)

    def _take_over(self, service: "AssistingService", *, generation: int) -> None:
        if generation == self._generation:
            self.service = service
            self.ready.emit()


def _why(reason: "Reason") -> str:
    return tr(_REASONS[reason.kind.value], word=reason.word)
