"""Which files of a folder are the pictures of a pack."""

import os
from pathlib import Path

PICTURE_ENDINGS = (".png", ".webp", ".jpg", ".jpeg", ".gif", ".bmp")


def picture_names(folder: Path) -> list[str]:
    """Return the names of the pictures in a folder, sorted.

    Hidden files and links that lead out of the folder are left out.
    """
    with os.scandir(folder) as entries:
        return sorted(
            entry.name
            for entry in entries
            if looks_like_picture(entry.name)
            and entry.is_file()
            and (not entry.is_symlink() or is_inside(Path(entry.path), folder=folder))
        )


def looks_like_picture(name: str) -> bool:
    """Tell whether a file with this name should be a picture."""
    return not name.startswith(".") and name.lower().endswith(PICTURE_ENDINGS)


def label_of(name: str) -> str:
    """Return the label of a picture: its name without the ending."""
    return name.rpartition(".")[0]


def is_inside(path: Path, *, folder: Path) -> bool:
    """Tell whether a path, with all links followed, lies in a folder; OSError if it is nowhere."""
    return path.resolve(strict=True).is_relative_to(folder.resolve())
