"""Checks a folder of pictures before it is used as an emoji pack."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from emoji_labeler.domain.errors import PackError
from emoji_labeler.domain.record import record
from emoji_labeler.emoji import pack_data
from emoji_labeler.emoji.label_rules import fault_in_label
from emoji_labeler.emoji.pack import Tile
from emoji_labeler.emoji.pack_file import DESCRIPTION_FILE
from emoji_labeler.emoji.pack_report import Fault, Finding, PackReport
from emoji_labeler.emoji.picture_files import is_inside, label_of, looks_like_picture
from emoji_labeler.emoji.picture_reading import UnusablePictureError, read_picture

# What belongs to a pack beside its pictures, and what desktops leave in every folder.
_ACCOMPANYING_FILES = frozenset(
    {
        *(pack_data.FILE_NAME, DESCRIPTION_FILE, "CHECKSUMS.sha256", "LICENSE", "NOTICE"),
        *("README.md", "README.txt", "LICENSE.txt", "Thumbs.db", "desktop.ini"),
    }
)
_NAMED_AT_MOST = 5


def check_pack(folder: Path) -> PackReport:
    """Look at every file of a folder, decode every picture, read every row.

    Each file or row is the subject of one finding at most, its first fault. Raises PackError if the
    folder cannot be listed or the data file has no header.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        rows = _Rows.read(folder)
    except OSError as error:
        why = f"{error.filename or folder} could not be read: {error.strerror}."
        remedy = "Choose a folder that you may read."
        raise PackError("The folder was not checked.", why=why, remedy=remedy) from error
    pictures = [entry for entry in entries if _is_picture(entry)]
    faulty = [finding for entry in pictures if (finding := _look_at(entry, folder=folder))]
    sound = {entry.name for entry in pictures} - {finding.file for finding in faulty}
    faulty += _twins(sorted(sound))
    sound -= {finding.file for finding in faulty}
    if rows is not None:
        faulty += _without_row(sound, rows)
        sound -= {finding.file for finding in faulty}
    about_rows = () if rows is None else (*rows.findings, *_without_picture(rows, pictures))
    return PackReport(
        folder=folder,
        pictures=len(pictures),
        sound_labels=frozenset(label_of(name) for name in sound),
        findings=(
            *sorted(faulty, key=lambda finding: finding.file),
            *sorted(about_rows, key=lambda finding: finding.line),
            *_strangers(entries),
        ),
    )


@record
class _Rows:
    """The usable rows of a data file by label, the line of each, and findings about the others."""

    tiles: dict[str, Tile]
    lines: dict[str, int]
    findings: tuple[Finding, ...]

    @classmethod
    def read(cls, folder: Path) -> "_Rows | None":
        """Read the data file of a folder, which may have none."""
        path = folder / pack_data.FILE_NAME
        if not path.is_file():
            return None
        data = pack_data.parse_data_file(path.read_bytes(), path=path)
        tiles: dict[str, Tile] = {}
        lines: dict[str, int] = {}
        broken = {}
        for number, (tile, line) in enumerate(zip(data.tiles(), data.lines, strict=True), start=2):
            why = _fault_in_row(tile, line, tiles)
            if why:
                broken[number] = why
            elif isinstance(tile, Tile):
                tiles[tile.label], lines[tile.label] = tile, number
        for label, tile in tiles.items():
            base = tiles.get(tile.variant_of)
            if tile.variant_of and (base is None or base.variant_of):
                broken[lines[label]] = f"{tile.variant_of}, of which it is a variant, is no base."
        findings = tuple(
            Finding(fault=Fault.BROKEN_ROW, file=path.name, line=number, why=broken[number])
            for number in sorted(broken)
        )
        return cls(tiles=tiles, lines=lines, findings=findings)


def _fault_in_row(tile: Tile | pack_data.BrokenRow, line: bytes, known: dict[str, Tile]) -> str:
    if isinstance(tile, pack_data.BrokenRow):
        return tile.why
    if tile.label in known:
        return f"It repeats the label {tile.label}."
    try:
        line.decode()
    except UnicodeDecodeError:
        return "It is not UTF-8."
    return ""


def _is_picture(entry: os.DirEntry[str]) -> bool:
    return looks_like_picture(entry.name) and not entry.is_dir(follow_symlinks=False)


def _look_at(entry: os.DirEntry[str], *, folder: Path) -> Finding | None:
    path = Path(entry.path)
    label_fault = fault_in_label(label_of(entry.name))
    if label_fault:
        return _finding(Fault.BAD_LABEL, entry.name, label_fault)
    try:
        if not is_inside(path, folder=folder):
            return _finding(Fault.OUTSIDE, entry.name, "It is a link that leads out of the folder.")
        if not path.is_file():
            return _finding(Fault.UNREADABLE, entry.name, "It is no ordinary file.")
        read_picture(path)
    except UnusablePictureError as error:
        return _finding(error.fault, entry.name, error.why)
    except OSError as error:
        return _finding(Fault.UNREADABLE, entry.name, f"It cannot be read: {error.strerror}.")
    return None


def _finding(fault: Fault, file: str, why: str) -> Finding:
    return Finding(fault=fault, file=file, why=why)


def _twins(names: Iterable[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", label_of(name)).casefold()
        if key in first:
            why = f"Its label is that of {first[key]}, but for ending, case or spelling."
            yield _finding(Fault.LABEL_TWICE, name, why)
        first.setdefault(key, name)


def _without_row(names: Iterable[str], rows: _Rows) -> Iterator[Finding]:
    for name in names:
        if label_of(name) not in rows.tiles:
            yield _finding(Fault.NO_ROW, name, f"{pack_data.FILE_NAME} has no row for it.")


def _without_picture(rows: _Rows, pictures: list[os.DirEntry[str]]) -> Iterator[Finding]:
    labels = {label_of(entry.name) for entry in pictures}
    for label, line in rows.lines.items():
        if label not in labels:
            why = f"There is no picture for its label {label}."
            yield Finding(fault=Fault.NO_PICTURE, file=pack_data.FILE_NAME, line=line, why=why)


def _strangers(entries: list[os.DirEntry[str]]) -> Iterator[Finding]:
    folders = [
        entry.name
        for entry in entries
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
    ]
    if folders:
        why = f"Folders inside a pack are not looked into: {_some(folders)}."
        yield _finding(Fault.SUBFOLDERS, folders[0], why)
    files = [
        entry.name
        for entry in entries
        if not entry.is_dir(follow_symlinks=False)
        and not _is_picture(entry)
        and not entry.name.startswith(".")
        and entry.name not in _ACCOMPANYING_FILES
    ]
    if files:
        why = f"Files that are no pictures are not used: {_some(files)}."
        yield _finding(Fault.FOREIGN_FILES, files[0], why)


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    return ", ".join(names[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
