"""The program opens without what the first look does not need."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from emoji_labeler.ui.plain_imports import UNUSED
from tests.ui.conftest import only_unpacked

SLOW = {
    "PIL",
    "asyncio",
    "click",
    "concurrent.futures",
    "keyring",
    "matplotlib",
    "numpy",
    "openai",
    "orjson",
    "sqlite_utils",
}

LATER = {
    "emoji_labeler.domain.gold",
    "emoji_labeler.domain.memo_listing",
    "emoji_labeler.domain.provider",
    "emoji_labeler.domain.snapshot",
    "emoji_labeler.services.assisting",
    "emoji_labeler.ui.findings",
}
"""Modules of ours, full of classes that are slow to make, that the first look does without."""

UNSEEN_WIDGETS = {"QCalendarWidget", "QFileDialog", "QStyle", "QWizard"}
"""Classes of Qt that only a call which does not say what it returns has PySide make."""

DRIVER = """
import json, linecache, sys
from emoji_labeler.app import run
from emoji_labeler.ui.plain_imports import defer_unused, import_qt
defer_unused()
import_qt()
from emoji_labeler.ui import first_paint
over = first_paint.FirstPaint.over
def say(paint):
    made = list(vars(sys.modules["PySide6.QtWidgets"]))
    waiting = [n for n, m in sys.modules.items() if type(m).__name__ == "_DeferredModule"]
    print(json.dumps([list(sys.modules), made, list(linecache.cache), waiting]), flush=True)
    over(paint)
first_paint.FirstPaint.over = say
sys.exit(run(["--smoke", sys.argv[1]]))
"""


def program(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python without a screen, in the folders of this test."""
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What Python held at the first paint."""

    modules: set[str]
    widgets: set[str]
    sources: list[str]
    waiting: set[str]


@pytest.fixture
def start(project_path: Path) -> Start:
    ended = program("-c", DRIVER, str(project_path))
    assert ended.returncode == 0, ended.stderr
    modules, widgets, sources, waiting = json.loads(ended.stdout)
    return Start(modules=set(modules), widgets=set(widgets), sources=sources, waiting=set(waiting))


def test_nothing_slow_is_loaded_before_the_first_paint(start: Start) -> None:
    assert "PySide6.QtWidgets" in start.modules
    assert start.modules & SLOW == set()


def test_what_a_later_click_needs_is_not_loaded_before_the_first_paint(start: Start) -> None:
    assert "emoji_labeler.services.labeling" in start.modules
    assert start.modules & LATER == set()


def test_no_class_is_made_for_a_widget_that_nobody_sees(start: Start) -> None:
    assert "QToolButton" in start.widgets
    assert start.widgets & UNSEEN_WIDGETS == set()


def test_the_source_of_no_module_is_read_on_the_way_to_the_first_paint(start: Start) -> None:
    assert [path for path in start.sources if "emoji_labeler" in Path(path).parts] == []


@only_unpacked
def test_what_pyside_imports_and_nobody_uses_is_not_executed_before_the_first_paint(
    start: Start,
) -> None:
    assert start.waiting
    assert set(UNUSED) & start.modules <= start.waiting


def test_the_smoke_run_opens_a_project_and_closes_it_again(project_path: Path) -> None:
    ended = program("-m", "emoji_labeler", "--smoke", str(project_path))

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["missing.db", "notes.txt"])
def test_a_file_that_is_no_project_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("my notes, which are no project at all\n" * 50, "utf-8")

    ended = program("-m", "emoji_labeler", str(tmp_path / name))

    assert ended.returncode == 2
    assert f"The project {name} was not opened." in ended.stderr
    assert "Traceback" not in ended.stderr
