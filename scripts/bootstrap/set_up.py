"""The whole way from a bare machine to an environment in which the program runs."""

import os
import subprocess
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.bootstrap import needs, packages, pip, stamp
from scripts.bootstrap.environment import Environment, link_checkout, make
from scripts.bootstrap.errors import SetUpError
from scripts.bootstrap.needs import Need
from scripts.bootstrap.speech import Speech, spoken_duration

_INTRODUCTION = {
    "run": "Emoji Labeler sets itself up, once: about 120 MB to fetch and 420 MB in .venv.",
    "dev": "Setting up for the checks, once: about 215 MB to fetch and 720 MB in .venv.",
}


def set_up(checkout: Path, *, group: str, speech: Speech) -> Environment:
    """Return the checkout's environment, made or completed for `group` ("run" or "dev").

    Nothing is done when its stamp is current.

    Raises:
        SetUpError: something on this machine has to be changed by a person first.
    """
    environment = Environment(folder=Path(stamp.environment_folder(str(checkout))))
    if stamp.is_current(str(checkout), group=group):
        return environment
    began = time.monotonic()
    speech.say(_INTRODUCTION[group])
    with speech.step("[1/4] What the system has to bring"):
        _bring_system_parts(speech=speech)
    with speech.step(f"[2/4] A Python environment of its own, in {environment.folder.name}"):
        make(environment.folder)
    with speech.step("[3/4] Python packages"):
        arguments = requirements(checkout, group=group)
        constraints = str(checkout / "constraints.txt")
        pip.install(environment, ["--constraint", constraints, *arguments], speech=speech)
    with speech.step("[4/4] A first try"):
        link_checkout(environment, checkout=checkout)
        _unpack_binding(environment)
        _try_binding(environment)
    for finished in ("run", group):
        stamp.write(str(checkout), group=finished)
    speech.say(f"Ready after {spoken_duration(time.monotonic() - began)}.")
    return environment


def requirements(checkout: Path, *, group: str) -> list[str]:
    """Return the requirements that pyproject.toml declares for running, or for all work on it."""
    declared = _project(checkout)
    wanted: list[str] = list(declared["project"]["dependencies"])
    if group == "dev":
        wanted += declared["dependency-groups"]["dev"]
    return wanted


def bring_tools(*, speech: Speech) -> tuple[Need, ...]:
    """Install the commands for the screen tests and return those that stay missing."""
    missing = needs.missing_tools()
    if not missing:
        return ()
    try:
        with speech.step("A virtual screen for the screen tests"):
            packages.install(missing, speech=speech)
    except SetUpError:
        return needs.missing_tools()
    return needs.missing_tools()


def _bring_system_parts(*, speech: Speech) -> None:
    missing: Sequence[Need] = (*needs.missing_python_parts(), *needs.missing_libraries())
    if not missing:
        speech.detail("all there")
        return
    packages.install(missing, speech=speech)


def _project(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


def _unpack_binding(environment: Environment) -> None:
    """Let Qt's binding unpack its Python support files, which it else compiles at every start."""
    variables = {**os.environ, "SBK_EMBED": "0"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(
        [environment.python, "-c", "import shiboken6"],
        env=variables,
        capture_output=True,
        check=False,
    )


def _try_binding(environment: Environment) -> None:
    words = "from PySide6 import QtCore, QtGui, QtSvg, QtWidgets"
    answer = subprocess.run(
        [environment.python, "-c", words], capture_output=True, text=True, check=False
    )
    if answer.returncode == 0:
        return
    raise SetUpError(
        "Qt was installed but cannot be loaded.",
        why=f"{answer.stderr.strip().splitlines()[-1]}.",
        remedy="Install the system package that holds the file named here, then start again.",
    )
