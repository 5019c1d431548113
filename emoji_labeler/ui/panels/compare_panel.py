"""Compare: prediction runs side by side, picture by picture and number by number."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.run_comparison import ComparisonTable, RunComparison
from emoji_labeler.services.browsing import memo_texts
from emoji_labeler.services.comparing import predictions_of
from emoji_labeler.services.comparison_report import REPORT_FORMATS
from emoji_labeler.services.computing import (
    ShownComparison,
    compute_comparison,
    compute_comparison_report,
)
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.background import Lane, Progressing
from emoji_labeler.ui.comparison_words import prediction_words
from emoji_labeler.ui.item_models.comparison_item_model import ComparisonItemModel
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.widgets.comparison_charts_view import ComparisonChartsView
from emoji_labeler.ui.widgets.comparison_figures import ComparisonFiguresView
from emoji_labeler.ui.widgets.comparison_filter import ComparisonFilter
from emoji_labeler.ui.widgets.comparison_table import ComparisonTableView
from emoji_labeler.ui.widgets.judge_view import JudgeView
from emoji_labeler.ui.widgets.page_tabs import PageTabs
from emoji_labeler.ui.widgets.report_button import ReportButton
from emoji_labeler.ui.widgets.runs_column import RunsColumn
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

T = TypeVar("T")

_PAUSE_MS = 250


class ComparePanel(Panel):
    """Runs to be ticked on the left; what they have in common and what not on the right."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self._path = parts.project_path
        self._rows = ComparisonItemModel(parts.pack, self)
        self.runs = RunsColumn(parts, actions=actions, parent=self)
        self.filter = ComparisonFilter(parts.pack, parent=self)
        self.table = ComparisonTableView(
            self._rows,
            pictures=parts.pictures,
            theme=parts.theme,
            describe=self._describe,
            parent=self,
        )
        self.figures = ComparisonFiguresView(self)
        self.charts = ComparisonChartsView(
            background=parts.background, theme=parts.theme, parent=self
        )
        self.judge = JudgeView(
            self._path,
            judge=parts.session.annotator,
            pictures=parts.pictures,
            theme=parts.theme,
            background=parts.background,
            parent=self,
        )
        self.with_seen = QCheckBox(tr("Count memos seen in training"), self)
        self.report = ReportButton(
            REPORT_FORMATS, beside=self._path, what="comparison", parent=self
        )
        self._comparison: RunComparison | None = None
        self._comparing: Progressing | None = None
        self._is_reading = False
        self._pause = QTimer(self)
        self._furnish()
        self._connect()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what can be done here."""
        commands: dict[str, Callable[[], object]] = {"new_run": self.ask_for_run}
        if self.judge.can_undo:
            commands["undo"] = self.judge.undo
        return commands

    def come(self) -> None:
        """Show the runs as they are now."""
        self.refresh()

    def show_subject(self, subject: object) -> None:
        """Compare the runs of these names."""
        if isinstance(subject, Sequence):
            self.runs.tick([str(name) for name in subject])

    def leave(self) -> None:
        """Give back what judging holds open."""
        self.judge.leave()

    def refresh(self) -> None:
        """List the runs anew, and compare those that are ticked."""
        self.runs.refresh()

    def ask_for_run(self) -> None:
        """Ask what a new run is to be made of."""
        from emoji_labeler.ui.dialogs.run_dialog import RunDialog

        dialog = RunDialog(self._parts, parent=self)
        dialog.made.connect(self.runs.begin)
        dialog.open()

    def _furnish(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        side_by_side = QWidget(self)
        rows = QVBoxLayout(side_by_side)
        rows.setContentsMargins(12, 8, 8, 8)
        rows.setSpacing(8)
        rows.addWidget(self.filter)
        rows.addWidget(self.table, 1)
        self.pages = PageTabs(
            [
                (tr("Side by side"), side_by_side),
                (tr("Figures"), self.figures),
                (tr("Charts"), self.charts),
                (tr("Judge"), self.judge),
            ],
            parent=self,
        )
        self.report.setEnabled(False)
        self.with_seen.setToolTip(
            tr("A model knows the answers of memos that it was trained on: they say little of it.")
        )
        self.pages.head.addWidget(self.with_seen)
        self.pages.head.addSpacing(10)
        self.pages.head.addWidget(self.report)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.runs)
        body.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.runs.ticked_changed.connect(self._pause.start)
        self.runs.listed.connect(self._list)
        self.runs.failed.connect(self._complain)
        self.runs.told.connect(self.notices.complain)
        self._pause.timeout.connect(self._compare)
        self.filter.changed.connect(self._narrow)
        self.with_seen.toggled.connect(self._compare)
        self.report.wanted.connect(self.write_report)
        self.table.memo_opened.connect(self.memo_wanted)
        self.judge.judged.connect(self._parts.changes.judgements)
        self.judge.judged.connect(self.commands_changed)
        self.judge.failed.connect(self._complain)
        self._rows.texts_wanted.connect(self._bring_texts)
        self._parts.changes.prediction_runs.connect(self._look_again)
        self._parts.changes.verdicts.connect(self._look_again)

    def _list(self) -> None:
        self.judge.offer(self.runs.names)
        self._compare()

    def _compare(self) -> None:
        """Compare the ticked runs; what was shown stays until the result is there."""
        wanted = self._wanted()
        names, with_seen = wanted
        if not names:
            self.runs.say(tr("Tick the runs to be compared.") if self.runs.names else _no_runs())
            return
        self.runs.say(tr("Comparing…"))
        pack, comparing = self._parts.pack, self._comparing
        if comparing is not None:
            comparing.cancel()

        def show(shown: ShownComparison) -> None:
            if wanted == self._wanted():
                self._show(shown)

        def complain(error: EmojiLabelerError) -> None:
            if not mine.is_cancelled:
                self._complain(error)

        self._comparing = mine = self._parts.background.run_apart(
            Lane.FIGURES,
            partial(compute_comparison, self._path, names, pack=pack, with_seen=with_seen),
            done=show,
            failed=complain,
            owner=self,
        )

    def _wanted(self) -> tuple[list[str], bool]:
        return self.runs.ticked, self.with_seen.isChecked()

    def _show(self, shown: ShownComparison) -> None:
        self._comparison = shown.comparison
        self.report.setEnabled(True)
        self.runs.say(
            tr("A line below a picture: green agrees with people, red does not. Dashed: no label.")
        )
        self.filter.offer(shown.choices)
        self.figures.show_comparison(shown.comparison)
        self.charts.show_charts(shown.charts)
        self._narrow()

    def _narrow(self) -> None:
        """Show the rows that the filter lets in; of very many they are found beside the window."""
        if self._comparison is None:
            return
        table, wanted = self._comparison.table, self.filter.wanted

        def show(rows: Sequence[int]) -> None:
            is_current = self._comparison is not None and table is self._comparison.table
            if is_current and wanted == self.filter.wanted:
                self._show_rows(table, rows)

        self._run(partial(table.shown_rows, wanted), then=show)

    def _show_rows(self, table: ComparisonTable, rows: Sequence[int]) -> None:
        self._rows.show(table, rows)
        self.filter.say_count(len(rows))

    def write_report(self, output: Path) -> None:
        """Write what is compared into a file, beside the window."""
        if self._comparison is None:
            return
        pack = self._parts.pack
        self._parts.background.run_apart(
            Lane.PICTURES,
            partial(compute_comparison_report, self._path, self._comparison, output, pack=pack),
            done=lambda _none: self._say_written(output),
            failed=self._complain,
            owner=self,
        )

    def _say_written(self, output: Path) -> None:
        self.notices.say(
            tr("{name} was written.", name=output.name),
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(output))),
            do_text=tr("Open"),
        )

    def _bring_texts(self) -> None:
        """Read the texts that are looked at; whoever scrolls wants others when these are there."""
        wanted = [] if self._is_reading else self._rows.wanted()
        if not wanted:
            return
        self._is_reading = True

        def take(texts: tuple[str, ...]) -> None:
            self._is_reading = False
            self._rows.take(wanted, texts)
            self._bring_texts()

        self._run(partial(memo_texts, self._path, wanted), then=take)

    def _describe(self, memo_id: int, run_id: str) -> str:
        """Return what a run answered for a memo; a single row is read at once."""
        try:
            found = predictions_of(self._path, memo_id).get(run_id)
        except EmojiLabelerError as error:
            return error.what
        return prediction_words(found, pack=self._parts.pack)

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._parts.background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._is_reading = False
        self.runs.say("")
        self.notices.complain(f"{error.what} {error.why} {error.remedy}")


def _no_runs() -> str:
    return tr(
        "There are no prediction runs yet. “New run…” asks a model, or this program itself, for an"
        " emoji for every memo."
    )
