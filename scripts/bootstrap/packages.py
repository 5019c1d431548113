"""Getting missing system packages: installed where that is allowed, else the line that does it."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from scripts.bootstrap.errors import SetUpError
from scripts.bootstrap.needs import Need
from scripts.bootstrap.speech import Speech, spoken_size

_APT_LISTS = Path("/var/lib/apt/lists")
_INSTALL = ("apt-get", "install", "--no-install-recommends", "--yes")
_QUIET = ("-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0")


def install(needs: Sequence[Need], *, speech: Speech) -> None:
    """Install the Debian packages of `needs`.

    Raises:
        SetUpError: this system has no apt, installing is not allowed here, or apt failed.
    """
    prefix = _privilege() if shutil.which("apt-get") else None
    if prefix is None:
        raise SetUpError(
            "Some system packages are missing and cannot be installed from here.",
            why=f"Missing: {_spoken_files(needs)}.",
            remedy=f"Run this once, then start again: {line_to_install(needs)}",
        )
    packages = _package_names(needs)
    if not any(_APT_LISTS.glob("*Packages*")):
        speech.detail("asking the package source what there is")
        _apt(prefix, ("apt-get", "update"))
    speech.detail(f"{', '.join(packages)}{_spoken_download(packages)}")
    first_try = _apt(prefix, (*_INSTALL, *packages))
    if first_try.returncode == 0:
        return
    # The lists may be older than the files on the server: ask anew and try once more.
    _apt(prefix, ("apt-get", "update"))
    second_try = _apt(prefix, (*_INSTALL, *packages))
    if second_try.returncode != 0:
        raise SetUpError(
            "The system packages could not be installed.",
            why=f"apt-get said: {_last_words(second_try.stdout)}",
            remedy=f"See what it says when run by hand: {line_to_install(needs)}",
        )


def line_to_install(needs: Sequence[Need]) -> str:
    """Return the one command line that brings `needs` to this kind of system."""
    libraries = [need.file for need in needs if ".so" in need.file]
    if shutil.which("apt-get"):
        sudo = "" if _is_root() else "sudo "
        update = "" if any(_APT_LISTS.glob("*Packages*")) else f"{sudo}apt-get update && "
        install_words = " ".join(
            ("apt-get install --no-install-recommends", *_package_names(needs))
        )
        return f"{update}{sudo}{install_words}"
    for installer in ("dnf", "zypper"):
        if shutil.which(installer) and len(libraries) == len(needs):
            # Both know packages by the library files they provide.
            return " ".join((f"sudo {installer} install", *(f"'{x}()(64bit)'" for x in libraries)))
    if shutil.which("pacman"):
        return f"pacman -F {' '.join(need.file for need in needs)} (names the package of each file)"
    return "search your system's packages for these files and install the packages that hold them"


def _apt(prefix: Sequence[str], command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command, *_QUIET],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _privilege() -> tuple[str, ...] | None:
    """Return what to put before a command to run it as root, or None where that is not allowed."""
    if _is_root():
        return ()
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return ("sudo", "-n") if asked.returncode == 0 else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _package_names(needs: Sequence[Need]) -> list[str]:
    return sorted({need.package for need in needs})


def _spoken_files(needs: Sequence[Need]) -> str:
    """Return the missing files; where apt is there, its line says the rest."""
    files = [need.file for need in needs]
    if len(files) <= 4 or not shutil.which("apt-get"):
        return ", ".join(files)
    return f"{', '.join(files[:3])} and {len(files) - 3} more files"


def _spoken_download(packages: Sequence[str]) -> str:
    """Return what will be fetched as words, or nothing where apt does not say."""
    answer = subprocess.run(
        [*_INSTALL, "--print-uris", "-qq", *packages],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    sizes = [int(size) for size in re.findall(r"^'\S+' \S+ (\d+)", answer.stdout, re.MULTILINE)]
    if not sizes:
        return ""
    return f" ({spoken_size(sum(sizes))} in {len(sizes)} packages with what they need)"


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")]
    return " ".join((errors or lines)[-2:]) or "nothing"
