"""What a check is: a name, a headline, a way to run it, and what came of it."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bootstrap.environment import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where the checks run and what the person asked for."""

    checkout: Path
    environment: Environment
    pytest_arguments: tuple[str, ...] = ()
    without_screen: bool = False
    # The commands that the screen tests lack, with the line that brings them.
    missing_screen_tools: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one check; `output` is shown when it failed."""

    passed: bool
    summary: str = ""
    output: str = ""
    left_out: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check; those that only read run side by side."""

    name: str
    headline: str
    run: Callable[[Workplace], Outcome] = field(repr=False)
    only_reads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A finished command: its exit status and everything it printed."""

    status: int
    output: str


def run_command(
    command: Sequence[str | os.PathLike[str]],
    *,
    folder: Path,
    variables: Mapping[str, str] | None = None,
    echoed: bool = False,
) -> Ran:
    """Run a command to its end; `echoed` lets the person watch and then keeps no output."""
    words = [os.fspath(word) for word in command]
    finished = subprocess.run(
        words,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=None if echoed else subprocess.PIPE,
        stderr=None if echoed else subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    headline = f"$ {' '.join(words)}   (status {finished.returncode})"
    output = f"{headline}\n{finished.stdout or ''}"
    return Ran(status=finished.returncode, output=output)


def timed(check: Check, workplace: Workplace) -> Outcome:
    """Run a check and return what came of it with the seconds it took."""
    began = time.monotonic()
    outcome = check.run(workplace)
    return Outcome(
        passed=outcome.passed,
        summary=outcome.summary,
        output=outcome.output,
        left_out=outcome.left_out,
        seconds=time.monotonic() - began,
    )
