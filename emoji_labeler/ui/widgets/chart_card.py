"""A chart on a card, with a button that saves it."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from emoji_labeler.domain.chart import Chart, comfortable_height
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.chart_view import ChartView
from emoji_labeler.wording import tr

_ICON = 16
_EDGE = 8


class ChartCard(QFrame):
    """Shows a chart as ``ChartView`` does; the button is in the upper corner, over the title."""

    def __init__(
        self,
        *,
        background: Background,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._icons = icons
        self.view = ChartView(background=background, theme=theme, parent=self)
        self._save = QToolButton(self)
        self._save.setIconSize(QSize(_ICON, _ICON))
        self._save.setToolTip(tr("Save the chart"))
        self._save.clicked.connect(self._open_menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.view)
        theme.changed.connect(self._wear)
        self._wear()

    @property
    def wanted_height(self) -> int:
        """How high the card should be for what it shows."""
        return comfortable_height(self.view.chart) + 4 if self.view.chart else 0

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the former one."""
        self.view.show_chart(chart)
        self._save.setAccessibleName(tr("Save the chart “{title}”", title=chart.title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in its corner."""
        super().resizeEvent(event)
        self._save.adjustSize()
        self._save.move(self.width() - self._save.width() - _EDGE, _EDGE)
        self._save.raise_()

    def _open_menu(self) -> None:
        self.view.build_menu().popup(self._save.mapToGlobal(QPoint(0, self._save.height())))

    def _wear(self) -> None:
        colour = self._theme.tokens.text_faint
        self._save.setIcon(self._icons.icon("download", colour=colour, size=_ICON, scale=2.0))
