"""Everything about one memo: its text, where it comes from, and every answer ever given."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.memo_listing import MemoDetails, MemoEvent
from emoji_labeler.ui.fonts import HEADING_PX, SMALL_PX, font, line_height, memo_font
from emoji_labeler.ui.measures import CARD_MARGIN, CONTROL_HEIGHT
from emoji_labeler.ui.memo_words import STATUSES, language_name, local_time
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.wording import later, tr, tr_count

_TEXT_PX = 16
_PICTURE_SIDE = 22
_MOST_EVENTS = 200
_BETWEEN = 10
_MOST_MODELS = 2
_KINDS = {
    "answered": later("{name}: {answer}"),
    "undone": later("{name} took an answer back: {answer}"),
    "redone": later("{name} brought an answer back: {answer}"),
}


class MemoDetailsCard(QFrame):
    """Shows the details of the chosen memo; ``opened`` asks for it to be labelled."""

    opened = Signal(int)

    def __init__(self, pictures: Pictures, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pictures = pictures
        self._number = 0
        self._details: MemoDetails | None = None
        self._is_prompt_shown = False
        self._title = QLabel(self)
        self._open = QPushButton(tr("Open"), self)
        self._text = QTextEdit(self)
        self._origin = QLabel(self)
        self._prompt = QPushButton(self)
        self._caption = QLabel(tr("Answers"), self)
        self._history = QListWidget(self)
        self._furnish()
        self.show_details(None)

    @property
    def number(self) -> int:
        """The number of the memo that is shown, or 0."""
        return self._number

    def show_details(self, details: MemoDetails | None) -> None:
        """Show a memo with its answers, or that none is chosen."""
        self._number = details.memo.id if details else 0
        self._details = details
        self._prompt.setVisible(details is not None and details.origin is not None)
        self._open.setVisible(details is not None)
        self._caption.setVisible(details is not None)
        self._history.setVisible(details is not None)
        self._origin.setVisible(details is not None)
        self._history.clear()
        if details is None:
            self._title.setText(tr("No memo chosen"))
            self._text.clear()
            return
        self._title.setText(tr("Memo {number}", number=f"{details.memo.id:,}"))
        self._show_prompt(is_wanted=False)
        self._origin.setText("\n".join((*_origin(details), *self._taught(details))))
        self._origin.setToolTip("\n".join(use.model.name for use in details.taught))
        for event in details.history[-1 : -_MOST_EVENTS - 1 : -1]:
            self._add_event(event)
        if not details.history:
            self._history.addItem(tr("Nobody has answered yet."))

    def _furnish(self) -> None:
        self._title.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        self._open.setToolTip(tr("Label this memo (Enter)"))
        self._open.clicked.connect(lambda: self.opened.emit(self._number))
        self._text.setReadOnly(True)
        self._text.setProperty("role", "memo")
        self._text.setFont(memo_font(_TEXT_PX))
        self._text.document().setDocumentMargin(0)
        self._text.setAccessibleName(tr("Memo"))
        self._prompt.setProperty("role", "quiet")
        self._prompt.clicked.connect(lambda: self._show_prompt(is_wanted=not self._is_prompt_shown))
        for label in (self._origin, self._caption):
            label.setFont(font(SMALL_PX))
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._origin.setWordWrap(True)
        self._origin.setProperty("tone", "soft")
        self._caption.setProperty("tone", "faint")
        self._title.setMinimumHeight(CONTROL_HEIGHT)
        self._history.setProperty("role", "rows")
        self._history.setItemDelegate(_HistoryDelegate(self))
        self._history.setWordWrap(True)
        self._history.setIconSize(QSize(_PICTURE_SIDE, _PICTURE_SIDE))
        self._history.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._history.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._history.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._history.setAccessibleName(tr("Answers"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 14, CARD_MARGIN, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._text, 3)
        layout.addWidget(self._origin)
        layout.addWidget(self._prompt)
        layout.addWidget(self._caption)
        layout.addWidget(self._history, 2)

    def _show_prompt(self, *, is_wanted: bool) -> None:
        """Show what the model was asked in place of what it wrote, or the memo again."""
        if self._details is None:
            return
        self._is_prompt_shown = is_wanted
        origin = self._details.origin
        messages = origin.messages if origin and is_wanted else ()
        asked = "\n\n".join(text for _, text in messages)
        self._text.setPlainText(asked if is_wanted else self._details.memo.text)
        self._prompt.setText(tr("Show the memo") if is_wanted else tr("Show the prompt"))

    def _add_event(self, event: MemoEvent) -> None:
        item = QListWidgetItem(self._said(event), self._history)
        if event.label:
            scale = self.devicePixelRatioF()
            item.setIcon(self._pictures.icon(event.label, side=_PICTURE_SIDE, scale=scale))

    def _said(self, event: MemoEvent) -> str:
        """Return what happened in words, and when."""
        pack = self._pictures.pack
        answer = tr("no answer")
        if event.status:
            answer = tr(STATUSES[AnnotationStatus(event.status)][0])
        if event.label:
            is_plain = event.status == AnnotationStatus.SUBMITTED
            name = pack.name_of(event.label)
            answer = name if is_plain else f"{name} ({answer})"
        if event.also_acceptable:
            others = ", ".join(pack.name_of(label) for label in event.also_acceptable)
            answer = tr("{answer}; also {others}", answer=answer, others=others)
        lines = [tr(_KINDS[event.kind], name=event.annotator, answer=answer)]
        lines += [f"“{event.note}”"] if event.note else []
        return "\n".join([*lines, local_time(event.made_at)])

    def _taught(self, details: MemoDetails) -> list[str]:
        """Return which models learned from the memo, one a line, and how many more did.

        A job stands for its checkpoints.
        """
        finished = [use for use in details.taught if use.model.step is None]
        shown, pack = finished[:_MOST_MODELS], self._pictures.pack
        lines = [
            tr(
                "Taught {model}: {label}",
                model=use.model.name,
                label=pack.name_of(use.label),
            )
            for use in shown
        ]
        more = len(finished) - len(shown)
        if more:
            lines.append(tr_count("and {count} more model", "and {count} more models", count=more))
        return lines


class _HistoryDelegate(QStyledItemDelegate):
    """Leaves room for Japanese, which is higher than the type that Qt measures lines by."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Make each line of the entry as high as Japanese, and keep entries apart."""
        size = super().sizeHint(option, index)
        lines = size.height() // option.fontMetrics.lineSpacing()
        return QSize(size.width(), lines * line_height() + _BETWEEN)


def _origin(details: MemoDetails) -> list[str]:
    """Return where a memo comes from, one fact a line."""
    memo = details.memo
    facts = (
        (tr("Theme"), memo.theme),
        (tr("Language"), language_name(memo.language)),
        (tr("Source"), memo.source),
        (tr("Imported"), local_time(details.imported_at)),
    )
    lines = [f"{name}: {value}" for name, value in facts if value]
    if details.origin is not None:
        writer, provider = details.origin.answering_model, details.origin.provider_name
        lines.append(tr("Written by {model} ({provider})", model=writer, provider=provider))
        if details.origin.temperature is not None:
            lines.append(tr("Temperature: {value}", value=details.origin.temperature))
    return lines
