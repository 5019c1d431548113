"""pip without its noise: what is fetched and how large it is, and why it failed if it did."""

import os
import platform
import re
import subprocess
from collections.abc import Sequence

from scripts.bootstrap.environment import Environment
from scripts.bootstrap.errors import SetUpError
from scripts.bootstrap.speech import Speech, spoken_size

_FETCHED = re.compile(
    r"^\s*(?P<how>Downloading|Using cached) (?:\S*/)?(?P<name>[^\s/]+?)-(?P<version>\d[^-\s]*)"
    r"(?:-\S+\.whl|\.tar\.gz)\S* \((?P<size>[\d.]+) (?P<unit>bytes|kB|MB|GB)\)"
)
_UNITS = {"bytes": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9}
_WORTH_A_LINE_BYTES = 2e6

# What pip prints, why it printed it, what a person can do about it; the first match counts.
_REASONS = (
    (
        "No space left on device",
        "The disk is full.",
        "Free about 1 GB and start again: what was fetched is kept.",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED",
        "The package server's certificate is not trusted here; a company proxy may replace it.",
        "Tell pip about your company's certificate: pip config set global.cert FILE.",
    ),
    (
        "ProxyError",
        "The proxy did not let pip through.",
        "Set HTTPS_PROXY to your proxy's address, or pip config set global.proxy ADDRESS.",
    ),
    (
        r"NameResolution|NewConnection|ConnectTimeout|timed out|Max retries|ConnectionReset|broken",
        "The package server could not be reached.",
        "Check the network and start again: what was fetched is kept.",
    ),
    (
        r"HTTP error 5|50[0-9] (Server|Service|Bad)",
        "The package server has a fault.",
        "Wait some minutes and start again.",
    ),
)


def install(environment: Environment, arguments: Sequence[str], *, speech: Speech) -> None:
    """Run `pip install` with `arguments`, telling sizes and leaving out the rest.

    Raises:
        SetUpError: with the reason pip had, in words.
    """
    process = subprocess.Popen(
        [*quiet_install(environment), *arguments],
        env=pip_variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with process:
        lines = _follow(process, speech=speech)
    if process.returncode != 0:
        raise failure("\n".join(lines))


def quiet_install(environment: Environment) -> list[str]:
    """Return the words that begin an installation into `environment`."""
    words = ("-m", "pip", "install", "--no-input", "--progress-bar", "off")
    return [str(environment.python), *words]


def pip_variables() -> dict[str, str]:
    """Return this process's variables, less what would make pip chatty or look elsewhere."""
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0", "LC_ALL": "C"}


def failure(output: str) -> SetUpError:
    """Return what a failed pip means to a person."""
    what = "The Python packages could not be installed."
    for pattern, why, remedy in _REASONS:
        if re.search(pattern, output):
            return SetUpError(what, why=why, remedy=remedy)
    libc, version = platform.libc_ver()
    nothing_fits = re.search("No matching distribution|ResolutionImpossible", output)
    if nothing_fits and libc == "glibc" and _older(version, "2.34"):
        return SetUpError(
            what,
            why=f"This system's C library is glibc {version}; Qt needs 2.34 or newer.",
            remedy="Use a newer system: Debian 12, Ubuntu 22.04, Fedora 35 or later.",
        )
    errors = [line.strip() for line in output.splitlines() if line.startswith("ERROR")]
    return SetUpError(
        what,
        why=f"pip said: {' '.join(errors) or output.strip()[-400:]}",
        remedy="Mend that and start again: what was fetched is kept.",
    )


def _follow(process: subprocess.Popen[str], *, speech: Speech) -> list[str]:
    lines: list[str] = []
    small_bytes = 0.0
    for line in process.stdout or ():
        lines.append(line.rstrip())
        fetched = _FETCHED.match(line)
        if not fetched:
            continue
        size_bytes = float(fetched["size"]) * _UNITS[fetched["unit"]]
        if size_bytes < _WORTH_A_LINE_BYTES:
            small_bytes += size_bytes
            continue
        origin = ", kept from before" if fetched["how"] == "Using cached" else ""
        name = fetched["name"].replace("_", "-")
        speech.detail(f"{name} {fetched['version']} ({spoken_size(size_bytes)}{origin})")
    installed = [line for line in lines if line.startswith("Successfully installed")]
    if installed:
        count = len(installed[-1].split()) - 2
        rest = f", the smaller ones {spoken_size(small_bytes)}" if small_bytes else ""
        speech.detail(f"{count} packages installed{rest}")
    return lines


def _older(version: str, least: str) -> bool:
    return [int(x) for x in version.split(".")[:2]] < [int(x) for x in least.split(".")]
