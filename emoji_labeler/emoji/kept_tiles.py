"""What the grid must know of a pack, kept from an earlier start.

To read and check all rows of a pack takes a twentieth of the time to the first paint, and at nearly
every start they are the rows of the day before. So their tiles are kept in a small file, with what
tells that the data file is still the same, and the rows themselves are read when somebody asks for
the words of an emoji.
"""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from zlib import crc32

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji import pack_data
from emoji_labeler.emoji.pack import EmojiPack, Tile
from emoji_labeler.emoji.pack_file import described_pack, load_pack, unreadable


def load_kept_pack(folder: Path, *, cache: Path) -> EmojiPack:
    """Return the pack in a folder, or raise PackError, as ``load_pack`` does, but quicker."""
    path = folder / pack_data.FILE_NAME
    try:
        file = path.stat()
        stamp = f"{path.resolve()}\t{file.st_mtime_ns}\t{file.st_size}"
    except OSError:
        return load_pack(folder)
    kept = cache / f"tiles.{crc32(stamp.encode(errors='surrogateescape')):08x}.tsv"
    tiles = _read(kept, stamp=stamp)
    if tiles:
        with suppress(OSError):
            return described_pack(folder, tiles, LateRows(path, tiles))
    pack = load_pack(folder)
    _write(kept, pack.tiles, stamp=stamp)
    return pack


class LateRows:
    """Reads the emoji of a tile, and the data file not before the first of them is wanted."""

    def __init__(self, path: Path, tiles: tuple[Tile, ...]) -> None:
        self._path = path
        self._tiles = tiles

    def __call__(self, place: int) -> Emoji:
        """Return the emoji of a tile; one that the file has lost meanwhile has a label alone."""
        label = self._tiles[place].label
        line = self._lines.get(label)
        return Emoji(label=label) if line is None else self._data.emoji(line)

    def __getstate__(self) -> dict[str, object]:
        """Go to another process without what was read here."""
        return {"_path": self._path, "_tiles": self._tiles}

    @cached_property
    def _data(self) -> pack_data.DataFile:
        try:
            return pack_data.parse_data_file(self._path.read_bytes(), path=self._path)
        except OSError as error:
            raise unreadable(error, folder=self._path.parent) from error

    @cached_property
    def _lines(self) -> dict[str, bytes]:
        data = self._data
        return {data.label(line): line for line in data.lines}


def _read(kept: Path, *, stamp: str) -> tuple[Tile, ...] | None:
    """Return the tiles in a file, or None where they are not those of the stamp, or not whole."""
    try:
        head, *columns = kept.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return None
    labels, groups, bases = (
        [column.split("\t") for column in columns] if len(columns) == 3 else ([], [], [])
    )
    if head != stamp or not len(labels) == len(groups) == len(bases):
        return None
    return tuple(map(Tile, labels, groups, bases))


def _write(kept: Path, tiles: tuple[Tile, ...], *, stamp: str) -> None:
    """Keep the tiles for the next start, in place of those of other packs; or do without."""
    columns = ("\t".join(column) for column in zip(*tiles, strict=True))
    beside = kept.with_suffix(".part")
    with suppress(OSError, ValueError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        for other in kept.parent.glob("tiles.*"):
            other.unlink(missing_ok=True)
        beside.write_text("\n".join([stamp, *columns]), "utf-8", newline="\n")
        beside.replace(kept)
