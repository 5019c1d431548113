"""Making a snapshot: what it is made from, how many rows that gives, and the making."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.snapshot import SnapshotPreview
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.snapshot_viewing import (
    SnapshotChoices,
    make_snapshot,
    preview,
    snapshot_choices,
)
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.snapshot_form import SnapshotForm
from emoji_labeler.wording import tr, tr_count

T = TypeVar("T")

_WIDTH = 660
_PAUSE_MS = 200


class SnapshotDialog(QDialog):
    """Says all the while how many rows there would be; ``made`` names the snapshot."""

    made = Signal(str)

    def __init__(
        self, project_path: Path, *, pack: EmojiPack, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._path = project_path
        self._pack = pack
        self._background = background
        self.setWindowTitle(tr("New snapshot"))
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._headline = QLabel(tr("Looking at the answers…"), self)
        self._headline.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self.form = SnapshotForm(self)
        self._error = QLabel(self)
        self._make = QPushButton(tr("Make snapshot"), self)
        self._pause = QTimer(self)
        self._furnish()
        self._connect()
        self._run(lambda: snapshot_choices(project_path), then=self._offer)

    def _furnish(self) -> None:
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setProperty("tone", "bad")
        self._error.hide()
        self._make.setProperty("role", "primary")
        self._make.setDefault(True)
        self._make.setEnabled(False)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(14)
        layout.addWidget(self._headline)
        layout.addWidget(self.form)
        layout.addWidget(self._error)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.form.filter_changed.connect(self._pause.start)
        self._make.clicked.connect(self._make_it)

    def _offer(self, choices: SnapshotChoices) -> None:
        self.form.offer(choices)
        self._look()

    def _look(self) -> None:
        """Find out how many rows there would be."""
        wanted = self.form.filter

        def show(found: SnapshotPreview) -> None:
            if wanted == self.form.filter:
                self._show_preview(found)

        self._run(lambda: preview(self._path, wanted), then=show)

    def _show_preview(self, found: SnapshotPreview) -> None:
        self._make.setEnabled(found.rows > 0)
        if not found.rows:
            self._headline.setText(tr("No labelled memo passes"))
            return
        rows = tr_count("{count} row", "{count} rows", count=found.rows)
        labels = tr_count("{count} label", "{count} labels", count=found.labels)
        suggested = (
            tr("{count} accepted suggestions", count=f"{found.suggested:,}")
            if found.suggested
            else ""
        )
        self._headline.setText("  ·  ".join(filter(None, (rows, labels, suggested))))

    def _make_it(self) -> None:
        self._error.hide()
        self._make.setEnabled(False)
        plan = self.form.plan

        def made(name: str) -> None:
            self.made.emit(name)
            self.accept()

        self._run(lambda: make_snapshot(self._path, plan, pack=self._pack).name, then=made)

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._error.setText(str(error))
        self._error.show()
        self._make.setEnabled(True)
