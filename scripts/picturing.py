"""A window that is driven by keys and photographed."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from emoji_labeler import resources
from emoji_labeler.desktop import open_desktop
from emoji_labeler.domain.prediction import RunFilter, RunPlan
from emoji_labeler.domain.snapshot import PromptPlan, SnapshotPlan
from emoji_labeler.services.exporting import system_prompt
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.run_desk import make_run
from emoji_labeler.services.snapshotting import create_snapshot
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.dialogs.people_dialog import PeopleDialog
from emoji_labeler.ui.item_models.comparison_item_model import FIRST_RUN
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from emoji_labeler.ui.panels.data_panel import DataPanel
from emoji_labeler.ui.panels.datasets_panel import DatasetsPanel
from emoji_labeler.ui.panels.finetune_panel import FinetunePanel
from emoji_labeler.ui.panels.insights_panel import InsightsPanel
from emoji_labeler.ui.panels.review_panel import ReviewPanel
from emoji_labeler.wording import tr
from scripts.people_at_work import answer_as

_SIZE = (1280, 800)
_BASE = "local-text-classifier"
_JUDGE_PAGE = 3
_LABELLED = 7
_THINKING_MS = 1_400
_DRAWING_MS = 300
_PATIENCE_S = 240.0


class Camera:
    """The program on the sample project, and a folder for the pictures of it."""

    def __init__(self, folder: Path, *, ending: str) -> None:
        self._folder = folder
        self._ending = ending
        # Every memo shows its suggestions in a picture.
        SettingsFile(resources.config_folder() / "settings.json").put(table.WITHHELD_PERCENT, 0)
        self._desktop = open_desktop(None)
        self._window = self._desktop.window
        self._panel = self._window.annotate
        self._path = self._window._parts.project_path

    def __enter__(self) -> Self:
        self._window.resize(*_SIZE)
        self._window.show()
        self._window.warm_up()
        self._wait(lambda: self._panel.is_assisted and self._desktop.is_idle)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._window.close()
        self._desktop.close()

    def label_some(self) -> None:
        """Take the first suggestion for a few memos, at the pace of a quick person."""
        for _ in range(_LABELLED):
            QTest.qWait(_THINKING_MS)
            QTest.keyClick(self._panel.picker.box, Qt.Key.Key_1)
        QApplication.processEvents()

    def label_more(self, name: str, *, count: int, agrees: float) -> None:
        """Have somebody answer memos beside the window until they have so many answers."""
        self._panel.picker.clear()
        answer_as(name, path=self._path, pack=self._window._parts.pack, count=count, agrees=agrees)
        self._window._parts.changes.annotations.emit()
        QApplication.processEvents()

    def train_a_sweep(self) -> None:
        """Make a snapshot, train the usual sweep on this machine, and wait for its end."""
        panel = cast("FinetunePanel", self._come("finetune"))
        self._wait(lambda: panel.form.provider is not None)
        panel.form._make_snapshot.click()
        train = panel.form._cost._submit
        self._wait(train.isEnabled)
        train.click()
        succeeded = [tr("succeeded")] * len(panel.form._epochs.text().split(","))
        rows = panel.board.rows
        self._wait(
            lambda: [rows.index(row, 2).data() for row in range(rows.rowCount())] == succeeded
        )
        self._wait(lambda: panel._watch.is_resting)
        self.settle()
        self._wait(lambda: panel.card.curves.is_up_to_date)

    def review(self) -> None:
        """Come to the reviewer's desk as somebody who may decide."""
        panel = cast("ReviewPanel", self._come("review"))
        panel._become_reviewer()
        QApplication.processEvents()

    def look_for(self, words: str) -> None:
        """Type into the reviewer's search box."""
        self._reviewing.picker.clear()
        self._reviewing.picker.box.insert(words)
        QApplication.processEvents()

    def take_found(self) -> None:
        """Take the framed emoji: the memo is decided."""
        QTest.keyClick(self._reviewing.picker.box, Qt.Key.Key_Return)

    def ask_back(self, note: str) -> None:
        """Begin to send the memo on the desk back."""
        self._window._actions["send_back"].trigger()
        self._reviewing.card.prompt.insert(note)
        QApplication.processEvents()

    def send_back(self) -> None:
        """Send it back with that note."""
        QTest.keyClick(self._reviewing.card.prompt, Qt.Key.Key_Return)

    def choose_first(self, words: str) -> None:
        """Choose for the memo on the desk before what the others chose is seen, in the dark."""
        self.go_dark()
        self._window._actions["choose_first"].trigger()
        self._reviewing.notices.clear()
        self.look_for(words)
        self.take_found()

    def choose_at_once(self) -> None:
        """Let reviewers see the others' choices again, in the light."""
        self.go_light()
        self._window._actions["choose_first"].trigger()
        self._reviewing.notices.clear()

    def come_to_what_was_sent_back(self) -> None:
        """Come to the annotator's desk, where what was sent back lies first."""
        self._come("annotate")
        self._window._actions["next_open"].trigger()
        self.settle()

    def open_people(self, page: str) -> None:
        """Open a page of the dialog about people, two of them ticked."""
        self._window._actions["people"].trigger()
        self.dialog.pages.show_page(page)
        self.settle()
        for row in (1, 2):
            self.dialog.files.people.item(row).setCheckState(Qt.CheckState.Checked)
        QApplication.processEvents()

    def close_dialog(self) -> None:
        """Close the dialog about people."""
        self.dialog.reject()

    @property
    def dialog(self) -> PeopleDialog:
        """The dialog about people that is open."""
        return self._window.findChildren(PeopleDialog)[-1]

    @property
    def _reviewing(self) -> ReviewPanel:
        return cast("ReviewPanel", self._window.panels.current)

    def look_at_a_memo(self, row: int) -> None:
        """Come to the table of memos and choose one."""
        panel = cast("DataPanel", self._come("data"))
        self.settle()
        panel.table.go_to(row)
        self.settle()

    def make_a_snapshot(self, name: str) -> None:
        """Make a snapshot of what counts now, and look at it."""
        with open_project(self._path) as project:
            plan = SnapshotPlan(name=name, prompt=PromptPlan(system_prompt=system_prompt(project)))
            create_snapshot(project, plan, pack=self._window._parts.pack)
        panel = cast("DatasetsPanel", self._come("datasets"))
        self.settle()
        # A picture names no folder of the machine on which it was taken.
        panel.card.overview.show_folder(tr("Files go to {folder}", folder="~/Documents"))

    def measure(self) -> None:
        """Come to the figures and wait until they are measured and drawn."""
        panel = cast("InsightsPanel", self._come("insights"))
        self._wait(lambda: panel.is_up_to_date)
        self.settle()

    def compare_runs(self) -> None:
        """Predict with the old pipeline, with this machine and with two models of the sweep."""
        self._window._actions["show_compare"].trigger()
        panel = cast("ComparePanel", self._window.panels.current)
        parts = panel._parts
        with open_project(parts.project_path) as project:
            models = [one.name for one in project.jobs.models() if one.step is None]
        first, last = (next(name for name in models if f"-e{n}:" in name) for n in (1, 9))
        for name, predictor, model in (
            ("1 topic → nearest label", "topic-embedding", _BASE),
            ("2 this machine alone", "local", ""),
            ("3 fine-tuned, 1 epoch", "fine-tuned", first),
            ("4 fine-tuned, 9 epochs", "fine-tuned", last),
        ):
            plan = RunPlan(
                name=name,
                predictor=predictor,
                provider="local" if model else "",
                model=model,
                options={"embedding_model": _BASE} if model == _BASE else {},
                memos=RunFilter(labelled=True),
            )
            run = make_run(parts.project_path, plan, pack=parts.pack, providing=parts.providing)
            panel.runs.begin(run)
            self._wait(lambda: not panel.runs.worker.is_working)
        panel.runs.tick(sorted(panel.runs.names))
        self._wait(
            lambda: panel.side_by_side.rows.columnCount() == FIRST_RUN + len(panel.runs.names)
        )
        self.settle()
        self._wait(lambda: self._desktop.is_idle)

    def judge(self) -> None:
        """Judge a few memos with the arrows, and leave the next one on the desk."""
        panel = cast("ComparePanel", self._window.panels.current)
        panel.pages.turn_to(_JUDGE_PAGE)
        panel.judge._begin.click()
        self._wait(lambda: panel.judge.can_undo)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right):
            QTest.keyClick(panel.judge, key)
        panel.judge._tell.click()
        self.settle()

    def search(self, words: str) -> None:
        """Type into the search box."""
        self._panel.picker.clear()
        self._panel.picker.box.insert(words)
        QApplication.processEvents()

    def go_dark(self) -> None:
        """Wear the dark colours."""
        self._window.wear("dark")

    def go_light(self) -> None:
        """Wear the light colours."""
        self._window.wear("light")

    def settle(self) -> None:
        """Wait until charts are drawn in the new colours and what fades in has come."""
        QTest.qWait(_DRAWING_MS)
        self._wait(lambda: self._desktop.is_idle)

    def take(self, name: str, *, widget: QWidget | None = None) -> None:
        """Photograph the window, or one widget, once it has come to rest."""
        self.settle()
        picture = (widget or self._window).grab()
        path = self._folder / f"{name}{self._ending}.png"
        picture.save(str(path))
        if shutil.which("pngquant"):
            command = ["pngquant", "--strip", "--speed", "1", "--force", "--ext", ".png", "256"]
            subprocess.run([*command, str(path)], check=True)

    def _come(self, name: str) -> Panel:
        self._window._actions[f"show_{name}"].trigger()
        QApplication.processEvents()
        return self._window.panels.current

    def _wait(self, reached: Callable[[], bool]) -> None:
        started = time.monotonic()
        while not reached():
            QApplication.processEvents()
            time.sleep(0.02)
            if time.monotonic() - started > _PATIENCE_S:
                raise TimeoutError("the window was not ready")
