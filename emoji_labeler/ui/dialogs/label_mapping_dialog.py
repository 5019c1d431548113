"""Saying once what the labels of another program mean: a list of them beside the emoji."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.services.label_mapping import LEFT_OUT, ForeignLabel
from emoji_labeler.ui.findings import Findings
from emoji_labeler.ui.item_models.foreign_label_item_model import (
    PICTURE_SIDE,
    ForeignLabelItemModel,
)
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.emoji_picker import EmojiPicker
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_SIZE = (980, 640)


class LabelMappingDialog(QDialog):
    """Picking an emoji decides the framed label and goes on to the next open one.

    ``mapped`` hands over the decisions as a dict.
    """

    mapped = Signal(object)

    def __init__(
        self,
        labels: Sequence[ForeignLabel],
        *,
        parts: WindowParts,
        search: Callable[[str], Findings | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Labels that the pack does not know"))
        self.resize(*_SIZE)
        self._pack = parts.pack
        self._labels = ForeignLabelItemModel(
            labels, pictures=parts.pictures, scale=self.devicePixelRatioF(), parent=self
        )
        self._list = QListView(self)
        self.picker = EmojiPicker(
            parts.pack,
            pictures=parts.pictures,
            search=search,
            theme=parts.theme,
            icons=parts.icons,
            parent=self,
        )
        self._guess = QPushButton(self)
        self._leave_out = QPushButton(tr("Leave its answers out"), self)
        self._save = QPushButton(tr("Keep"), self)
        self._furnish()
        self._connect()
        self.picker.warm_up()
        self._go_to(0)

    def _furnish(self) -> None:
        advice = QLabel(
            tr(
                "Pick an emoji for each label. This is kept in the project and not asked again;"
                " labels without an emoji stay open."
            ),
            self,
        )
        advice.setWordWrap(True)
        advice.setProperty("tone", "soft")
        self._list.setModel(self._labels)
        self._list.setIconSize(QSize(PICTURE_SIDE, PICTURE_SIDE))
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setAccessibleName(tr("Labels"))
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._list)
        left, body, buttons = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(card, 1)
        left.addWidget(self._guess)
        left.addWidget(self._leave_out)
        body.setSpacing(12)
        body.addLayout(left, 4)
        body.addWidget(self.picker, 7)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self._save.setProperty("role", "primary")
        for button in (self._guess, self._leave_out, cancel, self._save):
            button.setAutoDefault(False)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(advice)
        layout.addLayout(body, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.picker.emoji_chosen.connect(lambda label, _path: self._decide(label))
        self._guess.clicked.connect(lambda: self._decide(self._current().guess))
        self._leave_out.clicked.connect(lambda: self._decide(LEFT_OUT))
        self._list.selectionModel().currentChanged.connect(self._offer_guess)
        self._save.clicked.connect(self._keep)

    def _current(self) -> ForeignLabel:
        return self._labels.label_at(max(0, self._list.currentIndex().row()))

    def _decide(self, meaning: str) -> None:
        row = max(0, self._list.currentIndex().row())
        self._labels.decide(row, meaning)
        self._save.setEnabled(True)
        following = self._labels.next_open(row)
        if following >= 0:
            self._go_to(following)
        self.picker.clear()

    def _go_to(self, row: int) -> None:
        self._list.setCurrentIndex(self._labels.index(row))
        self._save.setEnabled(bool(self._labels.meanings))
        self.picker.box.setFocus()

    def _offer_guess(self, index: QModelIndex) -> None:
        guess = self._labels.label_at(index.row()).guess
        self._guess.setVisible(bool(guess))
        self._guess.setText(tr("Take “{name}”", name=self._pack.name_of(guess)))

    def _keep(self) -> None:
        meanings: Mapping[str, str] = self._labels.meanings
        self.accept()
        self.mapped.emit(dict(meanings))
