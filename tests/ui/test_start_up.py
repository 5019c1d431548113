"""The program opens without what the first look does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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

DRIVER = """
import json, sys
from emoji_labeler.app import run
from emoji_labeler.ui import first_paint
over = first_paint.FirstPaint.over
def say(paint):
    print(json.dumps(sorted(sys.modules)), flush=True)
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


def test_nothing_slow_is_loaded_before_the_first_paint(project_path: Path) -> None:
    ended = program("-c", DRIVER, str(project_path))

    assert ended.returncode == 0, ended.stderr
    loaded = set(json.loads(ended.stdout))
    assert "PySide6.QtWidgets" in loaded
    assert loaded & SLOW == set()


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
