"""The memos of a generation run as they come, and those that should be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.generation import GeneratedMemo, MemoState
from emoji_labeler.ui.fonts import SMALL_PX, font, memo_font
from emoji_labeler.ui.item_models.generated_memo_item_model import (
    KEEP,
    MARK,
    TEXT,
    THEME,
    GeneratedMemoItemModel,
)
from emoji_labeler.wording import later, tr

_ROW = 34
_KEEP_WIDTH, _THEME_WIDTH, _MARK_WIDTH = 60, 170, 190
_WHOLE_HEIGHT = 150
_ALL, _MARKED, _FAILED = range(3)
_SHARES = (later("All"), later("To look at"), later("Failed"))


class GenerationMemosPage(QWidget):
    """A table with ticks, three views of it, and the chosen memo in full beside what it is like."""

    decided = Signal(list, bool)
    run_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GeneratedMemoItemModel(self)
        self._model.kept.connect(lambda memo, is_kept: self.decided.emit([memo], is_kept))
        self._shown = _Share(self._model, self)
        self._table = QTableView(self)
        self._table.setModel(self._shown)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.setAccessibleName(tr("Generated memos"))
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._show_whole())
        self._shares = [self._tab(share) for share in range(len(_SHARES))]
        self._whole = _text(self)
        self._near = _text(self)
        self._near_caption = QLabel(tr("Nearly the same, there already"), self)
        self._near_frame = QWidget(self)
        self._again = QPushButton(tr("Run again"), self)
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.run_again_wanted)
        self._keep_all = QPushButton(self)
        self._keep_all.setAutoDefault(False)
        self._keep_all.clicked.connect(self._decide_all)
        self._furnish()
        self._choose(_ALL)

    def show_memos(self, memos: Sequence[GeneratedMemo]) -> None:
        """Show the memos as they are now."""
        self._model.show(memos)
        self._shown.invalidate()
        counts = (
            len(memos),
            sum(memo.is_marked for memo in memos),
            sum(memo.state is MemoState.FAILED for memo in memos),
        )
        for tab, title, count in zip(self._shares, _SHARES, counts, strict=True):
            tab.setText(f"{tr(title)}  {count:,}")
        self._again.setVisible(counts[_FAILED] > 0)
        self._choose_first()
        self._show_decision()
        self._show_whole()

    def fix(self, is_fixed: bool) -> None:  # noqa: FBT001 - it is the one question.
        """Offer no second try while memos are being made."""
        self._again.setEnabled(not is_fixed)

    def look_at_all(self) -> None:
        """Show every memo."""
        self._choose(_ALL)

    def look_at_marked(self) -> None:
        """Show the memos that should be looked at, where there are any, and choose the first."""
        if any(memo.is_marked for memo in self._memos()):
            self._choose(_MARKED)

    def _furnish(self) -> None:
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in ((KEEP, _KEEP_WIDTH), (THEME, _THEME_WIDTH), (MARK, _MARK_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        space = QShortcut("Space", self._table, context=Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._turn_chosen)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for tab in self._shares:
            tabs.addWidget(tab)
        tabs.addStretch()
        tabs.addWidget(self._keep_all)
        tabs.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(tabs)
        layout.addWidget(_framed(self._table, parent=self), 1)
        layout.addLayout(self._whole_texts())

    def _whole_texts(self) -> QHBoxLayout:
        """Lay out the chosen memo and, beside it, the one it is like."""
        self._near_caption.setFont(font(SMALL_PX))
        self._near_caption.setProperty("tone", "warning")
        caption = QLabel(tr("The chosen memo"), self)
        caption.setFont(font(SMALL_PX))
        caption.setProperty("tone", "faint")
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(caption)
        left.addWidget(_framed(self._whole, parent=self))
        right = QVBoxLayout(self._near_frame)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self._near_caption)
        right.addWidget(_framed(self._near, parent=self._near_frame))
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(left, 1)
        both.addWidget(self._near_frame, 1)
        return both

    def _tab(self, share: int) -> QToolButton:
        tab = QToolButton(self)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setText(tr(_SHARES[share]))
        tab.clicked.connect(lambda: self._choose(share))
        return tab

    def _choose(self, share: int) -> None:
        for place, tab in enumerate(self._shares):
            tab.setChecked(place == share)
        self._shown.choose(share)
        self._table.setCurrentIndex(QModelIndex())
        self._choose_first()
        self._show_decision()
        self._show_whole()

    def _choose_first(self) -> None:
        """Choose the first memo where none is chosen."""
        if self._shown.rowCount() and not self._table.currentIndex().isValid():
            self._table.selectionModel().setCurrentIndex(
                self._shown.index(0, TEXT),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )

    def _memos(self) -> list[GeneratedMemo]:
        """Return the memos that are shown."""
        rows = (self._shown.index(row, 0) for row in range(self._shown.rowCount()))
        return [self._model.memo_at(self._shown.mapToSource(index).row()) for index in rows]

    def _show_decision(self) -> None:
        """Offer to keep or drop all that are shown, among those to look at."""
        marked = self._memos() if self._shares[_MARKED].isChecked() else []
        self._keep_all.setVisible(bool(marked))
        all_kept = all(memo.is_kept for memo in marked)
        self._keep_all.setText(tr("Drop all of these") if all_kept else tr("Keep all of these"))

    def _decide_all(self) -> None:
        marked = self._memos()
        is_kept = not all(memo.is_kept for memo in marked)
        self.decided.emit([memo.id for memo in marked], is_kept)

    def _turn_chosen(self) -> None:
        index = self._shown.mapToSource(self._table.currentIndex())
        if index.isValid() and self._model.memo_at(index.row()).state is MemoState.MADE:
            memo = self._model.memo_at(index.row())
            self.decided.emit([memo.id], not memo.is_kept)

    def _show_whole(self) -> None:
        index = self._shown.mapToSource(self._table.currentIndex())
        memo = self._model.memo_at(index.row()) if index.isValid() else None
        self._whole.setText((memo.text or memo.why) if memo else "")
        self._near.setText(memo.near_text if memo else "")
        self._near_frame.setVisible(bool(memo and memo.near_text))


class _Share(QSortFilterProxyModel):
    """Lets all memos through, or those to look at, or those that failed."""

    def __init__(self, memos: GeneratedMemoItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._memos = memos
        self._share = _ALL
        self.setSourceModel(memos)

    def choose(self, share: int) -> None:
        """Let another share through."""
        self._share = share
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        """Whether a memo belongs to the share."""
        memo = self._memos.memo_at(source_row)
        if self._share == _MARKED:
            return memo.is_marked
        return self._share == _ALL or memo.state is MemoState.FAILED


def _text(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setFont(memo_font(SMALL_PX + 1))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _framed(widget: QWidget, *, parent: QWidget) -> QFrame:
    """Return a card that holds a table, or a text of a fixed height that can be scrolled."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(8, 8, 8, 8)
    inner.addWidget(_scrolled(widget) if isinstance(widget, QLabel) else widget)
    if isinstance(widget, QLabel):
        frame.setFixedHeight(_WHOLE_HEIGHT)
    return frame


def _scrolled(label: QLabel) -> QWidget:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(label)
    area.viewport().setAutoFillBackground(False)
    return area
