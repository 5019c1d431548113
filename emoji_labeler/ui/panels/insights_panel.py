"""Insights: how far people agree, how fast they are, and what suggestions do to them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.insight import Insights
from emoji_labeler.services.computing import compute_insights
from emoji_labeler.services.opening import open_project
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.background import Lane, Progressing
from emoji_labeler.ui.file_questions import ask_new_file
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.insight_charts import insight_charts
from emoji_labeler.ui.insight_words import tiles
from emoji_labeler.ui.measures import GAP
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.widgets.card_columns import CardColumns
from emoji_labeler.ui.widgets.chart_card import ChartCard
from emoji_labeler.ui.widgets.figure_tile import FigureTile
from emoji_labeler.ui.widgets.insight_filter import InsightFilterLine
from emoji_labeler.ui.widgets.miss_card import MissCard
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_TILES = 4
_PATIENCE_MS = 250


class InsightsPanel(Panel):
    """A filter, the head figures, and below them a card for each chart.

    Measuring runs beside the window; what was measured before stays until the new figures are
    there, and figures that nobody waits for any more are given up.
    """

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self._is_stale = True
        self._insights: Insights | None = None
        self._measuring: Progressing | None = None
        self._refresh = QPushButton(tr("Refresh"), self)
        self._export = QPushButton(tr("Export figures…"), self)
        self.filter = InsightFilterLine(buttons=(self._refresh, self._export), parent=self)
        self._tiles = [FigureTile(self) for _ in range(_TILES)]
        self.cards: dict[str, ChartCard] = {}
        self.misses = MissCard(self)
        self._columns = CardColumns(self)
        self._footnote = QLabel(self)
        self._scroll = QScrollArea(self)
        self._patience = QTimer(self)
        self._furnish()
        self._connect(actions)

    @property
    def insights(self) -> Insights | None:
        """The figures that are shown."""
        return self._insights

    @property
    def is_up_to_date(self) -> bool:
        """Whether nothing is being measured."""
        return self._measuring is None

    def come(self) -> None:
        """Measure, if anything has changed since the last time; the keys scroll."""
        self._scroll.setFocus()
        self.filter.show_people([one.name for one in self._parts.people()])
        if self._is_stale:
            self.measure()

    def leave(self) -> None:
        """Give up what is being measured; who comes back measures anew."""
        if self._measuring is not None:
            self._is_stale = True
            self._stop()

    def measure(self) -> None:
        """Measure what the filter asks for."""
        self._stop()
        self._is_stale = False
        parts = self._parts
        work = partial(compute_insights, parts.project_path, self.filter.wanted, pack=parts.pack)
        self._measuring = mine = parts.background.run_apart(
            Lane.FIGURES,
            work,
            done=lambda insights: self._show(insights, of=mine),
            failed=lambda error: self._complain(error, of=mine),
            owner=self,
        )
        self._patience.start()

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(1040, 700)

    def _furnish(self) -> None:
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._export.setEnabled(False)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        for tile in self._tiles:
            head.addWidget(tile, 1)
        self._footnote.setProperty("tone", "faint")
        self._footnote.setFont(font(SMALL_PX))
        self._footnote.setWordWrap(True)
        inside = QWidget(self)
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(GAP)
        body.addLayout(head)
        body.addWidget(self._columns)
        body.addWidget(self._footnote)
        body.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.notices)
        layout.addWidget(self.filter)
        layout.addWidget(scroll, 1)

    def _connect(self, actions: Actions) -> None:
        self.filter.changed.connect(self.measure)
        self._refresh.clicked.connect(self.measure)
        self._export.clicked.connect(self._ask_and_export)
        self._patience.timeout.connect(self._say_measuring)
        self.misses.dismissed.connect(self._dismiss)
        self.misses.words_wanted.connect(actions["words"].trigger)
        changes = self._parts.changes
        for changed in (changes.memos, changes.annotations, changes.annotators):
            changed.connect(self._look_again)

    def _look_again(self) -> None:
        """Measure anew when somebody comes; somebody who looks asks for it."""
        self._is_stale = True

    def _stop(self) -> None:
        if self._measuring is not None:
            self._measuring.cancel()
        self._finish()

    def _finish(self) -> None:
        self._measuring = None
        self._patience.stop()
        self._refresh.setText(tr("Refresh"))

    def _say_measuring(self) -> None:
        self._refresh.setText(tr("Measuring…"))

    def _show(self, insights: Insights | None, *, of: Progressing) -> None:
        if of is not self._measuring or insights is None:
            return
        self._finish()
        self._insights = insights
        self._export.setEnabled(True)
        for tile, said in zip(self._tiles, tiles(insights), strict=True):
            tile.show_figure(said.figure, caption=said.caption, sentence=said.sentence)
        cards: list[tuple[QWidget, int]] = []
        for name, chart in insight_charts(insights, pack=self._parts.pack).items():
            card = self._card(name)
            card.show_chart(chart)
            cards.append((card, card.wanted_height))
        self.misses.show_misses(insights.misses)
        self._columns.show_cards([*cards, (self.misses, self.misses.wanted_height)])
        self._footnote.setVisible(bool(cards))
        self._footnote.setText(
            tr(
                "In brackets, and as thin lines in the charts: where the true figure lies 95 times"
                " in 100. Behind names: how many memos it rests on."
            )
        )

    def _card(self, name: str) -> ChartCard:
        if name not in self.cards:
            parts = self._parts
            card = ChartCard(
                background=parts.background, theme=parts.theme, icons=parts.icons, parent=self
            )
            card.view.exported.connect(self._say_written)
            self.cards[name] = card
        return self.cards[name]

    def _dismiss(self, query: str) -> None:
        work = partial(_dismissed, self._parts.project_path, query)

        def show(_none: None) -> None:
            if isValid(self):
                self.misses.remove(query)

        self._parts.background.run(work, done=show, owner=self)

    def _ask_and_export(self) -> None:
        name = ask_new_file(
            self, tr("Export the figures"), f"{self._parts.project_path.stem}-insights.csv", "*.csv"
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all figures to a CSV file."""
        if self._insights is not None:
            work = partial(_exported, self._insights, path)
            self._parts.background.run(work, done=lambda _none: self._say_written(path), owner=self)

    def _say_written(self, path: Path) -> None:
        if isValid(self):
            self.notices.say(tr("{name} is written.", name=path.name))

    def _complain(self, error: EmojiLabelerError, *, of: Progressing) -> None:
        if of is self._measuring:
            self._finish()
            self._is_stale = True
            self.notices.complain(str(error), do=self.measure, do_text=tr("Try again"))


def _dismissed(path: Path, query: str, _progressing: Progressing) -> None:
    from emoji_labeler.services.measuring import dismiss_miss

    with open_project(path) as project:
        dismiss_miss(project, query)


def _exported(insights: Insights, path: Path, _progressing: Progressing) -> None:
    from emoji_labeler.services.insight_table import export_insights

    export_insights(insights, path)
