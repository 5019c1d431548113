"""The prediction runs of a project, to be ticked for a comparison."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from emoji_labeler.services.run_desk import ListedRun
from emoji_labeler.ui.memo_words import local_time
from emoji_labeler.wording import tr


class RunList(QListWidget):
    """Runs with a box each, the newest first; the boxes say which are compared."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: Sequence[ListedRun] = ()
        self.setAccessibleName(tr("Prediction runs"))
        # The number of answers is at the end, and is to be seen behind a long name too.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.ticked_changed.emit())

    @property
    def ticked(self) -> list[str]:
        """The names of the ticked runs, from top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    @property
    def listed(self) -> Sequence[ListedRun]:
        """The runs that are listed."""
        return self._runs

    @property
    def chosen(self) -> ListedRun | None:
        """The run whose row is chosen."""
        row = self.currentRow()
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def show_runs(
        self, runs: Sequence[ListedRun], *, ticked: Collection[str], choose: str = ""
    ) -> None:
        """List these runs, tick those of these names, and choose one, or the one chosen before."""
        former = self.chosen
        wanted = choose or (former.run.name if former else "")
        self._runs = runs
        blocker = QSignalBlocker(self)
        self.clear()
        for listed in runs:
            run, counts = listed.run, listed.counts
            done = f"  {counts.answered:,} / {counts.memos:,}" if listed.is_open else ""
            item = QListWidgetItem(f"{run.name}{done}", self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_ticked = run.name in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, run.name)
            item.setToolTip("\n".join(filter(None, _about(listed))))
            if run.name == wanted:
                self.setCurrentItem(item)
        blocker.unblock()


def _about(listed: ListedRun) -> tuple[str, ...]:
    """Return lines about a run; its name may be cut in the list."""
    run, failed = listed.run, listed.counts.failed
    return (
        run.name,
        f"{run.plan.predictor} {run.plan.model}".rstrip(),
        local_time(run.made_at),
        tr("{count} failed", count=f"{failed:,}") if failed else "",
    )
