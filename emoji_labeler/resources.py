"""Where the program's own files and the person's folders are.

In an installed wheel the assets lie inside the package; in a checkout they lie beside it.
"""

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
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def cache_folder() -> Path:
    """Return the folder for what can be made again: picture atlases."""
    from platformdirs import user_cache_path

    return user_cache_path(APP_NAME, appauthor=False)


def config_folder() -> Path:
    """Return the folder for the settings file."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False)
