"""Loads an emoji pack from a folder, with its data file or from the names of its pictures alone."""

import json
from collections.abc import Callable, Container, Sequence
from functools import partial
from pathlib import Path

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji import pack_data
from emoji_labeler.emoji.label_rules import fault_in_label
from emoji_labeler.emoji.pack import EmojiPack, Tile
from emoji_labeler.emoji.picture_files import PICTURE_ENDINGS, label_of, picture_names
from emoji_labeler.wording import tr

DESCRIPTION_FILE = "pack.json"


def load_pack(folder: Path, *, only: Container[str] | None = None) -> EmojiPack:
    """Return the pack in a folder, or raise PackError.

    With ``only``, what is broken or not named there is left out without a word: pass the sound
    labels of a ``PackReport`` to use a faulty pack as far as it can be used. Whether each picture
    of a data file exists and can be decoded is for ``check_pack`` to find out.
    """
    if not folder.is_dir():
        raise _not_loaded(
            why=tr("{folder} is not a folder that can be read.", folder=folder),
            remedy=tr("Choose the folder that holds the pictures."),
        )
    data_file = folder / pack_data.FILE_NAME
    loader = _from_data_file if data_file.is_file() else _from_pictures
    try:
        pack = loader(folder, only)
    except OSError as error:
        raise unreadable(error, folder=folder) from error
    if not pack.tiles:
        raise _not_loaded(
            why=tr("{folder} holds no picture that could be used.", folder=folder),
            remedy=tr(
                "Put pictures there, named after their labels ({endings}).",
                endings=", ".join(PICTURE_ENDINGS),
            ),
        )
    return pack


def unreadable(error: OSError, *, folder: Path) -> PackError:
    """Return the error that tells of one of the system's."""
    why = tr(
        "{path} could not be read: {reason}.",
        path=error.filename or folder,
        reason=error.strerror,
    )
    return _not_loaded(why=why, remedy=tr("Check the rights on the folder."))


def _from_data_file(folder: Path, only: Container[str] | None) -> EmojiPack:
    path = folder / pack_data.FILE_NAME
    data = pack_data.parse_data_file(path.read_bytes(), path=path)
    tiles: dict[str, Tile] = {}
    lines = []
    for number, (tile, line) in enumerate(zip(data.tiles(), data.lines, strict=True), start=2):
        if isinstance(tile, pack_data.BrokenRow):
            if only is None:
                raise _broken_row(path, number=number, why=tile.why)
        elif tile.label in tiles:
            if only is None:
                raise _broken_row(
                    path, number=number, why=tr("It repeats the label {label}.", label=tile.label)
                )
        elif only is None or tile.label in only:
            tiles[tile.label] = tile
            lines.append(line)
    return described_pack(folder, tuple(tiles.values()), partial(_read_line, data, tuple(lines)))


def _broken_row(path: Path, *, number: int, why: str) -> PackError:
    return _not_loaded(
        why=tr("Line {number} of {path} is broken. {why}", number=number, path=path, why=why),
        remedy=tr("Run `emoji-labeler pack check` on the folder to see every fault."),
    )


def _from_pictures(folder: Path, only: Container[str] | None) -> EmojiPack:
    tiles: dict[str, Tile] = {}
    for name in picture_names(folder):
        label = label_of(name)
        fault = tr("Another picture has that label.") if label in tiles else fault_in_label(label)
        if fault and only is None:
            why = tr(
                "The name of {path} is not a usable label. {fault}", path=folder / name, fault=fault
            )
            raise _not_loaded(
                why=why,
                remedy=tr("Run `emoji-labeler pack check` on the folder to see every fault."),
            )
        if not fault and (only is None or label in only):
            tiles[label] = Tile(label, "", "")
    labels = tuple(tiles)
    return described_pack(folder, tuple(tiles.values()), partial(_bare_emoji, labels))


def _read_line(data: pack_data.DataFile, lines: Sequence[bytes], place: int) -> Emoji:
    return data.emoji(lines[place])


def _bare_emoji(labels: Sequence[str], place: int) -> Emoji:
    return Emoji(label=labels[place])


def described_pack(
    folder: Path, tiles: tuple[Tile, ...], read: Callable[[int], Emoji]
) -> EmojiPack:
    """Return the pack of these tiles, with the name that the folder gives it."""
    description = _description(folder)
    return EmojiPack(
        id=description.get("id") or folder.resolve().name,
        name=description.get("name") or folder.resolve().name,
        version=description.get("version") or "",
        folder=folder,
        tiles=tiles,
        read=read,
    )


def _description(folder: Path) -> dict[str, str]:
    path = folder / DESCRIPTION_FILE
    if not path.is_file():
        return {}
    try:
        described = json.loads(path.read_bytes())
    except ValueError as error:
        why = tr("{path} is not JSON: {reason}.", path=path, reason=error)
        raise _not_loaded(why=why, remedy=tr("Correct or remove that file.")) from error
    if not isinstance(described, dict):
        why = tr("{path} holds no JSON object.", path=path)
        raise _not_loaded(why=why, remedy=tr("Correct or remove that file."))
    return {key: str(value) for key, value in described.items()}


def _not_loaded(*, why: str, remedy: str) -> PackError:
    return PackError(tr("The emoji pack was not loaded."), why=why, remedy=remedy)
