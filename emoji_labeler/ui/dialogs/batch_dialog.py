"""Accepting a whole list, after it was seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.review_desk import BatchPreview
from emoji_labeler.ui.item_models.memo_line_item_model import MemoLine, MemoLineItemModel
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.memo_lines_view import MemoLinesView
from emoji_labeler.wording import tr, tr_count

_SIZE = (620, 520)


class BatchDialog(QDialog):
    """How many memos, the first of them with their labels, and a button that says the number."""

    confirmed = Signal(int)

    def __init__(
        self,
        preview: BatchPreview,
        *,
        reason: str,
        pictures: Pictures,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accept the whole list"))
        self.resize(*_SIZE)
        self._count = preview.count
        lines = MemoLineItemModel(self)
        lines.begin(
            MemoLine(memo_id=one.memo_id, text=one.text, labels=(one.label,))
            for one in preview.first
        )
        head = QLabel(
            tr_count(
                "{reason}: the label of {count} memo will count as reviewed. One undo takes it"
                " back.",
                "{reason}: the labels of {count} memos will count as reviewed. One undo takes all"
                " of it back.",
                count=preview.count,
                reason=reason,
            ),
            self,
        )
        head.setWordWrap(True)
        rest = QLabel(self)
        rest.setProperty("tone", "soft")
        more = preview.count - len(preview.first)
        rest.setText(tr("These and {count} more.", count=f"{more:,}") if more else "")
        rest.setVisible(bool(more))
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        accept = QPushButton(tr("Accept {count}", count=f"{preview.count:,}"), self)
        accept.setProperty("role", "primary")
        accept.setDefault(True)
        accept.clicked.connect(self.accept)
        self.accepted.connect(lambda: self.confirmed.emit(self._count))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(MemoLinesView(lines, pictures=pictures, theme=theme, parent=self), 1)
        layout.addWidget(rest)
        layout.addLayout(buttons)
        accept.setFocus()
