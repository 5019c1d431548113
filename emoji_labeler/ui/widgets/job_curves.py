"""Loss and accuracy of the chosen jobs, side by side, as they grow."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.job_charts import Curves, accuracy_chart, loss_chart
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.chart_view import ChartView
from emoji_labeler.wording import tr


class JobCurves(QWidget):
    """Two charts; ``scope_changed`` says that the whole sweep is wanted, or one job alone."""

    scope_changed = Signal()

    def __init__(
        self, *, background: Background, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loss = ChartView(background=background, theme=theme, parent=self)
        self._accuracy = ChartView(background=background, theme=theme, parent=self)
        self.whole_sweep = QCheckBox(tr("The whole sweep"), self)
        self.whole_sweep.setChecked(True)
        self.whole_sweep.toggled.connect(self.scope_changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._loss, 1)
        layout.addWidget(self._accuracy, 1)

    @property
    def is_up_to_date(self) -> bool:
        """Whether both pictures show what they were told last."""
        return self._loss.is_up_to_date and self._accuracy.is_up_to_date

    def show_curves(self, jobs: Sequence[TrackedJob], curves: Curves) -> None:
        """Show the curves of some jobs over one another."""
        self._loss.show_chart(loss_chart(jobs, curves))
        self._accuracy.show_chart(accuracy_chart(jobs, curves))
