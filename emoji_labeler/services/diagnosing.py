"""Looking for what is wrong with an installation or a project file."""

import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from emoji_labeler import __version__, resources
from emoji_labeler.domain.check import Check
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.storage.checkup import check_project_file

_OLDEST_PYTHON = (3, 11)
_PACKAGES = (
    *("PySide6-Essentials", "openai", "numpy", "sqlite-utils"),
    *("pillow", "click", "orjson", "platformdirs"),
)
_QT_TIME_LIMIT_S = 60
_FAULTS_NAMED = 5


def check_installation() -> Iterator[Check]:
    """Yield one check after the other; the slow ones take a second or two."""
    yield Check(name="Emoji Labeler", passed=None, detail=__version__)
    yield Check(
        name="Python",
        passed=sys.version_info >= _OLDEST_PYTHON,
        detail=f"{platform.python_version()} on {platform.platform()}",
    )
    yield from map(_package, _PACKAGES)
    yield _qt()
    yield _pack(resources.emoji_pack_folder())
    yield _fonts(resources.assets_folder() / "fonts")
    folders = (resources.data_folder(), resources.cache_folder(), resources.config_folder())
    for name, folder in zip(("data", "cache", "settings"), folders, strict=True):
        yield _folder(name, folder)


def check_project(path: Path) -> tuple[Check, ...]:
    """Return the checks of a project file, which is only read."""
    return check_project_file(path)


def _package(name: str) -> Check:
    try:
        return Check(name=name, passed=True, detail=version(name))
    except PackageNotFoundError:
        return Check(name=name, passed=False, detail="not installed")


def _qt() -> Check:
    """Import Qt in another process: here it must not be, and where libraries lack it may crash."""
    command = [sys.executable, "-c", "import PySide6.QtWidgets as q; print(q.__name__)"]
    try:
        done = subprocess.run(  # noqa: S603  # Our own interpreter and a constant.
            command, capture_output=True, text=True, timeout=_QT_TIME_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return Check(name="Qt", passed=False, detail=f"not imported in {_QT_TIME_LIMIT_S} s")
    said = done.stderr.strip().splitlines()
    reason = said[-1] if said else f"ended with {done.returncode}"
    is_there = done.returncode == 0
    return Check(name="Qt", passed=is_there, detail="can be imported" if is_there else reason)


def _pack(folder: Path) -> Check:
    try:
        count = len(load_pack(folder))
        faults = list(_changed_files(folder))
    except (EmojiLabelerError, OSError, ValueError) as error:
        return Check(name="emoji pack", passed=False, detail=str(error))
    more = ", …" if len(faults) > _FAULTS_NAMED else ""
    return Check(
        name="emoji pack",
        passed=not faults,
        detail=f"changed or missing: {', '.join(faults[:_FAULTS_NAMED])}{more}"
        if faults
        else f"{count:,} emoji, all files as they were made",
    )


def _changed_files(folder: Path) -> Iterator[str]:
    """Yield the names in the list of checksums whose files are not those that were listed."""
    import hashlib

    for line in (folder / "CHECKSUMS.sha256").read_text("utf-8").split("\n"):
        expected, _, name = line.partition("  ")
        path = folder / name
        if name and (
            not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected
        ):
            yield name


def _fonts(folder: Path) -> Check:
    names = sorted(path.name for path in folder.glob("*.?tf") if path.stat().st_size)
    return Check(name="fonts", passed=bool(names), detail=", ".join(names) or f"none in {folder}")


def _folder(name: str, folder: Path) -> Check:
    """Tell whether files can be made in a folder, or in the one in which it would be made."""
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            return Check(name=f"{name} folder", passed=True, detail=f"{folder} can be written")
    except OSError as error:
        detail = f"{folder} cannot be written ({error.strerror})"
        return Check(name=f"{name} folder", passed=False, detail=detail)
