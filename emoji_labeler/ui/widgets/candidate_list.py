"""The labels that people and models gave to a memo, one row each, one key away."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from emoji_labeler.domain.record import record
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.person_colours import person_colour
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW = 72
_PICTURE_SIDE = 48
_DOT = 9
_MOST_NUMBERED = 9


@record
class CandidateLine:
    """One label: its name, who gave it (name and colour), and what models say of it."""

    label: str
    name: str
    people: tuple[tuple[str, str], ...]
    models: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join((self.name, *(name for name, _ in self.people), *self.models))


class CandidateList(QScrollArea):
    """Rows that scroll where there are many; a click on one, or its number, takes it."""

    label_chosen = Signal(str)

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._rows: list[_CandidateRow] = []
        self._inside = QWidget(self)
        self._inside.setProperty("role", "rows")
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What was chosen"))

    def show_lines(self, lines: Sequence[CandidateLine], *, marked: str) -> None:
        """Show these; the row of the label ``marked`` is what Enter accepts."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for place, line in enumerate(lines):
            row = _CandidateRow(
                line,
                number=place + 1,
                is_marked=line.label == marked,
                pictures=self._pictures,
                theme=self._theme,
                parent=self._inside,
            )
            row.taken.connect(self.label_chosen)
            self._layout.insertWidget(place, row)
            self._rows.append(row)
        self.setVisible(bool(lines))
        self.updateGeometry()

    def label_at(self, number: int) -> str:
        """Return the label of row ``number``, from 1, or an empty string."""
        return self._rows[number - 1].line.label if 0 < number <= len(self._rows) else ""

    def minimumSizeHint(self) -> QSize:
        """Two rows are always seen."""
        rows = min(2, len(self._rows))
        return QSize(120, rows * (_ROW + 8))

    def sizeHint(self) -> QSize:
        """Leave room for up to four rows."""
        rows = min(4, len(self._rows))
        return QSize(320, rows * (_ROW + 8))


class _CandidateRow(QAbstractButton):
    taken = Signal(str)

    def __init__(
        self,
        line: CandidateLine,
        *,
        number: int,
        is_marked: bool,
        pictures: Pictures,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.line = line
        self._number = number
        self._is_marked = is_marked
        self._pictures = pictures
        self._theme = theme
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(line.spoken)
        self.clicked.connect(lambda: self.taken.emit(line.label))
        pictures.sharpened.connect(self.update)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, number, picture, name, people and models."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self._is_marked or self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if is_lit else tokens.border), 2 if is_lit else 1))
        fill = tokens.hover if self.underMouse() else tokens.card
        painter.setBrush(QColor(tokens.accent_wash if self._is_marked else fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.setPen(QColor(tokens.text_faint))
        painter.setFont(font(SMALL_PX))
        if self._number <= _MOST_NUMBERED:
            painter.drawText(
                QRectF(10, 0, 14, _ROW), Qt.AlignmentFlag.AlignVCenter, str(self._number)
            )
        image = self._pictures.image(
            self.line.label, side=_PICTURE_SIDE, scale=self.devicePixelRatioF()
        )
        painter.drawImage(QPointF(28, (_ROW - _PICTURE_SIDE) / 2), image)
        self._paint_words(painter, left=28 + _PICTURE_SIDE + 14)

    def _paint_words(self, painter: QPainter, *, left: float) -> None:
        tokens = self._theme.tokens
        room = QRectF(left, 8, self.width() - left - 12, 20)
        has_both = bool(self.line.people) and bool(self.line.models)
        if not has_both:
            room.translate(0, 7)
        painter.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        self._draw(painter, room, self.line.name)
        painter.setFont(font(SMALL_PX))
        room.translate(0, 20)
        if self.line.people:
            self._paint_people(painter, room)
            room.translate(0, 18)
        if self.line.models:
            painter.setPen(QColor(tokens.text_soft))
            self._draw(painter, room, "   ".join(self.line.models))

    def _paint_people(self, painter: QPainter, room: QRectF) -> None:
        """Paint a dot in the colour of each person, and the name behind it."""
        left = room.left()
        for name, colour in self.line.people:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(person_colour(colour, theme=self._theme))
            painter.drawEllipse(QRectF(left, room.center().y() - _DOT / 2, _DOT, _DOT))
            left += _DOT + 5
            painter.setPen(QColor(self._theme.tokens.text_soft))
            rest = QRectF(left, room.top(), room.right() - left, room.height())
            self._draw(painter, rest, name)
            left += painter.fontMetrics().horizontalAdvance(name) + 12
            if left > room.right():
                return

    def _draw(self, painter: QPainter, room: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, int(room.width()))
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
