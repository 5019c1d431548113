"""Running commands as a person does, in a process of their own or in this one."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from emoji_labeler.cli.entry import main

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; ``said`` is what comes in on standard input."""

    def run(*arguments: object, said: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code=code, out=printed.out, err=printed.err)

    return run


def environment() -> dict[str, str]:
    """Return the environment in which another process finds this checkout, and no screen."""
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    kept.pop("QT_QPA_PLATFORM", None)
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}


@pytest.fixture
def run_apart(tmp_path: Path) -> Run:
    """Run ``python -m emoji_labeler`` in a process of its own, in the test's folder."""

    def run_apart(*arguments: object, said: str = "") -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "emoji_labeler", *map(str, arguments)],
            input=said,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment(),
            timeout=120,
            check=False,
        )
        return Outcome(code=done.returncode, out=done.stdout, err=done.stderr)

    return run_apart
