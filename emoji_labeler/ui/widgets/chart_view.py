"""A chart on the screen, drawn beside the window and always as sharp as the screen."""

import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from emoji_labeler.domain.chart import (
    Chart,
    ChartLook,
    ChartPicture,
    ChartPlace,
    comfortable_height,
)
from emoji_labeler.domain.chart_words import chart_sentences
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.services.charting import chart_picture, export_chart
from emoji_labeler.ui.background import Background, Lane
from emoji_labeler.ui.file_questions import ask_new_file
from emoji_labeler.ui.measures import CONTROL_RADIUS
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_SETTLING_MS = 90
_NEAR = 22.0
_LEAST = QSize(240, 160)
_SENTENCES = 40
_BYTES_A_PIXEL = 4
_ENDINGS = ("png", "svg", "csv")


class ChartView(QWidget):
    """Shows one chart at its own size; ``show_chart`` may be called as often as figures come.

    One picture is drawn at a time, and then one of the newest chart at the newest size: pictures
    never arrive out of order, and the old one stays until the new one is there. ``exported`` says
    which file was written.
    """

    exported = Signal(Path)

    def __init__(
        self, *, background: Background, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._theme = theme
        self._chart: Chart | None = None
        self._image = QImage()
        self._places: Sequence[ChartPlace] = ()
        self._is_drawing = False
        self._is_stale = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._draw)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(_LEAST)
        self.setAccessibleName(tr("Chart"))
        theme.changed.connect(self._draw)

    @property
    def chart(self) -> Chart | None:
        """The chart that is shown or on its way."""
        return self._chart

    @property
    def is_up_to_date(self) -> bool:
        """Whether the picture is that of the chart at this size."""
        waits = self._is_drawing or self._is_stale or self._settled.isActive()
        return not waits and (self._chart is None or not self._image.isNull())

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the former one; nothing happens where both are the same."""
        if chart == self._chart:
            return
        self._chart = chart
        self.setAccessibleName(chart.title or tr("Chart"))
        self.setAccessibleDescription("\n".join(list(chart_sentences(chart))[:_SENTENCES]))
        self.setMinimumHeight(max(_LEAST.height(), comfortable_height(chart)))
        self._draw()

    def export(self, path: Path) -> None:
        """Write the chart to a file, in the colours in force; the ending tells which format."""
        if self._chart is None:
            return
        look = ChartLook(width=self.width(), height=self.height(), is_dark=self._theme.is_dark)
        work = partial(export_chart, self._chart, path, look=look)

        def say(_none: None) -> None:
            self.exported.emit(path)

        self._background.run_apart(Lane.PICTURES, work, done=say, owner=self)

    def build_menu(self) -> QMenu:
        """Return the menu of what can be done with the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        titles = (tr("Save as PNG…"), tr("Save as SVG…"), tr("Save the figures as CSV…"))
        for ending, title in zip(_ENDINGS, titles, strict=True):
            menu.addAction(title, partial(self._ask_and_export, ending))
        menu.addAction(tr("Copy the picture"), self._copy)
        menu.setEnabled(self._chart is not None)
        return menu

    def place_at(self, point: QPoint) -> str:
        """Return the words of the figure that is nearest to a point, or nothing."""
        if not self._places:
            return ""
        across, down = point.x(), point.y()
        distance, place = min(
            (math.hypot(place.x - across, place.y - down), place) for place in self._places
        )
        return place.words if distance <= _NEAR else ""

    def sizeHint(self) -> QSize:
        """A size at which most charts read well."""
        return QSize(520, comfortable_height(self._chart) if self._chart else 300)

    def event(self, event: QEvent) -> bool:
        """Show the figure under the pointer, and stay sharp on another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.place_at(event.pos())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size has settled."""
        super().resizeEvent(event)
        self._settled.start(_SETTLING_MS)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to save the chart."""
        self.build_menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer to save the chart with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.build_menu().popup(self.mapToGlobal(QPoint(16, 36)))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture there is; one of another size is stretched for the moment."""
        painter = QPainter(self)
        if not self._image.isNull():
            is_same = self._image.size() == self._wanted_pixels()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_same)
            painter.drawImage(QRectF(self.rect()), self._image)
        elif self._chart is not None:
            painter.setPen(QColor(self._theme.tokens.text_faint))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drawing…"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().accent().color(), 2))
            edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(edge, CONTROL_RADIUS, CONTROL_RADIUS)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody could see it."""
        super().showEvent(event)
        self._settled.start(0)

    def _wanted_pixels(self) -> QSize:
        scale = self.devicePixelRatioF()
        return QSize(round(self.width() * scale), round(self.height() * scale))

    def _draw(self) -> None:
        """Have the chart drawn as it is now, or as soon as the picture under way is there."""
        self._settled.stop()
        if self._chart is None or not self.isVisible():
            return
        if self._is_drawing:
            self._is_stale = True
            return
        self._is_drawing, self._is_stale = True, False
        look = ChartLook(
            width=self.width(), height=self.height(), is_dark=self._theme.is_dark, is_bare=True
        )
        work = partial(chart_picture, self._chart, look=look, scale=self.devicePixelRatioF())
        self._background.run_apart(
            Lane.PICTURES, work, done=self._show, failed=self._complain, owner=self
        )

    def _show(self, picture: ChartPicture) -> None:
        self._image, self._places = _image(picture), picture.places
        self._is_drawing = False
        self.update()
        if self._is_stale:
            self._draw()

    def _complain(self, error: EmojiLabelerError) -> None:
        """Keep the old picture; the next look, or another size, has it drawn anew."""
        self._is_drawing = False
        self._background.complain(error)

    def _ask_and_export(self, ending: str) -> None:
        title = self._chart.title if self._chart else ""
        name = ask_new_file(
            self, tr("Save the chart"), f"{_file_name(title)}.{ending}", f"*.{ending}"
        )
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(f".{ending}"))

    def _copy(self) -> None:
        """Put the picture, on the ground of the theme, where other programs can paste it."""
        copied = QImage(self._image.size(), QImage.Format.Format_RGB32)
        copied.fill(QColor(self._theme.tokens.card))
        painter = QPainter(copied)
        painter.drawImage(copied.rect(), self._image)
        painter.end()
        QGuiApplication.clipboard().setImage(copied)


def _image(picture: ChartPicture) -> QImage:
    """Return a picture in the form that is painted quickest: a few milliseconds for a screenful."""
    width, height = picture.width, picture.height
    image = QImage(
        picture.pixels, width, height, width * _BYTES_A_PIXEL, QImage.Format.Format_RGBA8888
    )
    # The conversion also makes the image independent of the bytes it came from.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _file_name(title: str) -> str:
    """Return a title as part of a file name on every system."""
    kept = "".join(sign if sign.isalnum() else " " for sign in title)
    return "-".join(kept.split()).casefold() or "chart"
