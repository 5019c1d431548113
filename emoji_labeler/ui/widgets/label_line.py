"""What is known about the labels of a file that is about to be imported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from emoji_labeler.domain.import_options import ImportOptions
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.label_census import LabelCensus, take_label_census
from emoji_labeler.services.label_mapping import ForeignLabel
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.wording import tr, tr_count

MapLabels = Callable[[Sequence[ForeignLabel], Callable[[], None]], None]
"""Asks a person what labels mean, and calls back when that is kept."""


class LabelLine(QWidget):
    """Counts the labels beside the window, and has those mapped that nobody knows."""

    def __init__(
        self,
        project_path: Path,
        *,
        pack: EmojiPack,
        map_labels: MapLabels,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._pack = pack
        self._background = background
        self._counting: Progressing | None = None
        self._again: Callable[[], None] = self.stop
        self._unknown: tuple[ForeignLabel, ...] = ()
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._map = QPushButton(tr("Map labels…"), self)
        self._map.setAutoDefault(False)
        self._map.clicked.connect(lambda: map_labels(self._unknown, lambda: self._again()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._map)
        self.hide()

    def count(self, file: Path, *, options: ImportOptions) -> None:
        """Count the labels of a file, and show what is known about them."""
        self.stop()
        self._again = lambda: self.count(file, options=options)
        self._map.hide()
        self._said.setText(tr("Counting the labels…"))
        self.show()

        def work(progressing: Progressing) -> LabelCensus | None:
            return take_label_census(
                self._project_path,
                file,
                options=options,
                pack=self._pack,
                is_cancelled=lambda: progressing.is_cancelled,
            )

        # What is wrong with the file is said where its first memos are shown.
        self._counting = self._background.run(
            work, done=self._show, failed=lambda _: self.hide(), owner=self
        )

    def stop(self) -> None:
        """Count no further; show nothing."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self.hide()

    def _show(self, census: LabelCensus | None) -> None:
        if census is None:
            return
        self._counting = None
        self._unknown = census.unknown
        answers = tr_count("{count} answer", "{count} answers", count=census.answers)
        labels = tr_count("{count} label", "{count} labels", count=census.labels)
        parts = [answers, labels]
        if census.unknown:
            unknown = tr_count(
                "{count} label is not in the pack",
                "{count} labels are not in the pack",
                count=len(census.unknown),
            )
            left_out = tr_count(
                "{count} answer would stay behind",
                "{count} answers would stay behind",
                count=census.unknown_answers,
            )
            parts += [unknown, left_out]
        self._said.setText("  ·  ".join(parts))
        self._said.setProperty("tone", "warning" if census.unknown else "soft")
        self._said.style().polish(self._said)
        self._map.setVisible(bool(census.unknown))
