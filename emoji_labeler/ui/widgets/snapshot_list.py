"""The list of snapshots beside the one that is shown."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.item_models.snapshot_item_model import DETAIL_ROLE, SnapshotItemModel
from emoji_labeler.ui.measures import CONTROL_RADIUS
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW = 54
_PADDING = 12


class SnapshotList(QListView):
    """Says which snapshot was chosen, by its row."""

    chosen = Signal(int)

    def __init__(
        self, snapshots: SnapshotItemModel, *, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(snapshots)
        self.setProperty("role", "rows")
        self.setItemDelegate(_SnapshotDelegate(theme, parent=self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Snapshots"))
        self.selectionModel().currentRowChanged.connect(
            lambda index, _former: self.chosen.emit(index.row())
        )
        theme.changed.connect(self.viewport().update)

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self.model().index(row, 0))


class _SnapshotDelegate(QStyledItemDelegate):
    """Paints the name over the details."""

    def __init__(self, theme: Theme, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally high."""
        return QSize(option.rect.width(), _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one snapshot."""
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            self._fill(painter, option.rect, tokens.accent_wash)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            self._fill(painter, option.rect, tokens.hover)
        room = option.rect.adjusted(_PADDING, 8, -_PADDING, -8)
        painter.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        name = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(tokens.text_soft))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom, index.data(DETAIL_ROLE))
        painter.restore()

    def _fill(self, painter: QPainter, rect: QRect, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CONTROL_RADIUS, CONTROL_RADIUS)
