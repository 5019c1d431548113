"""One snapshot on three pages: what it is, its rows, what has changed since another one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow, Split
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.item_models.memo_line_item_model import MemoLine, MemoLineItemModel
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.snapshot_words import SPLITS
from emoji_labeler.ui.widgets.difference_view import DifferenceView
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.memo_lines_view import MemoLinesView
from emoji_labeler.ui.widgets.snapshot_overview import SnapshotOverview
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_OVERVIEW, _ROWS, _DIFFERENCE = range(3)


class SnapshotCard(QFrame):
    """Shows what it is told, page by page; asks for rows when somebody looks at them."""

    rows_wanted = Signal(int)
    memo_opened = Signal(int)

    def __init__(self, parts: WindowParts, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._snapshot: Snapshot | None = None
        self._name = ElidedLabel(self)
        self._name.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self.overview = SnapshotOverview(
            parts.pack, background=parts.background, theme=parts.theme, parent=self
        )
        self._rows = MemoLineItemModel(self)
        self._rows_view = MemoLinesView(
            self._rows,
            pictures=parts.pictures,
            theme=parts.theme,
            is_numbered=True,
            parent=self,
        )
        self.difference = DifferenceView(pictures=parts.pictures, theme=parts.theme, parent=self)
        self._pages = QStackedWidget(self)
        self._tabs = QButtonGroup(self)
        self._furnish()

    @property
    def snapshot(self) -> Snapshot | None:
        """The snapshot that is shown."""
        return self._snapshot

    def show_snapshot(self, snapshot: Snapshot, *, others: Sequence[str]) -> None:
        """Show another snapshot, on the page that is open."""
        self._snapshot = snapshot
        self._name.setText(snapshot.name)
        self.overview.show_snapshot(snapshot)
        self._rows.begin(has_more=True)
        self.difference.offer(others, chosen=snapshot.plan.parent)
        self._look(self._pages.currentIndex())

    def add_rows(self, rows: Sequence[SnapshotRow], *, has_more: bool) -> None:
        """Show rows behind those that are there."""
        self._rows.add(map(_line_of, rows), has_more=has_more)

    def _furnish(self) -> None:
        self._rows.more_wanted.connect(self._ask_for_rows)
        self._rows_view.memo_opened.connect(self.memo_opened)
        self.difference.memo_opened.connect(self.memo_opened)
        titles = (tr("Overview"), tr("Rows"), tr("Difference"))
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for place, title in enumerate(titles):
            tab = QToolButton(self)
            tab.setText(title)
            tab.setCheckable(True)
            tab.setProperty("role", "tab")
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tabs.addButton(tab, place)
            tabs.addWidget(tab)
        self._tabs.button(_OVERVIEW).setChecked(True)
        self._tabs.idClicked.connect(self._turn_to)
        for page in (self.overview, self._rows_view, self.difference):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(CARD_MARGIN, 14, CARD_MARGIN, 0)
        head.addWidget(self._name, 1)
        head.addLayout(tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._look(page)

    def _look(self, page: int) -> None:
        """Ask for what the page shows, if it is not there."""
        if page == _ROWS and self._rows.rowCount() == 0:
            self._rows.fetchMore(self._rows_view.rootIndex())
        if page == _DIFFERENCE:
            self.difference.ask()

    def _ask_for_rows(self) -> None:
        self.rows_wanted.emit(self._rows.last_memo_id)


def _line_of(row: SnapshotRow) -> MemoLine:
    return MemoLine(
        memo_id=row.memo_id,
        head=f"{row.memo_id:,}",
        labels=(row.label,),
        text=row.text,
        remark=tr(SPLITS[Split(row.split)]),
    )


class NoSnapshot(QFrame):
    """Says what snapshots are, while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        title = QLabel(tr("No snapshot yet"), self)
        title.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        words = QLabel(
            tr(
                "A snapshot is a list of labelled memos that nothing can change afterwards. Models"
                " are trained on snapshots, so that every model can say what it learned from."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setProperty("tone", "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(10)
        layout.addStretch()
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addStretch()
