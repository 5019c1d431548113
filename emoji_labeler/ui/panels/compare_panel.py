"""Compare: prediction runs side by side, picture by picture and number by number."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.run_comparison import RunComparison
from emoji_labeler.services.comparison_report import REPORT_FORMATS
from emoji_labeler.services.computing import (
    ShownComparison,
    compute_comparison,
    compute_comparison_report,
)
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.background import Lane, Progressing
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.widgets.comparison_charts_view import ComparisonChartsView
from emoji_labeler.ui.widgets.comparison_figures import ComparisonFiguresView
from emoji_labeler.ui.widgets.judge_view import JudgeView
from emoji_labeler.ui.widgets.page_tabs import PageTabs
from emoji_labeler.ui.widgets.report_button import ReportButton
from emoji_labeler.ui.widgets.runs_column import RunsColumn
from emoji_labeler.ui.widgets.side_by_side_page import SideBySidePage
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_PAUSE_MS = 250


class ComparePanel(Panel):
    """Runs to be ticked on the left; what they have in common and what not on the right."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self._path = parts.project_path
        self.runs = RunsColumn(parts, actions=actions, parent=self)
        self.side_by_side = SideBySidePage(parts, parent=self)
        self.figures = ComparisonFiguresView(self)
        self.charts = ComparisonChartsView(parts, parent=self)
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
        self._pause = QTimer(self)
        self._furnish()
        self._connect()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what can be done here."""
        commands: dict[str, Callable[[], object]] = {"new_run": self.ask_for_run}
        if self._comparison is not None:
            commands["hide_names"] = self._turn_names
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
        self.pages = PageTabs(
            [
                (tr("Side by side"), self.side_by_side),
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
        self.runs.begun.connect(self.notices.clear)
        self.runs.failed.connect(self._complain)
        self.runs.told.connect(self.notices.complain)
        self.runs.sent.connect(self.notices.say)
        self._pause.timeout.connect(self._compare)
        self.with_seen.toggled.connect(self._compare)
        self.report.wanted.connect(self.write_report)
        self.charts.exported.connect(self._say_written)
        self.side_by_side.memo_opened.connect(self.memo_wanted)
        self.side_by_side.failed.connect(self._complain)
        self.judge.judged.connect(self._parts.changes.judgements)
        self.judge.judged.connect(self.commands_changed)
        self.judge.failed.connect(self._complain)
        self._parts.changes.prediction_runs.connect(self._look_again)
        self._parts.changes.verdicts.connect(self._look_again)
        self._parts.changes.annotators.connect(self._look_again)

    def _list(self) -> None:
        self.judge.offer(self.runs.names)
        self._compare()

    def _compare(self) -> None:
        """Compare the ticked runs; what was shown stays until the result is there."""
        wanted = self._wanted()
        names, with_seen = wanted
        if not names:
            self._show_nothing()
            words = tr("Tick the runs to be compared.")
            self._say(words if self.runs.names else _no_runs())
            # The other pages are blank.
            self.runs.say(words if self.runs.names else "")
            return
        self._say(tr("Comparing…"))
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
        self.commands_changed.emit()
        self.report.setEnabled(True)
        self.runs.say(
            tr(
                "★ is the label that counts. A line below a picture: green agrees with it, red does"
                " not. Dashed: the output was no label."
            )
        )
        self.side_by_side.hide_names(is_wanted=self._parts.reviewing().rules.hides_names)
        self.side_by_side.show_comparison(shown.comparison.table, choices=shown.choices)
        self.figures.show_comparison(shown.comparison)
        self.charts.show_charts(shown.charts)

    def _show_nothing(self) -> None:
        """Take the former comparison away: none of its runs is ticked any more."""
        if self._comparing is not None:
            self._comparing.cancel()
        self._comparison = None
        self.commands_changed.emit()
        self.report.setEnabled(False)
        self.side_by_side.clear()
        self.figures.clear()
        self.charts.show_charts(())

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

    def _turn_names(self) -> None:
        """Hide who chose what, or show it again, here as in the review."""
        session = self._parts.reviewing()
        wanted = not session.rules.hides_names
        try:
            session.hide_names(is_wanted=wanted)
        except EmojiLabelerError as error:
            self._complain(error)
            return
        self.side_by_side.hide_names(is_wanted=wanted)
        self.notices.say(tr("Names are hidden.") if wanted else tr("Names are shown."))

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _say(self, words: str) -> None:
        """Say it where nothing is shown yet, else below the runs."""
        self.runs.say(words if self._comparison else "")
        self.side_by_side.say_when_empty(words)

    def _complain(self, error: EmojiLabelerError) -> None:
        self._say("")
        self.notices.complain(str(error))


def _no_runs() -> str:
    return tr(
        "There are no prediction runs yet. “New run…” asks a model, or this program itself, for an"
        " emoji for every memo."
    )
