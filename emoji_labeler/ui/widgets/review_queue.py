"""The memos that wait for a reviewer: for which reason, how many, and each in a line."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from emoji_labeler.domain.review import QueueEntry, Reason
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.item_models.memo_line_item_model import MemoLine, MemoLineItemModel
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.review_words import REASONS
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.memo_lines_view import MemoLinesView
from emoji_labeler.wording import tr, tr_count

_PAGE = 200
_WIDTH = 270
_WIDEST = 480


class ReviewQueue(QFrame):
    """Shows the queue of a review session, page by page as somebody scrolls down.

    ``reason_chosen`` tells the Reason to look at, None for any; ``memo_chosen`` the memo's number.
    """

    reason_chosen = Signal(object)
    memo_chosen = Signal(int)

    def __init__(self, *, pictures: Pictures, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumWidth(_WIDTH)
        self.setMaximumWidth(_WIDEST)
        self._session: ReviewSession | None = None
        self._entries: list[QueueEntry] = []
        self._rows = MemoLineItemModel(self)
        self.reasons = QComboBox(self)
        self.lines = MemoLinesView(
            self._rows, pictures=pictures, theme=theme, remarks_below=True, parent=self
        )
        self._left = QLabel(self)
        self._furnish()
        self._connect()

    def show_session(self, session: ReviewSession) -> None:
        """Show who waits now, the memo on the desk marked."""
        self._session = session
        self._show_reasons(session)
        self._entries = list(session.page(limit=_PAGE))
        self._rows.begin(
            (_line(one, session) for one in self._entries), has_more=len(self._entries) == _PAGE
        )
        row = self._row_of_desk()
        if row >= 0:
            self.lines.setCurrentIndex(self._rows.index(row))

    def step(self, by: int) -> None:
        """Choose the memo so many lines below the one on the desk, if there is one."""
        row = self._row_of_desk() + by
        if 0 <= row < len(self._entries):
            self._choose(row)

    def _furnish(self) -> None:
        self.reasons.setAccessibleName(tr("Reason"))
        self.reasons.setMinimumHeight(34)
        self._left.setProperty("tone", "soft")
        self._left.setFont(font(SMALL_PX))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self.reasons)
        layout.addWidget(self.lines, 1)
        layout.addWidget(self._left)

    def _connect(self) -> None:
        self.lines.clicked.connect(lambda index: self._choose(index.row()))
        self.lines.activated.connect(lambda index: self._choose(index.row()))
        self.reasons.activated.connect(self._choose_reason)
        self._rows.more_wanted.connect(self._fetch_more)

    def _choose(self, row: int) -> None:
        self.memo_chosen.emit(self._entries[row].memo_id)

    def _choose_reason(self, place: int) -> None:
        name: str = self.reasons.itemData(place)
        self.reason_chosen.emit(Reason(name) if name else None)

    def _show_reasons(self, session: ReviewSession) -> None:
        """List the reasons with their counts; the chosen one stays."""
        count = session.count()
        with QSignalBlocker(self.reasons):
            self.reasons.clear()
            self.reasons.addItem(tr("All reasons  ·  {count}", count=f"{count:,}"), "")
            for reason, memos in session.counts().items():
                if memos or reason is session.reason:
                    self.reasons.addItem(f"{tr(REASONS[reason][0])}  ·  {memos:,}", reason.value)
            self.reasons.setCurrentIndex(self.reasons.findData(session.reason or ""))
        self._left.setText(
            tr_count("{count} memo waits", "{count} memos wait", count=count)
            if count
            else tr("Nothing waits")
        )

    def _fetch_more(self) -> None:
        if self._session is None:
            return
        session = self._session
        more = list(session.page(after=self._entries[-1], limit=_PAGE))
        self._entries += more
        self._rows.add((_line(one, session) for one in more), has_more=len(more) == _PAGE)

    def _row_of_desk(self) -> int:
        desk = self._session.desk if self._session else None
        numbers = [one.memo_id for one in self._entries]
        return numbers.index(desk.memo.id) if desk and desk.memo.id in numbers else -1


def _line(entry: QueueEntry, session: ReviewSession) -> MemoLine:
    """Return a line; its label stays covered for a reviewer who chooses first."""
    is_covered = session.rules.commits_first
    return MemoLine(
        memo_id=entry.memo_id,
        text=entry.text,
        labels=() if is_covered else (entry.label,),
        remark=tr(REASONS[entry.reason][0]) if session.reason is None else "",
    )
