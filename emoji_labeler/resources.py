"""Where the program's own files and the person's folders are.

In an installed wheel the assets lie inside the package; in a checkout they lie beside it.
"""

import os
import sys
from functools import cache
from pathlib import Path

APP_NAME = "emoji-labeler"


@cache
def assets_folder() -> Path:
    """Return the folder of pictures, fonts, icons and sample data."""
    package = Path(__file__).parent
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def emoji_pack_folder() -> Path:
    """Return the folder of the emoji pack that comes with the program."""
    return assets_folder() / "emoji"


def theme_tables() -> tuple[Path, ...]:
    """Return the theme tables of the program, and last the one that a person may keep."""
    folder = assets_folder() / "themes"
    return (folder / "ja.tsv", folder / "en.tsv", config_folder() / "themes.tsv")


def meaning_tables() -> tuple[Path, ...]:
    """Return the tables of words near in meaning to those that the search knows."""
    folder = assets_folder() / "meanings"
    return (folder / "ja.tsv", folder / "en.tsv")


def data_folder() -> Path:
    """Return the folder for what the person would miss: the sample project."""
    return _own_folder("data", under=".local/share")


def cache_folder() -> Path:
    """Return the folder for what can be made again: picture atlases, drawn icons, tiles."""
    return _own_folder("cache", under=".cache")


def config_folder() -> Path:
    """Return the folder for the settings file."""
    return _own_folder("config", under=".config")


def _own_folder(kind: str, *, under: str) -> Path:
    """Return this program's folder of a kind, where each system wants it.

    On Linux the window waits for the answer, and to import platformdirs would take it longer than
    to follow the two lines of the XDG Base Directory Specification.
    """
    follows_xdg: bool = sys.platform == "linux"
    if follows_xdg:
        chosen = Path(os.environ.get(f"XDG_{kind.upper()}_HOME", ""))
        return (chosen if chosen.is_absolute() else Path.home() / under) / APP_NAME
    import platformdirs

    find = {
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
    }
    return find[kind](APP_NAME, appauthor=False)
