"""A table of words to be read and copied."""

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QTableView, QWidget


class TextTable(QTableView):
    """One column takes the room that is left; Copy takes the chosen rows as lines with tabs."""

    def __init__(
        self, rows: QAbstractTableModel, *, name: str, stretched: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setProperty("role", "box")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(header.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretched, header.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows; the other keys are Qt's."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(self.model().columnCount())
        lines = (
            "\t".join(str(self.model().index(row, column).data()) for column in columns)
            for row in rows
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
