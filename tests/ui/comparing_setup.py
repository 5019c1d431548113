"""The screen of comparisons over two runs, and how a test waits there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.panels.compare_panel import ComparePanel
from tests.services.comparing_setup import golds_of, keep_run, make_missing
from tests.services.tuning import labelled_project

PATIENCE_MS = 60_000
LABELS = ("cat", "umbrella", "dog")


@pytest.fixture
def compared_path(tmp_path: Path) -> Path:
    """A closed project of thirty labelled memos: one run is right, one sees cats everywhere."""
    labels = [LABELS[number % len(LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "labelled", labels=labels) as project:
        golds = golds_of(project)
        cats = keep_run(project, "cats", dict.fromkeys(golds, "cat"))
        make_missing(project, cats, 2, raw="An old cat\nby the fire")
        keep_run(project, "right", golds)
        return project.path


@pytest.fixture
def panel(start: Callable[..., Any], compared_path: Path, qtbot: QtBot) -> ComparePanel:
    """The screen with both runs compared."""
    hand = start(compared_path)
    hand.window._actions["show_compare"].trigger()
    panel = cast("ComparePanel", hand.window.panels.current)
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 30)
    return panel


def wait(qtbot: QtBot, reached: Callable[[], bool]) -> None:
    """Wait as long as something may take on a busy machine."""
    qtbot.waitUntil(reached, timeout=PATIENCE_MS)
