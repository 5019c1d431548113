"""A prediction run is stopped midway from the window, and gone on with later."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.prediction import PredictionRun, RunCounts, RunFilter, RunPlan
from emoji_labeler.services.run_desk import make_run
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.item_models.comparison_item_model import FIRST_RUN
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import Asked, Trouble
from tests.services.predicting_setup import memos_asked
from tests.services.tuning import BASE, labelled_project
from tests.ui.comparing_setup import wait
from tests.ui.conftest import Restart

_MEMOS = 30
_PATIENCE_S = 60


class SlowServer(ModelServer):
    """Answers so many questions as it is let, and keeps the others waiting."""

    def __init__(self) -> None:
        super().__init__()
        self._let = threading.Semaphore(0)

    def let(self, questions: int) -> None:
        """Answer so many questions more."""
        self._let.release(questions)

    def chat(self, asked: Asked) -> tuple[int, Any]:
        """Answer once it is let."""
        self._let.acquire(timeout=_PATIENCE_S)
        return super().chat(asked)


@pytest.fixture
def server() -> Iterator[SlowServer]:
    """A server that answers nothing yet."""
    state = SlowServer()
    with running_model_server(state):
        yield state
        # Nobody is kept waiting when the server is to end.
        state.let(10 * _MEMOS)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A closed project of thirty labelled memos, and many without a label."""
    with labelled_project(tmp_path / "labelled", memos=_MEMOS) as project:
        return project.path


def compare_screen(start: Restart, path: Path) -> ComparePanel:
    """Start the program and come to the screen of comparisons."""
    hand = start(path)
    hand.window._actions["show_compare"].trigger()
    return cast("ComparePanel", hand.window.panels.current)


def begin(panel: ComparePanel, **plan: Any) -> PredictionRun:
    """Begin a run as the dialog would."""
    parts = panel._parts
    run = make_run(
        parts.project_path,
        RunPlan(name="slow", **plan),
        pack=parts.pack,
        providing=parts.providing,
    )
    panel.runs.begin(run)
    return run


def ask(panel: ComparePanel, server: SlowServer) -> PredictionRun:
    """Begin a run that asks the slow server about every memo with a label."""
    profile = panel._parts.providing().add(name="Slow", base_url=server.base_url)
    return begin(
        panel,
        predictor="fine-tuned",
        provider=profile.id,
        model="m",
        options={"prompt": "Choose."},
        memos=RunFilter(labelled=True),
    )


def counts(path: Path, run: PredictionRun) -> RunCounts:
    with ProjectStore.open(path) as project:
        return project.prediction_runs.counts(run.id)


def stop(panel: ComparePanel) -> None:
    panel.runs._progress._stop.click()


def listed(panel: ComparePanel) -> str:
    """What the list says of the first run."""
    return panel.runs.runs.item(0).text() if panel.runs.runs.count() else ""


def test_a_stopped_run_keeps_what_it_has_and_is_gone_on_with(
    start: Restart, project_path: Path, server: SlowServer, qtbot: QtBot
) -> None:
    panel = compare_screen(start, project_path)
    run = ask(panel, server)
    server.let(5)
    wait(qtbot, lambda: counts(project_path, run).answered == 5)
    wait(qtbot, lambda: panel.runs._progress.isVisible())

    stop(panel)
    assert not panel.runs._progress._stop.isEnabled()
    server.let(_MEMOS)
    wait(qtbot, lambda: not panel.runs.worker.is_working)
    answered = counts(project_path, run).answered
    assert 5 <= answered < _MEMOS
    wait(qtbot, lambda: listed(panel) == f"slow  {answered} / {_MEMOS}")
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == answered)
    assert panel.runs._progress.isHidden()
    assert not panel.notices.isVisible()

    panel.runs._go_on.click()
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == _MEMOS)

    assert counts(project_path, run).answered == _MEMOS
    assert set(memos_asked(server).values()) == {1}
    assert listed(panel) == "slow"
    assert panel.runs._go_on.isHidden()


def test_a_run_that_ended_with_the_program_is_gone_on_with_in_the_next_one(
    start: Restart, project_path: Path, server: SlowServer, qtbot: QtBot
) -> None:
    panel = compare_screen(start, project_path)
    run = ask(panel, server)
    server.let(3)
    wait(qtbot, lambda: counts(project_path, run).answered == 3)
    # What is under way when the window closes is waited for.
    threading.Timer(0.2, server.let, args=[_MEMOS]).start()

    panel = compare_screen(start, project_path)
    kept = counts(project_path, run).answered
    assert 3 <= kept < _MEMOS
    wait(qtbot, lambda: listed(panel) == f"slow  {kept} / {_MEMOS}")
    panel.runs.runs.setCurrentRow(0)
    panel.runs._go_on.click()
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == _MEMOS)

    assert set(memos_asked(server).values()) == {1}


def test_a_run_whose_server_fails_says_so_and_offers_to_go_on(
    start: Restart, project_path: Path, server: SlowServer, qtbot: QtBot
) -> None:
    panel = compare_screen(start, project_path)
    refused = json.dumps({"error": {"message": "Wrong key", "code": "invalid_api_key"}})
    trouble = Trouble(on="/chat/completions", status=401, body=refused.encode(), times=1000)
    server.troubles.append(trouble)
    run = ask(panel, server)

    wait(qtbot, panel.notices.isVisible)
    assert "There is no key for Slow." in panel.notices._text.text()
    assert counts(project_path, run).answered == 0
    wait(qtbot, panel.runs._go_on.isVisible)

    trouble.times = 0
    server.let(_MEMOS)
    panel.runs._go_on.click()
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == _MEMOS)
    assert not panel.notices.isVisible()


def test_the_model_of_this_machine_is_stopped_and_gone_on_with(
    start: Restart, project_path: Path, qtbot: QtBot
) -> None:
    panel = compare_screen(start, project_path)
    run = begin(
        panel,
        predictor="topic-embedding",
        provider="local",
        model=BASE,
        options={"embedding_model": BASE},
    )
    wait(qtbot, lambda: counts(project_path, run).answered > 0)

    stop(panel)
    wait(qtbot, lambda: not panel.runs.worker.is_working)
    kept = counts(project_path, run)
    if kept.answered < kept.memos:
        wait(qtbot, panel.runs._go_on.isVisible)
        panel.runs._go_on.click()

    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == kept.memos)
    assert counts(project_path, run).answered == kept.memos
    head = panel.side_by_side.rows.headerData(FIRST_RUN, Qt.Orientation.Horizontal)
    assert head == "slow"
    assert not panel.notices.isVisible()
