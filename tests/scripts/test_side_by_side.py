"""The picture of the old way beside a fine-tuned model is drawn by one command."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.services.tuning import labelled_project

SCRIPT = Path(__file__).parents[2] / "scripts" / "side_by_side.py"
HEAD_AND_FOOT, ROW = 168 + 120, 276


def draw(picture: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(picture), "--epochs", "1", *map(str, arguments)],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def rows_in(picture: Path) -> int:
    with Image.open(picture) as opened:
        return (opened.height - HEAD_AND_FOOT) // ROW


def test_the_sample_project_is_drawn_with_what_was_learned_beside_it(tmp_path: Path) -> None:
    picture = tmp_path / "sample.png"

    done = draw(picture)

    assert done.returncode == 0, done.stderr
    assert "The sample project has no labels" in done.stdout
    assert "Over 150 memos" in done.stdout
    assert rows_in(picture) == 10


def test_a_project_of_ones_own_is_drawn_and_stays_as_it_is(tmp_path: Path) -> None:
    with labelled_project(tmp_path / "own", memos=48) as project:
        path = project.path
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    done = draw(tmp_path / "own.png", "--project", path)

    assert done.returncode == 0, done.stderr
    assert "is only read" in done.stdout
    assert 1 <= rows_in(tmp_path / "own.png") <= 10
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--project", "none.db"), "there is no none.db"), (("--keep", "."), "")],
)
def test_wrong_use_draws_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = draw(tmp_path / "none.png", *arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "none.png").exists()
