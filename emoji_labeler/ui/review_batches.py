"""What takes a reviewer longer than a moment: whole lists, and looking for contradictions."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from emoji_labeler.domain.review import Reason
from emoji_labeler.domain.review_desk import BatchPreview
from emoji_labeler.services.contradicting import find_contradictions
from emoji_labeler.services.reviewing import accept_batch, preview_batch
from emoji_labeler.ui.review_words import REASONS
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr


class ReviewBatches(QObject):
    """Works beside the window; ``accepted`` and ``found`` say how many memos came of it.

    ``nothing_acceptable`` says that no memo of a list has a label to accept.
    """

    accepted = Signal(int)
    found = Signal(int)
    nothing_acceptable = Signal()

    def __init__(self, panel: QWidget, *, parts: WindowParts) -> None:
        super().__init__(panel)
        self._panel = panel
        self._parts = parts

    def look_for_contradictions(self) -> None:
        """Look for memos that say nearly the same and have different labels."""
        path = self._parts.project_path
        self._parts.background.run(
            lambda progressing: find_contradictions(
                path, is_cancelled=lambda: progressing.is_cancelled
            ),
            done=self.found.emit,
            owner=self,
        )

    def preview(self, reason: Reason, *, name: str) -> None:
        """Show what accepting everything under a reason would accept, and ask whether to do it."""
        path = self._parts.project_path
        self._parts.background.run(
            lambda _progressing: preview_batch(path, reason=reason),
            done=partial(self._ask, reason=reason, name=name),
            owner=self,
        )

    def _ask(self, preview: BatchPreview, *, reason: Reason, name: str) -> None:
        if not preview.count:
            self.nothing_acceptable.emit()
            return
        from emoji_labeler.ui.dialogs.batch_dialog import BatchDialog

        dialog = BatchDialog(
            preview,
            reason=tr(REASONS[reason][0]),
            pictures=self._parts.pictures,
            theme=self._parts.theme,
            parent=self._panel,
        )
        dialog.confirmed.connect(partial(self._accept, reason, name))
        dialog.open()

    def _accept(self, reason: Reason, name: str, expected: int) -> None:
        path = self._parts.project_path
        self._parts.background.run(
            lambda _progressing: accept_batch(path, name=name, reason=reason, expected=expected),
            done=self.accepted.emit,
            owner=self,
        )
