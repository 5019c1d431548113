"""Draws the pictures of the pack: Noto's vector drawings as small palette PNG files.

Qt's own SVG module ignores clip paths and paints some eighty of these drawings wrong, so they are
drawn here, once, with resvg.
"""

import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.pack_build.base_emoji import BaseEmoji
from scripts.pack_build.packages import NOTO, Packages

SIDE_PX = 144
_XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def write_pictures(packages: Packages, *, emoji: Iterable[BaseEmoji], folder: Path) -> None:
    """Write ``<label>.png`` for every emoji, 144 pixels a side, at most 256 colours."""

    def write(one: BaseEmoji) -> None:
        (folder / f"{one.label}.png").write_bytes(_quantised(_drawn(_drawing(packages, one))))

    with ThreadPoolExecutor() as threads:
        for _ in threads.map(write, emoji):
            pass


def _drawing(packages: Packages, emoji: BaseEmoji) -> str:
    drawings = packages.read(NOTO, "icons.json")
    by_code = packages.read(NOTO, "chars.json")
    name = by_code["-".join(f"{ord(part):04x}" for part in emoji.bare)]
    drawing = drawings["icons"][name]
    box = " ".join(
        str(drawing.get(side, drawings.get(side, 0))) for side in ("left", "top", "width", "height")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_XLINK} viewBox="{box}">{drawing["body"]}</svg>'
    )


def _drawn(svg: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIDE_PX, height=SIDE_PX))


def _quantised(png: bytes) -> bytes:
    command = ["pngquant", "--strip", "--speed", "1", "256", "-"]
    return subprocess.run(command, input=png, stdout=subprocess.PIPE, check=True).stdout
