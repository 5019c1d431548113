"""Cells that tell their whole text to the mouse where they are too narrow for it."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QHelpEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)


class TellingDelegate(QStyledItemDelegate):
    """Paints as Qt does, and shows a tip over a text that ends in an ellipsis."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the tip, unless the text is whole."""
        is_tip = event.type() is QEvent.Type.ToolTip and index.isValid()
        if not is_tip:
            return super().helpEvent(event, view, option, index)
        is_whole = self.sizeHint(option, index).width() <= option.rect.width()
        text = "" if is_whole else str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        # As markup that says the text itself: a tip would take a text with tags in it for markup.
        tip = Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal) if text else ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True
