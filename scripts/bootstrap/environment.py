"""A Python environment of its own: made, linked to the checkout, asked for its paths."""

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap.errors import SetUpError


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """A virtual environment, wherever it lies and whatever system it is on."""

    folder: Path

    @property
    def scripts_folder(self) -> Path:
        """Return where the environment's commands lie."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """Return the environment's Python."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """Return the path of one of the environment's commands."""
        return self.scripts_folder / (f"{name}.exe" if os.name == "nt" else name)

    def site_packages(self) -> Path:
        """Return where the environment's packages lie, as its own Python says."""
        words = "import sysconfig; print(sysconfig.get_path('purelib'))"
        answer = subprocess.run(
            [self.python, "-c", words], capture_output=True, text=True, check=True
        )
        return Path(answer.stdout.strip())

    def works(self) -> bool:
        """Tell whether its Python starts and has pip; an upgrade of the system can break both."""
        try:
            answer = subprocess.run(
                [self.python, "-m", "pip", "--version"], capture_output=True, check=False
            )
        except OSError:
            return False
        return answer.returncode == 0


def make(folder: Path) -> Environment:
    """Return a working environment in `folder`; one that no longer works is replaced.

    Raises:
        SetUpError: the folder cannot be written or Python cannot make an environment there.
    """
    environment = Environment(folder=folder)
    if environment.works():
        return environment
    try:
        if folder.exists():
            shutil.rmtree(folder)
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetUpError(
            f"No Python environment could be made in {folder}.",
            why=f"{error}.",
            remedy="Check that the folder can be written and that the disk has 1 GB left.",
        ) from error
    return environment


def link_checkout(environment: Environment, *, checkout: Path) -> None:
    """Make the checkout importable in `environment` and give it the command `emoji-labeler`.

    A path file needs no build and no network, and every edit counts at once. The path in it is
    relative, so that a checkout that was copied with its environment means itself.
    """
    packages = environment.site_packages()
    relative = os.path.relpath(checkout, packages)
    (packages / "emoji_labeler_checkout.pth").write_text(f"{relative}\n", encoding="utf-8")
    if sys.platform == "win32":
        launcher = environment.scripts_folder / "emoji-labeler.cmd"
        launcher.write_text('@"%~dp0python.exe" -P -m emoji_labeler %*\n', encoding="utf-8")
        return
    launcher = environment.script("emoji-labeler")
    launcher.write_text(
        f'#!/bin/sh\nexec "{environment.python}" -P -m emoji_labeler "$@"\n', encoding="utf-8"
    )
    launcher.chmod(0o755)
