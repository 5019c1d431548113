"""Real picture files and packs for the tests of the emoji room."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

SIDE_PX = 12


def draw(path: Path, *, colour: str = "red", size: tuple[int, int] = (SIDE_PX, SIDE_PX)) -> Path:
    """Write a picture of one colour in the format that its name asks for."""
    mode = "RGBA" if path.suffix.lower() in {".png", ".webp"} else "RGB"
    Image.new(mode, size, colour).save(path)
    return path


def pictures_pack(folder: Path, *names: str) -> Path:
    """Make a folder of pictures without a data file."""
    folder.mkdir(exist_ok=True)
    for name in names:
        draw(folder / name)
    return folder


def data_pack(folder: Path, *, columns: str, rows: Iterable[str], pictures: Iterable[str]) -> Path:
    """Make a folder of pictures with a data file; fields are separated by blanks, ``-`` is none."""
    pictures_pack(folder, *pictures)
    lines = [line.replace(" ", "\t").replace("-", "") for line in (columns, *rows)]
    (folder / "pack.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
