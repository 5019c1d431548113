"""pip's words become sizes and reasons that a person can use."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.bootstrap import pip
from scripts.bootstrap.environment import Environment
from scripts.bootstrap.errors import SetUpError
from scripts.bootstrap.speech import Speech


def environment_that_prints(folder: Path, lines: Sequence[str], *, status: int) -> Environment:
    """An environment whose Python prints these lines whatever it is asked to do."""
    environment = Environment(folder=folder)
    environment.scripts_folder.mkdir()
    text = "\n".join(lines)
    environment.python.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\nexit {status}\n", "utf-8")
    environment.python.chmod(0o755)
    return environment


def test_only_large_packages_get_a_line_of_their_own(tmp_path: Path) -> None:
    environment = environment_that_prints(
        tmp_path,
        (
            "Collecting PySide6-Essentials<6.12,>=6.10",
            "  Downloading pyside6_essentials-6.11.3-cp310-abi3-manylinux_2_34.whl (84.1 MB)",
            "  Using cached https://server/numpy-2.4.6-cp311-cp311-linux.whl.metadata (6.6 kB)",
            "Using cached numpy-2.4.6-cp311-cp311-linux.whl (16.9 MB)",
            "Downloading click-8.5.1-py3-none-any.whl (110 kB)",
            "Successfully installed PySide6-Essentials-6.11.3 numpy-2.4.6 click-8.5.1",
        ),
        status=0,
    )
    said = io.StringIO()

    pip.install(environment, ["click"], speech=Speech(said))

    assert [line.strip() for line in said.getvalue().splitlines()] == [
        "pyside6-essentials 6.11.3 (84 MB)",
        "numpy 2.4.6 (17 MB, kept from before)",
        "3 packages installed, the smaller ones 0.1 MB",
    ]


def test_a_failed_installation_raises_with_a_reason(tmp_path: Path) -> None:
    environment = environment_that_prints(
        tmp_path, ("ERROR: [Errno 28] No space left on device",), status=1
    )

    with pytest.raises(SetUpError, match="The disk is full"):
        pip.install(environment, ["click"], speech=Speech(io.StringIO()))


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "not be reached"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED): Max retries exceeded", "certificate"),
        ("ProxyError('Cannot connect to proxy.'): Max retries exceeded", "proxy"),
        ("ERROR: HTTP error 503 while getting x", "has a fault"),
        ("noise\nERROR: something else\n", "pip said: ERROR: something else"),
    ],
)
def test_each_kind_of_failure_has_its_reason_and_a_remedy(output: str, why: str) -> None:
    error = pip.failure(output)

    assert why in error.why
    assert error.remedy


def test_an_old_c_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.31"))

    error = pip.failure("ERROR: No matching distribution found for PySide6-Essentials==6.11.3")

    assert "glibc 2.31" in error.why
