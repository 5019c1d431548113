"""How the cells of runs side by side are painted."""

from math import cos, pi, sin

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.item_models.comparison_item_model import (
    NUMBER,
    PEOPLE,
    TEXT,
    ComparisonItemModel,
    PictureCell,
)
from emoji_labeler.ui.person_colours import person_colour
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme

_TITLE_MARGIN = 4
_PICTURE_SIDE = 26
_SEEN_OPACITY = 0.45
_PLACE = 34
_MOST_PLACES = 3
_LONE_WIDTH, _PEOPLE_WIDTH = 64, 110
_DOT, _DOT_STEP, _MOST_DOTS = 5, 7, 4
_STAR_RADIUS = 5.5
_STAR = [
    QPointF(radius * sin(n * pi / 5), -radius * cos(n * pi / 5))
    for n in range(10)
    for radius in (_STAR_RADIUS if n % 2 == 0 else 0.45 * _STAR_RADIUS,)
]

_STAR_SIDE = 2 * _STAR_RADIUS + 3
_STAR_MIDDLE = QPointF(_STAR_SIDE / 2, _STAR_SIDE / 2)
_GOLD = "gold"


def people_width(people: int) -> int:
    """Return how wide the column of so many people is, in pixels."""
    return _PEOPLE_WIDTH if people > 1 else _LONE_WIDTH


class ComparisonCellDelegate(QStyledItemDelegate):
    """Paints pictures: agreement as a mark below, outputs that were no label in a dashed frame.

    Of people's pictures the one of the gold label has a star, and below each is a dot for
    everybody who chose it. Two hundred cells are painted at each step of scrolling, so what they
    share is made beforehand.
    """

    def __init__(
        self,
        rows: ComparisonItemModel,
        *,
        pictures: Pictures,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._pictures = pictures
        self._theme = theme
        self._widget = parent
        self._small = font(SMALL_PX)
        self._wear()
        theme.changed.connect(self._wear)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect, section = option.rect, index.column()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._wash)
        if section in (NUMBER, TEXT):
            self._paint_text(painter, rect, text=index.data() or "", is_number=section == NUMBER)
        elif section == PEOPLE:
            self._paint_people(painter, rect, row=index.row())
        else:
            self._paint_run(painter, rect, self._rows.cell(index.row(), section))
        painter.setPen(self._rule)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _wear(self) -> None:
        """Make the colours and pens of the theme."""
        tokens = self._theme.tokens
        self._wash = QColor(tokens.accent_wash)
        self._rule = QPen(QColor(tokens.well), 1)
        self._text, self._soft = QColor(tokens.text), QColor(tokens.text_soft)
        self._faint = QColor(tokens.text_faint)
        self._frame = QPen(QColor(tokens.warning), 1.4, Qt.PenStyle.DashLine)
        self._signs: dict[tuple[str, float], QPixmap] = {}
        self._marks = {True: QColor(tokens.good), False: QColor(tokens.bad)}

    def _paint_text(self, painter: QPainter, rect: QRect, *, text: str, is_number: bool) -> None:
        painter.setFont(self._small if is_number else self._widget.font())
        painter.setPen(self._soft if is_number else self._text)
        # The text of a memo begins where the title of its column does.
        room = rect.adjusted(10 if is_number else _TITLE_MARGIN, 0, -10, 0)
        # A memo may be long: more letters than pixels never fit.
        line = text[: room.width()]
        fitting = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_people(self, painter: QPainter, rect: QRect, *, row: int) -> None:
        """Paint the gold label and what else people chose, as many as there is room for."""
        chosen, gold = self._rows.chosen(row), self._rows.gold(row)
        if not chosen:
            self._paint_dash(painter, rect)
            return
        places = min(_MOST_PLACES, max(1, rect.width() // _PLACE))
        shown = chosen if len(chosen) <= places else chosen[: places - 1]
        count = len(shown) + (len(chosen) > len(shown))
        left = rect.x() + (rect.width() - count * _PLACE) // 2
        for one in shown:
            room = QRect(left, rect.y(), _PLACE, rect.height())
            corner = self._paint_picture(painter, room, one.label)
            if one.label == gold:
                middle = corner + QPointF(_PICTURE_SIDE - 1, 3)
                painter.drawPixmap(middle - _STAR_MIDDLE, self._sign(_GOLD))
            self._paint_dots(painter, room, people=one.people)
            left += _PLACE
        if len(shown) < len(chosen):
            painter.setFont(self._small)
            painter.setPen(self._soft)
            room = QRect(left, rect.y(), _PLACE, rect.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"+{len(chosen) - len(shown)}")

    def _paint_dots(self, painter: QPainter, rect: QRect, *, people: tuple[Annotator, ...]) -> None:
        """Paint a dot in the colour of each person; grey where nobody is to know them."""
        shown = people[:_MOST_DOTS]
        left = rect.x() + (rect.width() - len(shown) * _DOT_STEP + _DOT_STEP - _DOT) // 2
        for person in shown:
            colour = "" if self._rows.hides_names else person.colour
            painter.drawPixmap(left, rect.bottom() - _DOT - 1, self._sign(colour))
            left += _DOT_STEP

    def _sign(self, kind: str) -> QPixmap:
        """Return the star, or the dot of a person's colour; drawn when it is first needed."""
        scale = self._widget.devicePixelRatioF()
        found = self._signs.get((kind, scale))
        if found is None:
            side = _STAR_SIDE if kind == _GOLD else _DOT
            found = QPixmap(round(side * scale), round(side * scale))
            found.setDevicePixelRatio(scale)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_sign(painter, kind)
            painter.end()
            self._signs[kind, scale] = found
        return found

    def _draw_sign(self, painter: QPainter, kind: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if kind != _GOLD:
            painter.setBrush(person_colour(kind, theme=self._theme))
            painter.drawEllipse(QRectF(0, 0, _DOT, _DOT))
            return
        tokens = self._theme.tokens
        painter.translate(_STAR_MIDDLE)
        painter.setBrush(QColor(tokens.star))
        # An edge in the colour of the ground keeps it off the picture.
        for pen in (QPen(QColor(tokens.card), 1.5), QPen(Qt.PenStyle.NoPen)):
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(_STAR))

    def _paint_run(self, painter: QPainter, rect: QRect, cell: PictureCell) -> None:
        if not cell.label:
            self._paint_dash(painter, rect)
            return
        if cell.was_seen:
            painter.setOpacity(_SEEN_OPACITY)
        corner = self._paint_picture(painter, rect, cell.label)
        if cell.was_seen:
            painter.setOpacity(1.0)
        if not cell.exists:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(corner.x() - 4, corner.y() - 2, _PICTURE_SIDE + 8, _PICTURE_SIDE + 5)
            painter.drawRoundedRect(frame, 7, 7)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if cell.agrees is not None:
            middle = rect.x() + rect.width() // 2
            painter.fillRect(middle - 9, rect.bottom() - 5, 18, 3, self._marks[cell.agrees])

    def _paint_picture(self, painter: QPainter, rect: QRect, label: str) -> QPointF:
        """Paint a picture in the middle and return its upper left corner."""
        left = rect.x() + (rect.width() - _PICTURE_SIDE) // 2
        top = rect.y() + (rect.height() - _PICTURE_SIDE) // 2 - 1
        image = self._pictures.image(
            label, side=_PICTURE_SIDE, scale=self._widget.devicePixelRatioF()
        )
        painter.drawImage(left, top, image)
        return QPointF(left, top)

    def _paint_dash(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._faint)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–")
