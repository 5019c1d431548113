"""What the operating system has to bring is found by asking its loader."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from scripts.bootstrap import needs, packages
from scripts.bootstrap.needs import Need

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a Linux question")


def test_every_library_is_a_versioned_file_with_a_debian_package() -> None:
    wrong = [
        need
        for need in needs.LIBRARIES
        if not re.fullmatch(r"lib[A-Za-z0-9_.+-]+\.so\.\d+", need.file)
        or not re.fullmatch(r"lib[a-z0-9.+-]+", need.package)
    ]

    assert wrong == []


def test_no_library_is_named_twice() -> None:
    files = [need.file for need in needs.LIBRARIES]

    assert len(files) == len(set(files))


@on_linux
def test_a_machine_on_which_qt_runs_lacks_nothing() -> None:
    assert needs.missing_libraries() == ()


@on_linux
def test_a_library_that_the_loader_does_not_find_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = Need(file="libemoji-of-nowhere.so.9", package="libemoji9")
    monkeypatch.setattr(needs, "LIBRARIES", (*needs.LIBRARIES, absent))

    assert needs.missing_libraries() == (absent,)


def test_tools_are_looked_for_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert needs.missing_tools() == needs.SCREEN_TOOLS


@pytest.fixture
def system_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A system whose only commands are the files put into this folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put_command(folder: Path, name: str) -> None:
    command = folder / name
    command.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    command.chmod(0o755)
    assert shutil.which(name)


EGL = Need(file="libEGL.so.1", package="libegl1")
GLIB = Need(file="libglib-2.0.so.0", package="libglib2.0-0")


@on_linux
def test_where_there_is_apt_the_line_names_each_package_once(system_with: Path) -> None:
    put_command(system_with, "apt-get")

    line = packages.line_to_install((EGL, GLIB, GLIB))

    assert line.endswith("apt-get install --no-install-recommends libegl1 libglib2.0-0")


@on_linux
def test_where_there_is_dnf_the_line_names_library_files(system_with: Path) -> None:
    put_command(system_with, "dnf")

    assert packages.line_to_install((EGL,)) == "sudo dnf install 'libEGL.so.1()(64bit)'"


@on_linux
@pytest.mark.usefixtures("system_with")
def test_a_system_without_known_installer_gets_words() -> None:
    assert "search your system's packages" in packages.line_to_install((EGL,))
