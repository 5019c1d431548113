"""The table of all fine-tuning jobs, with a bar for how far each is."""

from itertools import accumulate

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.ui.item_models.job_item_model import (
    COLUMNS,
    SHARE_ROLE,
    TONE_ROLE,
    JobItemModel,
)
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW = 30
_LEAST_COLUMN = 40
_WIDEST_NAME = 420
_BAR_HEIGHT, _FIGURE_WIDTH, _EDGE = 6.0, 42.0, 8.0

_Index = QModelIndex | QPersistentModelIndex


class JobTable(QTableView):
    """One row or several can be chosen; ``chosen_changed`` says that others are."""

    chosen_changed = Signal()

    def __init__(self, jobs: JobItemModel, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setModel(jobs)
        self.setItemDelegate(_JobDelegate(theme=theme, parent=self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Jobs"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_COLUMN)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        header.setStretchLastSection(True)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        theme.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for, and as much of the names as fits."""
        super().resizeEvent(event)
        ends = list(accumulate(column.width for column in COLUMNS))
        room = self.viewport().width()
        for place, end in enumerate(ends):
            self.setColumnHidden(place, end > room)
        spare = room - max((end for end in ends if end <= room), default=room)
        self.setColumnWidth(0, min(COLUMNS[0].width + spare, _WIDEST_NAME))

    def chosen(self) -> tuple[TrackedJob, ...]:
        """Return the chosen jobs, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(job for row in rows if (job := self._jobs.job_at(row)) is not None)

    def choose(self, intent_id: str) -> None:
        """Choose one job and bring it into view; nothing happens where it is not there."""
        row = self._jobs.row_of(intent_id)
        if row < 0:
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self._jobs.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)


class _JobDelegate(QStyledItemDelegate):
    """Paints bars and tones; the rest is Qt's."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Give a cell the colour of its tone."""
        super().initStyleOption(option, index)
        if not index.column():
            # The names of a sweep differ at their ends.
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        tone = index.data(TONE_ROLE)
        if tone:
            colour = QColor(str(getattr(self._theme.tokens, tone)))
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell; the one of progress has its figure on the right of the bar."""
        share = index.data(SHARE_ROLE)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if share is None or not words:
            super().paint(painter, option, index)
            return
        self._paint_ground(painter, option, index)
        whole = QRectF(option.rect).adjusted(_EDGE, 0, -_EDGE, 0)
        bar = QRectF(whole.left(), 0, whole.width() - _FIGURE_WIDTH, _BAR_HEIGHT)
        bar.moveTop(whole.center().y() - _BAR_HEIGHT / 2)
        done = QRectF(bar)
        done.setWidth(bar.width() * float(share))
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for rectangle, colour in ((bar, tokens.border), (done, tokens.good)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rectangle, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setPen(QColor(tokens.text))
        painter.setFont(option.font)
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell as Qt does it, without its words."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        view = bare.widget
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, bare, painter, view)
