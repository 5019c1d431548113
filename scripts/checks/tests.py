"""The tests: most of them without a screen, some on a virtual one with real keys."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.checks.check import Outcome, Workplace, run_command

_NOTHING_COLLECTED = 5


def check_tests(workplace: Workplace) -> Outcome:
    """Run every test that needs no screen, and count the lines they reach."""
    variables = {**_variables_without_screen(), "QT_QPA_PLATFORM": "offscreen"}
    whole = ("--numprocesses=auto", "--cov", "--cov-report=term")
    options = () if workplace.pytest_arguments else whole
    return _pytest(workplace, "not screen", options, variables=variables)


def check_screen(workplace: Workplace) -> Outcome:
    """Run the tests that drive the window on a virtual screen."""
    if workplace.without_screen or not sys.platform.startswith("linux"):
        why = "--without-screen" if workplace.without_screen else "it needs Linux"
        return Outcome(passed=True, left_out=True, summary=f"LEFT OUT: {why}")
    if workplace.missing_screen_tools:
        return Outcome(
            passed=False,
            summary="COULD NOT RUN: Xvfb or xdotool is missing",
            output=(
                "The screen tests were left out: Xvfb and xdotool are not both on this machine.\n"
                f"Install them: {workplace.missing_screen_tools}\n"
                "Or leave these tests out knowingly: python3 scripts/test.py --without-screen"
            ),
        )
    with _virtual_screen() as display:
        if not display:
            return Outcome(passed=False, output="Xvfb did not start.", summary="Xvfb did not start")
        variables = {**_variables_without_screen(), "DISPLAY": display}
        return _pytest(workplace, "screen", (), variables=variables)


def summary_of(output: str) -> str:
    """Return the counts and the coverage that a run of pytest printed."""
    counts = re.findall(
        r"^=* ?(\d+ (?:passed|failed|error|skipped|deselected).*?) in ", output, re.MULTILINE
    )
    total = re.findall(r"^TOTAL\s.*?(\d+)%$", output, re.MULTILINE)
    spoken = [*counts[-1:], *(f"{percent} % of lines and branches" for percent in total[-1:])]
    return ", ".join(spoken)


def _pytest(
    workplace: Workplace,
    marked: str,
    options: tuple[str, ...],
    *,
    variables: dict[str, str],
) -> Outcome:
    python = workplace.environment.python
    ran = run_command(
        [python, "-m", "pytest", "-m", marked, *options, *workplace.pytest_arguments],
        folder=workplace.checkout,
        variables=variables,
        echoed=bool(workplace.pytest_arguments),
    )
    summary = summary_of(ran.output)
    if ran.status == _NOTHING_COLLECTED:
        summary = "no test was found"
    elif ran.status != 0 and "failed" not in summary and "error" not in summary:
        # A crash while Python shuts down comes after the words "all passed".
        summary = f"{summary} but pytest ended with status {ran.status}".strip()
    return Outcome(passed=ran.status == 0, summary=summary, output=ran.output)


def _variables_without_screen() -> dict[str, str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    return {name: value for name, value in os.environ.items() if name not in hidden}


@contextmanager
def _virtual_screen() -> Iterator[str]:
    """Lend a virtual screen; "" where it did not start."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        # Xvfb writes its number once it answers; if it dies, the pipe ends with nothing in it.
        with os.fdopen(reading, encoding="ascii") as pipe:
            number = pipe.readline().strip()
        yield f":{number}" if number else ""
    finally:
        process.terminate()
        process.wait()
