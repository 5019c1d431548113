"""The command that opens the window, run as a person runs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bootstrap import python_version, stamp

CHECKOUT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the environment has another layout there")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of its own, in which nothing has been set up yet."""
    place = tmp_path / "check out"
    for folder in ("scripts", "emoji_labeler"):
        shutil.copytree(
            CHECKOUT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in ("pyproject.toml", "constraints.txt"):
        shutil.copy(CHECKOUT / file, place / file)
    return place


def start(checkout: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, checkout / "scripts" / "run.py", *arguments],
        cwd=checkout.parent,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def set_up_checkout(checkout: Path) -> Path:
    """A checkout whose environment is current and whose program only repeats its arguments."""
    python = Path(stamp.environment_python(str(checkout)))
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    program = checkout / "emoji_labeler" / "__main__.py"
    program.write_text("import os, sys\nprint(os.getcwd(), sys.argv[1:])\n", encoding="utf-8")
    stamp.write(str(checkout), group="run")
    return checkout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is a given")
@pytest.mark.parametrize("display", ["", ":987654"])
def test_without_a_screen_it_says_so_at_once_and_sets_nothing_up(
    checkout: Path, display: str
) -> None:
    answer = start(checkout, "diary.db", DISPLAY=display)

    assert answer.returncode == 2
    assert answer.stderr.count("cannot open its window") == 1
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""
    assert not (checkout / ".venv").exists()


def test_a_later_start_hands_over_where_the_person_stands(set_up_checkout: Path) -> None:
    answer = start(set_up_checkout, "my diary.db", PYTHONPATH=str(set_up_checkout))

    assert answer.stderr == ""
    assert answer.stdout.strip() == f"{set_up_checkout.parent} ['my diary.db']"


def test_an_old_python_gets_one_sentence() -> None:
    said = python_version.why_too_old(3, 10)

    assert "needs Python 3.11 or newer and this is Python 3.10" in said
    assert "\n" not in said


def test_a_new_python_gets_none() -> None:
    assert python_version.why_too_old(3, 11) == ""
    assert python_version.why_too_old(4, 0) == ""
